"""What the question editor shows beside its fields."""

from django.utils.module_loading import import_string
from wagtail.admin.panels import Panel


class WhereUsedPanel(Panel):
    """The quizzes that ask this question, by name or by a draw it is in."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "quizzes/questions/where_used.html"

        def get_context_data(self, parent_context=None):
            # Quizzes stand above questions, so they are asked by dotted path.
            asking = import_string("quizzes.blueprints.queries.quizzes_asking")
            return super().get_context_data(parent_context) | {
                "uses": asking(self.instance) if self.instance.pk else [],
            }
