"""What became of a claim, in words: for its writer, for whoever decides, and for the record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.templatetags.ui import as_duration
from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from quizzes.claims.asking import EndedWhy
from quizzes.claims.labels import ACTIVITY_LABELS, EVENT_LABELS
from quizzes.claims.models import ClaimEvent, ConfirmationLink, HoursClaim
from quizzes.claims.queries import events_of
from quizzes.claims.rules import Activity, EventKind


@dataclass(frozen=True)
class Told:
    """One thing that happened: what, when, by whom, what was said, and what stood there before."""

    at: datetime
    what: str
    kind: str = ""
    by: str = ""
    note: str = ""
    changes: list[str] = field(default_factory=list)
    is_yes: bool = False


def story_of(claim: HoursClaim) -> list[Told]:
    """Everything that became of a claim, oldest first: each sending and decision, and each mail to whom it names."""
    events = [told_of(event) for event in events_of(claim)]
    return sorted([*events, *asked(claim.links.order_by("made_at"))], key=lambda told: told.at)


def stories_of(person: User) -> Iterator[tuple[str, Told]]:
    """The same for everything a person ever sent, each line with what it is about. Three questions, however much."""
    events = ClaimEvent.objects.filter(claim__trainee=person).select_related("claim", "by", "note")
    for event in events.order_by("claim_id", "number"):
        yield _about(event.claim), told_of(event)
    links = ConfirmationLink.objects.filter(trainee=person).prefetch_related("claims").order_by("made_at")
    for link in links:
        about = get_text_list([_about(claim) for claim in link.claims.all()], _("and"))
        yield from ((about, told) for told in asked([link]))


def _about(claim: HoursClaim) -> str:
    return claim.title or str(ACTIVITY_LABELS[Activity(claim.activity)])


def told_of(event: ClaimEvent) -> Told:
    """One event, in words."""
    note = getattr(event, "note", None)
    # What its writer said about it is shown with the entry; here it would stand once for each sending.
    is_answer = event.kind not in {EventKind.SENT, EventKind.CHANGED}
    return Told(
        at=event.at,
        what=str(EVENT_LABELS[EventKind(event.kind)]),
        kind=event.kind,
        by=who_of(event),
        note=note.text if note and is_answer else "",
        changes=list(changes(event.before, event.facts)),
        is_yes=event.kind == EventKind.APPROVED,
    )


def who_of(event: ClaimEvent) -> str:
    """Whose deed it was: by their account, or as they wrote their name and role when they came by a link."""
    if event.by:
        return event.by.get_full_name()
    note = getattr(event, "note", None)
    name = ", ".join(filter(None, (note.by_name, note.by_role))) if note else ""
    if not name:
        return _("A person whose name was removed, by e-mail link")
    return _("%(name)s, by e-mail link") % {"name": name}


def asked(links: Iterable[ConfirmationLink]) -> Iterator[Told]:
    """Each mail to somebody without an account, and a link they ended themselves."""
    for link in links:
        name = f"{link.name} ({link.email})" if link.name else link.email
        yield Told(link.made_at, _("%(name)s was asked by e-mail") % {"name": name})
        if link.ended_at and link.ended_why in {EndedWhy.NOT_ME, EndedWhy.SILENCED}:
            yield Told(link.ended_at, _("%(name)s does not answer about these entries") % {"name": name})


def changes(before: Mapping, after: Mapping) -> Iterator[str]:
    """The numbers that changed, each with its old value. Nothing where nothing was kept of before."""
    for name, (label, words) in _worded().items():
        if name in before and before[name] != after.get(name):
            facts = {"what": label(), "old": words(before[name]), "new": words(after.get(name))}
            yield _("%(what)s: %(new)s (was %(old)s)") % facts


def _worded() -> dict:
    return {
        "activity": (lambda: _("What it was"), lambda value: str(ACTIVITY_LABELS.get(value, value))),
        "minutes": (lambda: _("Time"), as_duration),
        "minutes_by_domain": (lambda: _("Categories"), split_words),
        "modality": (lambda: _("How"), lambda value: str(MODALITY_LABELS.get(value, value))),
        "started_on": (lambda: _("First day"), _day),
        "ended_on": (lambda: _("Last day"), _day),
    }


def split_words(split: Mapping[str, int] | None) -> str:
    """A split in words: "Ethics 1 hour and Advocacy 30 minutes"."""
    parts = [f"{DOMAIN_LABELS.get(domain, domain)} {as_duration(part)}" for domain, part in (split or {}).items()]
    return get_text_list(parts, _("and")) if parts else _("not sorted")


def _day(value: str | None) -> str:
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if value else _("no day")
