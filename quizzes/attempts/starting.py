"""Opening a try: may it begin, what does it ask, until when."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.enrollments.models import Enrollment
from courses.enrollments.queries import allowance_of
from courses.enrollments.rules import Allowance
from courses.progress.rules import ResultState
from quizzes.attempts import finishing, queries
from quizzes.attempts.admission import Barrier, admission
from quizzes.attempts.appending import step
from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep
from quizzes.attempts.rules import AttemptState, Mode, StepKind, content, follow
from quizzes.attempts.timing import deadline
from quizzes.blueprints import queries as blueprints
from quizzes.blueprints.models import QuizVersion
from quizzes.blueprints.rules import Fixed, Pick, Purpose, picks, plan_from, shuffled
from quizzes.blueprints.terms import Terms, terms
from quizzes.journey import services as journey
from quizzes.questions import queries as bank
from quizzes.questions.types import REGISTRY


class CannotStart(Exception):
    """No try may begin now. `opens_at` is from when it may, where that is known."""

    def __init__(self, opens_at: datetime | None = None):
        super().__init__(opens_at)
        self.opens_at = opens_at


class NoTriesLeft(CannotStart):
    """Every try the quiz allows has been used."""


class NoTriesThisPeriod(CannotStart):
    """Every try of this term has been used; the next term brings new ones."""


class TooSoon(CannotStart):
    """The time to rest and read between two tries is not over."""


class NotOpenYet(CannotStart):
    """The quiz has a first day, and it is still to come."""


class QuizClosed(CannotStart):
    """The quiz had a last day, and it is over."""


class PracticeNotOffered(CannotStart):
    """This quiz offers no practice tries, or not now: a graded try of it is open."""


class NothingToAsk(Exception):
    """The quiz has no published version, or none of its questions is published any more."""


REFUSALS: dict[Barrier, type[CannotStart]] = {
    Barrier.NO_TRIES_LEFT: NoTriesLeft,
    Barrier.NO_TRIES_THIS_PERIOD: NoTriesThisPeriod,
    Barrier.TOO_SOON: TooSoon,
    Barrier.NOT_OPEN_YET: NotOpenYet,
    Barrier.CLOSED: QuizClosed,
}


def start(enrollment: Enrollment, quiz_key: UUID, *, mode: Mode = Mode.GRADED, at: datetime) -> Attempt:
    """Open a try, or give back the one that is open: fifty presses, one attempt.

    Draws with a seed that is kept, and pins the newest published version of each question. An open practice try ends
    when a graded one begins; an open graded try keeps practice from beginning, for practice tells the answers. Raises
    a `CannotStart`, NothingToAsk, and what journey raises when the module is not open or the person has left.
    """
    version = blueprints.current_version(quiz_key)
    if version is None or version.payload["purpose"] == Purpose.EVALUATION:
        raise NothingToAsk
    agreed = terms(version.payload)
    mode = Mode.PRACTICE if agreed.purpose == Purpose.PRACTICE else mode
    _settle(enrollment, quiz_key, mode, at)
    with transaction.atomic():
        # The lock: starts of one person queue here. The unique constraints stand behind it.
        enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("trainee").get(pk=enrollment.pk)
        allowance = allowance_of(enrollment.trainee_id)
        tries = queries.tries(enrollment.trainee_id, quiz_key, mode=None)
        if found := next((each for each in tries if each.state == AttemptState.OPEN), None):
            if found.mode != mode:
                raise PracticeNotOffered
            return found
        earlier = [each for each in tries if each.mode == mode]
        _admit(agreed, allowance, earlier, mode, at)
        attempt = Attempt(
            trainee=enrollment.trainee,
            enrollment=enrollment,
            quiz_key=quiz_key,
            quiz_version=version,
            mode=mode,
            number=len(earlier) + 1,
            seed=secrets.token_hex(8),
            started_at=at,
        )
        _open(attempt, agreed, allowance, _picked(version, agreed, attempt), after=earlier[-1] if earlier else None)
        _announce(attempt, agreed, at)
    return attempt


def _settle(enrollment: Enrollment, quiz_key: UUID, mode: Mode, at: datetime) -> None:
    """End what is over, and practice that a graded try follows. Before the lock: a try is always locked before its
    place in the course, or two requests could wait for each other for ever."""
    for attempt in queries.open_tries(trainee=enrollment.trainee_id, quiz_key=quiz_key):
        if not finishing.seal_if_over(attempt, at=at) and attempt.mode == Mode.PRACTICE and mode == Mode.GRADED:
            finishing.finish(attempt, at=at)


def _admit(agreed: Terms, allowance: Allowance, earlier: list[Attempt], mode: Mode, at: datetime) -> None:
    if mode == Mode.PRACTICE:
        if not (agreed.offers_practice or agreed.purpose == Purpose.PRACTICE):
            raise PracticeNotOffered
        if agreed.opens_at and at < agreed.opens_at:
            raise NotOpenYet(agreed.opens_at)
        return
    found = admission(agreed, allowance, earlier, at)
    if found.barrier:
        raise REFUSALS[found.barrier](found.opens_at)


def _picked(version: QuizVersion, agreed: Terms, attempt: Attempt) -> list[tuple[Pick, int]]:
    """The questions of a new try in order, each with the version it pins."""
    plan, language = plan_from(version.payload["plan"]), version.payload["source_language"]
    pools = blueprints.pools(plan, language)
    fixed = [entry.question for entry in plan if isinstance(entry, Fixed)]
    versions = {str(key): pk for key, pk in bank.newest_versions(fixed, language).items()} if fixed else {}
    for pool in pools.values():
        versions |= pool
    seen = queries.questions_seen(attempt) if agreed.unseen_first and pools else set()
    drawn = picks(plan, pools, attempt.seed, seen=seen, shuffle=agreed.shuffle_questions)
    # A fixed question that is no longer published is left out, like one that left a pool.
    return [(pick, versions[pick.question]) for pick in drawn if pick.question in versions]


def _open(
    attempt: Attempt, agreed: Terms, allowance: Allowance, drawn: list[tuple[Pick, int]], after: Attempt | None
) -> None:
    """Write the try, what it pinned, and its first step; behind it what is carried over from the try before."""
    if not drawn:
        raise NothingToAsk
    version_ids = [version for _, version in drawn]
    payloads = bank.payloads(version_ids)
    questions = []
    for number, (pick, pk) in enumerate(drawn, start=1):
        payload = payloads[pk]
        kind = REGISTRY[payload["type"]]
        part = kind.shuffles if agreed.shuffle_options else ""
        ids = [option["id"] for option in payload["asked"][payload["source_language"]][part]] if part else []
        questions.append(
            AttemptQuestion(
                attempt=attempt,
                number=number,
                question_version_id=pk,
                order=kind.arranged(shuffled(ids, f"{attempt.seed}/{number}"), payload["key"]),
                worth=pick.points,
                critical=pick.critical,
                section=pick.section,
            )
        )
    payload = {"quiz_version": attempt.quiz_version_id, "seed": attempt.seed, "questions": version_ids}
    started = step(attempt, StepKind.STARTED, payload | _time(attempt, agreed, allowance), at=attempt.started_at)
    keys = [pick.question for pick, _ in drawn]
    steps = [started, *_carried(attempt, keys, after)]
    projection = attempt.projection()
    for each in steps:
        projection = follow(projection, each)
    for name, value in vars(projection).items():
        setattr(attempt, name, value)
    attempt.save(force_insert=True)
    AttemptQuestion.objects.bulk_create(questions)
    AttemptStep.objects.bulk_create(steps)


def _carried(attempt: Attempt, keys: list[str], after: Attempt | None) -> list[AttemptStep]:
    """What somebody wrote in the try before, where its reader asked for one more draft: they go on from their text."""
    if after is None or not after.again:
        return []
    earlier = queries.drafts_asked_again(after)
    found = [(number, earlier[key]) for number, key in enumerate(keys, start=1) if earlier.get(key) is not None]
    return [
        step(attempt, StepKind.SAVED, content(text), at=attempt.started_at, ahead=ahead, question=number)
        for ahead, (number, text) in enumerate(found, start=2)
    ]


def _time(attempt: Attempt, agreed: Terms, allowance: Allowance) -> dict[str, Any]:
    """What the first step says beside what is asked: only where it differs from a graded try without a limit."""
    if attempt.mode == Mode.PRACTICE:
        return {"mode": Mode.PRACTICE.value}
    ends = deadline(attempt.started_at, agreed, allowance, timedelta())
    return {"deadline_at": ends.isoformat(), "grace_seconds": agreed.grace_seconds} if ends else {}


def _announce(attempt: Attempt, agreed: Terms, at: datetime) -> None:
    """Let the course show that the quiz is under way. Practice beside a graded quiz says nothing; it only asks."""
    if attempt.mode == Mode.PRACTICE and agreed.purpose != Purpose.PRACTICE:
        journey.require_open(attempt.enrollment, attempt.quiz_key)
        return
    journey.post_result(
        attempt.enrollment,
        attempt.quiz_key,
        state=ResultState.STARTED,
        source=f"attempt:{attempt.pk}",
        by=attempt.trainee,
        at=at,
    )
