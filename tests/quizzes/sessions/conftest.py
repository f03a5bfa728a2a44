"""A cohort with a session today, Dana in it, Ivan leading it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.builders import cohort, course_page, dana, enrolled, ivan, session


def make(**fields):
    """The session begins so many minutes from now (`starts_in`), and is two hours long."""
    course, teacher, trainee = course_page(), ivan(), dana()
    group = cohort(course, teacher)
    enrolled(trainee, course, cohort=group)
    day = timezone.now() + timedelta(minutes=fields.pop("starts_in", -30))
    evening = session(group, day=day, instructor=teacher, **fields)
    return SimpleNamespace(course=course, ivan=teacher, dana=trainee, cohort=group, session=evening)


@pytest.fixture
def room(db):
    return make()
