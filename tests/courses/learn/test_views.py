"""Doors of the catalog's pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.enrollments.services import withdraw
from quizzes.journey.services import mark_activity_done
from tests.builders import course_page, dana, enrolled, ivan, lesson_page, module_page, person

pytestmark = pytest.mark.django_db

MARKED = "You marked this lesson as done."


def in_course(client, lessons: int = 2):
    """Dana, signed in and enrolled in a course of two modules, the second after the first."""
    trainee, course = dana(), course_page()
    first = module_page(course, "First steps", lessons=lessons)
    module_page(course, "Later on", opens_after=first)
    place = enrolled(trainee, course)
    client.force_login(trainee)
    return place, first


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))])


def lesson_keys(module):
    return [page.translation_key for page in module.get_children()]


def test_course_index_shows_hours_and_languages(client):
    module_page(course_page("Core training"), lessons=3)

    page = client.get("/courses/").content.decode()

    assert "0.5 hours · 1 module · English" in page


def test_course_index_leaves_out_drafts_and_courses_without_modules(client):
    course_page("Only a name")
    draft = course_page("A draft")
    module_page(draft)
    draft.unpublish()

    page = client.get("/courses/").content.decode()

    assert "No courses yet." in page
    assert "Only a name" not in page
    assert "A draft" not in page


def test_course_index_filters_by_language(client):
    module_page(course_page("Core training"))

    assert "Core training" in client.get("/courses/?in=en").content.decode()
    assert "No course in this language yet." in client.get("/courses/?in=es").content.decode()
    assert "Core training" in client.get("/courses/?in=xx").content.decode()


def test_course_index_says_where_a_trainee_stands(client):
    place, first = in_course(client)

    before = client.get("/courses/").content.decode()
    for key in lesson_keys(first):
        mark_activity_done(place, key, by=place.trainee)

    assert "Module 1 of 2" in before
    assert "Module 2 of 2" in client.get("/courses/").content.decode()


def test_course_shows_strangers_the_way_in(client):
    module_page(course_page())

    page = client.get("/courses/core-training/").content.decode()

    assert "Sign in to join" in page
    assert "Ivan Petrov" in page
    assert "Not started" not in page


@pytest.mark.parametrize(
    ("way", "words"), [("open", "Join this course"), ("code", "Join with a code"), ("invitation", "by invitation")]
)
def test_course_shows_the_way_in_for_each_entry(client, way, words):
    module_page(course_page(entry_way=way))
    client.force_login(dana())

    assert words in client.get("/courses/core-training/").content.decode()


def test_course_keeps_going_where_the_trainee_stopped(client):
    place, first = in_course(client)
    mark_activity_done(place, lesson_keys(first)[0], by=place.trainee)

    page = client.get("/courses/core-training/").content.decode()

    assert "Keep going: lesson 2" in page
    assert "In progress" in page
    assert "Opens after module 1" in page


def test_course_offers_to_come_back_after_leaving(client):
    place, _ = in_course(client)
    withdraw(place, by=place.trainee)

    page = client.get("/courses/core-training/").content.decode()

    assert "Come back to this course" in page
    assert "Keep going" not in page


def test_module_says_what_opens_it(client):
    in_course(client)

    page = client.get("/courses/core-training/later-on/").content.decode()

    assert "It opens when module 1, First steps, is done." in page
    assert 'href="/courses/core-training/later-on/lesson-1/"' not in page


def test_module_is_open_to_strangers(client):
    module_page(course_page(), lessons=2)

    page = client.get("/courses/core-training/what-it-is/").content.decode()

    assert "Lesson 1" in page
    assert "See how to join" in page


def test_module_of_a_course_that_is_not_live_is_unknown(client):
    course = course_page()
    module_page(course)
    course.unpublish()

    assert client.get("/courses/core-training/what-it-is/").status_code == 404


def test_lesson_opens_to_those_with_a_place(client):
    in_course(client)

    page = client.get("/courses/core-training/first-steps/lesson-1/").content.decode()

    assert "Who was kind?" in page
    assert "Mark as done" in page
    assert re.search(r'value="only_me"[^>]* checked', page)


def test_lesson_is_closed_to_strangers_and_says_how_to_join(client):
    module_page(course_page())

    response = client.get("/courses/core-training/what-it-is/lesson-1/")

    page = response.content.decode()
    assert response.status_code == 403
    assert "Join this course" in page
    assert "hope hope" not in page


def test_lesson_is_closed_to_those_who_are_not_enrolled_or_have_left(client):
    place, _ = in_course(client)
    withdraw(place, by=place.trainee)

    left = client.get("/courses/core-training/first-steps/lesson-1/")
    client.force_login(person("Lee"))
    stranger = client.get("/courses/core-training/first-steps/lesson-1/")

    assert [left.status_code, stranger.status_code] == [403, 403]
    assert "hope hope" not in left.content.decode() + stranger.content.decode()


def test_lesson_of_a_module_that_is_not_open_says_what_opens_it(client):
    in_course(client)

    response = client.get("/courses/core-training/later-on/lesson-1/")

    assert response.status_code == 403
    assert "This lesson opens when “First steps” is done." in response.content.decode()
    assert "hope hope" not in response.content.decode()


def test_lesson_opens_to_the_team_without_a_place(client):
    module_page(course_page())
    client.force_login(ivan())

    page = client.get("/courses/core-training/what-it-is/lesson-1/").content.decode()

    assert "hope hope" in page
    assert "Mark as done" not in page


def test_lesson_that_is_done_can_be_taken_back_until_the_module_is_complete(client):
    place, first = in_course(client)
    one, two = lesson_keys(first)
    mark_activity_done(place, one, by=place.trainee)

    half = client.get("/courses/core-training/first-steps/lesson-1/").content.decode()
    mark_activity_done(place, two, by=place.trainee)
    whole = client.get("/courses/core-training/first-steps/lesson-1/").content.decode()

    assert MARKED in half
    assert "Not done after all" in half
    assert "Not done after all" not in whole
    assert "Its hours are in your record." in whole


def test_lesson_shows_what_its_own_reader_wrote_and_nobody_else(client):
    place, first = in_course(client)
    other = enrolled(person("Lee"), place_course(first))
    for enrollment, text in ((place, "Mine alone"), (other, "Lee wrote this")):
        enrollment.reflections.create(lesson_key=lesson_keys(first)[0], block_id="kind-no", text=text)

    page = client.get("/courses/core-training/first-steps/lesson-1/").content.decode()

    assert "Mine alone" in page
    assert "Lee wrote this" not in page


def place_course(module):
    return module.get_parent().specific


def test_lesson_offers_a_quick_leave_where_it_asks_for_one(client):
    _, first = in_course(client)
    lesson_page(first, "On violence", quick_leave=True)

    with_it = client.get("/courses/core-training/first-steps/on-violence/").content.decode()
    without = client.get("/courses/core-training/first-steps/lesson-1/").content.decode()

    assert "Leave this page" in with_it
    assert "Leave this page" not in without


def test_lesson_is_in_english_under_spanish_with_a_note(client):
    in_course(client)

    page = client.get("/es/courses/core-training/first-steps/lesson-1/").content.decode()

    assert '<html lang="es"' in page
    assert '<div class="prose" lang="en">' in page
    assert "hope hope" in page


def test_lesson_preview_of_a_draft_opens_in_the_cms(client):
    module = module_page(course_page())
    draft = lesson_page(module, "Never seen", publish=False)
    client.force_login(ivan())

    page = client.get(f"/admin/pages/{draft.pk}/view_draft/").content.decode()

    assert "Never seen" in page
    assert "Who was kind?" in page


@pytest.mark.parametrize("lessons", [1, 3])
def test_lesson_takes_at_most_eight_queries(client, lessons):
    in_course(client, lessons)

    assert count_queries(client, "/courses/core-training/first-steps/lesson-1/") == 6


@pytest.mark.parametrize("lessons", [1, 3])
def test_course_takes_as_many_queries_for_one_lesson_as_for_three(client, lessons):
    in_course(client, lessons)

    assert count_queries(client, "/courses/core-training/") == 5


@pytest.mark.parametrize("courses", [1, 3])
def test_course_index_takes_as_many_queries_for_one_course_as_for_three(client, courses):
    place, _ = in_course(client)
    for number in range(courses):
        other = course_page(f"Course {number}")
        module_page(other)
        enrolled(place.trainee, other)

    assert count_queries(client, "/courses/") == 5


def test_a_lesson_is_drawn_once_and_again_after_publishing(client):
    _, first = in_course(client)
    lesson = first.get_children().first().specific
    address = "/courses/core-training/first-steps/lesson-1/"
    client.get(address)

    with CaptureQueriesContext(connection) as second_time:
        client.get(address)
    lesson.body = [("prose", "<p>quite another text</p>")]
    lesson.minutes = 1
    lesson.save_revision().publish()

    assert not [query for query in second_time if '"body"' in query["sql"]]
    assert "quite another text" in client.get(address).content.decode()
