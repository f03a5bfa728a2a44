"""Certainty-based marking: an answer weighs more the surer a person says they are, and so does being sure of a slip."""

from decimal import Decimal

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked
from quizzes.grading.scores import TOLERANCE, ZERO

LEVELS = (1, 2, 3)
DEFAULT = 1
# Moodle, question/behaviour/behaviourbase (question_cbm). Level 1 is best below 0.667 sure, 3 above 0.8.
WEIGHT = {1: 1, 2: 2, 3: 3}
OFF = {1: 0, 2: -2, 3: -6}
MOST = WEIGHT[3]


def marked(fraction: Decimal, level: int | None = None) -> Decimal:
    """What a fraction is worth at this level of certainty, from −6 to 3 points of one.

    Fully off 0, −2 or −6; else the fraction times 1, 2 or 3, so that half right at level 2 is 1. Without a level 1.
    """
    level = level or DEFAULT
    return Decimal(OFF[level]) if fraction < TOLERANCE else fraction * WEIGHT[level]


def marked_grade(grade: Grade, level: int | None = None) -> Grade:
    """The same with its workings, e.g. "(1 / 2) * 2". A grade that waits for a person waits as before."""
    if grade.fraction is None:
        return grade
    level = level or DEFAULT
    workings = str(OFF[level]) if grade.fraction < TOLERANCE else f"({grade.workings}) * {WEIGHT[level]}"
    return worked(grade.scheme, workings, talk=grade.talk)


def unsure() -> Grade:
    """“I don’t know yet” earns 0 and never less, at any level."""
    return Grade(ZERO, "unsure", "0")
