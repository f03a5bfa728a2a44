"""Scores: points earned of points possible, and what a fraction means."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

ZERO, ONE = Decimal(0), Decimal(1)
HUNDREDTH = Decimal("0.01")
# Thirds do not add up to exactly one. Moodle's tolerance (question/engine, 0.000001) decides what "all of it" is.
TOLERANCE = Decimal("0.000001")


class Outcome(StrEnum):
    """What a fraction of the credit says about one answer."""

    WELL = "well"
    PARTLY = "partly"
    AGAIN = "again"


@dataclass(frozen=True)
class Score:
    """Points earned of points possible."""

    points: Decimal
    possible: Decimal

    @property
    def ratio(self) -> Decimal:
        return self.points / self.possible if self.possible else ZERO


def outcome(fraction: Decimal) -> Outcome:
    """Fully right above 0.999999, fully off below 0.000001, else in part (Moodle's tolerance)."""
    if fraction > ONE - TOLERANCE:
        return Outcome.WELL
    return Outcome.AGAIN if fraction < TOLERANCE else Outcome.PARTLY


def rounded(points: Decimal) -> Decimal:
    """Two decimals, halves up: what a person does by hand."""
    return points.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def plain(points: Decimal) -> str:
    """A number as people write it: 10, 2.5; never 1E+1 or 2.50."""
    return format(points.normalize(), "f")


def total(fractions: Iterable[Decimal]) -> Score:
    """The score of a try whose questions are worth one point each. Rounds once, after adding."""
    parts = list(fractions)
    return Score(points=rounded(sum(parts, ZERO)), possible=Decimal(len(parts)))


def needed(possible: Decimal, passing_percent: int) -> Decimal:
    """The points that are enough."""
    return possible * passing_percent / 100


def reaches(score: Score, passing_percent: int) -> bool:
    """Compares the rounded points, so the number a person reads is the number that counts."""
    return score.possible > 0 and score.points >= needed(score.possible, passing_percent)
