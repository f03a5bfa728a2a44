"""Doors into a course and out of it."""

import pytest
from django.urls import reverse

from courses.cohorts.models import Cohort
from courses.enrollments.models import Enrollment, Invitation
from courses.enrollments.services import invite, suspend
from tests.builders import course_page, dana, enrolled, ivan, module_page, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    page = course_page()
    module_page(page)
    return page


def test_enroll_gives_the_place_and_goes_on(client, course):
    trainee = dana()
    client.force_login(trainee)

    response = client.post(reverse("enrollments:enroll", args=[course.translation_key]))

    assert Enrollment.objects.get().trainee == trainee
    assert response.url == "/programs/choose/?next=%2Fcourses%2Fcore-training%2F"


def test_enroll_sends_strangers_to_sign_in(client, course):
    response = client.post(reverse("enrollments:enroll", args=[course.translation_key]))

    assert response.url.startswith("/sign-in/")
    assert not Enrollment.objects.exists()


def test_enroll_says_when_a_course_is_not_open(client):
    page = course_page(entry_way="code")
    module_page(page)
    client.force_login(dana())

    response = client.post(reverse("enrollments:enroll", args=[page.translation_key]), follow=True)

    assert "This course needs a code or an invitation." in response.content.decode()
    assert not Enrollment.objects.exists()


def test_enroll_is_never_a_get(client, course):
    client.force_login(dana())

    assert client.get(reverse("enrollments:enroll", args=[course.translation_key])).status_code == 405


def test_withdraw_asks_first(client, course):
    trainee = dana()
    place = enrolled(trainee, course)
    client.force_login(trainee)

    page = client.get(reverse("enrollments:withdraw", args=[place.pk])).content.decode()

    place.refresh_from_db()
    assert "Leave this course?" in page
    assert place.state == "active"


def test_withdraw_leaves_and_keeps_the_record(client, course):
    trainee = dana()
    place = enrolled(trainee, course)
    client.force_login(trainee)

    response = client.post(reverse("enrollments:withdraw", args=[place.pk]), follow=True)
    again = client.post(reverse("enrollments:withdraw", args=[place.pk]), follow=True)

    place.refresh_from_db()
    assert place.state == "withdrawn"
    assert "You left the course." in response.content.decode()
    assert "You had already left this course." in again.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_withdraw_of_a_stranger_is_unknown(client, course, method):
    place = enrolled(dana(), course)
    client.force_login(person("Lee"))

    response = getattr(client, method)(reverse("enrollments:withdraw", args=[place.pk]))

    place.refresh_from_db()
    assert (response.status_code, place.state) == (404, "active")


def test_join_leads_to_what_the_code_opens(client, course):
    group = Cohort.objects.create(name="Spring evening", course_key=course.translation_key)

    response = client.post(reverse("enrollments:join"), {"code": group.join_code.lower()}, follow=True)

    page = response.content.decode()
    assert "Spring evening" in page
    assert f"/sign-up/?next=/join/{group.join_code[:5]}-{group.join_code[5:]}/" in page


def test_join_keeps_what_was_typed_when_it_opens_nothing(client, db):
    response = client.post(reverse("enrollments:join"), {"code": "no such code"})

    assert response.status_code == 422
    assert 'value="no such code"' in response.content.decode()


def test_join_with_a_code_takes_the_place(client, course):
    group = Cohort.objects.create(name="Spring evening", course_key=course.translation_key)
    trainee = dana()
    client.force_login(trainee)

    client.post(reverse("enrollments:join_with", args=[group.join_code]))

    place = Enrollment.objects.get()
    assert (place.trainee, place.cohort, place.way) == (trainee, group, "code")


def test_join_with_an_invitation_takes_the_place(client, course):
    (invitation,) = invite(["dana@example.org"], course.translation_key, by=ivan())
    trainee = dana()
    client.force_login(trainee)
    address = reverse("enrollments:join_with", args=[invitation.token])

    asked = client.get(address).content.decode()
    client.post(address)

    assert "You have been invited." in asked
    assert Invitation.objects.get().accepted_by == trainee


def test_join_with_the_invitation_of_somebody_else_says_so(client, course):
    (invitation,) = invite(["dana@example.org"], course.translation_key, by=ivan())
    client.force_login(person("Lee"))

    response = client.post(reverse("enrollments:join_with", args=[invitation.token]), follow=True)

    assert "sent to another e-mail address" in response.content.decode()
    assert not Enrollment.objects.exists()


def test_join_with_an_unknown_code_is_a_clear_page(client, db):
    response = client.get(reverse("enrollments:join_with", args=["7K2QM-4XRWN"]))

    assert response.status_code == 404
    assert "We couldn’t find that code" in response.content.decode()


def test_join_with_never_takes_a_place_by_looking(client, course):
    group = Cohort.objects.create(name="Spring evening", course_key=course.translation_key)
    client.force_login(dana())

    client.get(reverse("enrollments:join_with", args=[group.join_code]))

    assert not Enrollment.objects.exists()


def test_a_waiting_invitation_shows_on_the_course_page(client):
    page = course_page(entry_way="invitation")
    module_page(page)
    (invitation,) = invite(["dana@example.org"], page.translation_key, by=ivan())
    client.force_login(dana())

    assert f"/join/{invitation.token}/" in client.get("/courses/core-training/").content.decode()


@pytest.mark.parametrize("way", ["enroll", "code", "invitation", "withdraw"])
def test_a_place_that_is_closed_for_now_is_told_kindly_whatever_way_is_tried(client, course, way):
    place, team = enrolled(dana(), course), ivan()
    suspend(place, by=team)
    client.force_login(place.trainee)
    group = Cohort.objects.create(name="Spring evening", course_key=course.translation_key)
    (invitation,) = invite([place.trainee.email], course.translation_key, by=team)
    doors = {
        "enroll": ("enrollments:enroll", course.translation_key),
        "code": ("enrollments:join_with", group.join_code),
        "invitation": ("enrollments:join_with", invitation.token),
        "withdraw": ("enrollments:withdraw", place.pk),
    }

    response = client.post(reverse(doors[way][0], args=[doors[way][1]]), follow=True)

    assert "Your place in this course is closed for now. What you did is kept." in response.content.decode()
    place.refresh_from_db()
    assert (place.state, place.cohort_id) == ("suspended", None)
