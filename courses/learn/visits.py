"""Who stands at a course's door: a stranger, a trainee with a place in it, or the team."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from courses.catalog.outlines import CourseOutline, ModuleOutline
from courses.enrollments.models import Enrollment
from courses.enrollments.queries import enrollments_for
from courses.enrollments.rules import EnrollmentState
from courses.progress import rules
from courses.progress.active_time import module_seconds
from courses.progress.held import HeldView, held_views, share_in
from courses.progress.queries import standing
from courses.progress.rules import ModuleProgress, Standing
from courses.progress.stretches import needed_seconds, timed_minutes


class Spent(NamedTuple):
    """Minutes somebody has spent with a module, and how many its hours take."""

    minutes: int
    needed: int


@dataclass
class Visit:
    """One person at one course. Everything it says follows from two or three queries."""

    course: CourseOutline | None
    # Their place, open or closed; None for strangers.
    place: Enrollment | None
    is_signed_in: bool
    is_team: bool

    @property
    def enrollment(self) -> Enrollment | None:
        """The place, while it is open."""
        return self.place if self.place and self.place.state == EnrollmentState.ACTIVE else None

    @property
    def has_left(self) -> bool:
        return self.place is not None and self.enrollment is None

    @cached_property
    def standing(self) -> Standing:
        return standing(self.enrollment) if self.enrollment else Standing()

    def progress(self, module: ModuleOutline) -> ModuleProgress:
        return rules.module_progress(module, self.standing)

    def opens_after(self, module: ModuleOutline) -> ModuleOutline | None:
        """What has to be finished before this module opens. The team reads in any order, and so may plan strangers."""
        if self.course is None or not self.enrollment:
            return None
        return rules.opens_after(self.course, module, self.standing)  # type: ignore[return-value]

    @cached_property
    def held(self) -> dict[UUID, HeldView]:
        """Modules that are done and whose hours wait for time."""
        if self.course is None or not self.enrollment:
            return {}
        done = {module.key for module in self.course.modules if self.progress(module).is_complete}
        if not done:
            return {}
        return {
            each.module_key: each for each in held_views([self.enrollment], [self.course]) if each.module_key in done
        }

    def held_in(self, module: ModuleOutline) -> HeldView | None:
        """What the hours of a module wait for. Only a module that is done is asked about."""
        return self.held.get(module.key) if self.progress(module).is_complete else None

    def time_in(self, module: ModuleOutline) -> Spent | None:
        """The person's time in a module, and what its hours take; None where no time is asked."""
        share = share_in(self.course) if self.course and self.enrollment else 0
        if not share:
            return None
        return Spent(
            module_seconds(self.enrollment.pk, module) // 60, -(-needed_seconds(timed_minutes(module), share) // 60)
        )

    @cached_property
    def next(self):
        return rules.next_activity(self.course, self.standing) if self.course and self.enrollment else None

    @cached_property
    def modules_done(self) -> int:
        return rules.modules_done(self.course, self.standing) if self.course and self.enrollment else 0

    @cached_property
    def part(self) -> float:
        """How much of the ring now growing is there: the module that is to be done next."""
        module = self.course.module(self.next.key) if self.course and self.next else None
        progress = self.progress(module) if module else None
        return progress.done / progress.total if progress else 0


def visit(request, course: CourseOutline | None, course_key: UUID) -> Visit:
    """The visit behind a request. Strangers cost no query."""
    user = request.user
    if not user.is_authenticated:
        return Visit(course, None, is_signed_in=False, is_team=False)
    place = enrollments_for(user).filter(course_key=course_key).first()
    return Visit(course, place, is_signed_in=True, is_team=bool(getattr(user, "is_team", False)))
