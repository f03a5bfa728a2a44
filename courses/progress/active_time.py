"""Counting active time: one read and one write for a sign of life, whatever else happens at the same moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, F, Q, Subquery, Sum

from cms.accounts.models import User
from courses.catalog.outlines import ModuleOutline
from courses.enrollments.rules import EnrollmentState
from courses.progress.models import ActiveTime, HeldHours
from courses.progress.openings import Sitting
from courses.progress.stretches import by_day, stretch

# Another tab of the same person may be faster this often; then the sign is let go, and the next one counts its time.
RACES = 5
# What the clock leaves behind where it stood: no other sign can take it for the person's last one.
BEFORE = timedelta(microseconds=1)


class _Overtaken(Exception):
    """Another sign of the same person was counted meanwhile."""


@dataclass(frozen=True)
class Counted:
    """What a sign led to: seconds it added, and whether hours of the module wait for time."""

    seconds: int = 0
    is_held: bool = False


@dataclass(frozen=True)
class _Row:
    pk: int
    enrollment_id: int
    activity_key: UUID
    day: date
    seconds: int
    last_at: datetime
    state: str
    is_held: bool


@dataclass(frozen=True)
class _Read:
    """The rows of an activity, and the row that carries the person's last sign anywhere."""

    here: list[_Row]
    clock: _Row | None

    @property
    def seconds(self) -> int:
        return sum(row.seconds for row in self.here)

    def row(self, day: date) -> _Row | None:
        return next((row for row in self.here if row.day == day), None)

    @property
    def is_closed(self) -> bool:
        return any(row.state != EnrollmentState.ACTIVE for row in self.here)

    def counted(self, added: int = 0) -> Counted:
        # Before a person's first sign nothing was read that could tell.
        return Counted(added, self.clock.is_held if self.clock else True)


def count(
    trainee: User,
    sitting: Sitting,
    *,
    opened_at: datetime | None,
    at: datetime,
    is_silent: bool = False,
    throttle: timedelta = timedelta(),
) -> Counted:
    """Count the time up to a sign of life at `at`. The place must be the trainee's own. To be called before the deed
    it comes with and outside of its transaction, so that it never holds a lock somebody else waits for."""
    for _ in range(RACES):
        read = _read(sitting)
        last_at = read.clock.last_at if read.clock else None
        if read.is_closed or (last_at and last_at > at - throttle):
            return read.counted()
        found = stretch(
            now=at, opened_at=opened_at, last_at=last_at,
            declared_seconds=sitting.minutes * 60, counted_seconds=read.seconds, is_silent=is_silent,
        )  # fmt: skip
        days = by_day(found, ZoneInfo(trainee.time_zone)) if found else {}
        if not days:
            return read.counted()
        try:
            _write(sitting, read, days, found.begin, at)
        except _Overtaken:
            continue
        return read.counted(sum(days.values()))
    return Counted()


def _read(sitting: Sitting) -> _Read:
    """One query however much there is."""
    mine = ActiveTime.objects.filter(trainee_id=sitting.trainee_id)
    clock = mine.order_by("-last_at").values("pk")[:1]
    held = HeldHours.objects.filter(
        enrollment_id=sitting.enrollment_id, module_key=sitting.module_key, released_at=None
    )
    found = (
        mine.filter(
            Q(enrollment_id=sitting.enrollment_id, activity_key=sitting.activity_key) | Q(pk__in=Subquery(clock))
        )
        .annotate(held=Exists(held))
        .values_list("pk", "enrollment_id", "activity_key", "day", "seconds", "last_at", "enrollment__state", "held")
    )
    rows = [_Row(*row) for row in found]
    place = (sitting.enrollment_id, sitting.activity_key)
    here = [row for row in rows if (row.enrollment_id, row.activity_key) == place]
    return _Read(here, max(rows, key=lambda row: row.last_at, default=None))


def _write(sitting: Sitting, read: _Read, days: dict[date, int], begun_at: datetime, at: datetime) -> None:
    """Move the person's clock on to `at` and add what that counts. Whoever finds the clock elsewhere than read adds
    nothing: the same time is never added twice."""
    *before, today = sorted(days)
    row = read.row(today)
    if row and row == read.clock and not before:
        return _move(row, seconds=F("seconds") + days[today], last_at=at)
    with transaction.atomic():
        if read.clock:
            _move(read.clock, last_at=at - BEFORE)
        else:
            _begin_clock(sitting.trainee_id)
        for day in (*before, today):
            last = at if day == today else at - BEFORE
            if row := read.row(day):
                ActiveTime.objects.filter(pk=row.pk).update(seconds=F("seconds") + days[day], last_at=last)
            else:
                ActiveTime.objects.create(
                    trainee_id=sitting.trainee_id,
                    enrollment_id=sitting.enrollment_id,
                    activity_key=sitting.activity_key,
                    day=day,
                    seconds=days[day],
                    opened_at=begun_at if day == min(days) else last,
                    last_at=last,
                )


def _move(clock: _Row, **values) -> None:
    if not ActiveTime.objects.filter(pk=clock.pk, last_at=clock.last_at).update(**values):
        raise _Overtaken


def _begin_clock(trainee_id: int) -> None:
    """Once in a person's life there is no clock to move: two first signs queue at the person instead."""
    User.objects.select_for_update(no_key=True).filter(pk=trainee_id).values_list("pk").get()
    if ActiveTime.objects.filter(trainee_id=trainee_id).exists():
        raise _Overtaken


def module_seconds(enrollment_id: int, module: ModuleOutline) -> int:
    """Active time in a module, over all days."""
    rows = ActiveTime.objects.filter(
        enrollment_id=enrollment_id, activity_key__in=[each.key for each in module.activities]
    )
    return rows.aggregate(total=Sum("seconds"))["total"] or 0


def seconds_by_activity(enrollment_ids: Iterable[int]) -> dict[tuple[int, UUID], int]:
    """Active time by place and activity, in one query."""
    rows = ActiveTime.objects.filter(enrollment_id__in=list(enrollment_ids)).order_by()
    found = rows.values_list("enrollment_id", "activity_key").annotate(total=Sum("seconds"))
    return {(place, key): total for place, key, total in found}
