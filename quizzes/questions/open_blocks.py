"""How questions that a person reads are written in the CMS, and texts that stand between questions."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.uploads.labels import KIND_LABELS
from quizzes.questions.types import guides

MOST_MEGABYTES = 25
Frozen = tuple[dict[str, Any], dict[str, Any], dict[str, str]]


class LevelBlock(blocks.StructBlock):
    points = blocks.IntegerBlock(label=_("Points"), min_value=0, max_value=10)
    text = blocks.TextBlock(
        label=_("What it looks like"),
        rows=2,
        help_text=_("For example: Clear. Listens, and links to others."),
    )

    class Meta:
        label = _("Level")
        label_format = "{points}: {text}"


class CriterionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("What is looked at"), max_length=120)
    must = blocks.BooleanBlock(
        label=_("Must be met"),
        required=False,
        help_text=_("At its lowest level the answer goes back to be written again, whatever else it earns."),
    )
    levels = blocks.ListBlock(LevelBlock(), label=_("Levels"), min_num=2, max_num=6, default=[])

    class Meta:
        label = _("Line of the marking guide")
        icon = "list-ul"
        label_format = "{text}"


class GuideBlock(blocks.ListBlock):
    """A marking guide that starts as the house's own, in the language of the person who writes."""

    def __init__(self, **kwargs):
        super().__init__(CriterionBlock(), label=_("Marking guide"), max_num=8, **kwargs)

    def get_default(self):
        return self.normalize(house_guide())


def house_guide() -> list[dict[str, Any]]:
    """Four things every reflection is read for; what names a real person goes back."""
    lines = [
        (
            gettext("Person-first, respectful language"),
            False,
            [
                gettext("Clear: every person comes before a label."),
                gettext("Growing: one word would be better changed."),
                gettext("Starting: several words label people."),
                gettext("Not yet: people are talked down to."),
            ],
        ),
        (
            gettext("Stays in the non-clinical role"),
            False,
            [
                gettext("Clear: listens, shares, links to the right person."),
                gettext("Growing: mostly, with one step over the line."),
                gettext("Starting: gives advice that belongs to others."),
                gettext("Not yet: treats, diagnoses or advises on medicine."),
            ],
        ),
        (
            gettext("Uses an idea from this module"),
            False,
            [
                gettext("Clear: names an idea and shows it at work."),
                gettext("Growing: names an idea that fits."),
                gettext("Starting: an idea is there, and does not quite fit."),
                gettext("Not yet: we do not see an idea from the module."),
            ],
        ),
        (
            gettext("Names nobody who could be found"),
            True,
            [
                gettext("Clear: nobody real could be recognized."),
                gettext("Growing: one detail could be left out."),
                gettext("Starting: a few details point at somebody."),
                gettext("Not yet: a real person could be recognized."),
            ],
        ),
    ]
    return [
        {
            "text": text,
            "must": must,
            "levels": [{"points": 3 - place, "text": level} for place, level in enumerate(levels)],
        }
        for text, must, levels in lines
    ]


ENOUGH = _("With these points it earns everything. Empty: all points of the guide are needed.")


def _guide(value) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    guide = [
        {
            "id": child.id,
            "text": child.value["text"].strip(),
            "must": bool(child.value.get("must")),
            # A level is known by its points: they are the same in every language.
            "levels": [
                {"id": str(level["points"] or 0), "text": level["text"].strip(), "points": level["points"] or 0}
                for level in child.value["levels"]
            ],
        }
        for child in value["guide"].bound_blocks
    ]
    return guide, guides.key_of(guide, value.get("enough") or 0)


class ReflectionBlock(blocks.StructBlock):
    words_from = blocks.IntegerBlock(
        label=_("Words, from"), required=False, min_value=0, max_value=3000, help_text=_("A guide, never a limit.")
    )
    words_to = blocks.IntegerBlock(label=_("Words, to"), required=False, min_value=0, max_value=3000)
    guide = GuideBlock(help_text=_("People see it before they write, and the reader scores by it."))
    enough = blocks.IntegerBlock(label=_("Points that are enough"), required=False, min_value=1, help_text=ENOUGH)

    class Meta:
        label = _("Reflection: a long text that a person reads")
        icon = "edit"

    def frozen(self, value, question_key: str) -> Frozen:
        guide, key = _guide(value)
        words = {name: value.get(name) or 0 for name in ("words_from", "words_to")}
        return {**words, "guide": guide}, key, {}


class UploadBlock(blocks.StructBlock):
    kinds = blocks.MultipleChoiceBlock(
        label=_("What may be added"), choices=list(KIND_LABELS.items()), default=["document", "picture"]
    )
    megabytes = blocks.IntegerBlock(
        label=_("Largest file, in MB"), min_value=1, max_value=MOST_MEGABYTES, default=10, help_text=_("10 is plenty.")
    )
    offers_text = blocks.BooleanBlock(label=_("Offer a few lines of text beside it"), required=False, default=True)
    guide = blocks.ListBlock(
        CriterionBlock(),
        label=_("Marking guide"),
        max_num=8,
        default=[],
        help_text=_("People see it before they start. Without one the reader gives points of their own."),
    )
    enough = blocks.IntegerBlock(label=_("Points that are enough"), required=False, min_value=1, help_text=ENOUGH)

    class Meta:
        label = _("File or audio answer: something made elsewhere")
        icon = "upload"

    def frozen(self, value, question_key: str) -> Frozen:
        guide, key = _guide(value)
        asked = {
            "kinds": [kind for kind in KIND_LABELS if kind in (value["kinds"] or [])],
            "megabytes": value.get("megabytes") or 10,
            "offers_text": bool(value.get("offers_text")),
            "guide": guide,
        }
        return asked, key, {}


class InformationBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Text"), rows=8, help_text=_("A blank line starts a new paragraph. The question above is its heading.")
    )

    class Meta:
        label = _("Information: something to read, nothing to answer")
        icon = "info-circle"

    def frozen(self, value, question_key: str) -> Frozen:
        return {"text": (value["text"] or "").strip()}, {}, {}
