"""Cohorts and invitations in the CMS."""

import pytest
from django.core import mail
from django.urls import reverse

from courses.cohorts.models import Cohort
from courses.enrollments.models import Invitation
from tests.builders import course_page, dana, enrolled, ivan, module_page, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    page = course_page()
    module_page(page)
    return page


@pytest.fixture
def instructor(client):
    made = ivan()
    client.force_login(made)
    return made


def cohort(course, name="Spring evening", instructor=None):
    made = Cohort.objects.create(name=name, course_key=course.translation_key)
    if instructor:
        made.instructors.add(instructor)
    return made


def test_index_shows_course_people_and_code(client, course, instructor):
    group = cohort(course, instructor=instructor)
    place = enrolled(dana(), course)
    place.cohort = group
    place.save()

    page = client.get(reverse("cohorts:index")).content.decode()

    assert "Spring evening" in page
    assert "Core training" in page
    assert f"{group.join_code[:5]}-{group.join_code[5:]}" in page


def test_index_shows_instructors_their_own_and_administrators_all(client, course, instructor):
    cohort(course, "Mine", instructor)
    cohort(course, "Of somebody else")

    own = client.get(reverse("cohorts:index")).content.decode()
    client.force_login(person("Ada", is_superuser=True))
    every = client.get(reverse("cohorts:index")).content.decode()

    assert ("Mine" in own, "Of somebody else" in own) == (True, False)
    assert "Of somebody else" in every


@pytest.mark.parametrize("door", ["edit", "inspect", "history", "usage"])
def test_the_cohort_of_another_instructor_is_unknown(client, course, instructor, door):
    other = cohort(course, "Of somebody else")

    response = client.get(reverse(f"cohorts:{door}", args=[other.pk]))

    assert response.status_code == 404


def test_index_finds_and_filters(client, course, instructor):
    module_page(other := course_page("Boundaries"))
    cohort(course, "Spring evening", instructor)
    cohort(other, "Winter morning", instructor)

    found = client.get(reverse("cohorts:index"), {"q": "winter"}).content.decode()
    filtered = client.get(reverse("cohorts:index"), {"course_key": str(course.translation_key)}).content.decode()

    assert ("Spring evening" in found, "Winter morning" in found) == (False, True)
    assert ("Spring evening" in filtered, "Winter morning" in filtered) == (True, False)


def test_add_makes_a_code_and_its_maker_the_instructor(client, course, instructor):
    client.post(
        reverse("cohorts:add"),
        {"name": "Summer", "course_key": str(course.translation_key), "time_zone": "America/Chicago"},
    )

    made = Cohort.objects.get()
    assert (made.name, made.course_key, list(made.instructors.all())) == (
        "Summer",
        course.translation_key,
        [instructor],
    )
    assert len(made.join_code) == 10


def test_inspect_shows_the_link_to_join(client, course, instructor):
    group = cohort(course, instructor=instructor)

    page = client.get(reverse("cohorts:inspect", args=[group.pk])).content.decode()

    assert f"http://testserver/join/{group.join_code}/" in page
    assert "Invite people" in page


def test_a_trainee_sees_no_cohort(client, course):
    cohort(course)
    client.force_login(dana())

    response = client.get(reverse("cohorts:index"))

    assert response.status_code == 403


def test_invite_sends_to_each_address(client, course, instructor, django_capture_on_commit_callbacks):
    group = cohort(course, instructor=instructor)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("courses_invite"),
            {"cohort": group.pk, "emails": "dana@example.org, lee@example.org", "language": "es"},
        )

    assert set(Invitation.objects.values_list("email", "cohort")) == {
        ("dana@example.org", group.pk),
        ("lee@example.org", group.pk),
    }
    assert {message.to[0] for message in mail.outbox} == {"dana@example.org", "lee@example.org"}
    assert (
        f"/es/join/{Invitation.objects.get(email='lee@example.org').token}/"
        in mail.outbox[1].body + mail.outbox[0].body
    )


def test_invite_names_the_address_to_fix_and_sends_nothing(client, course, instructor):
    group = cohort(course, instructor=instructor)

    page = client.post(
        reverse("courses_invite"), {"cohort": group.pk, "emails": "dana@example.org\nnobody", "language": "en"}
    ).content.decode()

    assert "“nobody” doesn’t look like an e-mail address." in page
    assert not Invitation.objects.exists()


def test_invite_to_the_cohort_of_somebody_else_is_refused(client, course, instructor):
    other = cohort(course, "Of somebody else")

    client.post(reverse("courses_invite"), {"cohort": other.pk, "emails": "dana@example.org", "language": "en"})

    assert not Invitation.objects.exists()


def test_invitations_list_shows_who_came(client, course, instructor):
    Invitation.objects.create(email="dana@example.org", course_key=course.translation_key, invited_by=instructor)
    Invitation.objects.create(email="hidden@example.org", course_key=course.translation_key, invited_by=person("Olga"))

    page = client.get(reverse("invitations:index")).content.decode()

    assert "dana@example.org" in page
    assert "hidden@example.org" not in page
