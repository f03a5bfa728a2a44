"""How long somebody was there: pure arithmetic over the marks of one person in one session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from courses.cohorts.rules import countable


class MarkKind(StrEnum):
    # Somebody from another cohort will make up what they missed here, or will not after all.
    COMING = "coming"
    NOT_COMING = "not_coming"
    JOINED = "joined"
    # "I am still here."
    HERE = "here"
    LEFT = "left"
    # A person's word: there for so many minutes, or not.
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    # The same after the session was closed.
    CORRECTED = "corrected"


class MarkHow(StrEnum):
    LINK = "link"
    CODE = "code"
    SHEET = "sheet"
    INSTRUCTOR = "instructor"


class MakeUpState(StrEnum):
    WAITING = "waiting"
    NEEDS_CHANGE = "needs_change"
    ACCEPTED = "accepted"


# A person's word outweighs what was pressed. The last one holds.
WORDS = frozenset({MarkKind.PRESENT, MarkKind.ABSENT, MarkKind.EXCUSED, MarkKind.CORRECTED})
SIGNS = frozenset({MarkKind.JOINED, MarkKind.HERE, MarkKind.LEFT})


class Mark(Protocol):
    number: int
    kind: str
    at: datetime
    minutes: int | None


class Meeting(Protocol):
    starts_at: datetime
    ends_at: datetime
    break_minutes: int


@dataclass(frozen=True)
class Presence:
    """What the marks of one person say."""

    minutes: int = 0
    # What a person said last, if anybody did.
    word: MarkKind | None = None
    # Joined and never left: counted to their last sign.
    is_open: bool = False
    first_at: datetime | None = None
    last_at: datetime | None = None
    is_coming: bool = False

    @property
    def is_excused(self) -> bool:
        return self.word == MarkKind.EXCUSED


def presence_of(marks: Iterable[Mark], meeting: Meeting) -> Presence:
    """How many countable minutes somebody was there. What a person with the list says stands above what was pressed;
    a later word above an earlier one. Presses alone count stretch by stretch, inside the session's own times."""
    marks = sorted(marks, key=lambda mark: mark.number)
    full = countable(meeting.starts_at, meeting.ends_at, meeting.break_minutes)
    found, is_open = stretches(marks)
    word = next((mark for mark in reversed(marks) if mark.kind in WORDS), None)
    minutes = max(0, min(word.minutes or 0, full)) if word else _counted(found, meeting, full)
    plans = [mark.kind for mark in marks if mark.kind in (MarkKind.COMING, MarkKind.NOT_COMING)]
    return Presence(
        minutes=minutes,
        word=MarkKind(word.kind) if word else None,
        is_open=is_open,
        first_at=min((start for start, _ in found), default=None),
        last_at=max((end for _, end in found), default=None),
        is_coming=bool(plans) and plans[-1] == MarkKind.COMING,
    )


def stretches(marks: Iterable[Mark]) -> tuple[list[tuple[datetime, datetime]], bool]:
    """From each joining to the leaving after it; and whether the last is open. An open stretch reaches to the last
    sign, because nobody knows more. A second joining, on another device, is a sign like "still here"."""
    found: list[tuple[datetime, datetime]] = []
    start = seen = None
    for mark in marks:
        if mark.kind in (MarkKind.JOINED, MarkKind.HERE):
            start, seen = start or mark.at, mark.at
        elif mark.kind == MarkKind.LEFT and start:
            found.append((start, max(start, mark.at)))
            start = None
    if start and seen:
        found.append((start, max(start, seen)))
    return found, start is not None


def _counted(found: list[tuple[datetime, datetime]], meeting: Meeting, full: int) -> int:
    """Inside the session, overlap once, and of the breaks the same share as of the session; to the nearest minute."""
    length = meeting.ends_at - meeting.starts_at
    there, reached = timedelta(), meeting.starts_at
    for start, end in sorted(found):
        start, end = max(start, reached), min(end, meeting.ends_at)
        if end > start:
            there += end - start
            reached = end
    return int(there * full / length + 0.5)
