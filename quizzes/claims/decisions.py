"""The deciders' deeds: approve, ask for a change, decline, take an approval back."""

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation

from cms.accounts.models import User
from quizzes.claims import mails
from quizzes.claims.events import tell
from quizzes.claims.labels import ACTIVITY_LABELS
from quizzes.claims.models import HoursClaim
from quizzes.claims.rules import FROM, Activity, Confirmer, EventKind, State, can_be_approved, claim_source, parts
from quizzes.claims.services import StaleClaim, locked
from quizzes.hours.models import HoursEntry
from quizzes.hours.queries import standing_entries_from
from quizzes.hours.services import append, reverse_entry

Decider = User | Confirmer


class OwnClaim(Exception):
    """Nobody decides about their own hours."""


class NotSorted(Exception):
    """The numbers cannot go into the ledger: more than was claimed, not adding up, or training without a category."""


@transaction.atomic
def approve(
    claim: HoursClaim,
    *,
    version: int,
    by: Decider,
    minutes: int | None = None,
    minutes_by_domain: Mapping[str, int] | None = None,
    note: str = "",
    at: datetime | None = None,
) -> HoursClaim:
    """Say yes: the hours go into the ledger, once. `minutes` and the split may be smaller or sorted otherwise than
    claimed; the event keeps what stood there before.

    The same approval again has no effect. Raises StaleClaim for another version or one that does not wait any more,
    NotSorted for numbers that cannot stand in the ledger, OwnClaim.
    """
    at = at or timezone.now()
    held, done = _held(claim, version, by, EventKind.APPROVED, State.APPROVED)
    if done:
        return held
    old, claimed = held.facts(), held.minutes
    if minutes_by_domain is not None:
        held.minutes_by_domain = dict(minutes_by_domain)
        held.minutes = sum(minutes_by_domain.values()) or held.minutes
    if minutes is not None:
        held.minutes = minutes
    if not can_be_approved(held.ledger, held.minutes, held.minutes_by_domain, claimed=claimed):
        raise NotSorted
    _decide(held, EventKind.APPROVED, State.APPROVED, by=by, note=note, at=at, before=old)
    _append(held, by, at)
    mails.approved(held, at=at)
    return held


@transaction.atomic
def ask_for_change(
    claim: HoursClaim, *, version: int, by: Decider, note: str, at: datetime | None = None
) -> HoursClaim:
    """Give a claim back to its writer with a note. The same again has no effect; raises as `approve` does."""
    at = at or timezone.now()
    held, done = _held(claim, version, by, EventKind.CHANGE_ASKED, State.NEEDS_CHANGE)
    if not done:
        _decide(held, EventKind.CHANGE_ASKED, State.NEEDS_CHANGE, by=by, note=note, at=at)
        mails.needs_change(held, at=at)
    return held


@transaction.atomic
def decline(claim: HoursClaim, *, version: int, by: Decider, note: str, at: datetime | None = None) -> HoursClaim:
    """Say no, with a reason. The same again has no effect; raises as `approve` does."""
    at = at or timezone.now()
    held, done = _held(claim, version, by, EventKind.DECLINED, State.DECLINED)
    if not done:
        _decide(held, EventKind.DECLINED, State.DECLINED, by=by, note=note, at=at)
        mails.declined(held, reason=note, at=at)
    return held


@transaction.atomic
def take_back(
    claim: HoursClaim, *, by: User, reason: str, may_change: bool = False, at: datetime | None = None
) -> HoursClaim:
    """Undo an approval: each of its rows is answered by its opposite, once. The claim is declined, or goes back to its
    writer when it `may_change`. Done twice, it is done once; raises StaleClaim for one that was not approved."""
    at = at or timezone.now()
    held = locked(claim)
    state = State.NEEDS_CHANGE if may_change else State.DECLINED
    last = held.events.order_by("number").last()
    if last and last.kind == EventKind.TAKEN_BACK:
        return held
    if held.trainee_id == by.pk:
        raise OwnClaim
    if held.state not in FROM[EventKind.TAKEN_BACK]:
        raise StaleClaim(held.state)
    for entry in entries_of(held):
        reverse_entry(entry, reason=reason, by=by, at=at)
    _decide(held, EventKind.TAKEN_BACK, state, by=by, note=reason, at=at)
    mails.taken_back(held, reason=reason, at=at)
    return held


def entries_of(claim: HoursClaim) -> list[HoursEntry]:
    """The rows of the standing approval: those that were not taken back."""
    return standing_entries_from(claim_source(claim.pk, claim.version))


def _held(claim: HoursClaim, version: int, by: Decider, kind: EventKind, state: State) -> tuple[HoursClaim, bool]:
    """The claim, held, and whether this was decided in the same way before."""
    held = locked(claim)
    if isinstance(by, User) and held.trainee_id == by.pk:
        raise OwnClaim
    if held.version != version:
        raise StaleClaim(f"version {held.version}, not {version}")
    if held.state == state and held.events.order_by("number").last().kind == kind:
        return held, True
    if held.state not in FROM[kind]:
        raise StaleClaim(f"{held.state} has no {kind}")
    return held, False


def _decide(
    held: HoursClaim, kind: EventKind, state: State, *, by: Decider, note: str, at: datetime, before: dict | None = None
) -> None:
    held.state, held.decided_at = state, at
    held.save(update_fields=["state", "decided_at", "minutes", "minutes_by_domain"])
    changed = before if before and before != held.facts() else None
    tell(held, kind, by=by, at=at, note=note, before=changed)


def _append(held: HoursClaim, by: Decider, at: datetime) -> None:
    """The rows of an approval. What a person typed goes into the note beside, never into the chain."""
    with translation.override(held.trainee.language):
        name = str(ACTIVITY_LABELS[Activity(held.activity)])
    noon = datetime.combine(held.ended_on, time(12), ZoneInfo(held.trainee.time_zone))
    for domain, minutes in parts(held.minutes, held.minutes_by_domain).items():
        entry = HoursEntry(
            trainee=held.trainee,
            ledger=held.ledger,
            domain=domain,
            minutes=minutes,
            competencies=held.competencies,
            modality=held.modality,
            source=claim_source(held.pk, held.version),
            title=name,
            completed_at=noon,
            recorded_by=by if isinstance(by, User) else None,
            recorded_at=at,
        )
        append(entry, note=_words(held, by))


def _words(held: HoursClaim, by: Decider) -> str:
    """Three lines, each in its place even when one is empty: what the ledger calls it, where it was, and who without
    an account confirmed it."""
    confirmed = ", ".join(filter(None, (by.name, by.role))) if isinstance(by, Confirmer) else ""
    return "\n".join((held.title, held.given_by, confirmed)).rstrip("\n")
