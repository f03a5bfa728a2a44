"""BasePage and the pages that belong to no course."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.pages.addresses import is_taken_below, taken_sentence
from cms.pages.blocks import QuestionBlock, StepBlock
from cms.pages.forms import BasePageForm
from cms.records.publishing import FreezesOnPublish

PROSE = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]


class BasePage(FreezesOnPublish, Page):
    """A page whose view stands higher in the house: `door` names it, `serve` and preview open it."""

    door = "cms.pages.views.standard_page"
    # The door draws its own templates; Wagtail's default lookup is never reached.
    template = "layouts/page.html"
    base_form_class = BasePageForm
    # Large fields that a door needs only when nothing is kept in memory.
    read_late: tuple[str, ...] = ()
    # Strangers see nothing but the page itself: one drawing of it serves them all.
    same_for_strangers = False

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        # A new page in the CMS has no place yet; there the form asks.
        if self.path and self.depth == 3 and is_taken_below(self.get_parent(), self.slug):
            raise ValidationError({"slug": taken_sentence(self.slug)})

    def serve(self, request, *args, **kwargs):
        return import_string(self.door)(request, self)

    def serve_preview(self, request, mode_name):
        request.is_preview = True
        return import_string(self.door)(request, self)


class HomePage(BasePage):
    door = "cms.pages.views.landing"
    same_for_strangers = True

    headline = models.CharField(_("headline"), max_length=120)
    lede = models.CharField(_("one sentence under it"), max_length=250, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("how it works"), blank=True, max_num=5)
    needs = StreamField(
        [("need", blocks.CharBlock(max_length=200, label=_("What someone needs")))],
        verbose_name=_("what you need"),
        blank=True,
    )
    needs_note = models.CharField(_("a note under what you need"), max_length=250, blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("questions people ask"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lede"),
        FieldPanel("steps"),
        MultiFieldPanel([FieldPanel("needs"), FieldPanel("needs_note")], heading=_("What you need")),
        FieldPanel("questions"),
    ]

    class Meta:
        verbose_name = _("Front page")


class StandardPage(BasePage):
    same_for_strangers = True

    lede = models.CharField(
        _("first sentence"), max_length=250, blank=True, help_text=_("What this page is about, in plain words.")
    )
    body = RichTextField(_("text"), blank=True, features=PROSE)

    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]

    class Meta:
        verbose_name = _("Plain page")
