"""Doors of the catalog's pages."""

import pytest

from tests.builders import course_page, dana, enrolled, module_page

pytestmark = pytest.mark.django_db


def test_course_index_shows_each_course_with_its_hours(client):
    module_page(course_page("Core training"), lessons=3)

    page = client.get("/courses/").content.decode()

    assert "Core training" in page
    assert "0.5 hours" in page


def test_lesson_opens_to_those_with_a_place(client):
    trainee, course = dana(), course_page()
    module = module_page(course)
    enrolled(trainee, course)
    client.force_login(trainee)

    response = client.get(f"/courses/core-training/{module.slug}/lesson-1/")

    assert response.status_code == 200
    assert "Who was kind?" in response.content.decode()
