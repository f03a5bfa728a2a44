"""The writer's deeds: begin, save, add proof, send, withdraw, take up again."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.uploads.models import StoredFile
from quizzes.claims import links
from quizzes.claims.events import tell
from quizzes.claims.models import HoursClaim
from quizzes.claims.queries import last_like, minutes_that_day
from quizzes.claims.rules import (
    CONFIRMED_BY_PERSON,
    FROM,
    LEDGER_OF,
    MINUTES_A_DAY,
    MOST_FILES,
    OPEN_TO_CHANGE,
    THERE,
    Activity,
    EventKind,
    Lack,
    Proof,
    State,
    lacks,
)

# What its writer may write. The rest is written by deeds.
WRITTEN = (
    "activity", "ledger", "title", "given_by", "modality", "started_on", "ended_on", "minutes", "minutes_by_domain",
    "competencies", "proof", "not_treatment", "supervisor", "confirmer_name", "confirmer_email", "note",
)  # fmt: skip


class StaleClaim(Exception):
    """It does not stand where whoever acts believes: sent anew, decided or withdrawn meanwhile."""


class NotReady(Exception):
    """Something is still missing; `lacks` says what."""

    def __init__(self, lacks: list[Lack]):
        super().__init__(", ".join(lacks))
        self.lacks = lacks


class TooManyFiles(Exception):
    """A claim holds only so many files."""


def locked(claim: HoursClaim) -> HoursClaim:
    """The claim as it stands now, held until the transaction ends."""
    found = HoursClaim.objects.select_for_update(of=("self",)).select_related("trainee", "supervisor")
    return found.get(pk=claim.pk)


def in_state_for(claim: HoursClaim, kind: EventKind) -> HoursClaim:
    """The claim, held, if this event may follow now. Raises StaleClaim."""
    found = locked(claim)
    if found.state not in FROM[kind]:
        raise StaleClaim(f"{found.state} has no {kind}")
    return found


def today_of(trainee: User, at: datetime) -> date:
    """The day it is where somebody lives."""
    return timezone.localdate(at, ZoneInfo(trainee.time_zone))


@transaction.atomic
def save_draft(claim: HoursClaim, *, at: datetime | None = None) -> HoursClaim:
    """Keep what somebody has written so far, whole or not. Raises StaleClaim once it is not theirs to change."""
    _fit(claim)
    if claim.pk is None:
        claim.state, claim.created_at = State.DRAFT, at or timezone.now()
        claim.save()
        return claim
    if locked(claim).state not in OPEN_TO_CHANGE:
        raise StaleClaim(claim.state)
    claim.save(update_fields=WRITTEN)
    return claim


def _fit(claim: HoursClaim) -> None:
    """What somebody did says where its hours would stand, and what need not be asked."""
    if claim.activity in set(Activity):
        claim.ledger = LEDGER_OF[Activity(claim.activity)]
    if claim.ledger in CONFIRMED_BY_PERSON:
        claim.minutes_by_domain, claim.proof = {}, Proof.PERSON
        if claim.modality not in THERE:
            claim.modality = ""


def begin(claim: HoursClaim, *, at: datetime | None = None) -> HoursClaim:
    """A new draft, with the place and the person of the last entry of its kind. Begun twice at once, it is one."""
    _fit(claim)
    if last := last_like(claim):
        claim.given_by, claim.modality, claim.supervisor = last.given_by, last.modality, last.supervisor
        claim.confirmer_name, claim.confirmer_email = last.confirmer_name, last.confirmer_email
    try:
        return save_draft(claim, at=at)
    except IntegrityError:
        return HoursClaim.objects.get(trainee=claim.trainee, key=claim.key)


@transaction.atomic
def add_file(claim: HoursClaim, stored: StoredFile) -> None:
    """Put a kept file to a claim. The same file again is the one that is there."""
    held = in_state_for(claim, EventKind.SENT)
    if held.files.exclude(pk=stored.pk).count() >= MOST_FILES:
        raise TooManyFiles
    held.files.add(stored)


@transaction.atomic
def remove_file(claim: HoursClaim, stored: StoredFile) -> None:
    """Take a file off a claim that is still its writer's to change."""
    in_state_for(claim, EventKind.SENT).files.remove(stored)


@transaction.atomic
def send(claim: HoursClaim, *, by: User, at: datetime | None = None) -> HoursClaim:
    """Hand a claim to whoever decides. Sent twice at once, it is sent once.

    Raises NotReady while something is missing, StaleClaim when it was decided or withdrawn meanwhile.
    """
    at = at or timezone.now()
    held = locked(claim)
    if held.state == State.WAITING:
        return held
    if held.state not in FROM[EventKind.SENT]:
        raise StaleClaim(held.state)
    if missing := lacks_of(held, at=at):
        raise NotReady(missing)
    last = held.events.filter(kind__in=[EventKind.SENT, EventKind.CHANGED]).order_by("number").last()
    held.state, held.version, held.sent_at, held.decided_at = State.WAITING, held.version + 1, at, None
    held.save(update_fields=["state", "version", "sent_at", "decided_at"])
    kind = EventKind.CHANGED if last else EventKind.SENT
    tell(held, kind, by=by, at=at, note=held.note, before=last.facts if last else None)
    links.ask(held, at=at)
    return held


def lacks_of(claim: HoursClaim, *, at: datetime) -> list[Lack]:
    """What keeps a claim from being sent today."""
    today = today_of(claim.trainee, at)
    found = lacks(claim, files=claim.files.count(), has_supervisor=claim.supervisor_id is not None, today=today)
    full = claim.minutes + minutes_that_day(claim) > MINUTES_A_DAY
    if full and claim.started_on == claim.ended_on and Lack.TOO_MANY_MINUTES not in found:
        found.append(Lack.DAY_IS_FULL)
    return found + _person_lacks(claim)


def _person_lacks(claim: HoursClaim) -> list[Lack]:
    """Why the person a claim names by address cannot be asked."""
    if claim.supervisor_id or not claim.confirmer_email:
        return []
    if links.is_own_address(claim.trainee, claim.confirmer_email):
        return [Lack.OWN_ADDRESS]
    is_reached = links.may_be_asked(claim.trainee, claim.confirmer_email)
    return [] if is_reached or claim.ledger not in CONFIRMED_BY_PERSON else [Lack.NOT_REACHED]


@transaction.atomic
def withdraw(claim: HoursClaim, *, by: User, at: datetime | None = None) -> HoursClaim:
    """Take a claim back before anybody decides. Done twice, it is done once."""
    held = locked(claim)
    if held.state == State.WITHDRAWN:
        return held
    if not held.version:
        raise StaleClaim("never sent")
    return _moved(held, EventKind.WITHDRAWN, State.WITHDRAWN, by=by, at=at or timezone.now())


@transaction.atomic
def reopen(claim: HoursClaim, *, by: User, at: datetime | None = None) -> HoursClaim:
    """Take up again what was withdrawn: a draft, which nobody waits for. Done twice, it is done once."""
    held = locked(claim)
    if held.state == State.DRAFT:
        return held
    return _moved(held, EventKind.REOPENED, State.DRAFT, by=by, at=at or timezone.now())


def _moved(held: HoursClaim, kind: EventKind, state: State, *, by: User, at: datetime) -> HoursClaim:
    if held.state not in FROM[kind]:
        raise StaleClaim(held.state)
    held.state = state
    held.save(update_fields=["state"])
    tell(held, kind, by=by, at=at)
    return held


@transaction.atomic
def discard(claim: HoursClaim) -> None:
    """Throw a draft away that was never sent. What was sent once stays."""
    held = locked(claim)
    if held.state != State.DRAFT or held.version:
        raise StaleClaim(held.state)
    held.delete()
