"""How a plan is written in the CMS: questions by name, and draws from the bank."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.catalog.labels import COMPETENCY_LABELS, DOMAIN_LABELS, choices
from quizzes.questions.labels import DIFFICULTIES, scored_types

ANY = _("Any")


class DrawBlock(blocks.StructBlock):
    draw = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=100, default=5)
    tag = blocks.CharBlock(label=_("Tag"), required=False, help_text=_("For example the tag of the module."))
    type = blocks.ChoiceBlock(label=_("Type"), choices=scored_types, required=False)
    domain = blocks.ChoiceBlock(label=_("Hours category"), choices=choices(DOMAIN_LABELS), required=False)
    competency = blocks.ChoiceBlock(label=_("Competency"), choices=choices(COMPETENCY_LABELS), required=False)
    difficulty = blocks.ChoiceBlock(label=_("Difficulty"), choices=choices(DIFFICULTIES), required=False)

    class Meta:
        label = _("Draw at random")
        icon = "rotate"


class PlanBlock(blocks.StreamBlock):
    question = SnippetChooserBlock("quizzes.Question", label=_("A question"), icon="help")
    draw = DrawBlock()

    class Meta:
        required = False
