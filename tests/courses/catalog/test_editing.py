"""What the page editor tells an author."""

import pytest
from django.urls import reverse

from tests.builders import course_page, ivan, lesson_page, module_page

pytestmark = pytest.mark.django_db

HEAVY = "Organizational accountability necessitates continuous documentation of interdisciplinary communication. "


@pytest.fixture
def module():
    return module_page(course_page())


def edit_page(client, page) -> str:
    client.force_login(ivan())
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_a_lesson_shows_its_grade_and_what_its_minutes_are_made_of(client, module):
    text = {"type": "prose", "value": f"<p>{'You stay. ' * 75}</p>"}
    lesson = lesson_page(module, "Light", minutes=1, body=[text])

    page = edit_page(client, lesson)

    assert "Reading grade" in page
    assert "Good to read for most people." in page
    assert "150 words, 150 a minute" in page


def test_a_heavy_text_gets_a_suggestion_and_goes_live_all_the_same(client, module):
    lesson = lesson_page(module, "Heavy", minutes=1, body=[{"type": "prose", "value": f"<p>{HEAVY * 5}</p>"}])

    page = edit_page(client, lesson)

    assert "Over 8: shorter sentences and everyday words would help." in page
    assert lesson.live


def test_a_module_lists_its_activities_as_its_time(client, module):
    page = edit_page(client, module)

    assert "Lesson 1" in page
    assert "Together" in page


def test_a_module_takes_only_activities(client, module):
    client.force_login(ivan())

    page = client.get(reverse("wagtailadmin_pages:add_subpage", args=[module.pk])).content.decode()

    assert "lessonpage" in page
    assert "standardpage" not in page
