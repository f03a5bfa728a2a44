from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress.stretches import Stretch, by_day, need_now, needed_seconds, share_of, stretch

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.mark.parametrize(
    ("opened", "last", "declared", "counted", "silent", "seconds"),
    [
        # (minutes ago, minutes ago, declared minutes, minutes counted before, gives no signs) → seconds that count
        (1, None, 10, 0, False, 60),
        (10, None, 10, 0, False, 600),
        # Up to the first sign as many minutes as the lesson states, and no more.
        (600, None, 10, 0, False, 600),
        (600, None, 10, 8, False, 300),
        (600, None, 10, 20, False, 300),
        (600, None, 0, 0, False, 300),
        # The person's clock stood elsewhere before this page was opened: time runs from the opening.
        (4, 30, 10, 0, False, 240),
        # It has moved since: no more than five minutes, from there on.
        (30, 2, 10, 0, False, 120),
        (30, 20, 40, 0, False, 300),
        # A page without script gives no sign between two saves.
        (30, 20, 40, 0, True, 1200),
        (30, 20, 15, 5, True, 600),
        # Nobody knows since when.
        (None, None, 10, 0, False, 0),
        (None, 2, 10, 0, False, 120),
        (None, 50, 10, 0, False, 300),
        # From the future, or at this very moment.
        (-1, None, 10, 0, False, 0),
        (5, 0, 10, 0, False, 0),
        (5, -3, 10, 0, False, 0),
        (0, 30, 10, 0, False, 0),
    ],
)
def test_stretch_counts_from_the_last_sign_within_its_cap(opened, last, declared, counted, silent, seconds):
    found = stretch(
        now=NOON,
        opened_at=None if opened is None else NOON - minutes(opened),
        last_at=None if last is None else NOON - minutes(last),
        declared_seconds=declared * 60,
        counted_seconds=counted * 60,
        is_silent=silent,
    )

    assert (found.seconds if found else 0) == seconds


signs = st.lists(
    st.tuples(st.integers(0, 7200), st.integers(0, 2), st.integers(-300, 4000), st.booleans()), max_size=40
)


@given(signs=signs, declared=st.integers(0, 60))
def test_any_signs_in_any_order_count_no_more_than_passed_and_never_less_than_nothing(signs, declared):
    last, counted = None, {0: 0, 1: 0, 2: 0}
    moments = []
    for after, page, opened_before, silent in signs:
        now = NOON + timedelta(seconds=after)
        opened = now - timedelta(seconds=opened_before)
        moments += [now, opened]
        found = stretch(
            now=now, opened_at=opened, last_at=last, declared_seconds=declared * 60, counted_seconds=counted[page],
            is_silent=silent,
        )  # fmt: skip
        if found:
            assert found.seconds >= 0
            assert last is None or found.begin >= last
            counted[page] += found.seconds
            last = found.end

    passed = (max(moments) - min(moments)).total_seconds() if moments else 0
    assert 0 <= sum(counted.values()) <= passed


@given(
    begin=st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=UTC)),
    length=st.integers(0, 3 * 86400),
    zone=st.sampled_from(["America/New_York", "America/Havana", "Asia/Kathmandu", "Pacific/Apia", "UTC"]),
)
def test_days_share_a_stretch_without_losing_or_adding_a_second(begin, length, zone):
    whole = Stretch(begin, begin + timedelta(seconds=length))

    days = by_day(whole, ZoneInfo(zone))

    assert sum(days.values()) == length
    assert all(0 < seconds <= 25 * 3600 for seconds in days.values())


def test_a_stretch_over_midnight_belongs_to_both_days():
    before = datetime(2026, 11, 23, 23, 58, tzinfo=NEW_YORK)

    days = by_day(Stretch(before, before + minutes(5)), NEW_YORK)

    assert days == {date(2026, 11, 23): 120, date(2026, 11, 24): 180}


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2028, 2, 29), 24)])
def test_a_day_is_as_long_as_it_is(day, hours):
    begin = datetime(day.year, day.month, day.day, tzinfo=NEW_YORK).astimezone(UTC)

    days = by_day(Stretch(begin, begin + timedelta(hours=hours)), NEW_YORK)

    assert days == {day: hours * 3600}


@pytest.mark.parametrize(
    ("declared", "share", "seconds"),
    [(60, 33, 1188), (60, 0, 0), (60, 100, 3600), (1, 33, 20), (7, 33, 139), (0, 33, 0)],
)
def test_needed_time_is_the_share_rounded_up(declared, share, seconds):
    assert needed_seconds(declared, share) == seconds


def test_a_reader_of_450_words_a_minute_reaches_the_usual_share():
    words, declared = 9000, 60

    assert words / 450 * 60 >= needed_seconds(declared, 33)


@pytest.mark.parametrize(("site", "course", "share"), [(33, None, 33), (33, 0, 0), (0, 50, 50)])
def test_a_course_may_have_its_own_share(site, course, share):
    assert share_of(site, course) == share


@pytest.mark.parametrize(("frozen", "current", "need"), [(None, 100, 100), (100, 200, 100), (100, 40, 40), (100, 0, 0)])
def test_what_was_promised_is_never_raised(frozen, current, need):
    assert need_now(frozen, current) == need
