"""Which try counts. Names as in Moodle (grade method) and Open edX."""

from collections.abc import Sequence
from enum import StrEnum

from quizzes.grading.scores import ZERO, Score, rounded


class Counts(StrEnum):
    """Moodle: QUIZ_GRADEHIGHEST, QUIZ_ATTEMPTLAST, QUIZ_ATTEMPTFIRST, QUIZ_GRADEAVERAGE. Default highest."""

    HIGHEST = "highest"
    LATEST = "latest"
    FIRST = "first"
    AVERAGE = "average"


def counted(scores: Sequence[Score], which: Counts) -> Score:
    """The score that counts, from the scores of all tries in order. At least one is needed.

    Tries may differ in length when a plan changed, so they are compared by ratio; an average is told in the
    points of the latest try.
    """
    match which:
        case Counts.FIRST:
            return scores[0]
        case Counts.LATEST:
            return scores[-1]
        case Counts.AVERAGE:
            possible = scores[-1].possible
            mean = sum((score.ratio for score in scores), ZERO) / len(scores)
            return Score(points=rounded(mean * possible), possible=possible)
        case _:
            # The earliest of equals: it is the one the person remembers.
            return max(scores, key=lambda score: score.ratio)
