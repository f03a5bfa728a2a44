"""Programs in the CMS: draft, publish, history."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from quizzes.programs.forms import ProgramForm
from quizzes.programs.models import Program


class ProgramViewSet(SnippetViewSet):
    model = Program
    icon = "clipboard-list"
    menu_label = _("Programs")
    add_to_admin_menu = True
    menu_order = 240
    list_display = ["name", "board", "as_of", UpdatedAtColumn()]
    search_fields = ["name", "board"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    HelpPanel(
                        content=_(
                            "Write what the board publishes, each line with its source. Leave out what it does not say."
                        )
                    ),
                    FieldPanel("requirements"),
                    FieldPanel("sources"),
                ],
                heading=_("Requirements"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("name"), FieldPanel("name_es")]),
                    FieldRowPanel([FieldPanel("board"), FieldPanel("slug")]),
                    FieldRowPanel([FieldPanel("place"), FieldPanel("place_es")]),
                    MultiFieldPanel([FieldPanel("summary"), FieldPanel("summary_es")], heading=_("Summary")),
                    FieldRowPanel([FieldPanel("as_of"), FieldPanel("minutes_in_hour")]),
                    FieldRowPanel([FieldPanel("asker"), FieldPanel("confidence")]),
                    FieldPanel("is_example"),
                ],
                heading=_("About the program"),
            ),
        ],
        base_form_class=ProgramForm,
    )
