"""The terms of a quiz: everything its frozen payload says beside the plan, typed, with what older versions leave out.

A payload keeps only what differs from here, so these defaults are part of every version: they are never changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from quizzes.blueprints.rules import FeedbackWhen, Purpose
from quizzes.grading.passing import Passing, PassingKind
from quizzes.grading.policies import Counts

GRACE_SECONDS = 15
DEFAULT_ZONE = "America/New_York"


class Part(StrEnum):
    """What feedback is made of."""

    OWN = "own"
    OUTCOME = "outcome"
    POINTS = "points"
    GENERAL = "general"
    OPTIONS = "options"
    KEY = "key"


class When(StrEnum):
    """When a part of the feedback may be seen. After passing means: or after the last try."""

    AT_ONCE = "at_once"
    AFTER_SENDING = "after_sending"
    AFTER_PASSING = "after_passing"
    AFTER_CLOSING = "after_closing"
    NEVER = "never"


MATRIX: dict[str, When] = {
    FeedbackWhen.AFTER_SENDING: When.AFTER_SENDING,
    FeedbackWhen.AFTER_PASSING: When.AFTER_PASSING,
    FeedbackWhen.TOPICS_ONLY: When.NEVER,
}


@dataclass(frozen=True)
class Period:
    """So many tries in so many months, counted from a day: New York allows two per term."""

    tries: int
    months: int
    since: date


@dataclass(frozen=True)
class Terms:
    """Under which rules a quiz is taken."""

    purpose: Purpose = Purpose.GRADED
    passing: Passing = field(default_factory=Passing)
    # Least percentage by domain.
    domain_minimum: Mapping[str, Decimal] = field(default_factory=dict)
    which_try_counts: Counts = Counts.HIGHEST
    tries_allowed: int | None = None
    period: Period | None = None
    # After the first try, and after each later one.
    wait: timedelta = timedelta()
    wait_later: timedelta = timedelta()
    time_limit: timedelta | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    zone: str = DEFAULT_ZONE
    grace_seconds: int = GRACE_SECONDS
    feedback: Mapping[Part, When] = field(default_factory=lambda: dict.fromkeys(Part, When.AFTER_SENDING))
    shuffle_questions: bool = False
    shuffle_options: bool = True
    unseen_first: bool = False
    offers_practice: bool = False
    offers_unsure: bool = False
    asks_certainty: bool = False
    # Certainty is told beside the score; here it becomes the score.
    certainty_counts: bool = False

    @property
    def is_timed(self) -> bool:
        return self.time_limit is not None or self.closes_at is not None


SWITCHES = (
    "shuffle_questions",
    "unseen_first",
    "offers_practice",
    "offers_unsure",
    "asks_certainty",
    "certainty_counts",
)


def terms(payload: Mapping[str, Any]) -> Terms:
    """Read the terms of a frozen quiz, of whatever age."""
    said = payload.get("feedback", {})
    usual = MATRIX[payload["feedback_when"]]
    return Terms(
        purpose=Purpose(payload["purpose"]),
        passing=_passing(payload),
        domain_minimum={domain: Decimal(least) for domain, least in payload.get("domain_minimum", {}).items()},
        which_try_counts=Counts(payload["which_try_counts"]),
        tries_allowed=payload["tries_allowed"],
        period=_period(payload.get("tries_per_period")),
        wait=timedelta(minutes=payload.get("wait_minutes", 0)),
        wait_later=timedelta(minutes=payload.get("wait_minutes_later", 0)),
        time_limit=timedelta(minutes=limit) if (limit := payload.get("time_limit_minutes")) else None,
        opens_at=_moment(payload.get("opens_at")),
        closes_at=_moment(payload.get("closes_at")),
        zone=payload.get("zone", DEFAULT_ZONE),
        grace_seconds=payload.get("grace_seconds", GRACE_SECONDS),
        feedback={part: When(said.get(part, usual)) for part in Part},
        shuffle_options=payload["shuffle_options"],
        **{name: payload.get(name, False) for name in SWITCHES},
    )


def _passing(payload: Mapping[str, Any]) -> Passing:
    if "passing" in payload:
        return Passing.of(payload["passing"])
    return Passing(PassingKind.PERCENT, Decimal(payload["passing_percent"]))


def _period(said: Mapping[str, Any] | None) -> Period | None:
    return Period(said["tries"], said["months"], date.fromisoformat(said["from"])) if said else None


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def opening(day: date, at: time, zone: str) -> datetime:
    """The moment a clock on the wall of `zone` says so. An hour that the night of the time change has twice counts the
    first time, one that it leaves out counts as if it began: nobody waits longer than the page says."""
    return min(_both(day, at, zone))


def closing(day: date, at: time, zone: str) -> datetime:
    """The moment a clock on the wall of `zone` says so. An hour that the night of the time change has twice counts the
    second time, one that it leaves out counts as if it were over: nobody loses time by it."""
    return max(_both(day, at, zone))


def _both(day: date, at: time, zone: str) -> list[datetime]:
    local = datetime.combine(day, at)
    return [local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(ZoneInfo("UTC")) for fold in (0, 1)]
