"""Clocks on the wall, countable minutes, what a part of a session brings."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.cohorts.rules import (
    SessionState,
    Stage,
    Word,
    countable,
    credited,
    moment,
    reminder_word,
    shared_out,
    stage_of,
    weekly,
)

SIX = time(18)


@pytest.mark.parametrize(
    ("day", "zone", "hour"),
    [
        (date(2026, 10, 26), "America/New_York", 22),
        (date(2026, 11, 2), "America/New_York", 23),
        (date(2026, 3, 2), "America/Los_Angeles", 26),
        (date(2026, 3, 9), "America/Los_Angeles", 25),
        (date(2026, 3, 9), "America/Phoenix", 25),
        (date(2028, 2, 29), "America/Chicago", 24),
    ],
)
def test_the_clock_on_the_wall_stays_through_the_change_of_time(day, zone, hour):
    assert moment(day, SIX, zone) == datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour)


def test_an_hour_that_spring_skips_is_the_one_after():
    assert moment(date(2026, 3, 8), time(2, 30), "America/New_York") == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_of_an_hour_that_fall_repeats_the_first_is_meant():
    assert moment(date(2026, 11, 1), time(1, 30), "America/New_York") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_series_is_a_week_apart_over_a_leap_day_and_no_longer_than_a_year():
    assert weekly(date(2028, 2, 22), 3) == [date(2028, 2, 22), date(2028, 2, 29), date(2028, 3, 7)]
    assert len(weekly(date(2026, 1, 1), 500)) == 52


def test_a_night_that_repeats_an_hour_counts_its_real_length():
    starts, ends = (moment(date(2026, 11, 1), time(hour), "America/New_York") for hour in (0, 3))

    assert countable(starts, ends, 30) == 210


@pytest.mark.parametrize(
    ("minutes", "share", "rule", "brings"),
    [
        (120, 80, "nothing", 120),
        (96, 80, "nothing", 120),
        (95, 80, "nothing", 0),
        (95, 80, "minutes", 95),
        (119, 100, "minutes", 119),
        (0, 1, "minutes", 0),
        (1, 1, "nothing", 0),
        (2, 1, "nothing", 120),
    ],
)
def test_what_minutes_bring(minutes, share, rule, brings):
    assert credited(minutes, 120, least_share=share, short_rule=rule) == brings


SPLITS = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 300), min_size=1)


@given(SPLITS, st.integers(0, 400))
def test_shares_add_up_to_the_minute_and_none_outgrows_its_part(split, wanted):
    minutes = min(wanted, sum(split.values()))

    shares = shared_out(split, minutes)

    assert sum(shares.values()) == minutes
    assert all(0 < shares[domain] <= split[domain] for domain in shares)


def test_all_of_a_session_is_its_own_split():
    assert shared_out({"a": 50, "b": 70}, 120) == {"a": 50, "b": 70}
    assert shared_out({"a": 50, "b": 70}, 60) == {"a": 25, "b": 35}


START = datetime(2026, 11, 20, 23, tzinfo=UTC)
END = START + timedelta(hours=2)


@pytest.mark.parametrize(
    ("state", "at", "stage"),
    [
        (SessionState.PLANNED, START - timedelta(minutes=16), Stage.PLANNED),
        (SessionState.PLANNED, START - timedelta(minutes=15), Stage.OPEN),
        (SessionState.PLANNED, END + timedelta(minutes=15), Stage.OPEN),
        (SessionState.PLANNED, END + timedelta(minutes=16), Stage.HELD),
        (SessionState.CLOSED, START, Stage.CLOSED),
        (SessionState.CANCELLED, START, Stage.CANCELLED),
    ],
)
def test_where_a_session_stands(state, at, stage):
    assert stage_of(state, START, END, at=at) is stage


@pytest.mark.parametrize(
    ("before", "zone", "word"),
    [
        (timedelta(days=1, seconds=1), "America/New_York", None),
        (timedelta(days=1), "America/New_York", Word.TOMORROW),
        (timedelta(hours=2), "America/New_York", Word.TODAY),
        (timedelta(hours=2), "Asia/Karachi", Word.TODAY),
        (timedelta(hours=5), "Asia/Karachi", Word.TOMORROW),
        (timedelta(0), "America/New_York", None),
    ],
)
def test_which_day_a_reminder_names(before, zone, word):
    assert reminder_word(START, at=START - before, zone=zone) == word
