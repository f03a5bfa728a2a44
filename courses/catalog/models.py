"""Pages of the catalog, and the frozen versions of modules."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.blocks.fields import ApprovalsField, LinesField
from cms.blocks.lesson_body import LessonBody
from cms.blocks.media import draw_pictures
from cms.pages.models import BasePage
from cms.records.models import AppendOnlyModel
from courses.catalog.activities import ActivityMixin, CompetenciesField
from courses.catalog.editing import GradePanel, PublishingForm, TimePanel
from courses.catalog.labels import DOMAIN_LABELS, ENTRY_WAY_LABELS, choices
from courses.catalog.rules import ActivityKind, EntryWay, TimedPart, timing


class CourseIndexPage(BasePage):
    door = "courses.learn.views.course_index"
    lede = models.CharField(max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lede")]
    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["courses.CoursePage"]


class CoursePage(BasePage):
    door = "courses.learn.views.course"
    summary = models.TextField(max_length=400, help_text=_("One or two sentences: what people will be able to do."))
    objectives = LinesField(blank=True, help_text=_("One per line, small first letter, no full stop: explain why …"))
    about = RichTextField(blank=True, features=["h3", "bold", "ol", "ul", "link"])
    instructor_name = models.CharField(max_length=120, blank=True)
    instructor_qualification = models.CharField(max_length=200, blank=True)
    approvals = ApprovalsField(
        blank=True,
        help_text=_("Which boards approved this course, one per line: board | number | hours they approved."),
    )
    entry_way = models.CharField(max_length=20, choices=choices(ENTRY_WAY_LABELS), default=EntryWay.OPEN)
    attestation = models.TextField(
        blank=True, help_text=_("What a person signs at the end: that they did the work themselves.")
    )
    sources = LinesField(blank=True, help_text=_("Where the facts come from, one source per line."))
    active_share = models.PositiveSmallIntegerField(
        _("share of active time"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "In percent. A module’s hours are given once a person was active for this share of its minutes. "
            "Empty: as on the whole site. 0 asks for no time."
        ),
    )

    base_form_class = PublishingForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("objectives"),
        FieldPanel("about"),
        MultiFieldPanel(
            [FieldPanel("instructor_name"), FieldPanel("instructor_qualification")], heading=_("Who teaches")
        ),
        FieldPanel("approvals"),
        FieldPanel("attestation"),
        FieldPanel("sources"),
    ]
    settings_panels = [FieldPanel("entry_way"), FieldPanel("active_share"), *Page.settings_panels]
    parent_page_types = ["courses.CourseIndexPage"]

    def faults(self) -> list[str]:
        return import_string("courses.catalog.queries.course_faults")(self)


class ModulePage(BasePage):
    door = "courses.learn.views.module"
    summary = models.TextField(max_length=300, blank=True)
    objectives = LinesField(blank=True, help_text=_("One per line, small first letter, no full stop."))
    content_note = models.TextField(
        max_length=400, blank=True, help_text=_("What is coming that may be heavy. Empty if nothing.")
    )
    # Null is a draft that nobody has timed yet; `faults` keeps it from going live.
    minutes = models.PositiveIntegerField(null=True, blank=True)
    domain = models.CharField(max_length=40, choices=choices(DOMAIN_LABELS), blank=True)
    competencies = CompetenciesField(blank=True)
    opens_after = models.ForeignKey(
        "courses.ModulePage",
        null=True,
        blank=True,
        # A module that is gone blocks nobody.
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A module of this course that comes first. Empty: open from the start."),
    )

    base_form_class = PublishingForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("objectives"),
        FieldPanel("content_note"),
        MultiFieldPanel(
            [TimePanel(), FieldPanel("minutes"), FieldPanel("domain"), FieldPanel("competencies")], heading=_("Hours")
        ),
        FieldPanel("opens_after"),
    ]
    parent_page_types = ["courses.CoursePage"]

    def faults(self) -> list[str]:
        return import_string("courses.catalog.queries.module_faults")(self)

    def freeze(self, *, by) -> None:
        import_string("courses.catalog.services.freeze_module")(self, by=by)

    def stated_parts(self) -> list[TimedPart]:
        """Its live activities; a module's minutes are theirs."""
        return import_string("courses.catalog.queries.module_parts")(self)

    @classmethod
    def clean_subpage_models(cls):
        """Only activities, whatever app they come from."""
        return [model for model in super().clean_subpage_models() if issubclass(model, ActivityMixin)]


class LessonPage(ActivityMixin, BasePage):  # type: ignore[django-manager-missing]  # the tree's own manager
    door = "courses.learn.views.lesson"
    activity_kind = ActivityKind.LESSON
    read_late = ("body",)
    lede = models.CharField(max_length=300, blank=True)
    aims = LinesField(blank=True, help_text=_("After this lesson you can … One per line, two or three."))
    body = StreamField(LessonBody(), blank=True)
    # Sentence id of the seed article → words that stand in this lesson; a test lists them.
    teaches = models.JSONField(default=dict, blank=True)
    quick_leave = models.BooleanField(
        default=False,
        verbose_name=_("Quick leave"),
        help_text=_("Shows “Leave this page” for lessons on partner violence. It goes to a neutral site at once."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("aims"),
        GradePanel(),
        FieldPanel("body"),
        ActivityMixin.time_panel,
    ]
    settings_panels = [FieldPanel("quick_leave"), *Page.settings_panels]
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []

    def stated_parts(self) -> list[TimedPart]:
        return [*timing(self.body.get_prep_value()), *super().stated_parts()]

    def frozen_content(self) -> dict:
        return {"lede": self.lede, "aims": self.aims, "body": self.body.get_prep_value()}

    def faults(self) -> list[str]:
        return import_string("courses.catalog.queries.lesson_faults")(self)

    def freeze(self, *, by) -> None:
        draw_pictures(self.body)
        super().freeze(by=by)


class ModuleVersion(AppendOnlyModel):
    """A module as it was live at one moment. Completions and hours point here, never at a page."""

    module_key = models.UUIDField()
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    # Null: frozen by the program itself, e.g. by an import or when a record first needed it.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["module_key", "number"], name="module_version_number")]

    def __str__(self) -> str:
        return f"{self.payload.get('title', self.module_key)} v{self.number}"


class KeptPage(AppendOnlyModel):
    """A course or module that has brought somebody hours. Its page is retired and never deleted: every way of
    deleting, from above it as well, ends at this key."""

    page = models.OneToOneField(Page, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    # Wagtail would ask for this row at every look at where a page is used.
    wagtail_reference_index_ignore = True

    class Meta(AppendOnlyModel.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.page_id}"
