"""How questions with answers to choose from are written in the CMS. Each block says what it freezes to.

An option's id is the id Wagtail gives the list item: it survives edits, and a translation made from the source
keeps it, so an answer means the same in every language.
"""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.grading.credit import RECOMMENDED
from quizzes.questions.rules import answer_id

# What a block freezes to: parts of `asked`, the key, feedback by option.
Frozen = tuple[dict[str, Any], dict[str, Any], dict[str, str]]


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Answer"), rows=2)
    fits = blocks.BooleanBlock(label=_("This one fits"), required=False)
    feedback = blocks.TextBlock(
        label=_("What to say to someone who chose this"),
        help_text=_("It helps, it never scolds. For example: “A kind no keeps the roles clear.”"),
        rows=2,
    )

    class Meta:
        label = _("Answer")
        icon = "list-ul"
        form_layout = ["text", "fits", "feedback"]


def _options(value) -> Frozen:
    children = value["options"].bound_blocks
    asked = {"options": [{"id": child.id, "text": child.value["text"]} for child in children]}
    fits = sorted(child.id for child in children if child.value.get("fits"))
    return asked, {"fits": fits}, {child.id: child.value["feedback"] for child in children}


class SingleBlock(blocks.StructBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), min_num=2, default=[])

    class Meta:
        label = _("Single choice: one answer fits best")
        icon = "radio-full"

    def frozen(self, value, question_key: str) -> Frozen:
        return _options(value)


class MultipleBlock(blocks.StructBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), min_num=3, default=[])
    scheme = blocks.ChoiceBlock(
        label=_("Part credit"),
        choices=[
            (
                "right_minus_wrong",
                _("Right minus wrong (recommended): a share for each that fits, less for each other"),
            ),
            ("all_or_nothing", _("All or nothing: only the exact set earns the point")),
        ],
        default=RECOMMENDED,
    )

    class Meta:
        label = _("Multiple choice: all that fit")
        icon = "check"

    def frozen(self, value, question_key: str) -> Frozen:
        asked, key, feedback = _options(value)
        return asked, key | {"scheme": value.get("scheme") or RECOMMENDED}, feedback


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
        # In the language that is active: freezing activates the language of the text it freezes.
        asked = {"options": [{"id": "true", "text": gettext("True")}, {"id": "false", "text": gettext("False")}]}
        feedback = {"true": value["feedback_true"], "false": value["feedback_false"]}
        return asked, {"fits": [value["answer"]]}, feedback


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
        return asked, {"pairs": pairs}, {child.id: child.value["feedback"] for child in prompts}


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
