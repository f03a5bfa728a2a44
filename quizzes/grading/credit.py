"""Partial-credit schemes by name. An author sees the recommended one; the others are under "More schemes".

Each scheme is a pure function of plain values and returns a `Grade`: the fraction, never rounded here, and the
arithmetic that comes to it. A fraction is between 0 and 1, but for the two whose shares may be below 0: Moodle's single
choice and QTI's mapping. Brightspace's right minus wrong never reaches 1.
"""

from quizzes.grading.matching import MATCHING, MATCHING_RECOMMENDED
from quizzes.grading.multi_response import MULTI_RESPONSE, RECOMMENDED
from quizzes.grading.ordering import ORDERING
from quizzes.grading.single_response import SINGLE_RECOMMENDED, SINGLE_RESPONSE
from quizzes.grading.statements import KPRIME, KPRIME_RECOMMENDED

__all__ = [
    "KPRIME",
    "KPRIME_RECOMMENDED",
    "MATCHING",
    "MATCHING_RECOMMENDED",
    "MULTI_RESPONSE",
    "ORDERING",
    "RECOMMENDED",
    "SINGLE_RECOMMENDED",
    "SINGLE_RESPONSE",
]
