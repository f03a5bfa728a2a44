"""The parts of the help block, as staff edit them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

WAYS = [("call", _("Phone call")), ("text", _("Text message")), ("web", _("Website or chat")), ("email", _("E-mail"))]


class ContactBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=60, help_text=_("What people press, for example “Call 988”."))
    way = blocks.ChoiceBlock(choices=WAYS, default="call")
    target = blocks.CharBlock(max_length=200, help_text=_("The number, web address or e-mail address."))


class HelpLineBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=80, help_text=_("Who answers, for example “988 Suicide & Crisis Lifeline”."))
    contacts = blocks.ListBlock(ContactBlock(), min_num=1)
    note = blocks.CharBlock(required=False, max_length=160, help_text=_("One short sentence, or nothing."))
    language = blocks.ChoiceBlock(
        choices=[("en", "English"), ("es", "Español")],
        required=False,
        label=_("Language of this line"),
        help_text=_("Only when it differs from the page, so that screen readers say it right."),
    )

    class Meta:
        icon = "help"
        label = _("Help line")
