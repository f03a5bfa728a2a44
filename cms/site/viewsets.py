"""The help texts in the CMS, under Settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from cms.site.models import HelpTexts


class HelpTextsViewSet(ModelViewSet):
    model = HelpTexts
    icon = "help"
    menu_label = _("Help on every page")
    name = "help_texts"
    add_to_settings_menu = True
    list_display = ["heading", "locale", "strip_number", "checked_on"]
    panels = [
        FieldRowPanel([FieldPanel("site"), FieldPanel("locale")]),
        MultiFieldPanel([FieldPanel("strip_text"), FieldPanel("strip_number")], heading=_("Strip under the top bar")),
        MultiFieldPanel(
            [FieldPanel("heading"), FieldPanel("lines"), FieldPanel("contact_heading"), FieldPanel("contact_hours")],
            heading=_("Block at the foot"),
        ),
        FieldPanel("checked_on"),
    ]


help_texts = HelpTextsViewSet("help_texts")
