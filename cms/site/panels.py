"""What the front page of the CMS says about the site itself."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.site.models import HelpTexts
from cms.site.rules import help_needs_checking


class HelpCheckPanel(Component):
    """Asks those who may change the help numbers to try them again, half a year after somebody last did."""

    template_name = "cms/site/help_check_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        due = []
        if request.user.has_perm("cms.change_helptexts"):
            today = timezone.localdate()
            texts = HelpTexts.objects.select_related("locale", "site").order_by("site", "locale")
            due = [text for text in texts if help_needs_checking(text.checked_on, today)]
        return {"due": due}
