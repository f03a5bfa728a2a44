"""When sessions are, how long they count, and what a person who was there for part of one is given."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from courses.catalog.rules import Modality

# A session is a live meeting: nothing else can be attended.
LIVE = (Modality.LIVE_ONLINE, Modality.IN_PERSON)
# The door opens a little early, and a person may say that they leave a little late.
OPENS_BEFORE = timedelta(minutes=15)
STAYS_OPEN = timedelta(minutes=15)
LONGEST_SERIES = 52


class SessionState(StrEnum):
    """What is written down of a session. That it was held is a matter of the clock: see `Stage`."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    # The instructor has confirmed who was there; the hours follow.
    CLOSED = "closed"


class Stage(StrEnum):
    PLANNED = "planned"
    # The door is open.
    OPEN = "open"
    # Over, and nobody has confirmed yet who was there.
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ShortRule(StrEnum):
    """What somebody is given who was there for less than the share that is needed."""

    MINUTES = "minutes"
    NOTHING = "nothing"


class MakeUp(StrEnum):
    NONE = "none"
    # The same session with another cohort.
    SESSION = "session"
    WRITTEN = "written"


def stage_of(state: str, starts_at: datetime, ends_at: datetime, *, at: datetime) -> Stage:
    """Where a session stands at a moment. The door is open from a little before it until a little after."""
    if state != SessionState.PLANNED:
        return Stage(state)
    if at < starts_at - OPENS_BEFORE:
        return Stage.PLANNED
    return Stage.OPEN if at <= ends_at + STAYS_OPEN else Stage.HELD


def moment(day: date, clock: time, zone: str) -> datetime:
    """A time on the wall in a zone. An hour that spring skips is the one after it; of an hour that fall repeats the
    first is meant."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def weekly(first: date, count: int) -> list[date]:
    """The days of a series, a week apart. The clock on the wall stays: each day is made a moment by itself."""
    return [first + timedelta(weeks=number) for number in range(min(count, LONGEST_SERIES))]


def countable(starts_at: datetime, ends_at: datetime, break_minutes: int) -> int:
    """The minutes a session counts: its real length, whatever the clock does that night, without the breaks."""
    return int((ends_at - starts_at).total_seconds() // 60) - break_minutes


def credited(minutes: int, full: int, *, least_share: int, short_rule: str) -> int:
    """What so many minutes of presence bring: all of the session from the needed share on, else what the rule says."""
    if minutes <= 0:
        return 0
    if minutes * 100 >= least_share * full:
        return full
    return minutes if short_rule == ShortRule.MINUTES else 0


def shared_out(split: Mapping[str, int], minutes: int) -> dict[str, int]:
    """Some of a session's minutes by category, in the proportion of the whole. The parts add up to the minute."""
    full = sum(split.values())
    if not full or minutes <= 0:
        return {}
    parts = {domain: minutes * part // full for domain, part in split.items()}
    by_rest = sorted(split, key=lambda domain: -(minutes * split[domain] % full))
    for domain in by_rest[: minutes - sum(parts.values())]:
        parts[domain] += 1
    return {domain: part for domain, part in parts.items() if part}


class Word(StrEnum):
    """Which day a reminder names."""

    TODAY = "today"
    TOMORROW = "tomorrow"


REMIND_BEFORE = timedelta(days=1)


def reminder_word(starts_at: datetime, *, at: datetime, zone: str) -> Word | None:
    """Whether a reminder is due: from a day before the start on, and what that day is called where the person lives."""
    if not timedelta() < starts_at - at <= REMIND_BEFORE:
        return None
    here = ZoneInfo(zone)
    return Word.TODAY if starts_at.astimezone(here).date() == at.astimezone(here).date() else Word.TOMORROW
