"""Which try counts. Names as in Moodle (grade method) and Open edX."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizzes.grading.passing import Passing, enough
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


@dataclass(frozen=True)
class Try:
    """One sent try. `passed` is None while a person has to decide."""

    score: Score
    passed: bool | None
    # Whether something else than the score was missed: a domain, a critical question.
    missed_more: bool = False


@dataclass(frozen=True)
class Standing:
    """What all tries at a quiz come to."""

    score: Score
    passed: bool | None


def standing_of(tries: Sequence[Try], which: Counts, passing: Passing) -> Standing:
    """What counts of the sent tries in order; at least one is needed.

    A try that waits for a person may still pass: nothing is decided before it, except that with the highest a try that
    passed has passed. With an average the mean has to be enough; minimum by domain and critical questions are asked of
    the latest try.
    """
    score = counted([each.score for each in tries], which)
    match which:
        case Counts.FIRST:
            return Standing(score, tries[0].passed)
        case Counts.LATEST:
            return Standing(score, tries[-1].passed)
        case Counts.AVERAGE:
            if any(each.passed is None for each in tries):
                return Standing(score, None)
            return Standing(score, enough(score, passing) and not tries[-1].missed_more)
        case _:
            if passed := [each.score for each in tries if each.passed]:
                return Standing(counted(passed, which), True)
            return Standing(score, None if any(each.passed is None for each in tries) else False)
