"""Deeds in an attempt: start, save an answer, finish. Compare-and-set on the last step is lock and check in one."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from cms.records.rules import new_code
from courses.enrollments.models import Enrollment
from courses.progress.rules import ResultState
from quizzes.attempts import queries, rules
from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep
from quizzes.attempts.rules import AttemptState, StepKind
from quizzes.blueprints import queries as blueprints
from quizzes.blueprints.rules import Fixed, Purpose, draw, plan_from, shuffled
from quizzes.grading.policies import Counts, counted
from quizzes.grading.scores import Score, reaches, total
from quizzes.journey import services as journey
from quizzes.questions import queries as bank
from quizzes.questions.types import REGISTRY

# Each lost race means somebody else's step went in; nobody loses that often by chance.
RACES = 50


class NoTriesLeft(Exception):
    """Every try the quiz allows has been used."""


class NothingToAsk(Exception):
    """The quiz has no published version, or none of its questions is published any more."""


class AttemptClosed(Exception):
    """The try was sent; nothing can be added to it."""


class StaleAnswer(Exception):
    """This question was answered again since the page was opened. Nothing was overwritten."""


class RequestKeyReused(Exception):
    """The key of an earlier save came with another answer."""


class TooManyRaces(Exception):
    """The attempt never stood still long enough to write. The sender tries again with the same key."""


@dataclass(frozen=True)
class Saved:
    """What a save is acknowledged with; the same again for every repetition of it."""

    number: int
    step: int
    at: datetime | None


def start(enrollment: Enrollment, quiz_key: UUID, *, at: datetime) -> Attempt:
    """Open a try, or give back the one that is open: fifty presses, one attempt.

    Draws with a seed that is kept, and pins the newest published version of each question. Raises what journey
    raises when the module is not open or the person has left the course.
    """
    version = blueprints.current_version(quiz_key)
    if version is None or version.payload["purpose"] != Purpose.GRADED:
        raise NothingToAsk
    with transaction.atomic():
        # The lock: starts of one person queue here. The unique constraints stand behind it.
        enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("trainee").get(pk=enrollment.pk)
        earlier = queries.tries(enrollment.trainee_id, quiz_key)
        if earlier and earlier[-1].state == AttemptState.OPEN:
            return earlier[-1]
        if version.payload["tries_allowed"] and len(earlier) >= version.payload["tries_allowed"]:
            raise NoTriesLeft
        attempt = Attempt(
            trainee=enrollment.trainee,
            enrollment=enrollment,
            quiz_key=quiz_key,
            quiz_version=version,
            number=len(earlier) + 1,
            seed=secrets.token_hex(8),
            started_at=at,
        )
        _open(attempt, _drawn(version.payload, attempt.seed))
        _announce_start(attempt, at)
    return attempt


def _drawn(blueprint: dict, seed: str) -> list[int]:
    """The question versions of a new try, in order."""
    plan, language = plan_from(blueprint["plan"]), blueprint["source_language"]
    pools = blueprints.pools(plan, language)
    fixed = [entry.question for entry in plan if isinstance(entry, Fixed)]
    versions = {str(key): pk for key, pk in bank.newest_versions(fixed, language).items()} if fixed else {}
    for pool in pools.values():
        versions |= pool
    # A fixed question that is no longer published is left out, like one that left a pool.
    return [versions[key] for key in draw(plan, pools, seed) if key in versions]


def _open(attempt: Attempt, version_ids: list[int]) -> None:
    """Write the try, what it pinned, and its first step."""
    if not version_ids:
        raise NothingToAsk
    payloads, shuffle = bank.payloads(version_ids), attempt.quiz_version.payload["shuffle_options"]
    questions = []
    for number, pk in enumerate(version_ids, start=1):
        payload = payloads[pk]
        kind = REGISTRY[payload["type"]]
        part = kind.shuffles if shuffle else ""
        ids = [option["id"] for option in payload["asked"][payload["source_language"]][part]] if part else []
        order = kind.arranged(shuffled(ids, f"{attempt.seed}/{number}"), payload["key"])
        questions.append(AttemptQuestion(attempt=attempt, number=number, question_version_id=pk, order=order))
    payload = {"quiz_version": attempt.quiz_version_id, "seed": attempt.seed, "questions": version_ids}
    started = AttemptStep(attempt=attempt, number=1, kind=StepKind.STARTED, payload=payload, at=attempt.started_at)
    attempt.last_step = started.number
    attempt.save(force_insert=True)
    AttemptQuestion.objects.bulk_create(questions)
    AttemptStep.objects.bulk_create([started])


def _announce_start(attempt: Attempt, at: datetime) -> None:
    """Let the course show that the quiz is under way."""
    journey.post_result(
        attempt.enrollment,
        attempt.quiz_key,
        state=ResultState.STARTED,
        source=f"attempt:{attempt.pk}",
        by=attempt.trainee,
        at=at,
    )


def save_response(
    attempt: Attempt, number: int, response: Any, *, flagged: bool, seen: int, request_key: str, at: datetime
) -> Saved:
    """Keep an answer as a step. `seen` is the last step of that question its page knew.

    Nothing is written when nothing changed, so an idle page cannot make others stale.
    """
    content = {"response": response, "flagged": flagged}
    for _ in range(RACES):
        held = attempt.answers.get(str(number), {"step": 0, "at": None, "key": "", "response": None, "flagged": False})
        same = {name: held[name] for name in content} == content
        if request_key and held["key"] == request_key:
            return _repeated(same, number, held["step"], datetime.fromisoformat(held["at"]))
        if attempt.state != AttemptState.OPEN or (held["step"] != seen and not same):
            return _late(attempt, number, content, request_key)
        if same:
            return Saved(number, held["step"], datetime.fromisoformat(held["at"]) if held["at"] else None)
        step = AttemptStep(
            attempt=attempt,
            number=attempt.last_step + 1,
            kind=StepKind.SAVED,
            question=number,
            payload=content,
            request_key=request_key,
            at=at,
        )
        try:
            if _append(attempt, [step]):
                return Saved(number, step.number, at)
        except IntegrityError:
            # The key is taken by a save of another question, or by its own twin that won this very race.
            if found := queries.step_with_key(attempt, request_key):
                return _repeated(found.payload == content and found.question == number, number, found.number, found.at)
            raise
        attempt.refresh_from_db()
    raise TooManyRaces


def _repeated(same: bool, number: int, step: int, at: datetime) -> Saved:
    if not same:
        raise RequestKeyReused
    return Saved(number, step, at)


def _late(attempt: Attempt, number: int, content: dict, request_key: str) -> Saved:
    """A repetition that arrives late is still acknowledged; anything else is told why it cannot be kept."""
    if found := queries.step_with_key(attempt, request_key):
        return _repeated(found.payload == content and found.question == number, number, found.number, found.at)
    raise AttemptClosed if attempt.state != AttemptState.OPEN else StaleAnswer


def _append(attempt: Attempt, steps: list[AttemptStep]) -> bool:
    """Add steps if the attempt still stands where we read it, and let its row follow. False: somebody was faster."""
    projection = attempt.projection()
    for step in steps:
        projection = rules.follow(projection, step)
    changed = {name: value for name, value in asdict(projection).items() if value != getattr(attempt, name)}
    with transaction.atomic():
        won = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.OPEN, last_step=attempt.last_step).update(
            **changed
        )
        if not won:
            return False
        AttemptStep.objects.bulk_create(steps)
    for name, value in changed.items():
        setattr(attempt, name, value)
    return True


def finish(attempt: Attempt, *, at: datetime) -> int:
    """Send a try: one compare-and-set, one score, one result. Whoever comes later finds the same receipt.

    Returns the minutes of training this very sending brought.
    """
    for _ in range(RACES):
        if attempt.state == AttemptState.SENT:
            return 0
        scored = _score_receipt(attempt)
        steps = [
            _step(attempt, 1, StepKind.SENT, {"receipt": new_code()}, at),
            _step(attempt, 2, StepKind.SCORED, scored, at),
        ]
        with transaction.atomic():
            if _append(attempt, steps):
                return _post_result(attempt, scored["passing_percent"], at).minutes
        attempt.refresh_from_db()
    raise TooManyRaces


def _step(attempt: Attempt, ahead: int, kind: StepKind, payload: dict, at: datetime) -> AttemptStep:
    return AttemptStep(attempt=attempt, number=attempt.last_step + ahead, kind=kind, payload=payload, at=at)


def _score_receipt(attempt: Attempt) -> dict[str, Any]:
    """Grade every answer by the versions this try pinned, and keep how each part of the score came about."""
    placed = queries.placed(attempt)
    frozen = bank.payloads([question.version_id for question in placed])
    lines: list[dict[str, Any]] = []
    fractions: list[Decimal] = []
    for question in placed:
        payload = frozen[question.version_id]
        response = attempt.answers.get(str(question.number), {}).get("response")
        fraction = REGISTRY[payload["type"]].grade(response, payload["key"]).fraction
        fractions.append(fraction)
        lines.append({"number": question.number, "version": question.version_id, "fraction": str(fraction)})
    score = total(fractions)
    return {
        "points": str(score.points),
        "possible": str(score.possible),
        "passing_percent": queries.blueprint(attempt)["passing_percent"],
        "questions": lines,
    }


def _post_result(attempt: Attempt, passing_percent: int, at: datetime) -> journey.Outcome:
    """Tell the course what now counts: by the quiz's own rule, over all tries up to this one."""
    scores = [*queries.sent_scores(attempt), Score(attempt.points, attempt.possible)]
    counts = counted(scores, Counts(queries.blueprint(attempt)["which_try_counts"]))
    return journey.post_result(
        attempt.enrollment,
        attempt.quiz_key,
        state=ResultState.PASSED if reaches(counts, passing_percent) else ResultState.NOT_YET,
        score=counts.points,
        possible=counts.possible,
        source=f"attempt:{attempt.pk}",
        by=attempt.trainee,
        at=at,
    )
