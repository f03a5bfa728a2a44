"""What the question editor shows beside its fields."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext, override
from wagtail.admin.panels import Panel

from quizzes.grading.scores import rounded
from quizzes.questions.labels import CASES, SCHEMES
from quizzes.questions.simulations import Simulated, simulate
from quizzes.questions.types import REGISTRY


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


class SimulatorPanel(Panel):
    """What answers to the draft, as it was last saved, would earn: nothing, everything ticked, one off."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "quizzes/questions/simulator.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | simulator(self.instance)


def simulator(question) -> dict[str, Any]:
    """The panel's words for a question: what is still missing, or what its cases earn."""
    if not question.pk or not len(question.content):
        return {"faults": [], "cases": []}
    if faults := question.faults():
        return {"faults": faults, "cases": []}
    kind = REGISTRY[question.content[0].block_type]
    with override(question.locale.language_code):
        wording, key = question.written()
    cases = simulate(kind, wording.asked, key) if kind.is_scored else []
    return {
        "faults": [],
        "cases": [_told(each) for each in cases],
        "is_scored": kind.is_scored,
        "scheme": SCHEMES.get(cases[0].grade.scheme, "") if cases else "",
    }


def _told(each: Simulated) -> dict[str, Any]:
    fraction = each.grade.fraction
    return {
        "title": CASES.get(each.case) or gettext("This answer"),
        "said": each.said,
        "earns": gettext("A person decides") if fraction is None else rounded(fraction),
        "workings": each.grade.workings,
    }
