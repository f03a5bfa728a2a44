"""What the pages of the desk show, finished."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from cms.templatetags.ui import as_duration
from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from quizzes.claims import desk
from quizzes.claims.labels import ACTIVITY_LABELS, STATE_LABELS
from quizzes.claims.models import ClaimEvent, HoursClaim
from quizzes.claims.naming import asked_of
from quizzes.claims.permissions import can_decide, can_take_back
from quizzes.claims.queries import last_events
from quizzes.claims.rules import CONFIRMED_BY_PERSON, SORTED, Activity, EventKind, Proof, State, can_be_approved
from quizzes.claims.telling import split_words, story_of
from quizzes.hours.labels import LEDGER_LABELS
from quizzes.hours.rules import Ledger

SHORT = "MONTH_DAY_FORMAT"


def named(claim: HoursClaim) -> str:
    """What an entry is called where its person is known."""
    return claim.title or str(ACTIVITY_LABELS[Activity(claim.activity)])


def days(claim: HoursClaim) -> str:
    """Its day, or its first and last."""
    first, last = (date_format(day, "DATE_FORMAT") for day in (claim.started_on, claim.ended_on))
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def category(claim: HoursClaim) -> str:
    """The ledger, and how it is sorted where it is."""
    ledger, split = str(LEDGER_LABELS[Ledger(claim.ledger)]), claim.minutes_by_domain
    if len(split) == 1:
        return str(DOMAIN_LABELS.get(next(iter(split)), ledger))
    if split:
        return split_words(split)
    return _("%(ledger)s, not sorted yet") % {"ledger": ledger} if claim.ledger in SORTED else ledger


def proof(claim: HoursClaim, files: int) -> str:
    """What stands behind it."""
    if files:
        return ngettext("%(count)s file", "%(count)s files", files) % {"count": files}
    if claim.ledger in CONFIRMED_BY_PERSON:
        return claim.supervisor.get_full_name() if claim.supervisor else claim.confirmer_name
    return _("A person: %(name)s") % {"name": claim.confirmer_name} if claim.proof == Proof.PERSON else _("None")


@dataclass(frozen=True)
class Line:
    """An entry on the list."""

    claim: HoursClaim
    name: str
    title: str
    days: str
    category: str
    proof: str
    # What a box on the list sends along; nothing where a yes needs more than a tick.
    pick: str


def line_of(claim: HoursClaim, files: int = 0) -> Line:
    is_ready = can_be_approved(claim.ledger, claim.minutes, claim.minutes_by_domain, claimed=claim.minutes)
    return Line(
        claim=claim,
        name=claim.trainee.get_full_name(),
        title=named(claim),
        days=days(claim),
        category=category(claim),
        proof=proof(claim, files),
        pick=f"{claim.key}.{claim.version}" if is_ready else "",
    )


def listed(page, chosen) -> dict:
    """The list."""
    lines = [line_of(claim, claim.file_count) for claim in page.object_list]
    return {
        "nav": "team",
        "lines": lines,
        "can_pick": any(line.pick for line in lines),
        "total": page.paginator.count,
        "page": page,
        "filter": chosen,
        "query": chosen.query(),
        "is_narrowed": bool(chosen.chosen()),
    }


def entry(user: User, claim: HoursClaim, form, *, at: datetime) -> dict:
    """One entry: what it says, what shows it, what else is known of its person, what became of it."""
    is_waiting = claim.state == State.WAITING
    files = [(file, file.kind == "picture") for file in claim.files.order_by("created_at")]
    return {
        "nav": "team",
        "claim": claim,
        "line": line_of(claim),
        "name": claim.trainee.get_full_name(),
        "state": str(STATE_LABELS[State(claim.state)]),
        "is_waiting": is_waiting,
        "facts": facts(claim, files),
        "files": files,
        "asked": asked_of(claim, at=at),
        "sums": sums(claim.trainee),
        "story": story_of(claim),
        "form": form if is_waiting and can_decide(user, claim) else None,
        "may_take_back": claim.state == State.APPROVED and can_take_back(user, claim),
    }


def facts(claim: HoursClaim, files: list) -> list[tuple[str, str]]:
    """What a claim says; nothing that was not answered."""
    found = [
        (_("What"), str(ACTIVITY_LABELS[Activity(claim.activity)])),
        (_("When"), days(claim)),
        (_("How long"), as_duration(claim.minutes)),
        (_("Where, or who gave it"), claim.given_by),
        (_("How they took part"), str(MODALITY_LABELS.get(claim.modality, ""))),
        (_("Counts as"), category(claim)),
        (_("What shows it"), "" if files or claim.ledger in CONFIRMED_BY_PERSON else proof(claim, 0)),
        (_("Who was there"), _there(claim)),
    ]
    return [(label, words) for label, words in found if words]


def _there(claim: HoursClaim) -> str:
    if claim.supervisor:
        return claim.supervisor.get_full_name()
    return ", ".join(filter(None, (claim.confirmer_name, claim.confirmer_email)))


def sums(person: User) -> list[tuple[str, int, int]]:
    """A person's totals: what stands and what waits, ledger by ledger."""
    found = desk.sums_of(person)
    return [(str(LEDGER_LABELS[each]), *found[each]) for each in Ledger if each in found]


def will_happen(claims: Iterable[HoursClaim], versions: Mapping[UUID, int]) -> dict:
    """What "approve the ones I picked" would do, before it is done: which, and which not."""
    lines = [(line_of(claim), why_not(claim, versions[claim.key])) for claim in claims]
    return {
        "nav": "team",
        "yes": [line for line, why in lines if not why],
        "no": [(line, why) for line, why in lines if why],
        "minutes": sum(line.claim.minutes for line, why in lines if not why),
    }


def why_not(claim: HoursClaim, version: int) -> str:
    """Why a picked entry is left as it is; nothing when it can be approved as it was seen."""
    if claim.state != State.WAITING:
        return _("It does not wait any more: %(state)s.") % {"state": STATE_LABELS[State(claim.state)]}
    if claim.version != version:
        return _("It was changed after you saw it. Please look at it.")
    if not can_be_approved(claim.ledger, claim.minutes, claim.minutes_by_domain, claimed=claim.minutes):
        return _("It needs a category first. Please look at it.")
    return ""


def happened(user: User, claims: list[HoursClaim], versions: Mapping[UUID, int]) -> dict:
    """What became of each picked entry: approved by this person as they saw it, or left alone and why."""
    last = last_events(claims, EventKind.APPROVED)
    lines = [(line_of(claim), _is_mine(last.get(claim.pk), user, claim, versions)) for claim in claims]
    done = [line for line, is_mine in lines if is_mine]
    return {
        "nav": "team",
        "yes": done,
        "no": [(line, why_not(line.claim, versions[line.claim.key])) for line, is_mine in lines if not is_mine],
        "minutes": sum(line.claim.minutes for line in done),
    }


def _is_mine(event: ClaimEvent | None, user: User, claim: HoursClaim, versions: Mapping[UUID, int]) -> bool:
    if event is None or claim.state != State.APPROVED:
        return False
    return event.by_id == user.pk and event.facts["version"] == versions[claim.key]
