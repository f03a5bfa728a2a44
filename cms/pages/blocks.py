"""The parts of the front page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PLAIN = ["bold", "link", "ol", "ul"]


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=60, help_text=_("Two to four words, for example “Learn at your pace”."))
    text = blocks.TextBlock(help_text=_("One or two short sentences."))

    class Meta:
        icon = "list-ol"
        label = _("Step")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=120, help_text=_("As people ask it: “Does it cost anything?”"))
    answer = blocks.RichTextBlock(features=PLAIN)

    class Meta:
        icon = "help"
        label = _("Question")
