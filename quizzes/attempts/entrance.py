"""The page a quiz begins on: what it asks, who sees it, where to pick up, what was tried before."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from cms.accounts.models import User
from cms.pages.links import localized
from courses.catalog.outlines import CourseOutline, ModuleOutline
from courses.catalog.queries import outlines
from courses.enrollments.models import Enrollment
from courses.enrollments.queries import enrollment_in
from courses.progress import rules as progress
from courses.progress.queries import standing
from quizzes.attempts import queries
from quizzes.attempts.models import Attempt
from quizzes.attempts.results import KEPT, points_words, score_words, verdict_on
from quizzes.attempts.rules import AttemptState
from quizzes.attempts.screens import day_words, is_answered, question_url
from quizzes.blueprints.rules import FeedbackWhen, asks, plan_from, spoken_title
from quizzes.grading.policies import Counts
from quizzes.grading.scores import Score, needed


def course_of(activity_key: UUID) -> CourseOutline | None:
    """The published course an activity stands in."""
    return next((course for course in outlines() if course.activity(activity_key)), None)


def resume_url(attempt: Attempt) -> str:
    """Where to pick up: the first question without an answer, else the check of all answers."""
    for place in queries.placed(attempt):
        if not is_answered(attempt, place.number):
            return question_url(attempt, place.number)
    return reverse("attempts:check", args=[attempt.pk])


def facts(blueprint: dict[str, Any]) -> list[dict[str, str]]:
    """What to know before starting, each with its icon."""
    total, allowed = asks(plan_from(blueprint["plan"])), blueprint["tries_allowed"]
    enough = points_words(needed(Decimal(total), blueprint["passing_percent"]))
    tries = (
        ngettext("%(count)s try.", "%(count)s tries.", allowed) % {"count": allowed}
        if allowed
        else gettext("As many tries as you like.")
    )
    feedback = {
        FeedbackWhen.AFTER_SENDING: gettext("Answers and reasons come after you send."),
        FeedbackWhen.AFTER_PASSING: gettext("Until you pass, we show what to read again. After that, every reason."),
        FeedbackWhen.TOPICS_ONLY: gettext("After you send, we show what to read again."),
    }
    said = [
        ("list-checks", ngettext("%(count)s question, one at a time", "%(count)s questions, one at a time", total)),
        ("infinity", gettext("No time limit. Stop and come back when you like.")),
        (
            "circle-check",
            gettext("%(points)s of %(count)s finishes this quiz. Parts of an answer earn part of a point."),
        ),
        ("undo-2", f"{tries} {KEPT[Counts(blueprint['which_try_counts'])]()}"),
        ("message-square-text", gettext("Blanks are fine.") + " " + feedback[blueprint["feedback_when"]]),
        ("lock", gettext("Only you and your program team see your score.")),
    ]
    return [{"icon": icon, "said": text % {"count": total, "points": enough}} for icon, text in said]


def history(tries: list[Attempt]) -> list[dict[str, Any]]:
    """Earlier tries, newest first."""
    return [
        {
            "number": attempt.number,
            "url": reverse("attempts:result", args=[attempt.pk]),
            "score": score_words(Score(attempt.points, attempt.possible)),
            "day": day_words(attempt.sent_at),
        }
        for attempt in reversed(tries)
        if attempt.state == AttemptState.SENT
    ]


def my_tries(tries: Iterable[Attempt]) -> list[dict[str, Any]]:
    """Tries at all quizzes, each with where it leads."""
    return [
        {
            "title": spoken_title(attempt.quiz_version.payload, get_language() or ""),
            "number": attempt.number,
            "day": day_words(attempt.sent_at or attempt.started_at),
            "score": score_words(Score(attempt.points, attempt.possible)) if attempt.points is not None else "",
            "url": reverse("attempts:check" if attempt.points is None else "attempts:result", args=[attempt.pk]),
        }
        for attempt in tries
    ]


def _comes_first(course: CourseOutline, module: ModuleOutline | None, place: Enrollment) -> ModuleOutline | None:
    """The module that has to be finished before this quiz opens. Asks for the standing only where an order is set."""
    if module is None or module.opens_after_key is None:
        return None
    return progress.opens_after(course, module, standing(place))  # type: ignore[return-value]


def entrance(quiz_key: UUID, blueprint: dict[str, Any], user: User) -> dict[str, Any]:
    """What the start page offers this person: to start, to go on, to enroll first, or to wait for a module."""
    course = course_of(quiz_key)
    place = enrollment_in(user, course.key) if course and user.is_authenticated else None
    module = course.module(quiz_key) if course else None
    shown = {
        "facts": facts(blueprint),
        "course": course,
        "course_url": localized(course.path) if course else "",
        "module": module,
        "module_url": localized(module.path) if module else "",
        "start_url": reverse("attempts:start", args=[quiz_key]),
        "history": [],
    }
    if course is None or place is None:
        return shown | {"offers": "enroll"}
    tries = queries.tries(user.pk, quiz_key)
    shown |= {"history": history(tries), "passed": False}
    if tries and tries[-1].state == AttemptState.OPEN:
        return shown | {"offers": "resume", "resume_url": resume_url(tries[-1])}
    if before := _comes_first(course, module, place):
        return shown | {"offers": "wait", "before": before, "before_url": localized(before.path)}
    allowed = blueprint["tries_allowed"]
    return shown | {
        "passed": bool(tries) and verdict_on(tries[-1], tries).passed,
        "offers": "nothing" if allowed and len(tries) >= allowed else "again" if tries else "start",
    }
