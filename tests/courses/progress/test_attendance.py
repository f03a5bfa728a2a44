"""Minutes of presence from marks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress.attendance import MarkKind, Presence, presence_of

START = datetime(2026, 11, 20, 23, tzinfo=UTC)


@dataclass
class Mark:
    number: int
    kind: str
    at: datetime
    minutes: int | None = None


def meeting(breaks=0, length=120):
    return SimpleNamespace(starts_at=START, ends_at=START + timedelta(minutes=length), break_minutes=breaks)


def marks(*said):
    """("joined", minute) pairs, or ("present", minute, minutes)."""
    return [
        Mark(number, kind, START + timedelta(minutes=minute), *rest)
        for number, (kind, minute, *rest) in enumerate(said, start=1)
    ]


@pytest.mark.parametrize(
    ("said", "breaks", "minutes"),
    [
        ([], 0, 0),
        ([("joined", 0), ("left", 120)], 0, 120),
        ([("joined", -15), ("left", 135)], 0, 120),
        ([("joined", 30), ("left", 60)], 0, 30),
        # Left and came back.
        ([("joined", 0), ("left", 30), ("joined", 60), ("left", 120)], 0, 90),
        # A second device counts once.
        ([("joined", 0), ("joined", 10), ("left", 60), ("left", 90)], 0, 60),
        # Never left: up to the last sign.
        ([("joined", 0)], 0, 0),
        ([("joined", 0), ("here", 45)], 0, 45),
        ([("joined", 0), ("here", 125)], 0, 120),
        ([("here", 0), ("here", 45)], 0, 45),
        # Left without joining.
        ([("left", 60)], 0, 0),
        # Only before or after.
        ([("joined", -15), ("left", -5)], 0, 0),
        ([("joined", 121), ("left", 130)], 0, 0),
        # Of the breaks the same share as of the session.
        ([("joined", 0), ("left", 120)], 20, 100),
        ([("joined", 0), ("left", 60)], 20, 50),
        # To the nearest minute.
        ([("joined", 0), ("left", 59.5)], 0, 60),
        ([("joined", 0), ("left", 59.4)], 0, 59),
        # A person's word stands above what was pressed, the last one above all.
        ([("joined", 0), ("left", 30), ("present", 125, 110)], 0, 110),
        ([("present", 125, 110), ("joined", 0), ("left", 30)], 0, 110),
        ([("present", 125, 110), ("absent", 130)], 0, 0),
        ([("present", 125, 500)], 20, 100),
        ([("absent", 125), ("corrected", 200, 60)], 0, 60),
    ],
)
def test_minutes(said, breaks, minutes):
    assert presence_of(marks(*said), meeting(breaks)).minutes == minutes


def test_what_else_a_presence_says():
    said = marks(("coming", -2000), ("joined", 5), ("here", 50))

    assert presence_of(said, meeting()) == Presence(
        minutes=45, is_open=True, first_at=said[1].at, last_at=said[2].at, is_coming=True
    )


def test_an_excuse_is_a_word_and_no_minutes():
    found = presence_of(marks(("joined", 0), ("left", 60), ("excused", 130)), meeting())

    assert (found.minutes, found.word, found.is_excused) == (0, MarkKind.EXCUSED, True)


def test_not_coming_after_all():
    assert not presence_of(marks(("coming", -2000), ("not_coming", -1000)), meeting()).is_coming


PRESSES = st.lists(st.tuples(st.sampled_from(["joined", "here", "left"]), st.integers(-30, 150)), max_size=12)


@given(PRESSES, st.integers(0, 60))
def test_presses_never_count_more_than_the_session_nor_than_the_clock(presses, breaks):
    presses = sorted(presses, key=lambda press: press[1])
    times = [minute for _, minute in presses] or [0]

    found = presence_of(marks(*presses), meeting(breaks)).minutes

    assert 0 <= found <= 120 - breaks
    assert found <= max(0, min(120, max(times)) - max(0, min(times))) + 1


@given(PRESSES, st.integers(0, 60))
def test_order_of_reading_does_not_matter(presses, breaks):
    said = marks(*presses)

    assert presence_of(reversed(said), meeting(breaks)) == presence_of(said, meeting(breaks))
