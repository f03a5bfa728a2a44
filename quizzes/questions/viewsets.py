"""The question bank in the CMS."""

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from courses.catalog.labels import DOMAIN_LABELS, choices
from quizzes.questions.forms import QuestionForm
from quizzes.questions.labels import DIFFICULTIES, TYPES
from quizzes.questions.models import Question
from quizzes.questions.panels import SimulatorPanel, WhereUsedPanel


class QuestionFilter(WagtailFilterSet):
    type = django_filters.ChoiceFilter(label=_("Type"), choices=list(TYPES.items()))
    domain = django_filters.ChoiceFilter(label=_("Hours category"), choices=choices(DOMAIN_LABELS))
    difficulty = django_filters.ChoiceFilter(label=_("Difficulty"), choices=choices(DIFFICULTIES))
    tag = django_filters.ModelChoiceFilter(
        label=_("Tag"),
        field_name="tags",
        queryset=lambda request: (
            Tag.objects.filter(quizzes_questiontag_items__isnull=False).distinct().order_by("name")
        ),
    )
    live = django_filters.ChoiceFilter(
        label=_("Status"), choices=[("True", _("Published")), ("False", _("Not published"))]
    )
    has_unpublished_changes = django_filters.BooleanFilter(label=_("Has unpublished changes"))
    locale = django_filters.ModelChoiceFilter(label=_("Language"), queryset=lambda request: Locale.objects.all())

    class Meta:
        model = Question
        fields = ["type", "domain", "difficulty", "tag", "live", "has_unpublished_changes", "locale"]


class QuestionIndex(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("latest_revision").prefetch_related("tags")

    def get_list_buttons(self, instance):
        # Without the buttons other apps add: each asks the database again for every row. The editor has them.
        return super(IndexView, self).get_list_buttons(instance)


class QuestionEdit(EditView):
    @cached_property
    def header_more_buttons(self):
        # Counting tries again stands above questions, so it is named by its address.
        if not self.request.user.has_perm("quizzes.add_rescore"):
            return super().header_more_buttons
        url = reverse("reviews_admin:rescore", args=[self.object.translation_key])
        again = Button(_("Rescore tries…"), url=url, icon_name="rotate", priority=60)
        return [*super().header_more_buttons, again]


def status_of(question: Question) -> str:
    """Published or not, from the row itself: Wagtail's own status asks for schedules row by row."""
    if not question.live:
        return gettext("Draft")
    return gettext("Published, with changes") if question.has_unpublished_changes else gettext("Published")


def tags_of(question: Question) -> str:
    return ", ".join(sorted(tag.name for tag in question.tags.all()))


class QuestionViewSet(SnippetViewSet):
    model = Question
    url_prefix = "bank"
    icon = "help"
    menu_label = _("Question bank")
    menu_order = 220
    add_to_admin_menu = True
    index_view_class = QuestionIndex
    edit_view_class = QuestionEdit
    filterset_class = QuestionFilter
    search_fields = ["stem", "scene"]
    # Plain matching: "boundar" finds both words, on both databases.
    search_backend_name = None
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields = ["stem", "scene", "content", "why", "domain", "competencies", "difficulty", "lesson_anchor"]
    list_export = ["stem", "type", "domain", "difficulty", "live", "last_published_at"]
    list_display = [
        "__str__",
        Column("type", label=_("Type"), accessor=lambda question: question.get_type_display()),
        Column("domain", label=_("Category"), accessor=lambda question: question.get_domain_display()),
        Column("tags", label=_("Tags"), accessor=tags_of),
        Column("live", label=_("Status"), accessor=status_of),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("scene"), FieldPanel("stem"), FieldPanel("content")], heading=_("Question")),
            ObjectList(
                [
                    FieldPanel("why"),
                    MultiFieldPanel(
                        [FieldPanel("lesson_page"), FieldPanel("lesson_anchor")], heading=_("Where to read it again")
                    ),
                ],
                heading=_("Feedback"),
            ),
            ObjectList(
                [
                    FieldPanel("tags"),
                    FieldPanel("domain"),
                    FieldPanel("competencies"),
                    FieldPanel("difficulty"),
                ],
                heading=_("Sorting"),
            ),
            ObjectList([SimulatorPanel(heading=_("What would it earn"))], heading=_("What would it earn")),
            ObjectList([WhereUsedPanel(heading=_("Quizzes"))], heading=_("Where used")),
        ],
        base_form_class=QuestionForm,
    )
