"""Blocks to do: practice, reflection, quick check, exercise. Each states its minutes and their basis."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.reading import short_text
from cms.blocks.rules import slug_of


class TimedBlock(blocks.StructBlock):
    """A block with a stable name and its own stated time."""

    block_id = blocks.RegexBlock(
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        required=False,
        max_length=60,
        label=_("Short name"),
        help_text=_("Small letters and dashes. Empty: made from the title. Keep it: saved work points at it."),
    )
    minutes = blocks.IntegerBlock(min_value=1, max_value=240, help_text=_("How long most people need."))
    basis = blocks.CharBlock(
        max_length=200, help_text=_("Why that long, for example: two decisions, six replies to read and compare")
    )

    # The child whose text names the block when no short name was typed.
    named_after = "title"

    def clean(self, value):
        value = super().clean(value)
        if not value.get("block_id"):
            value["block_id"] = slug_of(str(value.get(self.named_after) or ""))[:50].strip("-") or self.name
        return value


class LineBlock(blocks.StructBlock):
    who = blocks.CharBlock(max_length=60)
    text = blocks.TextBlock(rows=2)

    class Meta:
        icon = "comment"
        label = _("Line")


def choice_block(deeper: blocks.Block | None) -> blocks.StructBlock:
    """One reply to try. `deeper` is the second decision it may lead to: a list of none or one."""
    children: list[tuple[str, blocks.Block]] = [
        ("say", blocks.TextBlock(rows=2, label=_("Reply"))),
        (
            "outcome",
            blocks.ChoiceBlock(choices=[("well", _("Keeps the door open")), ("other", _("May be hard to keep up"))]),
        ),
        ("label", blocks.CharBlock(max_length=120, help_text=_("Calm, for example: This keeps the door open"))),
        ("then", short_text(label=_("What could happen"))),
    ]
    if deeper is not None:
        children.append(("next", blocks.ListBlock(deeper, min_num=0, max_num=1, default=[], label=_("Next decision"))))
    return blocks.StructBlock(children, icon="arrow-right", label=_("Reply"))


def decision_block(levels: int) -> blocks.StructBlock:
    """What is said, the question, the replies; each reply may lead to one more decision, `levels` deep in all."""
    deeper = decision_block(levels - 1) if levels > 1 else None
    return blocks.StructBlock(
        [
            ("says", blocks.ListBlock(LineBlock(), min_num=0, max_num=4, default=[], label=_("What is said"))),
            ("ask", blocks.CharBlock(max_length=200, label=_("Question"))),
            ("choices", blocks.ListBlock(choice_block(deeper), min_num=2, max_num=4, label=_("Replies to try"))),
        ],
        icon="arrow-right",
        label=_("Decision"),
    )


class PracticeBlock(TimedBlock):
    title = blocks.CharBlock(max_length=120)
    setup = short_text(label=_("Set-up"))
    says = blocks.ListBlock(LineBlock(), min_num=0, max_num=4, default=[], label=_("What is said"))
    ask = blocks.CharBlock(max_length=200, label=_("Question"), help_text=_("For example: What might you say?"))
    # Three decisions deep at most: deeper trees are not read to the end on a phone.
    choices = blocks.ListBlock(choice_block(decision_block(2)), min_num=2, max_num=4, label=_("Replies to try"))
    debrief = short_text(required=False)

    class Meta:
        icon = "group"
        label = _("Practice")
        template = "cms/blocks/practice.html"


class ReflectBlock(TimedBlock):
    named_after = "prompt"
    prompt = blocks.TextBlock(rows=2, help_text=_("One question."))
    hint = blocks.CharBlock(required=False, max_length=250)

    class Meta:
        icon = "edit"
        label = _("Reflection")
        template = "cms/blocks/reflect.html"


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=1)
    fits = blocks.BooleanBlock(required=False, label=_("Fits"))
    feedback = blocks.TextBlock(rows=2, help_text=_("For someone who chose this. It helps, it never scolds."))

    class Meta:
        icon = "tick"
        label = _("Answer")


class CheckQuestionBlock(blocks.StructBlock):
    ask = blocks.TextBlock(rows=2, label=_("Question"))
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6, label=_("Answers"))

    class Meta:
        icon = "help"
        label = _("Question")


class CheckBlock(TimedBlock):
    named_after = "block_id"
    questions = blocks.ListBlock(CheckQuestionBlock(), min_num=1, max_num=3, label=_("Questions"))

    class Meta:
        icon = "success"
        label = _("Quick check")
        template = "cms/blocks/check.html"


class ExerciseBlock(TimedBlock):
    title = blocks.CharBlock(max_length=120)
    steps = short_text()
    done_when = blocks.CharBlock(required=False, max_length=250, label=_("Done when"))

    class Meta:
        icon = "task"
        label = _("Exercise away from the screen")
        template = "cms/blocks/exercise.html"


__all__ = ["CheckBlock", "ExerciseBlock", "PracticeBlock", "ReflectBlock"]
