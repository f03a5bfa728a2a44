"""Hours of a module that is done and waits for active time: holding, releasing, doubting, and what a page says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet, Subquery

from cms.accounts.models import User
from cms.site.queries import shell
from courses.catalog.outlines import CourseOutline, ModuleOutline
from courses.catalog.queries import outline
from courses.enrollments.models import Enrollment
from courses.progress.active_time import seconds_by_activity
from courses.progress.models import HeldHours, TimeDispute
from courses.progress.queries import standings
from courses.progress.rules import DisputeState, module_progress
from courses.progress.stretches import need_now, needed_seconds, share_of, timed_minutes


class NotHeld(Exception):
    """Nothing waits here any more: the hours were given meanwhile."""


def share_in(course: CourseOutline) -> int:
    """The share of active time a course asks for today, in percent."""
    return share_of(shell().active_share, course.active_share)


def open_held(enrollment_id: int, module_key: UUID) -> HeldHours | None:
    return HeldHours.objects.filter(enrollment_id=enrollment_id, module_key=module_key, released_at=None).first()


def is_granted(enrollment: Enrollment, module_key: UUID) -> bool:
    """Whether a person has said of this module that its time was there."""
    rows = HeldHours.objects.filter(enrollment=enrollment, module_key=module_key)
    return rows.exclude(released_by=None).exists()


def hold(enrollment: Enrollment, module: ModuleOutline, *, share: int, at: datetime) -> HeldHours:
    """Keep what a module's hours take, as it was when everything else was done. Held once: a later change of the share
    finds this row. Under the lock of the enrollment."""
    found, timed = open_held(enrollment.pk, module.key), timed_minutes(module)
    return found or HeldHours.objects.create(
        enrollment=enrollment, module_key=module.key, declared_minutes=timed, share=share,
        needed_seconds=needed_seconds(timed, share), since=at,
    )  # fmt: skip


def release(held: HeldHours, *, at: datetime, by: User | None = None) -> bool:
    """Let the hours go, once. `by` is who said so; without, the time was measured. Open doubts have their answer."""
    fields = {"released_at": at, "released_by": by}
    return bool(HeldHours.objects.filter(pk=held.pk, released_at=None).update(**fields))


@transaction.atomic
def dispute(held: HeldHours, *, text: str, at: datetime) -> TimeDispute:
    """Say that the time is not right. Said again while nobody has answered, it is the same doubt in newer words."""
    if not HeldHours.objects.select_for_update().filter(pk=held.pk, released_at=None).exists():
        raise NotHeld(held.pk)
    waiting = TimeDispute.objects.filter(held=held, state=DisputeState.OPEN)
    if waiting.update(text=text):
        return waiting.get()
    try:
        with transaction.atomic():
            return TimeDispute.objects.create(held=held, text=text, raised_at=at)
    except IntegrityError:
        # A second press was first.
        return waiting.get()


def held_of(enrollments: QuerySet[Enrollment]) -> QuerySet[HeldHours]:
    """What is or was held in these places."""
    return HeldHours.objects.filter(enrollment__in=enrollments).select_related("enrollment__trainee")


def last_dispute(held: HeldHours) -> TimeDispute | None:
    """The last doubt about these hours, with its answer if it has one."""
    return TimeDispute.objects.filter(held=held).select_related("decided_by").order_by("-pk").first()


def disputes() -> QuerySet[TimeDispute]:
    """What trainees said about their time, oldest first."""
    return TimeDispute.objects.select_related("held__enrollment__trainee", "decided_by")


@dataclass(frozen=True)
class HeldView:
    """One module whose hours wait, as a page shows it."""

    pk: int
    module_key: UUID
    enrollment_id: int
    active_seconds: int
    needed_seconds: int
    # How the last doubt about it stands, and what a person wrote; empty when there was none.
    dispute: str = ""
    answer: str = ""

    @property
    def active_minutes(self) -> int:
        return self.active_seconds // 60

    @property
    def needed_minutes(self) -> int:
        """Rounded up: at this minute the hours are there."""
        return -(-self.needed_seconds // 60)

    @property
    def is_asked(self) -> bool:
        return self.dispute == DisputeState.OPEN


def held_views(enrollments: Iterable[Enrollment], courses: Iterable[CourseOutline]) -> list[HeldView]:
    """The modules of these places whose hours wait: one query, and one for the time where something waits."""
    by_key = {course.key: course for course in courses}
    places = {place.pk: by_key[place.course_key] for place in enrollments if place.course_key in by_key}
    last = TimeDispute.objects.filter(held=OuterRef("pk")).order_by("-pk")
    held = HeldHours.objects.filter(enrollment_id__in=list(places), released_at=None).annotate(
        dispute=Subquery(last.values("state")[:1]), answer=Subquery(last.values("answer")[:1])
    )
    rows = [(row, places[row.enrollment_id].module(row.module_key)) for row in held]
    spent = seconds_by_activity({row.enrollment_id for row, _ in rows}) if rows else {}
    return [_view(row, module, places[row.enrollment_id], spent) for row, module in rows if module]


def waiting_for(user: User) -> list[tuple[ModuleOutline, HeldView]]:
    """A person's modules that are done and whose hours wait, over all their courses; one query where nothing waits."""
    held = HeldHours.objects.filter(enrollment__trainee=user, released_at=None)
    places = {row.enrollment_id: row.enrollment for row in held.select_related("enrollment")}
    if not places:
        return []
    courses = {place.pk: outline(place.course_key) for place in places.values()}
    now, found = standings(places), held_views(places.values(), filter(None, courses.values()))
    modules = [(courses[each.enrollment_id].module(each.module_key), each) for each in found]
    return [(module, each) for module, each in modules if module_progress(module, now[each.enrollment_id]).is_complete]


def _view(row, module: ModuleOutline, course: CourseOutline, spent) -> HeldView:
    active = sum(spent.get((row.enrollment_id, each.key), 0) for each in module.activities)
    need = need_now(row.needed_seconds, needed_seconds(timed_minutes(module), share_in(course)))
    return HeldView(row.pk, module.key, row.enrollment_id, active, need, row.dispute or "", row.answer or "")
