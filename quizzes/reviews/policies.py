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


def is_scored(line: Line) -> bool:
    """Whether the line has a score at all: an answer that still waits for a reader has none to change."""
    return line.get("fraction") is not None


def full_credit(line: Line) -> dict[str, Any]:
    """The line with everything its question is worth, whatever was answered."""
    kept = {name: value for name, value in line.items() if name != "certainty"}
    earned = max(Decimal(line["worth"]), Decimal(line["earned"]))
    return kept | {"scheme": FULL_CREDIT_SCHEME, "workings": "1", "fraction": "1", "earned": str(earned)}


def rescored_line(policy: Policy, old: Line, new: Line) -> Line:
    """The line that stands after a rescore: `old` itself when nothing changes, so that nothing is written.

    `new` is the same answer graded by the corrected key. Points decide, not fractions: with certainty the same
    fraction can cost.
    """
    if is_scored_by_person(old) or not is_scored(old):
        return old
    match policy:
        case Policy.FULL_CREDIT:
            return old if Decimal(old["earned"]) >= Decimal(old["worth"]) else full_credit(old)
        case Policy.NO_LOWER:
            better = is_scored(new) and Decimal(new["earned"]) > Decimal(old["earned"])
        case _:
            better = is_scored(new) and Decimal(new["earned"]) != Decimal(old["earned"])
    return new if better else old


@dataclass(frozen=True)
class Standing:
    """A try before and after."""

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
