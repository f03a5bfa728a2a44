"""The front page of the CMS: what waits for a reader."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from quizzes.claims import desk
from quizzes.reviews import challenges, concerns, doubts, labels, permissions, queries, time_disputes
from quizzes.reviews.rules import Asked, Reach


def _line(view: str, words: str, count: int, oldest: datetime, now: datetime) -> dict[str, Any]:
    return {
        "url": reverse(f"reviews_admin:{view}"),
        "words": words % {"n": count},
        "ago": labels.days_since(oldest, now),
    }


def _answers(user, now):
    who = queries.reader(user)
    line = queries.line_for(who) if who.reach != Reach.NOBODY else []
    kinds: dict[Asked, tuple[Callable, list]] = {
        Asked.READING: (lambda n: ngettext("%(n)s answer to read", "%(n)s answers to read", n), []),
        Asked.TALK: (lambda n: ngettext("%(n)s talk to have", "%(n)s talks to have", n), []),
    }
    for row in line:
        kinds[row.asked][1].append(row.since)
    return [_line("queue", words(len(times)), len(times), min(times), now) for words, times in kinds.values() if times]


def _unclear(user, now):
    if not permissions.can_answer_challenges(user) or not (rows := challenges.unclear()):
        return []
    words = ngettext("%(n)s question marked unclear", "%(n)s questions marked unclear", len(rows))
    return [_line("unclear", words, len(rows), min(row.oldest for row in rows), now)]


def _doubts(user, now):
    times = list(doubts.open_doubts().values_list("opened_at", flat=True)) if permissions.can_confirm(user) else []
    words = ngettext("%(n)s score change to confirm", "%(n)s score changes to confirm", len(times))
    return [_line("doubts", words, len(times), min(times), now)] if times else []


def _times(user, now):
    who = queries.reader(user)
    times = list(time_disputes.open_for(who).values_list("raised_at", flat=True)) if who.reach != Reach.NOBODY else []
    words = ngettext("%(n)s person doubts their time", "%(n)s people doubt their time", len(times))
    return [_line("times", words, len(times), min(times), now)] if times else []


def _hours(user, now):
    if not desk.is_at_desk(user) or not (times := desk.waiting_since(user, at=now)):
        return []
    words = ngettext("%(n)s hours entry", "%(n)s hours entries", len(times)) % {"n": len(times)}
    return [{"url": reverse("deciding:desk"), "words": words, "ago": labels.days_since(times[0], now)}]


def _concerns(user, now):
    if not permissions.can_see_concerns(user):
        return []
    times = list(concerns.open_concerns().values_list("raised_at", flat=True))
    words = ngettext("%(n)s concern nobody is on", "%(n)s concerns nobody is on", len(times))
    return [_line("concerns", words, len(times), min(times), now)] if times else []


class ReadingPanel(Component):
    """What waits to be read, answered and confirmed; nothing at all when nothing waits."""

    name = "waiting_to_be_read"
    template_name = "quizzes/reviews/panel.html"
    order = 55

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user, now = (parent_context or {})["request"].user, timezone.now()
        asked = (_concerns, _answers, _hours, _unclear, _times, _doubts)
        return {"lines": [line for ask in asked for line in ask(user, now)]}
