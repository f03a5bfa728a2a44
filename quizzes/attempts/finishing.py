"""Ending a try: graded once by what it pinned, told to the course once, whoever ends it."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from cms.accounts.models import User
from cms.records.rules import new_code
from courses.progress.rules import ResultState
from quizzes.attempts import clock, queries, timing
from quizzes.attempts.appending import RACES, TooManyRaces, append, step
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import AttemptState, Mode, PauseReason, SentBy, StepKind
from quizzes.attempts.scorecards import Card, scorecard
from quizzes.blueprints.rules import Purpose
from quizzes.blueprints.terms import Terms, terms
from quizzes.grading import certainty
from quizzes.grading.policies import Counts, Try, standing_of
from quizzes.grading.scores import Score, plain
from quizzes.journey import services as journey
from quizzes.questions import queries as bank
from quizzes.questions.types import REGISTRY

logger = logging.getLogger(__name__)


class AttemptFrozen(Exception):
    """Staff has suspended the place in the course. The try is kept as it is and its time stands still."""


class NotSentYet(Exception):
    """Only a try that was sent has a score to replace."""


class ScoreChanged(Exception):
    """The score was replaced since it was read. Read it again."""


def finish(attempt: Attempt, *, at: datetime) -> int:
    """Send a try: one compare-and-set, one score, one result. Whoever comes later finds the same receipt. What arrives
    after the end is sealed as of its deadline; nobody is ahead or behind by pressing.

    Returns the minutes of training this very sending brought. Raises AttemptFrozen.
    """
    for _ in range(RACES):
        if attempt.state == AttemptState.SENT:
            return 0
        if attempt.pause_reason == PauseReason.SUSPENDED:
            raise AttemptFrozen(attempt.pk)
        by = SentBy.DEADLINE if timing.is_over(attempt, at) else SentBy.TRAINEE
        if (outcome := _close(attempt, by, at)) is not None:
            return outcome.minutes
        attempt.refresh_from_db()
    raise TooManyRaces(attempt.pk)


def seal_if_over(attempt: Attempt, *, at: datetime) -> bool:
    """Seal a try whose time is over, with what is saved, finished at its deadline to the second; say whether it is
    over. Every door that reads an open try asks this first, so a deadline needs no job."""
    _seal(attempt, at)
    return attempt.state == AttemptState.SENT and attempt.sent_by == SentBy.DEADLINE


def seal_overdue(*, at: datetime) -> int:
    """Seal every try whose time is over; several may do this at once. Returns how many this call sealed. One that
    cannot be sealed is left to the log and does not keep the others waiting."""
    sealed = 0
    # Numbers first: no reading is under way while we write.
    for pk in queries.overdue_ids(at):
        try:
            attempt = queries.overdue(at).filter(pk=pk).first()
            sealed += attempt is not None and _seal(attempt, at)
        except Exception:
            logger.exception("try %s could not be sealed", pk)
    return sealed


def seal_due() -> int:
    """The planned sweep: what nobody opens again gets its result, too."""
    return seal_overdue(at=clock.received_at())


def _seal(attempt: Attempt, at: datetime) -> bool:
    """Seal a try if its time is over; whether this very call did it."""
    while attempt.state == AttemptState.OPEN and timing.is_over(attempt, at):
        if _close(attempt, SentBy.DEADLINE, at) is not None:
            return True
        attempt.refresh_from_db()
    return False


def _close(attempt: Attempt, by: SentBy, at: datetime) -> journey.Outcome | None:
    """Send and score in one compare-and-set, then tell the course; None when somebody was faster."""
    done_at, steps = timing.finished_at(attempt, at), []
    if attempt.paused_at:
        steps.append(resumption(attempt, done_at))
    card = card_of(attempt)
    sent = {"receipt": new_code(), "by": by.value}
    steps.append(step(attempt, StepKind.SENT, sent, at=done_at, ahead=len(steps) + 1))
    steps.append(step(attempt, StepKind.SCORED, card, at=done_at, ahead=len(steps) + 1))
    with transaction.atomic():
        return tell_course(attempt, at=done_at) if append(attempt, steps) else None


def resumption(attempt: Attempt, at: datetime, *, ahead: int = 1) -> AttemptStep:
    """The step that lets time go on: the deadline moves by as long as it stood still."""
    stood = timing.paused_for(attempt, at)
    ends = attempt.deadline_at + stood if attempt.deadline_at else None
    payload = {"seconds": round(stood.total_seconds()), "deadline_at": ends.isoformat() if ends else None}
    return step(attempt, StepKind.RESUMED, payload, at=at, ahead=ahead)


def card_of(attempt: Attempt) -> Card:
    """Grade every answer by the versions this try pinned, and keep how each part of the score came about. The same
    steps and the same versions give the same scorecard, byte for byte, at any time."""
    placed = queries.placed(attempt)
    frozen = bank.payloads([question.version_id for question in placed])
    blueprint = queries.blueprint(attempt)
    agreed = terms(blueprint)
    lines = [
        _line(question, frozen[question.version_id], attempt.answers.get(str(question.number), {}), agreed)
        for question in placed
        if REGISTRY[frozen[question.version_id]["type"]].is_scored
    ]
    return scorecard(blueprint, lines)


def _line(question: queries.Placed, frozen: Any, held: Any, agreed: Terms) -> dict[str, Any]:
    kind = REGISTRY[frozen["type"]]
    grade = certainty.unsure() if held.get("unsure") else kind.grade(held.get("response"), frozen["key"])
    line = {
        "number": question.number,
        "version": question.version_id,
        "type": frozen["type"],
        "domain": frozen.get("domain", ""),
        "scheme": grade.scheme,
        "workings": grade.workings,
        "fraction": None if grade.fraction is None else str(grade.fraction),
        "worth": plain(question.worth),
    }
    if question.critical:
        line["critical"] = True
    if agreed.asks_certainty and grade.fraction is not None:
        line["certainty"] = held.get("certainty", certainty.DEFAULT)
        # Who doesn't know yet has not been sure of anything.
        marked = grade.fraction if held.get("unsure") else certainty.marked(grade.fraction, line["certainty"])
        line["marked"] = str(marked)
    if grade.talk:
        line["talk"] = True
    return line


def append_scorecard(attempt: Attempt, kind: StepKind, card: Card, *, by: User | None, at: datetime) -> journey.Outcome:
    """Replace the score of a sent try by another whole scorecard, and tell the course what counts now. The old one
    stays where it is. The card must come from the score that `attempt` was read with.

    Raises NotSentYet, and ScoreChanged when something was added to the try meanwhile.
    """
    if attempt.state != AttemptState.SENT:
        raise NotSentYet(attempt.pk)
    said = card | ({"by": by.pk} if by else {})
    with transaction.atomic():
        added = step(attempt, kind, said, at=at)
        if not append(attempt, [added]):
            raise ScoreChanged(attempt.pk)
        return tell_course(attempt, at=at, scored=added, by=by)


def revise(
    attempt: Attempt, kind: StepKind, change: Callable[[Card], Card], *, by: User | None, at: datetime
) -> journey.Outcome:
    """Replace the score by what `change` makes of the newest one, however many do so at once."""
    for _ in range(RACES):
        try:
            return append_scorecard(attempt, kind, change(queries.scorecard_of(attempt)), by=by, at=at)
        except ScoreChanged:
            attempt.refresh_from_db()
    raise TooManyRaces(attempt.pk)


def tell_course(
    attempt: Attempt, *, at: datetime, scored: AttemptStep | None = None, by: User | None = None
) -> journey.Outcome:
    """Post what now counts: by the quiz's own rule, over all its sent tries. `scored` is a later scorecard's step, so
    that each of them is told once. Practice beside a graded quiz never counts and is not told."""
    agreed = terms(queries.blueprint(attempt))
    if attempt.mode == Mode.PRACTICE and agreed.purpose != Purpose.PRACTICE:
        return journey.Outcome()
    state, score = _what_counts(attempt, agreed, scored)
    return journey.post_result(
        attempt.enrollment,
        attempt.quiz_key,
        state=state,
        score=score.points if score else None,
        possible=score.possible if score else None,
        source=f"attempt:{attempt.pk}" + (f"/step:{scored.number}" if scored else ""),
        by=by or attempt.trainee,
        at=attempt.sent_at,
        recorded_at=at,
    )


def _what_counts(attempt: Attempt, agreed: Terms, scored: AttemptStep | None) -> tuple[ResultState, Score | None]:
    if agreed.purpose == Purpose.PRACTICE:
        return ResultState.DONE, None
    if agreed.purpose == Purpose.PRETEST:
        return ResultState.DONE, Score(attempt.points, attempt.possible)
    found = standing_of(_tries(attempt, agreed), agreed.which_try_counts, agreed.passing)
    if found.passed is None:
        return ResultState.WAITING, found.score
    if found.passed:
        return ResultState.PASSED, found.score
    was_read = scored is not None and scored.kind == StepKind.REVIEWED
    return (ResultState.NEW_FEEDBACK if was_read else ResultState.NOT_YET), found.score


def _tries(attempt: Attempt, agreed: Terms) -> list[Try]:
    """All sent tries at the quiz, in order. Only an average asks what else but the score the latest one missed."""
    sent = [each for each in queries.tries(attempt.trainee_id, attempt.quiz_key) if each.points is not None]
    missed = queries.scorecard_of(sent[-1]).get("missed", []) if agreed.which_try_counts == Counts.AVERAGE else []
    return [
        Try(Score(each.points, each.possible), each.passed, bool(set(missed) - {"score"}) and each == sent[-1])
        for each in sent
    ]
