"""A course to walk through: two modules of two lessons, the first with a quiz of ten questions."""

from types import SimpleNamespace

import pytest

from tests.builders import course_page, dana, enrolled, module_page, question, quiz_page, site

KINDS = ["single", "multiple", "truefalse", "matching"]


def ten_questions() -> list:
    return [question(KINDS[number % 4], f"Question {number} of the bank?") for number in range(10)]


@pytest.fixture
def course(db):
    """Dana's place in it, and the pages."""
    site()
    page = course_page("Boundaries")
    module = module_page(page, "Limits", 2)
    quiz = quiz_page(module, ten_questions(), passing_percent=1)
    trainee = dana()
    return SimpleNamespace(page=page, module=module, quiz=quiz, dana=trainee, place=enrolled(trainee, page))


@pytest.fixture
def signed_in(client, course):
    client.force_login(course.dana)
    return client
