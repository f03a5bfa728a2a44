"""What a corrected key does to a score that stands: policies by name, pure functions over lines of a scorecard."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

Line = Mapping[str, Any]
FULL_CREDIT_SCHEME = "full_credit"


class Policy(StrEnum):
    """Canvas offers four, Moodle one; these three cover them without taking from anybody by accident."""

    NO_LOWER = "no_lower"
    NEW_KEY = "new_key"
    FULL_CREDIT = "full_credit"


def is_scored_by_person(line: Line) -> bool:
    """Whether a person set this line. A machine never writes over a person's word."""
    return bool(line.get("by"))


def full_credit(line: Line) -> dict[str, Any]:
    """The line with everything its question is worth, whatever was answered. Where certainty counts it is what full
    credit brings at the certainty that was given."""
    given = {"scheme": FULL_CREDIT_SCHEME, "workings": "1", "fraction": "1"}
    if "marked" in line:
        given["marked"] = str(line.get("certainty") or 1)
    return {**line, **given}


def changes(policy: Policy, old: Line, new: Line) -> bool:
    """Whether `new` replaces `old`: the same answer by the corrected key, or full credit, each with what it earned.

    Points decide, not fractions: with certainty the same fraction can cost. An answer that still waits for a reader
    has no score to change, and where the points stay nothing is written.
    """
    if is_scored_by_person(old) or old["earned"] is None or new["earned"] is None:
        return False
    gain = Decimal(new["earned"]) - Decimal(old["earned"])
    return gain != 0 if policy == Policy.NEW_KEY else gain > 0


@dataclass(frozen=True)
class Standing:
    """What a try comes to."""

    points: Decimal
    possible: Decimal
    passed: bool | None


@dataclass(frozen=True)
class Change:
    """What a rescore does to one try."""

    before: Standing
    after: Standing

    @property
    def now_passes(self) -> bool:
        return self.after.passed is True and self.before.passed is not True

    @property
    def no_longer_passes(self) -> bool:
        return self.before.passed is True and self.after.passed is False


def standing_of(card: Mapping[str, Any]) -> Standing:
    """The score a scorecard says."""
    return Standing(Decimal(card["points"]), Decimal(card["possible"]), card.get("passed"))
