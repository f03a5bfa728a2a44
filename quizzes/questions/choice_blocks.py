"""How questions with answers to choose from are written in the CMS. Each block says what it freezes to.

An option's id is the id Wagtail gives the list item: it survives edits, and a translation made from the source
keeps it, so an answer means the same in every language.
"""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.grading.credit import KPRIME_RECOMMENDED, MATCHING_RECOMMENDED, RECOMMENDED, SINGLE_RECOMMENDED
from quizzes.questions.rules import answer_id

# What a block freezes to: parts of `asked`, the key, feedback by option.
Frozen = tuple[dict[str, Any], dict[str, Any], dict[str, str]]


def numbered(label, help_text="", **limits) -> blocks.DecimalBlock:
    """A number some schemes ask for."""
    return blocks.DecimalBlock(label=label, help_text=help_text, required=False, max_digits=12, **limits)


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Answer"), rows=2)
    fits = blocks.BooleanBlock(label=_("This one fits"), required=False)
    feedback = blocks.TextBlock(
        label=_("What to say to someone who chose this"),
        help_text=_("It helps, it never scolds. For example: “A kind no keeps the roles clear.”"),
        rows=2,
    )
    share = numbered(
        _("Share of the point, in percent"),
        _("Only schemes that weigh each answer ask for it. Below 0 takes something off."),
        decimal_places=5,
    )

    class Meta:
        label = _("Answer")
        icon = "list-ul"
        form_layout = blocks.BlockGroup(children=["text", "fits", "feedback"], settings=["share"])


def _text_of(number: Decimal) -> str:
    """A number as the key keeps it: text, so that no digit is lost, and the same text for the same number."""
    return f"{number.normalize():f}"


def _options(value) -> Frozen:
    children = value["options"].bound_blocks
    asked = {"options": [{"id": child.id, "text": child.value["text"]} for child in children]}
    fits = sorted(child.id for child in children if child.value.get("fits"))
    return asked, {"fits": fits}, {child.id: child.value["feedback"] for child in children}


def _shares(value) -> dict[str, str]:
    given = {child.id: child.value.get("share") for child in value["options"].bound_blocks}
    return {option: _text_of(share / 100) for option, share in given.items() if share is not None}


class SingleBlock(blocks.StructBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), min_num=2, default=[])
    scheme = blocks.ChoiceBlock(
        label=_("Part credit"),
        choices=[
            (_("Recommended"), [("all_or_nothing", _("The best answer earns the point"))]),
            (
                _("More schemes"),
                [("moodle_single", _("Each answer has its own share, which may be below 0 (Moodle, one answer only)"))],
            ),
        ],
        default=SINGLE_RECOMMENDED,
    )

    class Meta:
        label = _("Single choice: one answer fits best")
        icon = "radio-full"

    def frozen(self, value, question_key: str) -> Frozen:
        asked, key, feedback = _options(value)
        scheme = value.get("scheme") or SINGLE_RECOMMENDED
        if scheme != SINGLE_RECOMMENDED:
            key |= {"scheme": scheme, "shares": _shares(value)}
        return asked, key, feedback


MORE_SCHEMES = [
    ("all_or_nothing", _("All or nothing (LearnDash, TutorLMS, Brightspace; New Quizzes “Exact match”)")),
    ("canvas_partial", _("Canvas Classic, partial credit, with the fine per wrong tick if one is given below")),
    ("canvas_no_partial", _("Canvas Classic, no partial credit")),
    ("new_quizzes_partial", _("New Quizzes, partial credit with penalty")),
    ("moodle_fractions", _("Moodle, several answers: the shares you give, from 0 to 1")),
    ("edx_edc", _("Open edX EDC: every decision counts")),
    ("edx_halves", _("Open edX halves: ½ for one slip, ¼ for two")),
    (
        "brightspace_right_minus_wrong",
        _("Brightspace right minus wrong: over all answers, so that even the best set earns less than the point"),
    ),
    ("brightspace_correct_answers", _("Brightspace correct answers: right ticks and rightly left blank")),
    ("qti_map_response", _("QTI map response: the values you give, within the bounds below")),
    ("qti_match_correct", _("QTI match correct (TAO)")),
]
# Which numbers a key keeps, and for which scheme.
NUMBERS = {"canvas_partial": ("dock",), "qti_map_response": ("default", "lower", "upper")}
BY_SHARES = {"moodle_fractions", "qti_map_response"}


class MultipleBlock(blocks.StructBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), min_num=3, default=[])
    scheme = blocks.ChoiceBlock(
        label=_("Part credit"),
        choices=[
            (
                _("Recommended"),
                [
                    (
                        RECOMMENDED,
                        _("Right minus wrong (recommended): a share for each that fits, less for each other"),
                    )
                ],
            ),
            (_("More schemes"), MORE_SCHEMES),
        ],
        default=RECOMMENDED,
    )
    dock = numbered(_("Canvas: fine for each wrong tick, in percent of the point"), min_value=0, decimal_places=5)
    default = numbered(_("QTI: value of an answer without a share, in percent"), decimal_places=5)
    lower = numbered(_("QTI: never below, in percent"), decimal_places=5)
    upper = numbered(_("QTI: never above, in percent"), decimal_places=5)

    class Meta:
        label = _("Multiple choice: all that fit")
        icon = "check"
        form_layout = blocks.BlockGroup(children=["options", "scheme"], settings=["dock", "default", "lower", "upper"])

    def frozen(self, value, question_key: str) -> Frozen:
        asked, key, feedback = _options(value)
        scheme = value.get("scheme") or RECOMMENDED
        key |= {"scheme": scheme, "of": len(asked["options"])}
        if scheme in BY_SHARES:
            key["shares"] = _shares(value)
        given = {name: value.get(name) for name in NUMBERS.get(scheme, ())}
        if numbers := {name: _text_of(number / 100) for name, number in given.items() if number is not None}:
            key["numbers"] = numbers
        return asked, key, feedback


def _true_and_false() -> list[dict[str, str]]:
    """In the language that is active: freezing activates the language of the text it freezes."""
    return [{"id": "true", "text": gettext("True")}, {"id": "false", "text": gettext("False")}]


class TrueFalseBlock(blocks.StructBlock):
    answer = blocks.ChoiceBlock(
        label=_("The statement is"), choices=[("true", _("True")), ("false", _("False"))], default="true"
    )
    feedback_true = blocks.TextBlock(label=_("What to say to someone who chose “True”"), rows=2)
    feedback_false = blocks.TextBlock(label=_("What to say to someone who chose “False”"), rows=2)

    class Meta:
        label = _("True or false")
        icon = "clipboard-list"

    def frozen(self, value, question_key: str) -> Frozen:
        asked = {"options": _true_and_false()}
        feedback = {"true": value["feedback_true"], "false": value["feedback_false"]}
        return asked, {"fits": [value["answer"]]}, feedback


class StatementBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Statement"), rows=2)
    is_true = blocks.BooleanBlock(label=_("It is true"), required=False)
    feedback = blocks.TextBlock(label=_("What to say about this statement"), rows=2)

    class Meta:
        label = _("Statement")


class KprimeBlock(blocks.StructBlock):
    statements = blocks.ListBlock(StatementBlock(), label=_("Statements"), min_num=2, default=[])
    scheme = blocks.ChoiceBlock(
        label=_("Part credit"),
        choices=[
            (_("Recommended"), [("kprime", _("Kprime (recommended): all right 1, all but one ½, else 0"))]),
            (
                _("More schemes"),
                [
                    ("kprime_parts", _("A share for each statement (Moodle “Subpoints”)")),
                    ("all_or_nothing", _("All or nothing (Moodle “Kprime 1/0”)")),
                ],
            ),
        ],
        default=KPRIME_RECOMMENDED,
    )

    class Meta:
        label = _("Several statements, each true or false (Kprime)")
        icon = "tasks"

    def frozen(self, value, question_key: str) -> Frozen:
        children = value["statements"].bound_blocks
        asked = {
            "prompts": [{"id": child.id, "text": child.value["text"]} for child in children],
            "answers": _true_and_false(),
        }
        pairs = {child.id: "true" if child.value.get("is_true") else "false" for child in children}
        key = {"pairs": pairs, "scheme": value.get("scheme") or KPRIME_RECOMMENDED}
        return asked, key, {child.id: child.value["feedback"] for child in children}


class PromptBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Prompt"), rows=2)
    answer = blocks.TextBlock(label=_("The answer that fits"), rows=2)
    feedback = blocks.TextBlock(label=_("What to say about this pair"), rows=2)

    class Meta:
        label = _("Prompt and answer")


class MatchingBlock(blocks.StructBlock):
    prompts = blocks.ListBlock(PromptBlock(), label=_("Prompts"), min_num=2, default=[])
    extra_answers = blocks.ListBlock(
        blocks.CharBlock(label=_("Answer")), label=_("Extra answers that fit no prompt"), max_num=3, default=[]
    )
    scheme = blocks.ChoiceBlock(
        label=_("Part credit"),
        choices=[
            (_("Recommended"), [("matching_parts", _("A share for each right pair (Moodle, Canvas)"))]),
            (_("More schemes"), [("all_or_nothing", _("All or nothing"))]),
        ],
        default=MATCHING_RECOMMENDED,
    )

    class Meta:
        label = _("Matching: an answer for each prompt")
        icon = "order"

    def frozen(self, value, question_key: str) -> Frozen:
        prompts, extra = value["prompts"].bound_blocks, value["extra_answers"].bound_blocks
        written = [(child.id, child.value["answer"]) for child in prompts]
        written += [(child.id, child.value) for child in extra]
        # Sorted by an id that says nothing, so the order says nothing either.
        answers = sorted(
            ({"id": answer_id(question_key, part), "text": text} for part, text in written), key=lambda a: a["id"]
        )
        # Two prompts may have the same answer: both pairs then name the first of the two (`rules.without_repeats`).
        named: dict[str, str] = {}
        for answer in answers:
            named.setdefault(answer["text"].strip(), answer["id"])
        pairs = {child.id: named[child.value["answer"].strip()] for child in prompts}
        asked = {"prompts": [{"id": child.id, "text": child.value["text"]} for child in prompts], "answers": answers}
        key: dict[str, Any] = {"pairs": pairs}
        if (scheme := value.get("scheme") or MATCHING_RECOMMENDED) != MATCHING_RECOMMENDED:
            key["scheme"] = scheme
        return asked, key, {child.id: child.value["feedback"] for child in prompts}


class SurveyBlock(blocks.StructBlock):
    options = blocks.ListBlock(blocks.CharBlock(label=_("Answer")), label=_("Answers"), default=[], required=False)
    comment = blocks.BooleanBlock(label=_("Offer a line for a comment"), required=False)

    class Meta:
        label = _("Survey item: an opinion, never scored")
        icon = "comment"

    def frozen(self, value, question_key: str) -> Frozen:
        children = value["options"].bound_blocks
        asked = {
            "options": [{"id": child.id, "text": child.value} for child in children],
            "comment": bool(value["comment"]),
        }
        return asked, {}, {}
