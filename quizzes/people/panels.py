"""The front page of the CMS: what waits, who may want a hello, drafts of one's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from quizzes.people import labels, waiting

# More than a screen of names helps nobody to begin.
MOST = 5


def _line(kind: str, words: str, found: waiting.Waiting, now: datetime) -> dict[str, Any]:
    return {"kind": kind, "words": words % {"n": found.count}, "ago": labels.days_since(found.oldest, now)}


class WaitingPanel(Component):
    """One calm line when nothing waits; never an empty box."""

    name = "waiting_for_you"
    template_name = "quizzes/people/panels/waiting.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user, now = (parent_context or {})["request"].user, timezone.now()
        lines = []
        if found := waiting.drafts_to_review(user):
            words = ngettext("%(n)s draft to look at", "%(n)s drafts to look at", found.count)
            lines.append(_line("review", words, found, now))
        if found := waiting.open_invitations(user):
            words = ngettext("%(n)s invitation not taken up", "%(n)s invitations not taken up", found.count)
            lines.append(_line("invitations", words, found, now))
        return {"lines": lines}


class HelloPanel(Component):
    name = "may_want_a_hello"
    template_name = "quizzes/people/panels/hello.html"
    order = 70

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = (parent_context or {})["request"].user
        found = waiting.people_to_greet(user, now=timezone.now())
        people = [
            (place.trainee, place.cohort, [labels.hello_words(reason, course) for reason in reasons])
            for place, course, reasons in found[:MOST]
        ]
        return {"people": people, "more": len(found) - len(people)}


class DraftsPanel(Component):
    name = "your_drafts"
    template_name = "quizzes/people/panels/drafts.html"
    order = 80

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = (parent_context or {})["request"].user
        # One more than is shown tells whether there are others.
        questions = list(waiting.questions_in_progress(user)[: MOST + 1])
        pages = list(waiting.pages_in_progress(user)[: MOST + 1])
        return {
            "pages": pages[:MOST],
            "questions": [(question, waiting.lacks_why(question)) for question in questions[:MOST]],
            "has_more": len(pages) > MOST or len(questions) > MOST,
        }
