import pytest
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

from cms.accounts import services
from cms.accounts.models import User
from cms.accounts.rules import Role
from tests.builders import dana, ivan


def roles_of(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_update_account_changes_and_logs_which_fields(db):
    user = dana()

    services.update_account(user, by=user, chosen_name="Danny", pronouns="they", legal_name=user.legal_name)

    assert User.objects.values_list("chosen_name", "pronouns").get() == ("Danny", "they")
    assert ModelLogEntry.objects.get().data == {"fields": ["chosen_name", "pronouns"]}


def test_update_account_writes_nothing_when_nothing_changed(db, django_assert_num_queries):
    user = dana()

    with django_assert_num_queries(2):  # the savepoint
        services.update_account(user, by=user, chosen_name="Dana")


def test_update_account_refuses_what_is_not_theirs(db):
    user = dana()

    with pytest.raises(ValueError, match="is_superuser"):
        services.update_account(user, by=user, is_superuser=True)


def test_set_roles_replaces_roles_and_keeps_other_groups(db):
    user = ivan()
    user.groups.add(Group.objects.create(name="county staff"))

    services.set_roles(user, {Role.AUDITOR}, by=None)

    assert roles_of(user) == {"auditor", "county staff"}


def test_administrators_may_do_everything_until_they_no_longer_are(db):
    user = ivan()

    services.set_roles(user, {Role.ADMINISTRATOR}, by=None)
    before = user.is_superuser
    services.set_roles(user, set(), by=None)

    assert (before, user.is_superuser, user.is_team) == (True, False, False)


def test_create_account_takes_the_address_as_confirmed(db, client):
    services.create_account("Rosa@Example.org", "a calm walk home", roles={Role.REVIEWER}, by=None)

    response = client.post("/sign-in/", {"login": "rosa@example.org", "password": "a calm walk home"})

    assert response.headers["Location"] == "/home/"
