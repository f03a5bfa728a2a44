"""BasePage and the pages that belong to no course."""

from django.db import models
from django.utils.module_loading import import_string
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.records.publishing import FreezesOnPublish


class BasePage(FreezesOnPublish, Page):
    """A page whose view stands higher in the house: `door` names it, `serve` and preview open it."""

    door = "cms.pages.views.standard_page"
    # The door draws its own templates; Wagtail's default lookup is never reached.
    template = "layouts/page.html"

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        return import_string(self.door)(request, self)

    def serve_preview(self, request, mode_name):
        request.is_preview = True
        return import_string(self.door)(request, self)


class HomePage(BasePage):
    door = "cms.pages.views.landing"
    headline = models.CharField(max_length=120, default="You’ve been there. Now help someone through.")
    lede = models.CharField(max_length=250, blank=True)
    body = RichTextField(blank=True)

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lede"), FieldPanel("body")]


class StandardPage(BasePage):
    lede = models.CharField(max_length=250, blank=True)
    body = RichTextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]
