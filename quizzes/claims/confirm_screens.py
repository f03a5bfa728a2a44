"""What the pages behind a link show, finished. Of the trainee only the name; of an entry only what was done when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.claims import confirming, links
from quizzes.claims.asking import RECEIPT_FOR, LinkState, Standing, masked, receipt
from quizzes.claims.confirm_forms import AnswerForm, Answers
from quizzes.claims.confirming import Choice, Chosen
from quizzes.claims.labels import ACTIVITY_LABELS, EVENT_LABELS, STANDING_LABELS
from quizzes.claims.models import ConfirmationLink, HoursClaim
from quizzes.claims.rules import EventKind

DECIDABLE = {Standing.OPEN, Standing.CHANGED}


@dataclass(frozen=True)
class Shown:
    """An entry on the page: what may be read of it, how it stands, and the answer about it."""

    title: str
    where: str
    kind: str
    started_on: Any
    ended_on: Any
    minutes: int
    is_open: bool
    standing: str
    has_moved: bool
    form: AnswerForm

    @property
    def is_one_day(self) -> bool:
        return self.started_on == self.ended_on


class Sheet:
    """Everything on a link with what was answered so far."""

    def __init__(self, link: ConfirmationLink, posted: Mapping[str, str] | None, *, all_right: bool = False):
        self.link, self.claims = link, links.claims_on(link)
        self.answers = Answers(self.claims, posted, all_right=all_right)
        self.moved: set[UUID] = set()

    def is_answered(self) -> bool:
        """Whether there are answers and all of them are about what stands there now."""
        if not self.answers.is_valid():
            return False
        self.note_moved(confirming.moved_since(self.claims, self.link, self.chosen))
        return not self.moved

    @property
    def chosen(self) -> dict[UUID, Chosen]:
        return self.answers.chosen()

    def note_moved(self, keys: set[UUID]) -> None:
        """These were changed while somebody looked: they are shown as they are now, and asked about anew."""
        self.moved = keys
        self.claims = links.claims_on(self.link)
        self.answers.forget(claim for claim in self.claims if claim.key in keys)

    def shown(self, keys: Collection[UUID] | None = None) -> list[Shown]:
        return [self._shown(claim) for claim in self.claims if keys is None or claim.key in keys]

    def _shown(self, claim: HoursClaim) -> Shown:
        standing = links.standing_of(claim, self.link)
        return Shown(
            title=claim.title if standing != Standing.ELSEWHERE else "",
            where=claim.given_by if standing != Standing.ELSEWHERE else "",
            kind=str(ACTIVITY_LABELS[claim.activity]),  # type: ignore[index]
            started_on=claim.started_on,
            ended_on=claim.ended_on,
            minutes=claim.minutes,
            is_open=standing in DECIDABLE,
            standing=str(STANDING_LABELS.get(standing, "")),
            has_moved=claim.key in self.moved,
            form=self.answers.forms[claim.key],
        )


def asking(sheet: Sheet, token: str) -> dict:
    """The first page: every entry and its question."""
    shown = sheet.shown()
    open_now = [each for each in shown if each.is_open]
    return {
        "link": sheet.link,
        "token": token,
        "trainee": sheet.link.trainee.get_full_name(),
        "entries": shown,
        "open_count": len(open_now),
        "form": sheet.answers,
        "moved_count": len(sheet.moved),
    }


def checking(sheet: Sheet, token: str, form) -> dict:
    """The second page: what will be sent, and by whom."""
    chosen = sheet.chosen
    shown = {claim.key: entry for claim, entry in zip(sheet.claims, sheet.shown(), strict=True)}
    lines = [{"entry": shown[key], "choice": choice, "words": choice_words(choice)} for key, choice in chosen.items()]
    left = sum(entry.is_open for entry in shown.values()) - len(chosen)
    return {
        "link": sheet.link,
        "token": token,
        "trainee": sheet.link.trainee.get_full_name(),
        "lines": lines,
        "left": ngettext("%(count)s entry stays open.", "%(count)s entries stay open.", left) % {"count": left}
        if left
        else "",
        "form": form,
    }


def choice_words(chosen: Chosen) -> str:
    """A choice as it will be sent."""
    words = {
        Choice.APPROVE: _("Yes, as written"),
        Choice.CHANGE: _("Needs a change"),
        Choice.DECLINE: _("You can’t confirm this"),
    }
    return words[chosen.choice]


def closed(link: ConfirmationLink, token: str, *, at: datetime) -> dict | None:
    """What to say instead of asking; None while the link is open."""
    state = links.state_of(link, at=at)
    if state == LinkState.OPEN:
        return None
    is_fresh = bool(link.used_at and at - link.used_at < RECEIPT_FOR)
    open_count = len(links.open_on(link))
    return {
        "link": link,
        "token": token,
        "state": state.value,
        "trainee": link.trainee.get_full_name() if is_fresh else "",
        "lines": decided_lines(link) if is_fresh else [],
        "is_fresh": is_fresh,
        "receipt": receipt(link.token_digest) if link.used_at else "",
        "open_count": open_count,
        "address": masked(link.email),
        "may_ask": bool(open_count) and state != LinkState.REFUSED,
    }


def decided_lines(link: ConfirmationLink) -> list[dict]:
    """What a link decided, as its receipt says it."""
    return [
        {
            "title": event.claim.title,
            "day": event.claim.started_on,
            "minutes": event.facts["minutes"],
            "what": str(EVENT_LABELS[EventKind(event.kind)]),
            "is_yes": event.kind == EventKind.APPROVED,
        }
        for event in confirming.decided_by(link)
    ]
