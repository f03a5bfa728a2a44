"""Keeping an answer: as a step, once, never over a newer one, to the last second and not beyond."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from quizzes.attempts import finishing, queries, rules, timing
from quizzes.attempts.appending import RACES, TooManyRaces, append, step
from quizzes.attempts.finishing import AttemptFrozen
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import AttemptState, PauseReason, SentBy, StepKind


class AttemptClosed(Exception):
    """The try was sent; nothing can be added to it."""


class AnswerTooLate(AttemptClosed):
    """The answer came after the end of the try. It is kept and staff can see it; it is not graded."""


class StaleAnswer(Exception):
    """This question was answered again since the page was opened. Nothing was overwritten."""


class AnswerFinal(StaleAnswer):
    """The person was told how this answer went, so it stays as it is. Nothing was overwritten."""


class RequestKeyReused(Exception):
    """The key of an earlier save came with another answer."""


@dataclass(frozen=True)
class Saved:
    """What a save is acknowledged with; the same again for every repetition of it."""

    number: int
    step: int
    at: datetime | None
    # After the deadline, within grace.
    late: bool = False
    # As it stands now: whoever was given more time hears of it with the next save.
    deadline_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class _Save:
    """One arriving save."""

    number: int
    content: dict[str, Any]
    seen: int
    key: str
    at: datetime
    # The content, and whether it ends the question.
    kept: dict[str, Any]

    @property
    def ends(self) -> bool:
        return rules.is_final(self.kept)


def save_response(
    attempt: Attempt,
    number: int,
    response: Any,
    *,
    flagged: bool,
    seen: int,
    request_key: str,
    at: datetime,
    unsure: bool = False,
    certainty: int | None = None,
    final: bool = False,
) -> Saved:
    """Keep an answer as a step. `seen` is the last step of that question its page knew; `at` is when it was received.

    Nothing is written when nothing changed, so an idle page cannot make others stale. Saving ends a break. A `final`
    answer is the last one of its question; a blank is never final. Raises StaleAnswer, AnswerFinal, RequestKeyReused,
    AttemptClosed, AnswerTooLate, AttemptFrozen, TooManyRaces.
    """
    content = rules.content(response, flagged=flagged, unsure=unsure, certainty=certainty)
    save = _Save(number, content, seen, request_key, at, rules.ended(content, final=final))
    for _ in range(RACES):
        try:
            if saved := _once(attempt, save):
                return saved
        except IntegrityError:
            # The key is taken by a save of another question, or by its own twin that won this very race.
            if found := queries.step_with_key(attempt, request_key):
                return _known(attempt, found, save)
            raise
        attempt.refresh_from_db()
    raise TooManyRaces(attempt.pk)


def _once(attempt: Attempt, save: _Save) -> Saved | None:
    """Answer a save from the attempt as we read it; None when somebody wrote meanwhile."""
    held = attempt.answers.get(str(save.number), {})
    same = (rules.content_of(held) if held else rules.content(None)) == save.content
    if save.key and held.get("key") == save.key and (found := queries.step_with_key(attempt, save.key)):
        return _known(attempt, found, save)
    finishing.seal_if_over(attempt, at=save.at)
    is_refused = not same and (rules.is_final(held) or held.get("step", 0) != save.seen)
    if is_refused or attempt.pause_reason == PauseReason.SUSPENDED or not _takes(attempt, save.at):
        return _refuse(attempt, save, held, same)
    if not same or (save.ends and not rules.is_final(held)):
        return _write(attempt, save)
    # A key that came with another answer before is not good for this one, even if this one is held.
    if found := queries.step_with_key(attempt, save.key):
        return _known(attempt, found, save)
    return _nothing_new(attempt, save.number, held)


def _takes(attempt: Attempt, at: datetime) -> bool:
    """Whether the try takes what was received at this moment: it is open, or it was sealed at its end while the answer,
    received in time, still waited for its turn."""
    if attempt.state == AttemptState.OPEN:
        return True
    return attempt.sent_by == SentBy.DEADLINE and not timing.is_over(attempt, at)


def _refuse(attempt: Attempt, save: _Save, held: dict[str, Any], same: bool) -> Saved | None:
    """Tell why an answer cannot be kept. A repetition of what was kept is acknowledged all the same."""
    if found := queries.step_with_key(attempt, save.key):
        return _known(attempt, found, save)
    if attempt.pause_reason == PauseReason.SUSPENDED:
        raise AttemptFrozen(attempt.pk)
    if _takes(attempt, save.at):
        raise AnswerFinal(attempt.pk) if rules.is_final(held) else StaleAnswer(attempt.pk)
    if attempt.sent_by != SentBy.DEADLINE:
        raise AttemptClosed(attempt.pk)
    if same:
        return _nothing_new(attempt, save.number, held)
    late = step(attempt, StepKind.LATE, save.content, at=save.at, question=save.number, request_key=save.key)
    if not append(attempt, [late]):
        return None
    raise AnswerTooLate(attempt.pk)


def _write(attempt: Attempt, save: _Save) -> Saved | None:
    """Add the answer; None when somebody was faster."""
    steps = [finishing.resumption(attempt, save.at)] if attempt.paused_at else []
    late = timing.is_late(attempt, save.at)
    kept = step(
        attempt,
        StepKind.SAVED,
        save.kept | ({"late": True} if late else {}),
        at=save.at,
        ahead=len(steps) + 1,
        question=save.number,
        request_key=save.key,
    )
    steps.append(kept)
    won = append(attempt, steps) if attempt.state == AttemptState.OPEN else _amend(attempt, steps)
    return Saved(save.number, kept.number, save.at, late, attempt.deadline_at) if won else None


def _amend(attempt: Attempt, steps: list[AttemptStep]) -> bool:
    """Let an answer that was received in time count although the try was sealed before its turn came."""
    with transaction.atomic():
        if not append(attempt, steps):
            return False
        # The row is ours until the end of this transaction: nobody can be faster now.
        finishing.append_scorecard(attempt, StepKind.SCORED, finishing.card_of(attempt), by=None, at=attempt.sent_at)
    return True


def _nothing_new(attempt: Attempt, number: int, held: dict[str, Any]) -> Saved:
    at = datetime.fromisoformat(held["at"]) if held else None
    return Saved(number, held.get("step", 0), at, deadline_at=attempt.deadline_at)


def _repeated(attempt: Attempt, same: bool, number: int, kept: int, at: datetime, late: bool = False) -> Saved:
    if not same:
        raise RequestKeyReused(attempt.pk)
    return Saved(number, kept, at, late, attempt.deadline_at)


def _known(attempt: Attempt, found: AttemptStep, save: _Save) -> Saved:
    """The reply to a save that arrived before under this key: the same again."""
    same = rules.content_of(found.payload) == save.content and found.question == save.number
    if same and found.kind == StepKind.LATE:
        raise AnswerTooLate(attempt.pk)
    return _repeated(attempt, same, save.number, found.number, found.at, bool(found.payload.get("late")))
