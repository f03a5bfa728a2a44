"""Whether a score is enough: a share, a number of points, or a scaled score."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Any

from quizzes.grading.scores import HUNDREDTH, ZERO, Score, rounded


class PassingKind(StrEnum):
    PERCENT = "percent"
    POINTS = "points"
    SCALED = "scaled"


@dataclass(frozen=True)
class Passing:
    """What is enough. `value` is a percentage, points, or a score on the scale from `low` to `high`."""

    kind: PassingKind = PassingKind.PERCENT
    value: Decimal = Decimal(80)
    low: Decimal = ZERO
    high: Decimal = Decimal(100)

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> "Passing":
        """Read back what `payload` wrote."""
        return cls(
            PassingKind(payload["kind"]),
            Decimal(payload["value"]),
            Decimal(payload.get("low", 0)),
            Decimal(payload.get("high", 100)),
        )

    def payload(self) -> dict[str, str]:
        """As it is frozen: the scale only where there is one."""
        said = {"kind": str(self.kind), "value": str(self.value)}
        return said | ({"low": str(self.low), "high": str(self.high)} if self.kind == PassingKind.SCALED else {})


def scaled(score: Score, passing: Passing) -> Decimal:
    """The score on its scale: low + (high − low)·points/possible, a straight line, to two decimals."""
    if score.possible <= 0:
        return rounded(passing.low)
    # Multiplied first: a division that does not come out even would lose what lies exactly on half a hundredth.
    return rounded(passing.low + (passing.high - passing.low) * score.points / score.possible)


def points_needed(possible: Decimal, passing: Passing) -> Decimal:
    """The fewest points that are enough of so many; on a scale in hundredths."""
    match passing.kind:
        case PassingKind.POINTS:
            return passing.value
        case PassingKind.PERCENT:
            return possible * passing.value / 100
        case _:
            # A scaled score is rounded before it is compared: half a hundredth below is enough.
            just_enough = passing.value.quantize(HUNDREDTH, ROUND_CEILING) - HUNDREDTH / 2
            wanted = possible * (just_enough - passing.low) / (passing.high - passing.low)
            return max(ZERO, wanted.quantize(HUNDREDTH, ROUND_CEILING))


def enough(score: Score, passing: Passing) -> bool:
    """Compares rounded numbers, so the one a person reads is the one that counts. Nothing asked is never enough."""
    if score.possible <= 0:
        return False
    match passing.kind:
        case PassingKind.POINTS:
            return score.points >= passing.value
        case PassingKind.PERCENT:
            return score.points >= score.possible * passing.value / 100
        case _:
            return scaled(score, passing) >= passing.value
