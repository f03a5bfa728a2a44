"""The demo's live sessions, made through the real services."""

from datetime import UTC, datetime

import pytest

from courses.progress.presence import calendar_sessions
from quizzes.credentials.models import Credential
from quizzes.demo.meetings import meet
from quizzes.hours.models import HoursEntry
from tests.builders import cohort, course_page, dana, enrolled, ivan, person

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("hour", [0, 3, 15, 23])
def test_one_session_is_confirmed_and_two_are_ahead_at_any_hour(hour):
    course, now = course_page(), NOW.replace(hour=hour)
    people = {"trainee": dana(), "finishing": person("Andre", legal_name="Andre Pierce"), "instructor": ivan()}
    group = cohort(course, people["instructor"])
    for name in ("trainee", "finishing"):
        enrolled(people[name], course, cohort=group)

    meet(group, people, now=now)

    states = [(each.state, each.starts_at > now) for each in group.sessions.order_by("starts_at")]
    assert states == [("closed", False), ("planned", True), ("planned", True)]
    entries = HoursEntry.objects.order_by("trainee_id", "domain").values_list("trainee__chosen_name", "minutes")
    assert sorted(entries) == [("Andre", 27), ("Andre", 33), ("Dana", 50), ("Dana", 60)]
    assert [each.trainee for each in Credential.objects.all()] == [people["trainee"]]
    assert len(calendar_sessions(people["trainee"], since=now.replace(day=1))) == 3
