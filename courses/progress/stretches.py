"""How time is counted: from one sign of life to the next, by the server's clock, never twice; pure functions.

A sign is coarse: a page was opened, used within the last minute, saved, marked as done. What was done is not asked.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol

from courses.cohorts.rules import LIVE

# Between two signs from one page no more than this counts: whoever went away did not read meanwhile.
CAP = timedelta(minutes=5)
# Signs that follow each other faster than this tell nothing new, and are not written.
THROTTLE = timedelta(seconds=20)


@dataclass(frozen=True)
class Stretch:
    """Time that counts, between two moments."""

    begin: datetime
    end: datetime

    @property
    def seconds(self) -> int:
        return max(0, int((self.end - self.begin).total_seconds()))


def stretch(
    *,
    now: datetime,
    opened_at: datetime | None,
    last_at: datetime | None,
    declared_seconds: int,
    counted_seconds: int,
    is_silent: bool = False,
) -> Stretch | None:
    """The time a sign at `now` adds; None when it adds nothing.

    `opened_at` is when the page was opened, `last_at` the person's last sign on any page or device: from there on, and
    not before, time is still to be counted, so two tabs never count double. Up to the first sign since the page was
    opened nobody could tell more, without script and with a voice that reads: up to there counts what is left of the
    minutes the activity itself declares. Between later signs of the same page at most `CAP` counts; a page that is
    known to give no signs of its own (`is_silent`: no script) is always judged as at its first.
    """
    begins = [at for at in (opened_at, last_at) if at is not None]
    if not begins or max(begins) >= now:
        return None
    is_first = is_silent or (opened_at is not None and (last_at is None or opened_at >= last_at))
    most = max(CAP, timedelta(seconds=declared_seconds - counted_seconds)) if is_first else CAP
    return Stretch(max(*begins, now - most), now)


def by_day(counted: Stretch, zone: tzinfo) -> dict[date, int]:
    """Whole seconds of a stretch by the days of a person's own calendar; together as many as it has. A night in which
    the clocks change is an hour shorter or longer, not a problem."""
    days: dict[date, int] = {}
    at, end, given = counted.begin.astimezone(UTC), counted.end.astimezone(UTC), 0
    while at < end:
        day = at.astimezone(zone).date()
        midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
        # A zone whose clocks change at midnight may not have that moment: never stand still.
        at = min(end, midnight if midnight > at else end)
        passed = int((at - counted.begin).total_seconds())
        if passed > given:
            days[day] = days.get(day, 0) + passed - given
        given = passed
    return days


class Part(Protocol):
    @property
    def minutes(self) -> int: ...
    @property
    def modality(self) -> str: ...
    @property
    def is_required(self) -> bool: ...


class Whole(Protocol):
    @property
    def minutes(self) -> int: ...
    @property
    def activities(self) -> tuple[Part, ...]: ...


def timed_minutes(module: Whole) -> int:
    """The declared minutes of a module that are spent here. Whoever was at a live session was there: its list says so,
    and no page measures it again."""
    live = sum(each.minutes for each in module.activities if each.is_required and each.modality in LIVE)
    return max(0, module.minutes - live)


def needed_seconds(declared_minutes: int, share: int) -> int:
    """Active time that a module's hours take: a share in percent of its declared minutes, rounded up to a second."""
    return -(-declared_minutes * 60 * share // 100)


def share_of(site_share: int, course_share: int | None) -> int:
    """The share that holds in a course: its own, or the site's. 0 asks for no time at all."""
    return site_share if course_share is None else course_share


def need_now(frozen_seconds: int | None, current_seconds: int) -> int:
    """What a module's hours take: what a person was promised once is never raised; what was lowered since is theirs."""
    return current_seconds if frozen_seconds is None else min(frozen_seconds, current_seconds)
