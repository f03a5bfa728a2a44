"""States and steps of an attempt; its projection is a fold over its steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol


class AttemptState(StrEnum):
    OPEN = "open"
    SENT = "sent"


class Mode(StrEnum):
    """A graded try counts; a practice try never does, and tells at once."""

    GRADED = "graded"
    PRACTICE = "practice"


class SentBy(StrEnum):
    """Who ended a try: the person, or the end of its time."""

    TRAINEE = "trainee"
    DEADLINE = "deadline"


class PauseReason(StrEnum):
    """Why the time of a try stands still: the person takes a break, or staff has suspended their place."""

    BREAK = "break"
    SUSPENDED = "suspended"


class StepKind(StrEnum):
    STARTED = "started"
    SAVED = "saved"
    # Arrived after the end: kept, shown to staff, not graded.
    LATE = "late"
    # The deadline moved.
    ADJUSTED = "adjusted"
    PAUSED = "paused"
    RESUMED = "resumed"
    SENT = "sent"
    # Each of these carries a whole scorecard, so the newest one is the score.
    SCORED = "scored"
    REVIEWED = "reviewed"
    OVERRIDDEN = "overridden"
    RESCORED = "rescored"


SCORING = frozenset({StepKind.SCORED, StepKind.REVIEWED, StepKind.OVERRIDDEN, StepKind.RESCORED})


class Step(Protocol):
    number: int
    kind: str
    question: int | None
    payload: Mapping[str, Any]
    request_key: str
    at: datetime


@dataclass(frozen=True)
class Projection:
    """What an attempt shows of itself. The row of an attempt holds exactly this."""

    state: AttemptState = AttemptState.OPEN
    mode: Mode = Mode.GRADED
    last_step: int = 0
    # By question number: response, whether flagged, the step that said so, when, under which request key, and whether
    # the answer is final because its person was told at once how it went.
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    # None: no limit of time.
    deadline_at: datetime | None = None
    grace_seconds: int = 15
    # Since when the time stands still, until when at the longest, and why; empty while it runs.
    paused_at: datetime | None = None
    pause_until: datetime | None = None
    pause_reason: str = ""
    # Seconds of break taken, and all seconds the time has stood still.
    break_seconds: int = 0
    stopped_seconds: int = 0
    # Answers that came after the end.
    late: int = 0
    sent_at: datetime | None = None
    sent_by: str = ""
    receipt: str | None = None
    points: Decimal | None = None
    possible: Decimal | None = None
    # None: not sent, or a person has to decide first.
    passed: bool | None = None
    # Questions a person has still to read; whether a pass is held for a talk.
    waiting: int = 0
    held: bool = False
    # A person asked for one more draft, or for another try after a talk: such a try uses none up.
    again: bool = False


MODIFIERS = ("unsure", "certainty")


def content(
    response: Any, *, flagged: bool = False, unsure: bool = False, certainty: int | None = None
) -> dict[str, Any]:
    """What a save keeps: the response and the flag, and the modifiers only when they say something. Who says "I don't
    know yet" gives no response beside it."""
    said: dict[str, Any] = {"response": None if unsure else response, "flagged": flagged}
    if unsure:
        said["unsure"] = True
    elif certainty is not None and response is not None:
        said["certainty"] = certainty
    return said


def content_of(held: Mapping[str, Any]) -> dict[str, Any]:
    """What a save kept, without where and when it was kept, and whether it was final."""
    return {name: held[name] for name in ("response", "flagged", *MODIFIERS) if name in held}


def is_answered(held: Mapping[str, Any]) -> bool:
    """Whether a question has its answer: a response, or the word that one doesn't know yet."""
    return held.get("response") is not None or bool(held.get("unsure"))


def ended(said: Mapping[str, Any], *, final: bool) -> dict[str, Any]:
    """What a save keeps when it ends its question. A blank never does: there is nothing to be told about it."""
    return {**said, "final": True} if final and is_answered(said) else dict(said)


def is_final(held: Mapping[str, Any]) -> bool:
    """Whether an answer stays as it is, because its person was told how it went."""
    return bool(held.get("final"))


def answer(step: Step) -> dict[str, Any]:
    """What a saved step leaves in the projection."""
    return {
        **ended(content_of(step.payload), final=is_final(step.payload)),
        "step": step.number,
        "at": step.at.isoformat(),
        "key": step.request_key,
    }


def follow(projection: Projection, step: Step) -> Projection:
    """The projection after one more step."""
    projection = replace(projection, last_step=step.number)
    match step.kind:
        case StepKind.STARTED:
            return _started(projection, step.payload)
        case StepKind.SAVED:
            return replace(projection, answers={**projection.answers, str(step.question): answer(step)})
        case StepKind.LATE:
            return replace(projection, late=projection.late + 1)
        case StepKind.ADJUSTED:
            return replace(projection, deadline_at=_moment(step.payload["deadline_at"]))
        case StepKind.PAUSED:
            until = _moment(step.payload.get("until"))
            return replace(projection, paused_at=step.at, pause_until=until, pause_reason=step.payload["reason"])
        case StepKind.RESUMED:
            return _resumed(projection, step.payload)
        case StepKind.SENT:
            return replace(
                projection,
                state=AttemptState.SENT,
                sent_at=step.at,
                sent_by=step.payload.get("by", SentBy.TRAINEE),
                receipt=step.payload["receipt"],
                paused_at=None,
                pause_until=None,
                pause_reason="",
            )
        case _ if step.kind in SCORING:
            return _scored(projection, step.payload)
        case _:
            return projection


def _started(projection: Projection, payload: Mapping[str, Any]) -> Projection:
    return replace(
        projection,
        mode=Mode(payload.get("mode", Mode.GRADED)),
        deadline_at=_moment(payload.get("deadline_at")),
        grace_seconds=payload.get("grace_seconds", projection.grace_seconds),
    )


def _resumed(projection: Projection, payload: Mapping[str, Any]) -> Projection:
    was_break = projection.pause_reason == PauseReason.BREAK
    return replace(
        projection,
        paused_at=None,
        pause_until=None,
        pause_reason="",
        deadline_at=_moment(payload["deadline_at"]),
        break_seconds=projection.break_seconds + (payload["seconds"] if was_break else 0),
        stopped_seconds=projection.stopped_seconds + payload["seconds"],
    )


def _scored(projection: Projection, card: Mapping[str, Any]) -> Projection:
    points, possible = Decimal(card["points"]), Decimal(card["possible"])
    return replace(
        projection,
        points=points,
        possible=possible,
        passed=card["passed"] if "passed" in card else _reached(points, possible, card["passing_percent"]),
        waiting=len(card.get("waiting", ())),
        held=bool(card.get("talk")),
        again=any(each.startswith("again:") for each in card.get("missed", ())),
    )


def _reached(points: Decimal, possible: Decimal, percent: int) -> bool:
    """What a score meant before scorecards said it themselves."""
    return possible > 0 and points >= possible * percent / 100


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def fold(steps: Iterable[Step]) -> Projection:
    """The projection of an attempt, from its steps in order of their numbers."""
    projection = Projection()
    for step in steps:
        projection = follow(projection, step)
    return projection
