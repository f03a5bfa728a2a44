"""One person as the team sees them: places, modules, tries, hours, certificates, and what they chose to share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from courses.catalog.outlines import CourseOutline, ModuleOutline
from courses.catalog.queries import outline
from courses.enrollments.models import Enrollment
from courses.enrollments.rules import EnrollmentState
from courses.progress.rules import ResultState
from courses.reflections.models import Reflection
from courses.reflections.queries import shared_with
from quizzes.credentials.models import Credential
from quizzes.people import queries, rules
from quizzes.people.queries import Viewer
from quizzes.people.rules import Cell, Hello, Trail


@dataclass(frozen=True)
class Try:
    """One try of a quiz, as it was posted."""

    quiz: str
    number: int
    state: ResultState
    score: Decimal | None
    possible: Decimal | None
    at: datetime


@dataclass(frozen=True)
class Place:
    """One course of the person."""

    enrollment: Enrollment
    course: CourseOutline | None
    modules: list[tuple[ModuleOutline, Cell]]
    tries: list[Try]
    last_here: datetime
    hellos: tuple[Hello, ...]
    has_left: bool


@dataclass(frozen=True)
class Learner:
    places: list[Place]
    minutes_by_domain: dict[str, int]
    certificates: list[Credential]
    # Only what its writer shared with the instructor who is looking.
    shared: list[Reflection]

    @property
    def last_here(self) -> datetime:
        return max(place.last_here for place in self.places)


def learner(person, who: Viewer, *, now: datetime) -> Learner:
    """Everything about one person within what the viewer may read. Private writing and answers are never read."""
    mine = queries.enrollments_for(who).filter(trainee=person).select_related("cohort").order_by("-enrolled_at")
    enrollments = list(mine)
    trails = queries.trails(enrollments)
    return Learner(
        places=[_place(each, trails[each.pk], now) for each in enrollments],
        minutes_by_domain=queries.minutes_by_domain(person, {each.course_key for each in enrollments}),
        certificates=queries.certificates(person, enrollments),
        shared=list(shared_with(who.user).filter(enrollment__trainee=person).distinct()),
    )


def _place(enrollment: Enrollment, trail: Trail, now: datetime) -> Place:
    course = outline(enrollment.course_key)
    has_left = enrollment.state == EnrollmentState.WITHDRAWN
    return Place(
        enrollment=enrollment,
        course=course,
        modules=[(module, rules.cell(module, trail)) for module in (course.modules if course else ())],
        tries=list(_tries(course, trail)) if course else [],
        last_here=trail.last_here,
        hellos=() if has_left else rules.hellos(course, trail, now=now),
        has_left=has_left,
    )


def _tries(course: CourseOutline, trail: Trail) -> Iterable[Try]:
    """In the order of the course; an evaluation is no try, and nobody sees what it said."""
    for activity in (each for module in course.modules for each in module.activities):
        for number, posted in enumerate(trail.tries(activity.key), start=1):
            yield Try(activity.title, number, posted.state, posted.score, posted.possible, posted.at)
