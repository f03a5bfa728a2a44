"""Saving a reflection, and reading one's own."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.enrollments.models import Enrollment
from courses.reflections import queries, services
from courses.reflections.models import Reflection
from courses.reflections.rules import LONGEST, Visibility
from tests.builders import course_page, dana, enrolled, ivan, lesson_page, module_page, person

pytestmark = pytest.mark.django_db

ONLY_ME = {"visibility": "only_me"}


@pytest.fixture
def place():
    course = course_page()
    module_page(course)
    return enrolled(dana(), course)


def lesson_key():
    from courses.catalog.models import LessonPage

    return LessonPage.objects.first().translation_key


def address(place, block="kind-no"):
    return reverse("reflections:save", args=[place.pk, lesson_key(), block])


def test_save_keeps_the_text_and_goes_back_to_the_lesson(client, place):
    client.force_login(place.trainee)

    response = client.post(address(place), {"text": "She stayed.", **ONLY_ME})

    kept = Reflection.objects.get()
    assert (kept.text, kept.visibility, kept.enrollment) == ("She stayed.", "only_me", place)
    assert response.url == "/courses/core-training/what-it-is/lesson-1/#kind-no"


def test_save_again_replaces_the_text(client, place):
    client.force_login(place.trainee)

    client.post(address(place), {"text": "First", **ONLY_ME})
    client.post(address(place), {"text": "Second", "visibility": "instructor"})

    assert list(Reflection.objects.values_list("text", "visibility")) == [("Second", "instructor")]


def test_save_by_script_says_when_in_the_readers_zone(client, place):
    client.force_login(place.trainee)

    said = client.post(address(place), {"text": "Quiet", **ONLY_ME}, headers={"Accept": "application/json"}).json()

    assert re.fullmatch(r"Saved at \d+(:\d\d)? [ap]m|Saved at noon|Saved at midnight", said["saved"])


def test_save_of_a_stranger_is_unknown(client, place):
    client.force_login(person("Lee"))

    response = client.post(address(place), {"text": "Not mine", **ONLY_ME})

    assert response.status_code == 404
    assert not Reflection.objects.exists()


def test_save_to_a_prompt_that_is_not_there_is_unknown(client, place):
    client.force_login(place.trainee)

    assert client.post(address(place, "no-such"), {"text": "Lost", **ONLY_ME}).status_code == 404


def test_save_keeps_what_was_typed_when_it_is_too_long(client, place):
    client.force_login(place.trainee)

    response = client.post(address(place), {"text": "x" * (LONGEST + 1), **ONLY_ME})

    assert response.status_code == 422
    assert "x" * (LONGEST + 1) in response.content.decode()
    assert not Reflection.objects.exists()


def test_a_script_in_a_reflection_is_shown_as_text(client, place):
    client.force_login(place.trainee)

    client.post(address(place), {"text": "<script>alert(1)</script>", **ONLY_ME})

    for where in ("/reflections/", "/courses/core-training/what-it-is/lesson-1/"):
        assert "<script>alert" not in client.get(where).content.decode()


def test_mine_shows_prompt_lesson_and_who_sees_it(client, place):
    services.save_reflection(
        place, lesson_key(), "kind-no", text="She stayed.", visibility=Visibility.INSTRUCTOR, by=place.trainee,
        at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    client.force_login(place.trainee)

    page = client.get("/reflections/").content.decode()

    assert "Who was kind?" in page
    assert "Me and my instructor" in page
    assert "November 20, 2026" in page or "Nov. 20, 2026" in page


def test_mine_is_empty_with_a_sentence(client, place):
    client.force_login(place.trainee)

    assert "Nothing written yet." in client.get("/reflections/").content.decode()


def test_mine_shows_nobody_elses(client, place):
    services.save_reflection(
        place, lesson_key(), "kind-no", text="She stayed.", visibility=Visibility.INSTRUCTOR, by=place.trainee
    )
    client.force_login(person("Lee"))

    assert "She stayed." not in client.get("/reflections/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_mine_takes_as_many_queries_for_one_as_for_three(client, place, count):
    from courses.catalog.models import ModulePage

    module = ModulePage.objects.get()
    for number in range(count):
        lesson = lesson_page(module, f"More {number}")
        Reflection.objects.create(
            enrollment=place, lesson_key=lesson.translation_key, block_id="kind-no", text=f"Words {number}"
        )
    client.force_login(place.trainee)
    client.get("/reflections/")

    with CaptureQueriesContext(connection) as captured:
        client.get("/reflections/")

    assert len(captured) == 3


def test_only_the_writer_writes(place):
    with pytest.raises(services.NotTheirs):
        services.save_reflection(
            place, lesson_key(), "kind-no", text="Put in", visibility=Visibility.ONLY_ME, by=ivan()
        )


def test_an_instructor_sees_only_what_was_shared_in_their_cohort(place):
    from courses.cohorts.models import Cohort

    instructor = ivan()
    group = Cohort.objects.create(name="Spring", course_key=place.course_key)
    group.instructors.add(instructor)
    lee = Enrollment.objects.create(trainee=person("Lee"), course_key=place.course_key, way="open")
    for enrollment, block, visibility in (
        (place, "shared", Visibility.INSTRUCTOR), (place, "private", Visibility.ONLY_ME),
        (lee, "elsewhere", Visibility.INSTRUCTOR),
    ):  # fmt: skip
        Reflection.objects.create(
            enrollment=enrollment, lesson_key=lesson_key(), block_id=block, text=block, visibility=visibility
        )
    place.cohort = group
    place.save()

    assert [reflection.text for reflection in queries.shared_with(instructor)] == ["shared"]


def test_a_reflection_of_another_day_says_the_day(client, place):
    services.save_reflection(
        place, lesson_key(), "kind-no", text="She stayed.", visibility=Visibility.ONLY_ME, by=place.trainee,
        at=datetime(2026, 1, 5, 19, 14, tzinfo=UTC),
    )  # fmt: skip
    client.force_login(place.trainee)

    page = client.get("/courses/core-training/what-it-is/lesson-1/").content.decode()

    # Dana lives in New York.
    assert "Saved January 5 at 2:14 pm" in page
