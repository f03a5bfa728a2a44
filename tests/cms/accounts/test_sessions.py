import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from cms.accounts.models import Session, User
from cms.accounts.rules import Role
from cms.accounts.services import set_roles
from tests.builders import dana, ivan, person


@pytest.fixture
def signed_in(client, db):
    client.force_login(dana())
    return client


def who(client) -> str:
    return client.get("/account/").context["person"].email


def test_session_brings_its_person_in_one_query(signed_in, django_assert_num_queries):
    session = signed_in.session
    store = type(session)(session.session_key)

    with django_assert_num_queries(1):
        user = store.trusted_user()
        found = (user.email, user.is_team)

    assert found == ("dana@example.org", False)


def test_session_knows_the_team_without_another_query(client, db, django_assert_num_queries):
    client.force_login(ivan())
    store = type(client.session)(client.session.session_key)

    with django_assert_num_queries(1):
        assert store.trusted_user().is_team is True


def test_session_row_carries_its_person(signed_in):
    assert list(Session.objects.values_list("user__email", flat=True)) == ["dana@example.org"]


def test_session_of_a_stranger_reads_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_changed_password_ends_other_sessions(signed_in):
    user = User.objects.get()
    user.set_password("something quite else")
    user.save()

    assert signed_in.get("/account/").status_code == 302
    assert SESSION_KEY not in signed_in.session


def test_closed_account_is_out_at_the_next_request(signed_in):
    User.objects.update(is_active=False)

    assert signed_in.get("/account/").status_code == 302


def test_two_people_see_their_own_names(signed_in):
    other = Client()
    other.force_login(person("Nia"))

    assert (who(signed_in), who(other)) == ("dana@example.org", "nia@example.org")


def test_session_pointing_at_somebody_else_is_not_trusted(signed_in):
    nia = person("Nia")
    Session.objects.update(user=nia)

    assert who(signed_in) == "dana@example.org"


def test_deleted_account_takes_its_sessions_along(signed_in):
    User.objects.get().delete()

    assert list(Session.objects.all()) == []


def test_new_role_counts_at_the_next_request(signed_in):
    set_roles(User.objects.get(), {Role.REVIEWER}, by=None)

    assert signed_in.get("/admin/").status_code == 200


def test_reading_a_page_does_not_write_the_session(signed_in, django_assert_num_queries):
    signed_in.get("/account/")
    with django_assert_num_queries(3) as read:
        signed_in.get("/account/")

    assert [query["sql"][:6] for query in read.captured_queries if not query["sql"].startswith("SELECT")] == []
