"""How a branching scenario is written in the CMS: a flat list of steps, each with a short name; a choice names the step
it leads to. No block stands inside another deeper than that, however far the story branches."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.questions.types import walks

# A list a person still keeps in their head.
MOST_STEPS = 12


class NameBlock(blocks.CharBlock):
    """A word for authors. It is the same in every language: a translated name would lead nowhere."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class ScenarioChoiceBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Choice"), rows=2, help_text=_("What they say or do, in their own words."))
    then = blocks.TextBlock(
        label=_("What happens then"),
        rows=3,
        help_text=_("Shown at once. It says what follows and why. It never scolds."),
    )
    leads_to = NameBlock(
        label=_("Leads to"),
        required=False,
        max_length=40,
        help_text=_("The short name of the next step. Empty: the scenario ends here."),
    )
    points = blocks.IntegerBlock(label=_("Points"), min_value=0, max_value=10, default=0)
    needs_talk = blocks.BooleanBlock(
        label=_("Needs a talk"),
        required=False,
        help_text=_("Passing then waits until a person has talked with them, whatever the score."),
    )
    feedback = blocks.TextBlock(
        label=_("What to say about it after sending"),
        required=False,
        rows=2,
        help_text=_("Empty: what happened is told again."),
    )

    class Meta:
        label = _("Choice")
        icon = "arrow-right"
        label_format = "{text}"


class StepBlock(blocks.StructBlock):
    name = NameBlock(
        label=_("Short name"), max_length=40, help_text=_("Only authors see it. For example: Lee writes again")
    )
    text = blocks.TextBlock(label=_("What is going on"), rows=3)
    choices = blocks.ListBlock(
        ScenarioChoiceBlock(), label=_("Choices"), min_num=2, max_num=walks.MOST_CHOICES, default=[]
    )

    class Meta:
        label = _("Step")
        icon = "list-ol"
        label_format = "{name}"


class ScenarioBlock(blocks.StructBlock):
    steps = blocks.ListBlock(
        StepBlock(),
        label=_("Steps"),
        min_num=1,
        max_num=MOST_STEPS,
        default=[],
        help_text=_("The first step opens the scenario. The order of the others does not matter."),
    )
    worth = blocks.ChoiceBlock(
        label=_("What earns points"),
        choices=[
            (walks.Worth.PATH.value, _("Every choice on the way (recommended)")),
            (walks.Worth.ENDING.value, _("Only the last choice: how it ends")),
        ],
        default=walks.Worth.PATH.value,
    )

    class Meta:
        label = _("Branching scenario: steps, choices, what happens then")
        icon = "resubmit"

    def frozen(self, value, question_key: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
        children = value["steps"].bound_blocks
        ids: dict[str, str] = {}
        for child in children:
            ids.setdefault(_plain(child.value["name"]), child.id)
        choices = [choice for child in children for choice in child.value["choices"].bound_blocks]
        steps = [_step(child, ids) for child in children]
        key = walks.key_of(
            steps,
            points={choice.id: choice.value.get("points") or 0 for choice in choices},
            talk=[choice.id for choice in choices if choice.value.get("needs_talk")],
            worth=value.get("worth") or walks.Worth.PATH.value,
            names={child.id: child.value["name"] for child in children},
        )
        feedback = {choice.id: (choice.value.get("feedback") or "").strip() for choice in choices}
        return {"steps": steps}, key, feedback


def _step(child, ids: dict[str, str]) -> dict[str, Any]:
    choices = [
        {
            "id": choice.id,
            "text": choice.value["text"].strip(),
            "then": choice.value["then"].strip(),
            "next": _next(choice.value.get("leads_to"), ids),
        }
        for choice in child.value["choices"].bound_blocks
    ]
    return {"id": child.id, "text": child.value["text"].strip(), "choices": choices}


def _next(name: str | None, ids: dict[str, str]) -> str | None:
    """The step a name stands for: "" when nothing follows, None when no step is called that."""
    return ids.get(_plain(name)) if _plain(name) else ""


def _plain(name: str | None) -> str:
    """Names meet although one was typed with a capital or a space more."""
    return " ".join((name or "").split()).casefold()
