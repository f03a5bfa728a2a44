"""What a person needs, and places that are closed for a while: the team's doors."""

from decimal import Decimal

import pytest
from wagtail.models import ModelLogEntry

from courses.enrollments.models import Accommodation
from courses.enrollments.rules import Allowance
from tests.builders import cohort, course_page, dana, enrolled, in_role, ivan, module_page, person

pytestmark = pytest.mark.django_db

POSTED = {
    "time_factor": "1.5", "extra_tries": "1", "break_minutes": "10", "closing_hours": "24", "one_per_page": "on",
    "reason": "A private reason",
}  # fmt: skip


@pytest.fixture
def place(client):
    """Dana in a cohort that Ivan leads; Ivan is signed in."""
    course, leader = course_page(), ivan()
    module_page(course)
    client.force_login(leader)
    return enrolled(dana(), course, cohort=cohort(course, leader))


def needs(place) -> str:
    return f"/admin/people/{place.trainee_id}/needs/"


def test_accommodation_is_set_once_and_shown_to_who_leads(client, place):
    reply = client.post(needs(place), POSTED)

    assert reply.url == f"/admin/people/{place.trainee_id}/"
    kept = Accommodation.objects.get(trainee=place.trainee)
    assert kept.allowance() == Allowance(
        time_factor=Decimal("1.50"), extra_tries=1, break_minutes=10, closing_hours=24, one_per_page=True
    )
    assert "A private reason" in client.get(needs(place)).content.decode()


def test_the_reason_is_on_no_other_page_and_in_no_log(client, place):
    client.post(needs(place), POSTED)

    assert "A private reason" not in client.get(f"/admin/people/{place.trainee_id}/").content.decode()
    assert "A private reason" not in client.get("/admin/cohorts-report/").content.decode()
    assert "A private reason" not in str(list(ModelLogEntry.objects.values()))


def test_what_cannot_be_is_told_and_nothing_is_kept(client, place):
    reply = client.post(needs(place), POSTED | {"time_factor": "0.5"})

    assert reply.status_code == 422
    assert "time_factor" in reply.context["form"].errors
    assert not Accommodation.objects.exists()


@pytest.mark.parametrize("role", ["auditor", "reviewer", "supervisor"])
def test_who_only_reads_sets_nothing(client, place, role):
    client.force_login(in_role("Amir", role))

    reply = client.post(needs(place), POSTED)

    assert reply.status_code in (302, 403, 404)
    assert not Accommodation.objects.exists()


def test_another_instructor_finds_neither_the_page_nor_the_place(client, place):
    client.force_login(in_role("Olga", "instructor"))

    assert client.get(needs(place)).status_code == 404
    assert client.post(needs(place), POSTED).status_code == 404
    assert client.post(f"/admin/people/places/{place.pk}/suspend/").status_code == 404
    place.refresh_from_db()
    assert (place.state, Accommodation.objects.count()) == ("active", 0)


def test_an_administrator_reaches_everybody(client, place):
    client.force_login(in_role("Ada", "administrator"))

    assert client.post(needs(place), POSTED).status_code == 302
    assert Accommodation.objects.get().trainee == place.trainee


def test_a_place_is_closed_for_a_while_and_opened_again(client, place):
    page = f"/admin/people/{place.trainee_id}/"
    assert "Close this place for a while" in client.get(page).content.decode()

    client.post(f"/admin/people/places/{place.pk}/suspend/")
    place.refresh_from_db()
    assert place.state == "suspended"
    assert "Open this place again" in client.get(page).content.decode()

    client.post(f"/admin/people/places/{place.pk}/reinstate/")
    place.refresh_from_db()
    assert place.state == "active"


def test_pressing_twice_is_told_kindly(client, place):
    client.post(f"/admin/people/places/{place.pk}/suspend/")
    reply = client.post(f"/admin/people/places/{place.pk}/suspend/", follow=True)

    assert "Somebody has changed this place meanwhile." in reply.content.decode()


def test_a_stranger_is_sent_to_sign_in(client, place):
    client.force_login(person("Joe"))

    assert client.get(needs(place)).status_code in (302, 403, 404)
