"""What one chosen option earns."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked
from quizzes.grading.scores import ZERO


@dataclass(frozen=True)
class Chosen:
    """The chosen option beside what the key says: which fit, and the share of the point each is worth."""

    option: str | None
    fits: Collection[str]
    shares: Mapping[str, Decimal] = field(default_factory=dict)


def all_or_nothing(chosen: Chosen) -> Grade:
    """1 for the one that fits best, else 0."""
    return worked("all_or_nothing", "1" if chosen.option in chosen.fits else "0")


def moodle_single(chosen: Chosen) -> Grade:
    """The share of the chosen one, which may be below 0; no choice and no share are 0. Moodle, one answer only."""
    share = ZERO if chosen.option is None else chosen.shares.get(chosen.option, ZERO)
    return worked("moodle_single", f"{share:f}")


SINGLE_RECOMMENDED = "all_or_nothing"
SINGLE_RESPONSE: dict[str, Callable[[Chosen], Grade]] = {
    "all_or_nothing": all_or_nothing,
    "moodle_single": moodle_single,
}
