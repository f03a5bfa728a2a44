"""Words for what the rules name."""

from django.utils.translation import gettext_lazy as _

from quizzes.questions.rules import Difficulty
from quizzes.questions.types import REGISTRY, Fault, Reason

TYPES = {
    "single": _("Single choice"),
    "multiple": _("Multiple choice"),
    "truefalse": _("True or false"),
    "matching": _("Matching"),
    "survey": _("Survey item"),
}


def types():
    """The types as choices. Asked when needed, so that a new type changes no table."""
    return list(TYPES.items())


def scored_types():
    """The types a quiz may draw."""
    return [(slug, name) for slug, name in TYPES.items() if REGISTRY[slug].is_scored]


DIFFICULTIES = {
    Difficulty.EASY: _("Easy"),
    Difficulty.MEDIUM: _("Medium"),
    Difficulty.HARD: _("Hard"),
}

# What to do under the stem, while answering.
NOTES = {
    "single": _("Choose the one answer that fits best."),
    "multiple": _("Choose all that fit."),
    "truefalse": _("Choose true or false."),
    "matching": _("Pick an answer for each one."),
    "survey": _("Choose what fits you. You can leave it blank."),
}

FAULTS = {
    Fault.NO_STEM: _("Write the question itself."),
    Fault.NO_WHY: _("Say why the stronger answer is stronger: an explanation teaches more than a tick."),
    Fault.TOO_FEW_OPTIONS: _("Give at least two answers to choose from."),
    Fault.TOO_FEW_PROMPTS: _("Give at least two prompts to match."),
    Fault.EMPTY_OPTION: _("One of the answers is empty. Write it or take it out."),
    Fault.TWICE_THE_SAME: _("Two answers read the same. Change one of them."),
    Fault.NO_FEEDBACK: _("Write for every answer what to say to someone who chose it."),
    Fault.NOT_ONE_FITS: _("Mark exactly one answer as the one that fits."),
    Fault.TOO_FEW_FIT: _("Mark at least two answers that fit. With one, make it a single choice."),
    Fault.ALL_FIT: _("Every answer is marked as fitting. Add one that does not."),
    Fault.NOTHING_TO_ANSWER: _("Give answers to choose from, or offer a line for a comment."),
    Fault.OTHER_OPTIONS_THAN_SOURCE: _(
        "The answers are not the ones of the original question. Translate from the original again, then publish."
    ),
}

# What to change in an answer that cannot be read, beside the words the person typed.
UNREADABLE = {
    Reason.NOT_A_NUMBER: _("Write one number, like 12 or 1.5. “%(typed)s” is still here for you to change."),
    Reason.TOO_MANY_DIGITS: _("That number is longer than we can read. Write a shorter one."),
    Reason.UNIT_NEEDED: _("Add the unit to your number, for example: %(example)s."),
    Reason.UNKNOWN_UNIT: _("We don’t know the unit “%(unit)s” here. Write the number with another unit."),
    Reason.TWO_UNITS: _("You wrote one unit and chose another. Keep the one you mean."),
}
