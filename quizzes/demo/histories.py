"""What the demo's trainees have done, done again through the real services, on earlier days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from cms.accounts.models import User
from courses.catalog.outlines import CourseOutline, ModuleOutline
from courses.catalog.queries import outlines
from courses.catalog.rules import ActivityKind, EntryWay
from courses.cohorts.models import Cohort
from courses.enrollments.models import Enrollment
from courses.enrollments.services import enroll
from courses.progress.held import dispute, held_of
from quizzes.attempts import evaluations
from quizzes.attempts import queries as attempts
from quizzes.attempts.services import finish, save_response, start
from quizzes.attempts.signs import count_save, count_sending, last_at
from quizzes.blueprints.queries import current_version
from quizzes.demo.rules import another_answer, strong_answer
from quizzes.journey.services import mark_activity_done, sign_attestation
from quizzes.journey.signs import sign_of_life
from quizzes.programs.queries import published_version
from quizzes.programs.services import choose
from quizzes.questions import queries as bank

PROGRAM = "icrc-peer-recovery"
# A second one, so that there is something to compare.
MOVING_TO = "oh-cprs"
EVENING = 23  # UTC: early evening in the United States
BETWEEN = timedelta(days=2)
PER_ANSWER = timedelta(seconds=50)
PACE = 0.7
ON_PAPER = "I read these lessons on paper, on the bus to work. I only marked them as done at home."


def evenings(until: datetime, count: int) -> Iterator[datetime]:
    """Every other evening, the last one yesterday or the day before."""
    first = (until - BETWEEN * count).replace(hour=EVENING, minute=5, second=0, microsecond=0) - timedelta(days=1)
    return (first + BETWEEN * number for number in range(count))


def half_way(trainee: User, cohort: Cohort, *, now: datetime) -> None:
    """Foundations finished with its certificate; in Boundaries a module done at the second try, and two lessons."""
    days = evenings(now, 20)
    chosen_at = next(days)
    choose(trainee, published_version(MOVING_TO), at=chosen_at - PER_ANSWER)
    choose(trainee, published_version(PROGRAM), at=chosen_at)
    place = _enter(trainee, "foundations", at=next(days))
    course = _course("foundations")
    for number, module in enumerate(course.modules):
        _learn(place, module, at=next(days))
        if number == 2:
            _take(place, module, stumbles=4, at=next(days))
        _take(place, module, stumbles=number % 2, at=next(days))
    _evaluate(place, course, at=next(days))
    sign_attestation(place, signed_name=trainee.legal_name, at=next(days))

    place = _enter(trainee, "boundaries", cohort=cohort, at=next(days))
    first, second, *_ = _course("boundaries").modules
    _learn(place, first, at=next(days))
    _take(place, first, stumbles=5, at=next(days))
    _take(place, first, stumbles=1, at=next(days))
    _learn(place, second, only=2, at=next(days))


def one_step(trainee: User, cohort: Cohort, *, now: datetime) -> None:
    """All of Boundaries, and the word that it was their own work still to sign."""
    days = evenings(now, 10)
    choose(trainee, published_version(PROGRAM), is_example=True, at=next(days))
    place = _enter(trainee, "boundaries", cohort=cohort, at=next(days))
    course = _course("boundaries")
    for number, module in enumerate(course.modules):
        _learn(place, module, at=next(days))
        _take(place, module, stumbles=number % 2, at=next(days))
    _evaluate(place, course, at=next(days))


def being_read(trainee: User, cohort: Cohort, *, now: datetime) -> None:
    """Three modules of Integration, on one's own. The third quiz holds a statement that nobody has read yet."""
    days = evenings(now, 9)
    choose(trainee, published_version(PROGRAM), is_example=True, at=next(days))
    _read_on_paper(trainee, cohort, at=next(days))
    place = _enter(trainee, "integration", at=next(days))
    for number, module in enumerate(_course("integration").modules[:3]):
        _learn(place, module, at=next(days))
        _take(place, module, stumbles=number % 2, at=next(days))


def _read_on_paper(trainee: User, cohort: Cohort, *, at: datetime) -> None:
    """A module read from printed pages: done, its hours waiting for time, and a word to a person about it."""
    place = _enter(trainee, "boundaries", cohort=cohort, at=at)
    module = _course("boundaries").modules[0]
    for lesson in module.lessons:
        at += timedelta(minutes=1)
        sign_of_life(trainee, place.pk, lesson.key, opened_at=at - timedelta(seconds=20), at=at)
        mark_activity_done(place, lesson.key, by=trainee, at=at)
    _take(place, module, stumbles=0, at=at)
    for held in held_of(place.trainee.enrollments.all()):
        dispute(held, text=ON_PAPER, at=at + timedelta(hours=1))


def _course(slug: str) -> CourseOutline:
    return next(course for course in outlines() if course.slug == slug)


def _enter(trainee: User, slug: str, *, at: datetime, cohort: Cohort | None = None) -> Enrollment:
    way = EntryWay.CODE if cohort else EntryWay.OPEN
    return enroll(trainee, _course(slug).key, way=way, cohort=cohort, by=trainee, at=at)


def _learn(place: Enrollment, module: ModuleOutline, *, at: datetime, only: int | None = None) -> None:
    """Lesson after lesson of a module, each after the minutes it takes."""
    for lesson in module.lessons[:only]:
        at += timedelta(minutes=lesson.minutes)
        # Most people read faster than 150 words a minute.
        opened_at = at - timedelta(minutes=lesson.minutes * PACE)
        sign_of_life(place.trainee, place.pk, lesson.key, opened_at=opened_at, at=at)
        mark_activity_done(place, lesson.key, by=place.trainee, at=at)


def _take(place: Enrollment, module: ModuleOutline, *, stumbles: int, at: datetime) -> None:
    """A try at the module's quiz that does not quite get `stumbles` of its questions."""
    quiz = next(activity for activity in module.activities if activity.kind == ActivityKind.QUIZ)
    attempt = start(place, quiz.key, at=at)
    for question in attempts.placed(attempt):
        at += PER_ANSWER
        payload = bank.payloads([question.version_id])[question.version_id]
        response = strong_answer(payload["type"], payload["key"])
        if question.number <= stumbles:
            asked = payload["asked"][payload["source_language"]]
            response = another_answer(payload["type"], payload["key"], asked)
        key = f"demo-{attempt.pk}-{question.number}"
        before = last_at(attempt)
        save_response(attempt, question.number, response, flagged=False, seen=0, request_key=key, at=at)
        count_save(attempt, before, at=at, is_silent=False)
    count_sending(attempt, at=at + PER_ANSWER, is_silent=False)
    finish(attempt, at=at + PER_ANSWER)


def _evaluate(place: Enrollment, course: CourseOutline, *, at: datetime) -> None:
    """The course's evaluation, with the first answer of each item."""
    for quiz_key in _evaluation_keys(course):
        version = current_version(quiz_key)
        asked = evaluations.items(version.payload, "en")
        responses = {
            item.name: {"option": item.question.asked["options"][0]["id"]}
            for item in asked
            if item.question.asked["options"]
        }
        evaluations.give(place, version, asked, responses, at=at)


def _evaluation_keys(course: CourseOutline) -> list[UUID]:
    return [activity.key for activity in course.activities if activity.kind == ActivityKind.EVALUATION]
