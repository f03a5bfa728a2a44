"""What one answer earns of its point, and the arithmetic that says so."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Grade:
    """The share of a question's points an answer earns, by a named scheme.

    `fraction` is not rounded, and None while a person still has to read the answer. `workings` is arithmetic over
    plain numbers that comes to the fraction, e.g. "max(0, (2 - 1) / 3)": a trainee can do it again by hand. `talk` asks
    for a conversation before a pass may count, whatever the score.
    """

    fraction: Decimal | None
    scheme: str
    workings: str = ""
    talk: bool = False
