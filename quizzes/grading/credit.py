"""How much of a point an answer earns: partial-credit schemes by name. Fractions from 0 to 1, never rounded here."""

from collections.abc import Callable, Mapping, Set
from decimal import Decimal

from quizzes.grading.scores import ONE, ZERO


def all_or_nothing(ticked: Set[str], fits: Set[str]) -> Decimal:
    """Everything that fits and nothing else. LearnDash and TutorLMS default, Canvas "Exact match"."""
    return ONE if ticked == fits else ZERO


def right_minus_wrong(ticked: Set[str], fits: Set[str]) -> Decimal:
    """(r − w)/R, never below 0. Canvas Classic partial credit and New Quizzes "Partial credit with penalty".

    Ticking everything earns nothing extra, so it cannot be gamed; leaving out costs only what was left out.
    """
    right, wrong = len(ticked & fits), len(ticked - fits)
    return max(ZERO, Decimal(right - wrong) / len(fits))


def matching_parts(matched: Mapping[str, str], answers: Mapping[str, str]) -> Decimal:
    """Right parts / parts (Moodle, Canvas). Extra answers do not change the denominator; a blank part earns nothing."""
    right = sum(matched.get(prompt) == answer for prompt, answer in answers.items())
    return Decimal(right) / len(answers)


RECOMMENDED = "right_minus_wrong"
SCHEMES: dict[str, Callable[[Set[str], Set[str]], Decimal]] = {
    "right_minus_wrong": right_minus_wrong,
    "all_or_nothing": all_or_nothing,
}
