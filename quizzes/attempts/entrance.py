"""The page a quiz begins on: what it asks, who sees it, where to pick up, what was tried before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext

from cms.accounts.models import User
from cms.pages.links import localized
from courses.catalog.outlines import CourseOutline, ModuleOutline
from courses.catalog.queries import outlines
from courses.enrollments.models import Enrollment
from courses.enrollments.queries import allowance_of, place_in
from courses.enrollments.rules import USUAL, Allowance, EnrollmentState
from courses.progress import rules as progress
from courses.progress.queries import standing
from quizzes.attempts import queries
from quizzes.attempts.admission import Admission, Barrier, admission
from quizzes.attempts.facts import facts
from quizzes.attempts.models import Attempt
from quizzes.attempts.rules import AttemptState, Mode, is_answered
from quizzes.attempts.screens import question_url
from quizzes.attempts.verdicts import verdict_on
from quizzes.attempts.wording import day_words, moment_words, score_words
from quizzes.blueprints.rules import Purpose, spoken_title
from quizzes.blueprints.terms import Terms, terms
from quizzes.grading.scores import Score


def course_of(activity_key: UUID) -> CourseOutline | None:
    """The published course an activity stands in."""
    return next((course for course in outlines() if course.activity(activity_key)), None)


def resume_url(attempt: Attempt) -> str:
    """Where to pick up: the first question without an answer, else the check of all answers."""
    for place in queries.placed(attempt):
        if not is_answered(attempt.answers.get(str(place.number), {})):
            return question_url(attempt, place.number)
    return reverse("attempts:check", args=[attempt.pk])


def score_so_far(attempt: Attempt) -> str:
    """The score of a try as a list shows it; in words while a person has to decide first."""
    if attempt.points is None:
        return ""
    if attempt.waiting:
        return gettext("With a reader")
    return score_words(Score(attempt.points, attempt.possible))


def history(tries: Sequence[Attempt]) -> list[dict[str, Any]]:
    """Earlier tries, newest first."""
    return [
        {
            "number": attempt.number,
            "is_practice": attempt.mode == Mode.PRACTICE,
            "url": reverse("attempts:result", args=[attempt.pk]),
            "score": score_so_far(attempt),
            "waits": bool(attempt.waiting or attempt.held),
            "day": day_words(attempt.sent_at),
        }
        for attempt in sorted(tries, key=lambda each: each.started_at, reverse=True)
        if attempt.state == AttemptState.SENT
    ]


def my_tries(tries: Iterable[Attempt]) -> list[dict[str, Any]]:
    """Tries at all quizzes, each with where it leads and what it waits for."""
    return [
        {
            "title": spoken_title(attempt.quiz_version.payload, get_language() or ""),
            "number": attempt.number,
            "is_practice": attempt.mode == Mode.PRACTICE,
            "day": day_words(attempt.sent_at or attempt.started_at),
            "score": score_so_far(attempt),
            "state": _state(attempt),
            "url": reverse("attempts:check" if attempt.points is None else "attempts:result", args=[attempt.pk]),
        }
        for attempt in tries
    ]


def _state(attempt: Attempt) -> str:
    if attempt.state == AttemptState.OPEN:
        return "open"
    if attempt.waiting:
        return "waiting"
    return "held" if attempt.held else "passed" if attempt.passed and attempt.mode == Mode.GRADED else "sent"


def _comes_first(course: CourseOutline, module: ModuleOutline | None, place: Enrollment) -> ModuleOutline | None:
    """The module that has to be finished before this quiz opens. Asks for the standing only where an order is set."""
    if module is None or module.opens_after_key is None:
        return None
    return progress.opens_after(course, module, standing(place))  # type: ignore[return-value]


@dataclass(frozen=True)
class Visitor:
    """The person before the quiz: their place in the course, what they need, what they tried."""

    place: Enrollment | None
    allowance: Allowance = USUAL
    tries: Sequence[Attempt] = ()

    @property
    def graded(self) -> list[Attempt]:
        return [each for each in self.tries if each.mode == Mode.GRADED]

    @property
    def open_try(self) -> Attempt | None:
        return next((each for each in self.tries if each.state == AttemptState.OPEN), None)


def visitor(quiz_key: UUID, course: CourseOutline | None, user: User) -> Visitor:
    """Who asks to enter."""
    place = place_in(user, course.key) if course and user.is_authenticated else None
    if place is None:
        return Visitor(None)
    return Visitor(place, allowance_of(user.pk), queries.tries(user.pk, quiz_key, mode=None))


def entrance(quiz_key: UUID, blueprint: dict[str, Any], who: Visitor, at: datetime) -> dict[str, Any]:
    """What the start page offers this person: to start, to go on, to practice, to enroll first, or to wait."""
    course, agreed = course_of(quiz_key), terms(blueprint)
    module = course.module(quiz_key) if course else None
    shown = {
        "facts": facts(blueprint, agreed, who.allowance),
        "course": course,
        "course_url": localized(course.path) if course else "",
        "module": module,
        "module_url": localized(module.path) if module else "",
        "start_url": reverse("attempts:start", args=[quiz_key]),
        "history": history(who.tries),
        "is_timed": agreed.time_limit is not None,
        "has_more_time": who.allowance.time_factor > 1 or who.allowance.no_time_limit,
        "purpose": agreed.purpose.value,
        "passed": False,
        "practice": "",
    }
    if course is None or who.place is None:
        return shown | {"offers": "enroll"}
    return shown | _offer(course, module, agreed, who, at)


def _offer(
    course: CourseOutline, module: ModuleOutline | None, agreed: Terms, who: Visitor, at: datetime
) -> dict[str, Any]:
    if who.place.state == EnrollmentState.SUSPENDED:
        return {"offers": "suspended"}
    if before := _comes_first(course, module, who.place):
        return {"offers": "wait", "before": before, "before_url": localized(before.path)}
    found, open_try = who.open_try, None
    if found:
        open_try = {"resume_url": resume_url(found), "is_practice_open": found.mode == Mode.PRACTICE}
        if found.mode == Mode.GRADED or agreed.purpose == Purpose.PRACTICE:
            return {"offers": "resume", **open_try}
    next_try = admission(agreed, who.allowance, who.graded, at)
    return {
        "offers": _word(next_try, who),
        **_barrier(next_try),
        "passed": bool(who.graded) and verdict_on(who.graded[-1], who.graded, who.allowance, at).passed is True,
        "practice": ("resume" if open_try else "start") if agreed.offers_practice else "",
        **(open_try or {}),
    }


def _word(next_try: Admission, who: Visitor) -> str:
    if next_try.barrier:
        return "nothing"
    return "again" if who.graded else "start"


def _barrier(next_try: Admission) -> dict[str, str]:
    """What stands before the next try, in a sentence."""
    when = {"when": moment_words(next_try.opens_at)} if next_try.opens_at else {}
    match next_try.barrier:
        case None:
            return {"barrier": ""}
        case Barrier.NOT_OPEN_YET:
            return {"barrier": gettext("This quiz opens on %(when)s.") % when}
        case Barrier.CLOSED:
            return {"barrier": gettext("This quiz is closed. If you needed more time, tell your instructor.")}
        case Barrier.TOO_SOON:
            return {"barrier": gettext("Take a rest first. You can try again from %(when)s.") % when}
        case Barrier.NO_TRIES_THIS_PERIOD:
            return {"barrier": gettext("You have used your tries of this term. New ones begin on %(when)s.") % when}
        case _:
            said = gettext("You have used all your tries. Your instructor can help you with what comes next.")
            return {"barrier": said}
