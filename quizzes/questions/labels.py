"""Words for what the rules name."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.questions.rules import Difficulty
from quizzes.questions.types import REGISTRY, Fault, Reason

TYPES = {
    "single": _("Single choice"),
    "multiple": _("Multiple choice"),
    "truefalse": _("True or false"),
    "kprime": _("Several statements, true or false"),
    "matching": _("Matching"),
    "ordering": _("Ordering"),
    "gaps": _("Fill in"),
    "short": _("Short answer"),
    "number": _("Number"),
    "scenario": _("Branching scenario"),
    "reflection": _("Reflection"),
    "upload": _("File or audio answer"),
    "survey": _("Survey item"),
    "information": _("Information"),
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
    "kprime": _("Choose true or false for each statement."),
    "matching": _("Pick an answer for each one."),
    "ordering": _(
        "Put these in order. Use the buttons to move one up or down. They start mixed: your order counts once you have "
        "moved one."
    ),
    "gaps": _("Fill in each gap."),
    "short": _("Write a few words."),
    "number": _("Write one number, like 12 or 1.5."),
    "scenario": _("Take it one step at a time. You can always go back and try another way."),
    "reflection": _("Write in your own words. A made-up example is fine."),
    "upload": _("Add a file. You can change it until you send."),
    "survey": _("Choose what fits you. You can leave it blank."),
    "information": _("Read this, then go on. There is nothing to answer."),
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
    Fault.TOO_FEW_STATEMENTS: _("Give at least two statements. With one, make it true or false."),
    Fault.ONE_ANSWER_FOR_ALL: _("Every prompt has the same answer. Give at least two different answers."),
    Fault.SHARES_NOT_WHOLE: _("The shares do not come to the whole point: 100 percent for the best answer."),
    Fault.SHARE_AGAINST_FIT: _("A share says otherwise than “This one fits”. Change one of the two."),
    Fault.NOTHING_TO_ANSWER: _("Give answers to choose from, or offer a line for a comment."),
    Fault.TOO_FEW_ITEMS: _("Give at least three things to put in order. With two, the start would give it away."),
    Fault.NO_GAPS: _("Add a gap, and mark its place in the text: [[1]]."),
    Fault.MARKS_DIFFER: _("Each gap needs its mark in the text once: [[1]] for the first, [[2]] for the second."),
    Fault.NO_FULL_ANSWER: _("Give an answer that earns the whole point: 100 percent."),
    Fault.ANYTHING_FITS: _("A * by itself takes any answer at all. Give it 0 percent, or write the answer out."),
    Fault.NO_UNITS: _("Name at least one unit, or let the unit not matter."),
    Fault.FIRST_UNIT_IS_ONE: _("Your numbers are in the first unit, so its factor is 1. Other units count from it."),
    Fault.OTHER_OPTIONS_THAN_SOURCE: _(
        "The answers are not the ones of the original question. Translate from the original again, then publish."
    ),
    Fault.NO_STEPS: _("Add the first step of the scenario."),
    Fault.EMPTY_STEP: _("One of the steps says nothing yet. Write what happens there."),
    Fault.TOO_FEW_CHOICES: _("Give every step two to five choices. A step without choices would leave people stuck."),
    Fault.NO_CONSEQUENCE: _("Say for every choice what happens then."),
    Fault.STEP_NAME_TWICE: _("Two steps have the same short name. Give each its own."),
    Fault.UNKNOWN_STEP: _(
        "A choice leads to a step that is not here. Write that step’s short name, or nothing to end."
    ),
    Fault.NEVER_REACHED: _("No choice leads to one of the steps. Lead to it, or take it out."),
    Fault.GOES_IN_CIRCLES: _("A step leads back to itself, so people could go round for ever. Lead on to another one."),
    Fault.TOO_DEEP: _("One way has more than eight decisions. Make it shorter: long ways are not read to the end."),
    Fault.NO_POINTS: _("No way earns a point. Give points to the choices that work well."),
    Fault.NO_CRITERIA: _("Add a marking guide: people see it before they write, and the reader scores by it."),
    Fault.TOO_FEW_LEVELS: _("Give every line of the marking guide at least two levels."),
    Fault.LEVELS_ALIKE: _("Two levels of one line are worth the same. Give each its own points."),
    Fault.NEEDS_TOO_MUCH: _("More points are asked for than the marking guide can give."),
    Fault.WORDS_UPSIDE_DOWN: _("The fewest words are more than the most words. Change one of them."),
    Fault.NO_FILE_KIND: _("Choose at least one kind of file that people may add."),
    Fault.NO_TEXT: _("Write what there is to read."),
}


def fault_words(fault: Fault, part: str = "") -> str:
    """The sentence for a fault; with the part it is in, where that has a name."""
    if not part:
        return str(FAULTS[fault])
    return gettext("%(sentence)s Look at “%(part)s”.") % {"sentence": FAULTS[fault], "part": part}


# What the status line says after a button inside a question.
ANNOUNCEMENTS = {
    "moved": _("“%(text)s” is now %(place)s of %(total)s."),
    "already_first": _("“%(text)s” is already first."),
    "already_last": _("“%(text)s” is already last."),
    "scenario_told": _("Here is what happened."),
    "scenario_end": _("This way ends here. You can go back and try another one."),
    "scenario_step": _("Step %(number)s"),
    "scenario_back": _("You went one step back."),
    "scenario_choose": _("Choose one first."),
    "file_added": _("We have your file: %(name)s"),
    "file_taken_out": _("The file is taken out."),
}

# What to change in an answer that cannot be read, beside the words the person typed.
UNREADABLE = {
    Reason.NOT_A_NUMBER: _("Write one number, like 12 or 1.5. “%(typed)s” is still here for you to change."),
    Reason.TOO_MANY_DIGITS: _("That number is longer than we can read. Write a shorter one."),
    Reason.UNIT_NEEDED: _("Add the unit to your number, for example: %(example)s."),
    Reason.UNKNOWN_UNIT: _("We don’t know the unit “%(unit)s” here. Write the number with another unit."),
    Reason.TWO_UNITS: _("You wrote one unit and chose another. Keep the one you mean."),
}

# How an answer was scored, for the person who gave it. Authors see the trade's own names in the editor.
SCHEMES = {
    "all_or_nothing": _("All of it or nothing"),
    "right_minus_wrong": _("A share for each one that fits, less a share for each other"),
    "canvas_partial": _("A share for each one that fits, less a share for each other (Canvas)"),
    "canvas_no_partial": _("All of it or nothing (Canvas)"),
    "new_quizzes_partial": _("A share for each one that fits, less a share for each other (New Quizzes)"),
    "moodle_fractions": _("Each answer has its own share (Moodle)"),
    "moodle_single": _("Each answer has its own share (Moodle, one answer)"),
    "edx_edc": _("Every choice to tick or leave counts (Open edX)"),
    "edx_halves": _("Half for one slip, a quarter for two (Open edX)"),
    "brightspace_right_minus_wrong": _(
        "A share of all answers for each one that fits, less one for each other (Brightspace)"
    ),
    "brightspace_correct_answers": _("Every choice to tick or leave counts (Brightspace)"),
    "qti_map_response": _("Each answer has its own value (QTI)"),
    "qti_match_correct": _("All of it or nothing (QTI)"),
    "matching_parts": _("A share for each pair that fits"),
    "kprime": _("All statements 1 point, all but one half a point"),
    "kprime_parts": _("A share for each statement"),
    "absolute_position": _("A share for each one in its place"),
    "next_without_last": _("A share for each right pair of neighbors"),
    "next_with_last": _("A share for each right pair of neighbors, and for the right end"),
    "one_on_each_side": _("A share for each right neighbor, before and after"),
    "all_on_each_side": _("A share for each one that rightly stands before or after another"),
    "longest_ordered": _("The longest run in order, of all"),
    "longest_unbroken": _("The longest chain of steps that follow each other, of all"),
    "distance": _("A share for each one, less the farther it is from its place"),
    "gap_parts": _("A share for each gap"),
    "accepted_answer": _("The share of the answer you gave"),
    "within_tolerance": _("The share of the number you gave, or of one near it"),
    "scenario_path": _("The points of your choices, of the most a way can earn"),
    "scenario_ending": _("The points of how it ended, of the best ending"),
    "marking_guide": _("The points of the marking guide, of those that are enough"),
    "unsure": _("“I don’t know yet” earns nothing and costs nothing"),
    "not_scored": _("Not scored"),
    "by_hand": _("A person set the points"),
    "full_credit": _("Full credit for everybody who had this question"),
}

# What an author may ask the simulator: "what would this earn?"
CASES = {
    "best": _("The best answer"),
    "other": _("Another answer"),
    "one_missing": _("One that fits left out"),
    "one_extra": _("One too many"),
    "one_swapped": _("One taken for another"),
    "only_others": _("Only those that do not fit"),
    "everything": _("Everything ticked"),
    "one_off": _("One pair off"),
    "one_blank": _("One left blank"),
    "all_the_same": _("The same answer everywhere"),
    "all_off": _("Every pair off"),
    "neighbors_changed": _("Two neighbors changed"),
    "first_put_last": _("The first one put last"),
    "turned_around": _("All of it turned around"),
    "one_gap": _("Only the first gap filled"),
    "stopped_early": _("The best first choice, then stopped"),
    "none": _("Nothing answered"),
}
