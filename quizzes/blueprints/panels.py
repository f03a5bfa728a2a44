"""What the quiz editor shows beside its fields."""

from django.utils.module_loading import import_string
from wagtail.admin.panels import Panel

from quizzes.blueprints.rules import asks, worth
from quizzes.grading.scores import plain


class PlanPanel(Panel):
    """What the saved plan adds up to, and what its author should know. It never blocks; faults do, at publishing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "quizzes/blueprints/plan_panel.html"

        def get_context_data(self, parent_context=None):
            plan = self.instance.written_plan() if self.instance.pk else []
            # The bank is asked by dotted path: a page stands below the questions asked of it.
            warnings_of = import_string("quizzes.blueprints.checking.warnings_of")
            return super().get_context_data(parent_context) | {
                "asks": asks(plan),
                "worth": plain(worth(plan)),
                "warnings": warnings_of(self.instance) if plan else [],
            }
