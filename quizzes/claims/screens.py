"""What the pages about hours show: the ledger with what stands beside it, one claim, its story."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.templatetags.ui import as_duration
from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from courses.progress.held import waiting_for
from quizzes.claims.labels import ACTIVITY_LABELS, PROOF_LABELS, STATE_LABELS
from quizzes.claims.models import HoursClaim
from quizzes.claims.naming import asked_of
from quizzes.claims.queries import addresses_of, as_entries, claims_beside
from quizzes.claims.rules import CONFIRMED_BY_PERSON, OPEN_TO_CHANGE, Activity, EventKind, Proof, State
from quizzes.claims.telling import story_of
from quizzes.hours import queries
from quizzes.hours.goals import goals_of
from quizzes.hours.labels import category
from quizzes.hours.ledger import ledger_rows, ledger_totals
from quizzes.hours.narrowing import LedgerFilter

# What a decider says to the writer, beyond yes.
ANSWERS = {EventKind.CHANGE_ASKED, EventKind.DECLINED, EventKind.TAKEN_BACK}
ROWS_ON_A_PAGE = 50
CLAIMS_ON_A_PAGE = 20
# What asks something of its writer comes first.
ORDER = [State.NEEDS_CHANGE, State.WAITING, State.DECLINED, State.WITHDRAWN]
TONES = {
    State.WAITING: ("honey", "hourglass"),
    State.NEEDS_CHANGE: ("berry", "pencil-line"),
    State.APPROVED: ("done", ""),
}


def hours_page(user: User, asked: Mapping[str, str]) -> dict:
    """Everything on the hours page, in a number of queries that does not grow."""
    chosen = LedgerFilter(asked, course_keys=queries.course_keys(user))
    entries = chosen.narrow(queries.entries_for(user))
    on_one_page = asked.get("rows") == "all"
    totals = ledger_totals(entries)
    pages = Paginator(entries, max(totals.count, 1) if on_one_page else ROWS_ON_A_PAGE)
    # The totals have counted already.
    pages.count = totals.count
    page = pages.get_page(asked.get("page"))
    claims = list(claims_beside(user))
    waiting = [claim for claim in claims if claim.state == State.WAITING]
    sent = sorted((each for each in claims if each.state in ORDER), key=lambda each: ORDER.index(State(each.state)))
    sent_page = Paginator(sent, max(len(sent), 1) if on_one_page else CLAIMS_ON_A_PAGE).get_page(asked.get("sent"))
    keys = addresses_of(user, [entry.source for entry in page.object_list])
    addresses = {source: reverse("claims:claim", args=[key]) for source, key in keys.items()}
    return {
        "goals": goals_of(user, as_entries(waiting)),
        # Modules that are done and wait for their time.
        "held": waiting_for(user),
        "filter": chosen,
        "page": page,
        "rows": ledger_rows(page.object_list, addresses),
        "totals": totals,
        "query": chosen.query(),
        "on_one_page": on_one_page,
        "drafts": [beside(claim) for claim in claims if claim.state == State.DRAFT],
        "sent": [beside(claim) for claim in sent_page.object_list],
        "sent_page": sent_page,
    }


@dataclass(frozen=True)
class Beside:
    """A claim as a line of a table."""

    claim: HoursClaim
    title: str
    category: str
    modality: str
    label: str
    tone: str
    icon: str
    address: str


def beside(claim: HoursClaim) -> Beside:
    state = State(claim.state)
    tone, icon = TONES.get(state, ("", ""))
    address = "claims:check" if state == State.DRAFT else "claims:claim"
    return Beside(
        claim=claim,
        title=title_of(claim),
        category=categories(claim),
        modality=str(MODALITY_LABELS.get(claim.modality, "")),
        label=str(STATE_LABELS[state]),
        tone=tone,
        icon=icon,
        address=reverse(address, args=[claim.key]),
    )


def title_of(claim: HoursClaim) -> str:
    """What its writer calls it, else what was done."""
    return claim.title or str(ACTIVITY_LABELS.get(claim.activity, _("New entry")))  # type: ignore[call-overload]


def categories(claim: HoursClaim) -> str:
    """All its categories in one line."""
    return (
        ", ".join(category(claim.ledger, domain) for domain in claim.minutes_by_domain or [""]) if claim.ledger else ""
    )


@dataclass(frozen=True)
class Fact:
    """A question, its answer, and the page where it is changed."""

    label: str
    words: str
    step: str


def facts_of(claim: HoursClaim) -> list[Fact]:
    """What a claim says, in the order of the questions. Nothing that was not answered."""
    found = [
        Fact(_("What you did"), str(ACTIVITY_LABELS[Activity(claim.activity)]) if claim.activity else "", "what"),
        Fact(_("What it was"), claim.title, "what"),
        Fact(_("When"), days(claim), "when"),
        Fact(_("How long"), as_duration(claim.minutes) if claim.minutes else "", "when"),
        Fact(_("How you took part"), str(MODALITY_LABELS.get(claim.modality, "")), "when"),
        Fact(_("Who gave it, or where it was"), claim.given_by, "when"),
    ]
    if claim.ledger and claim.ledger not in CONFIRMED_BY_PERSON:
        found.append(Fact(_("Category"), _split(claim), "category"))
        found.append(Fact(_("What shows it"), str(PROOF_LABELS[Proof(claim.proof)]) if claim.proof else "", "proof"))
    found.append(Fact(_("Who can confirm it"), confirmer(claim), "proof"))
    return [fact for fact in found if fact.words]


def days(claim: HoursClaim) -> str:
    """One day, or from one to another."""
    if not claim.started_on:
        return ""
    if claim.started_on == claim.ended_on or not claim.ended_on:
        return date_format(claim.started_on, "DATE_FORMAT")
    both = {"first": date_format(claim.started_on, "DATE_FORMAT"), "last": date_format(claim.ended_on, "DATE_FORMAT")}
    return _("%(first)s to %(last)s") % both


def confirmer(claim: HoursClaim) -> str:
    """The person who was there, as its writer named them."""
    if claim.supervisor:
        return claim.supervisor.get_full_name()
    return ", ".join(filter(None, (claim.confirmer_name, claim.confirmer_email)))


def _split(claim: HoursClaim) -> str:
    if len(claim.minutes_by_domain) < 2:
        return categories(claim)
    return ", ".join(f"{DOMAIN_LABELS[each]}: {as_duration(part)}" for each, part in claim.minutes_by_domain.items())


def claim_page(claim: HoursClaim) -> dict:
    """One claim for its writer: what it says, where it stands, what became of it, what can be done."""
    state, told = State(claim.state), story_of(claim)
    notes = [each for each in told if each.kind in ANSWERS]
    return {
        "claim": claim,
        "line": beside(claim),
        "facts": facts_of(claim),
        "files": claim.files.order_by("created_at", "pk"),
        "story": told,
        "asked": asked_of(claim, at=timezone.now()),
        "answer": notes[-1] if notes and state in {State.NEEDS_CHANGE, State.DECLINED} else None,
        "can_change": state in OPEN_TO_CHANGE,
        "can_withdraw": state in {State.WAITING, State.NEEDS_CHANGE},
        "can_reopen": state == State.WITHDRAWN,
        "who_next": who_next(claim) if state == State.WAITING else "",
    }


def who_next(claim: HoursClaim) -> str:
    """Who looks at it, in a sentence."""
    if claim.ledger in CONFIRMED_BY_PERSON:
        if claim.supervisor:
            return _("%(name)s looks at it.") % {"name": claim.supervisor.get_full_name()}
        return _("We ask %(name)s to confirm it.") % {"name": claim.confirmer_name}
    return _("A reviewer of our team looks at it, within 5 days.")
