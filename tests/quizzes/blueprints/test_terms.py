from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from quizzes.blueprints.rules import Purpose
from quizzes.blueprints.terms import Part, Period, Terms, When, closing, opening, terms
from quizzes.grading.passing import Passing, PassingKind
from quizzes.grading.policies import Counts

# As the first release froze it.
OLD = {
    "purpose": "graded",
    "source_language": "en",
    "titles": {"en": "Quiz"},
    "summaries": {"en": ""},
    "plan": [{"question": "x"}],
    "passing_percent": 75,
    "tries_allowed": 2,
    "which_try_counts": "latest",
    "feedback_when": "after_passing",
    "shuffle_options": False,
}
NEW = OLD | {
    "purpose": "final",
    "passing": {"kind": "scaled", "value": "500", "low": "200", "high": "800"},
    "domain_minimum": {"advocacy": "70"},
    "wait_minutes": 60,
    "wait_minutes_later": 1440,
    "tries_per_period": {"tries": 2, "months": 6, "from": "2026-01-15"},
    "time_limit_minutes": 90,
    "opens_at": "2026-11-01T12:00:00+00:00",
    "closes_at": "2026-12-01T04:59:00+00:00",
    "zone": "America/Chicago",
    "grace_seconds": 0,
    "feedback": {"key": "never", "own": "at_once"},
    "unseen_first": True,
    "asks_certainty": True,
}
# All zones of the United States that differ by their rules.
US_ZONES = [
    "America/New_York", "America/Detroit", "America/Indiana/Indianapolis", "America/Chicago", "America/Denver",
    "America/Boise", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "America/Juneau", "America/Adak",
    "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam", "Pacific/Pago_Pago",
]  # fmt: skip
CHANGING = [zone for zone in US_ZONES if zone.split("/")[0] == "America" and zone not in {
    "America/Phoenix", "America/Puerto_Rico",
}]  # fmt: skip


def test_a_payload_of_the_first_release_means_what_it_meant():
    assert terms(OLD) == Terms(
        purpose=Purpose.GRADED,
        passing=Passing(PassingKind.PERCENT, Decimal(75)),
        which_try_counts=Counts.LATEST,
        tries_allowed=2,
        feedback=dict.fromkeys(Part, When.AFTER_PASSING),
        shuffle_options=False,
    )


def test_the_defaults_are_part_of_every_version():
    """Changing one would change what frozen quizzes mean."""
    assert Terms() == Terms(
        purpose=Purpose.GRADED,
        passing=Passing(PassingKind.PERCENT, Decimal(80)),
        domain_minimum={},
        which_try_counts=Counts.HIGHEST,
        tries_allowed=None,
        period=None,
        wait=timedelta(0),
        wait_later=timedelta(0),
        time_limit=None,
        opens_at=None,
        closes_at=None,
        zone="America/New_York",
        grace_seconds=15,
        feedback=dict.fromkeys(Part, When.AFTER_SENDING),
        shuffle_questions=False,
        shuffle_options=True,
        unseen_first=False,
        offers_practice=False,
        offers_unsure=False,
        asks_certainty=False,
        certainty_counts=False,
    )


def test_a_payload_of_today_is_read_whole():
    feedback = dict.fromkeys(Part, When.AFTER_PASSING) | {Part.KEY: When.NEVER, Part.OWN: When.AT_ONCE}

    assert terms(NEW) == Terms(
        purpose=Purpose.FINAL,
        passing=Passing(PassingKind.SCALED, Decimal(500), Decimal(200), Decimal(800)),
        domain_minimum={"advocacy": Decimal(70)},
        which_try_counts=Counts.LATEST,
        tries_allowed=2,
        period=Period(2, 6, date(2026, 1, 15)),
        wait=timedelta(hours=1),
        wait_later=timedelta(days=1),
        time_limit=timedelta(minutes=90),
        opens_at=datetime(2026, 11, 1, 12, tzinfo=UTC),
        closes_at=datetime(2026, 12, 1, 4, 59, tzinfo=UTC),
        zone="America/Chicago",
        grace_seconds=0,
        feedback=feedback,
        shuffle_options=False,
        unseen_first=True,
        asks_certainty=True,
    )


@pytest.mark.parametrize("zone", US_ZONES)
@pytest.mark.parametrize(
    "day", [date(2026, 3, 7), date(2026, 3, 8), date(2026, 10, 31), date(2026, 11, 1), date(2028, 2, 29)]
)
def test_until_23_59_is_the_last_minute_of_that_day_on_the_wall(zone, day):
    from zoneinfo import ZoneInfo

    closes = closing(day, time(23, 59), zone)

    assert closes.tzinfo == ZoneInfo("UTC")
    assert closes.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, time(23, 59))
    assert closes == opening(day, time(23, 59), zone)


@pytest.mark.parametrize("zone", CHANGING)
def test_an_hour_that_comes_twice_opens_with_the_first_and_closes_with_the_second(zone):
    fall = date(2026, 11, 1)

    assert closing(fall, time(1, 30), zone) - opening(fall, time(1, 30), zone) == timedelta(hours=1)


@pytest.mark.parametrize("zone", CHANGING)
def test_an_hour_that_never_comes_takes_no_time_from_anybody(zone):
    spring = date(2026, 3, 8)
    begins = opening(spring, time(2, 30), zone)
    ends = closing(spring, time(2, 30), zone)

    assert begins <= opening(spring, time(3, 0), zone) <= ends


def test_a_day_in_new_york_is_23_hours_in_march_and_25_in_november():
    def length(day: date) -> timedelta:
        return opening(day + timedelta(days=1), time(0), "America/New_York") - opening(day, time(0), "America/New_York")

    assert [length(date(2026, 3, 8)), length(date(2026, 11, 1))] == [timedelta(hours=23), timedelta(hours=25)]
