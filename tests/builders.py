"""Functions that make the people and things of the tests. Dana is the trainee, Ivan the instructor, Rosa the
reviewer, Amir the auditor."""

from cms.accounts.models import User


def person(name: str, **fields) -> User:
    """Someone with an account: `person("Dana")` is dana@example.org."""
    fields.setdefault("email", f"{name.lower()}@example.org")
    return User.objects.create_user(password="known only here", chosen_name=name, **fields)


def dana(**fields) -> User:
    return person("Dana", **{"legal_name": "Dana Brooks", **fields})
