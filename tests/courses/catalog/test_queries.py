"""Outlines of published courses."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from courses.catalog.queries import outline, outlines, prompts_in
from tests.builders import course_page, lesson_page, module_page

pytestmark = pytest.mark.django_db


def test_outline_says_modules_activities_and_minutes():
    course = course_page()
    first = module_page(course, "First steps", lessons=2)
    module_page(course, "Later on", domain="recovery_wellness", opens_after=first)

    found = outline(course.translation_key)

    assert [(module.number, module.title, module.minutes) for module in found.modules] == [
        (1, "First steps", 20),
        (2, "Later on", 10),
    ]
    assert [(each.number, each.path) for each in found.modules[0].lessons] == [
        (1, "courses/core-training/first-steps/lesson-1/"),
        (2, "courses/core-training/first-steps/lesson-2/"),
    ]
    assert found.modules[1].opens_after_key == first.translation_key
    assert (found.minutes, found.minutes_by_domain) == (30, {"advocacy": 20, "recovery_wellness": 10})


def test_outline_gives_activities_what_they_leave_to_their_module():
    module = module_page(course_page())

    (activity,) = outlines()[0].modules[0].activities

    assert (activity.domain, activity.competencies) == (module.domain, ("cc01_relationships",))


def test_outline_finds_a_module_by_the_key_of_its_activity():
    course = course_page()
    module = module_page(course)
    lesson = module.get_children().first()

    found = outline(course.translation_key)

    assert found.module(lesson.translation_key).key == module.translation_key
    assert found.activity(lesson.translation_key).title == "Lesson 1"
    assert found.activity(module.translation_key) is None


def test_outline_shows_only_what_is_live():
    course = course_page()
    module = module_page(course, lessons=2)
    lesson_page(module, "A draft", publish=False)
    module_page(course, "Draft module", publish=False)

    (found,) = outlines()

    assert [(each.title, len(each.activities)) for each in found.modules] == [("What it is", 2)]


def test_outline_follows_each_publishing():
    course = course_page()
    module = module_page(course)
    before = outline(course.translation_key)

    module.title = "A better name"
    module.save_revision().publish()

    assert before.modules[0].title == "What it is"
    assert outline(course.translation_key).modules[0].title == "A better name"


def test_outline_speaks_spanish_where_there_is_some():
    course = course_page()
    module_page(course)
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    translated = course.copy_for_translation(spanish, copy_parents=True)
    translated.title, translated.live = "Formación básica", False
    translated.save_revision().publish()

    with override("es"):
        found = outline(course.translation_key)

    assert (found.title, found.language, found.languages) == ("Formación básica", "es", ("en", "es"))
    assert (found.path, found.modules[0].title, found.modules[0].language) == (
        "courses/core-training/",
        "What it is",
        "en",
    )


@pytest.mark.parametrize("courses", [1, 3])
def test_outlines_are_read_once_an_edition(django_assert_num_queries, courses):
    for number in range(courses):
        module_page(course_page(f"Course {number}"))
    outlines()

    # The edition itself.
    with django_assert_num_queries(1):
        assert len(outlines()) == courses


def test_prompts_in_a_lesson_by_their_stable_name():
    module = module_page(course_page())
    lesson = module.get_children().first()

    assert prompts_in(lesson.translation_key) == {"kind-no": "Who was kind?"}
    assert prompts_in(module.translation_key) == {}
