"""What waits for a member of the team: drafts to look at, open invitations, hellos, drafts of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from wagtail.models import Page, TaskState

from cms.accounts.models import User
from courses.catalog.outlines import CourseOutline
from courses.catalog.queries import outline
from courses.enrollments.models import Enrollment
from quizzes.people import queries
from quizzes.people.rules import Hello, hellos
from quizzes.questions.models import Question
from quizzes.questions.types import REGISTRY


@dataclass(frozen=True)
class Waiting:
    """A kind of thing that waits: how many, and since when the oldest."""

    count: int
    oldest: datetime


def _summed(times: Iterable[datetime]) -> Waiting | None:
    times = list(times)
    return Waiting(len(times), min(times)) if times else None


def drafts_to_review(user: User) -> Waiting | None:
    """Drafts somebody sent for moderation, in tasks this person may decide."""
    return _summed(TaskState.objects.reviewable_by(user).values_list("started_at", flat=True))


def open_invitations(user: User) -> Waiting | None:
    """Invitations into one's own cohorts that nobody has accepted yet."""
    return _summed(queries.waiting_invitations(queries.cohorts_of(user)).values_list("sent_at", flat=True))


def people_to_greet(user: User, *, now: datetime) -> list[tuple[Enrollment, CourseOutline | None, tuple[Hello, ...]]]:
    """People of one's own cohorts who may want a hello, the longest quiet first."""
    places = queries.members_of_cohorts(user)
    trails = queries.trails(places)
    courses = {key: outline(key) for key in {place.course_key for place in places}}
    found = []
    for place in sorted(places, key=lambda place: trails[place.pk].last_here):
        course = courses[place.course_key]
        if reasons := hellos(course, trails[place.pk], now=now):
            found.append((place, course, reasons))
    return found


def pages_in_progress(user: User) -> QuerySet[Page]:
    """Pages this person touched last and that say something the site does not say yet."""
    pages = Page.objects.filter(latest_revision__user=user).filter(Q(live=False) | Q(has_unpublished_changes=True))
    return pages.order_by("-latest_revision_created_at")


def questions_in_progress(user: User) -> QuerySet[Question]:
    """Questions this person touched last that are drafts, or whose "why" is missing."""
    unscored = [slug for slug, kind in REGISTRY.items() if not kind.is_scored]
    is_unsaid = Q(why="") & ~Q(type__in=unscored)
    mine = Question.objects.filter(latest_revision__user=user)
    return mine.filter(Q(live=False) | Q(has_unpublished_changes=True) | is_unsaid).order_by("-pk")


def lacks_why(question: Question) -> bool:
    """Whether the draft as it was last saved leaves the reason out."""
    kind = REGISTRY.get(question.type)
    return bool(kind and kind.is_scored and not question.why.strip())
