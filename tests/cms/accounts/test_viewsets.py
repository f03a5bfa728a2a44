import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.accounts.models import User
from cms.accounts.rules import Role
from cms.accounts.services import create_account
from tests.builders import dana, ivan


@pytest.fixture
def ada(client, db) -> User:
    administrator = create_account("ada@example.org", roles={Role.ADMINISTRATOR}, by=None, chosen_name="Ada")
    client.force_login(administrator)
    return administrator


def test_people_lists_everybody_with_their_roles(client, ada):
    dana()
    ivan()

    page = client.get("/admin/users/").content.decode()

    assert [
        word for word in ("dana@example.org", "ivan@example.org", "instructor", "administrator") if word not in page
    ] == []


def test_people_takes_as_many_queries_for_three_as_for_one(client, ada, django_assert_num_queries):
    client.get("/admin/users/")
    with CaptureQueriesContext(connection) as one:
        client.get("/admin/users/")
    dana()
    ivan()

    with django_assert_num_queries(len(one)):
        client.get("/admin/users/")


def test_person_added_signs_in_by_a_mailed_code(client, ada):
    client.post("/admin/users/new/", {"email": "Rosa@example.org", "legal_name": "Rosa Lind", "roles": ["reviewer"]})

    rosa = User.objects.get(email="rosa@example.org")
    assert (rosa.is_team, rosa.has_usable_password()) == (True, False)
    assert EmailAddress.objects.get(user=rosa).verified


def test_person_with_a_known_address_is_not_added_again(client, ada):
    dana()

    page = client.post("/admin/users/new/", {"email": "DANA@example.org"}).content.decode()

    assert "There is already an account with this email." in page
    assert User.objects.filter(email__iexact="dana@example.org").count() == 1


def test_person_gets_and_loses_roles(client, ada):
    trainer = ivan()

    client.post(f"/admin/users/edit/{trainer.pk}/", {"legal_name": "Ivan", "is_active": "on", "roles": ["auditor"]})

    assert list(trainer.groups.values_list("name", flat=True)) == ["auditor"]


def test_nobody_locks_themselves_out(client, ada):
    client.post(f"/admin/users/edit/{ada.pk}/", {"legal_name": "Ada Marsh"})

    ada.refresh_from_db()
    assert (ada.legal_name, ada.is_active, ada.is_superuser) == ("Ada Marsh", True, True)


def test_people_are_for_administrators_alone(client, db):
    client.force_login(ivan())

    assert client.get("/admin/users/").status_code == 302
