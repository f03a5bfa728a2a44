"""Who may."""

from cms.accounts.models import User


def can_plan(user: User) -> bool:
    """Whether somebody plans sessions at all; with which cohorts is a question of scope."""
    return user.has_perm("courses.add_session")
