"""Everything the dashboard needs, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Max, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.pages.links import localized
from courses.catalog.outlines import ActivityOutline, CourseOutline, ModuleOutline
from courses.catalog.queries import outlines
from courses.cohorts.models import Session
from courses.enrollments.models import Enrollment
from courses.enrollments.queries import active_enrollments_for
from courses.progress.models import Completion, Result
from courses.progress.presence import coming_up
from courses.progress.queries import standings
from courses.progress.rules import Standing, module_progress, modules_done, next_activity
from quizzes.claims.queries import waiting_entries
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import statuses_for
from quizzes.credentials.rules import Status
from quizzes.home.rules import Stage, first_to_show, stage
from quizzes.hours.facts import facts_of
from quizzes.hours.goals import Goals, goals_of
from quizzes.journey.queries import course_source
from quizzes.programs.models import Pursuit
from quizzes.programs.queries import pursuits_of


@dataclass(frozen=True)
class Place:
    """A trainee's place in a published course."""

    enrollment: Enrollment
    course: CourseOutline
    standing: Standing
    credential: Credential | None

    @property
    def last_at(self) -> datetime:
        """When something was last done here."""
        times = (self.enrollment.enrolled_at, self.enrollment.last_word_at, self.enrollment.last_result_at)  # type: ignore[attr-defined]
        return max(filter(None, times))

    @cached_property
    def done(self) -> int:
        return modules_done(self.course, self.standing)

    @property
    def total(self) -> int:
        return len(self.course.modules)

    @cached_property
    def stage(self) -> Stage:
        started = bool(self.standing.done or self.standing.results)
        return stage(started=started, done=self.done, total=self.total, has_certificate=self.credential is not None)

    @cached_property
    def next(self) -> ActivityOutline | None:
        return next_activity(self.course, self.standing)  # type: ignore[return-value]

    @property
    def module(self) -> ModuleOutline | None:
        """The module to go on with."""
        return self.course.module(self.next.key) if self.next else None

    @property
    def part(self) -> float:
        """How much of the module to go on with is done."""
        progress = module_progress(self.module, self.standing) if self.module else None
        return progress.done / progress.total if progress else 0

    @property
    def percent(self) -> int:
        return round(self.part * 100)

    @property
    def address(self) -> str:
        return localized(self.course.path)

    @property
    def go_on(self) -> str:
        """Where to pick up: the next activity, the last steps, or the certificate."""
        if self.credential:
            return self.credential.get_absolute_url()
        if self.next:
            return localized(self.next.path)
        if self.stage == Stage.FINISHING:
            return reverse("journey:finish", args=[self.enrollment.pk])
        return self.address


@dataclass(frozen=True)
class Home:
    places: list[Place]
    goals: Goals
    certificates: list[tuple[Credential, Status]]
    sessions: list[Session]

    @cached_property
    def first(self) -> Place | None:
        return first_to_show(self.places)


def home_of(user: User) -> Home:
    """One query for places, two for what was done there, three for hours and program, one for certificates, one for
    the next live sessions; the outlines come from memory."""
    certificates = statuses_for(user, timezone.localdate())
    return Home(
        places=_places(user, certificates),
        goals=goals_of(user, waiting_entries(user)),
        certificates=certificates,
        sessions=coming_up(user, at=timezone.now()),
    )


def _places(user: User, certificates: list[tuple[Credential, Status]]) -> list[Place]:
    enrollments = list(
        active_enrollments_for(user).annotate(last_word_at=_latest(Completion), last_result_at=_latest(Result))
    )
    done = standings([enrollment.pk for enrollment in enrollments]) if enrollments else {}
    courses = {course.key: course for course in outlines()} if enrollments else {}
    issued = {credential.source: credential for credential, status in certificates if status == Status.VALID}
    return [
        Place(enrollment, courses[enrollment.course_key], done[enrollment.pk], issued.get(course_source(enrollment)))
        for enrollment in enrollments
        if enrollment.course_key in courses
    ]


def _latest(model) -> Subquery:
    """When an enrollment last got a row of this kind."""
    rows = model.objects.filter(enrollment=OuterRef("pk")).order_by().values("enrollment")
    return Subquery(rows.annotate(last=Max("at")).values("last"))


@dataclass(frozen=True)
class Roads:
    """What a person aims at, first things first, and the one they are looking at."""

    pursuits: list[Pursuit]
    goals: Goals


def roads_of(user: User, slug: str | None = None) -> Roads | None:
    """The road to this program, or to the first; none when it is not one of theirs. Four queries, however many
    programs there are. For the person's own eyes: their word about recovery is part of it."""
    pursuits = list(pursuits_of(user))
    chosen = next((pursuit for pursuit in pursuits if slug in (None, "", pursuit.program.slug)), None)
    if slug and chosen is None:
        return None
    return Roads(pursuits, Goals(chosen, facts_of(user, with_recovery=True)))
