"""How a plan is written in the CMS: sections, questions by name, and draws from the bank."""

from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.catalog.labels import COMPETENCY_LABELS, DOMAIN_LABELS, choices
from quizzes.blueprints.labels import PARTS, WHENS
from quizzes.questions.labels import DIFFICULTIES, scored_types

ANY = _("Any")


def points_block() -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        label=_("Points"), min_value=Decimal("0.5"), max_value=100, max_digits=5, decimal_places=2, default=Decimal(1)
    )


class QuestionBlock(blocks.StructBlock):
    question = SnippetChooserBlock("quizzes.Question", label=_("Question"))
    points = points_block()
    critical = blocks.BooleanBlock(
        label=_("Must be right"),
        required=False,
        default=False,
        help_text=_("Whoever misses this one does not pass, whatever the score. For what keeps people safe."),
    )

    class Meta:
        label = _("A question")
        icon = "help"

    # A plan may name a question by its row alone: it is worth one point then.
    def bulk_to_python(self, values):
        return super().bulk_to_python([_named(value) for value in values])

    def to_python(self, value):
        return super().to_python(_named(value))


def _named(value):
    return value if isinstance(value, dict) else {"question": value}


class DrawBlock(blocks.StructBlock):
    draw = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=100, default=5)
    tag = blocks.CharBlock(label=_("Tag"), required=False, help_text=_("For example the tag of the module."))
    type = blocks.ChoiceBlock(label=_("Type"), choices=scored_types, required=False)
    domain = blocks.ChoiceBlock(label=_("Hours category"), choices=choices(DOMAIN_LABELS), required=False)
    competency = blocks.ChoiceBlock(label=_("Competency"), choices=choices(COMPETENCY_LABELS), required=False)
    difficulty = blocks.ChoiceBlock(label=_("Difficulty"), choices=choices(DIFFICULTIES), required=False)
    points = points_block()

    class Meta:
        label = _("Draw at random")
        icon = "rotate"


class SectionBlock(blocks.StructBlock):
    """A title in every language of the site: the plan is the same in all of them."""

    def __init__(self, local_blocks=None, **kwargs):
        titles = [
            (code, blocks.CharBlock(label=name, required=code == settings.LANGUAGE_CODE.split("-")[0], max_length=120))
            for code, name in settings.WAGTAIL_CONTENT_LANGUAGES
        ]
        super().__init__([*titles, *(local_blocks or [])], **kwargs)

    class Meta:
        label = _("Section")
        icon = "list-ul"


class PlanBlock(blocks.StreamBlock):
    question = QuestionBlock()
    draw = DrawBlock()
    section = SectionBlock()

    class Meta:
        required = False


class MinimumBlock(blocks.StructBlock):
    domain = blocks.ChoiceBlock(label=_("Hours category"), choices=choices(DOMAIN_LABELS))
    percent = blocks.IntegerBlock(label=_("At least, in percent"), min_value=1, max_value=100, default=70)


class MinimaBlock(blocks.StreamBlock):
    minimum = MinimumBlock(label=_("Minimum"))

    class Meta:
        required = False


class ExceptionBlock(blocks.StructBlock):
    part = blocks.ChoiceBlock(label=_("What"), choices=choices(PARTS))
    when = blocks.ChoiceBlock(label=_("When"), choices=choices(WHENS))


class FeedbackBlock(blocks.StreamBlock):
    rule = ExceptionBlock(label=_("Other rule for a part"))

    class Meta:
        required = False
