"""The form of a page in the CMS."""

from wagtail.admin.forms import WagtailAdminPageForm

from cms.pages.addresses import is_taken_below, taken_sentence


class BasePageForm(WagtailAdminPageForm):
    """Says at once when an address belongs to the product."""

    def clean(self):
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.parent_page and is_taken_below(self.parent_page, slug):
            self.add_error("slug", taken_sentence(slug))
        return cleaned
