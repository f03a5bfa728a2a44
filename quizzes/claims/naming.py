"""Who is asked to confirm: asking once more, and naming somebody else while a claim waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from cms.accounts.models import User
from quizzes.claims import links
from quizzes.claims.asking import LinkState
from quizzes.claims.events import tell
from quizzes.claims.models import ConfirmationLink, HoursClaim
from quizzes.claims.rules import CONFIRMED_BY_PERSON, EventKind, Lack, State
from quizzes.claims.services import NotReady, StaleClaim, locked


@dataclass(frozen=True)
class Asked:
    """Whom a waiting claim is asking by mail, and how that stands."""

    name: str
    email: str
    last: ConfirmationLink | None
    state: LinkState | None

    @property
    def is_open(self) -> bool:
        return self.state == LinkState.OPEN

    @property
    def is_refused(self) -> bool:
        return self.state == LinkState.REFUSED


def asked_of(claim: HoursClaim, *, at: datetime) -> Asked | None:
    """Whom a claim asks by mail; None when it waits for somebody with an account, or for nobody."""
    if claim.state != State.WAITING or claim.supervisor_id or claim.ledger not in CONFIRMED_BY_PERSON:
        return None
    last = claim.links.filter(email=claim.confirmer_email.lower()).order_by("-made_at", "-pk").first()
    state = links.state_of(last, at=at) if last else None
    return Asked(claim.confirmer_name, claim.confirmer_email, last, state)


def may_name_another(claims: QuerySet[HoursClaim]) -> QuerySet[HoursClaim]:
    """Those that wait for the word of somebody who was there."""
    return claims.filter(state=State.WAITING, ledger__in=CONFIRMED_BY_PERSON)


@transaction.atomic
def ask_again(claim: HoursClaim, *, at: datetime) -> ConfirmationLink:
    """Mail whoever a waiting claim names once more. Raises StaleClaim, and links.NotNow beyond a day's mails."""
    held = locked(claim)
    if asked_of(held, at=at) is None:
        raise StaleClaim(held.state)
    return links.write(held.trainee, held.confirmer_email, at=at)


@transaction.atomic
def name_another(
    claim: HoursClaim, *, by: User, at: datetime, supervisor: User | None = None, name: str = "", email: str = ""
) -> HoursClaim:
    """Ask somebody else about a claim that waits. The link of the one before no longer decides about it; what it says
    stays as it was. Raises StaleClaim, NotReady for a person who cannot be asked."""
    held = locked(claim)
    if held.state != State.WAITING or held.ledger not in CONFIRMED_BY_PERSON:
        raise StaleClaim(held.state)
    if supervisor is None:
        refuse_who_cannot_be_asked(held.trainee, name, email)
    if (held.supervisor, held.confirmer_name, held.confirmer_email) == (supervisor, name, email):
        return held
    before = held.facts()
    held.supervisor, held.confirmer_name, held.confirmer_email = supervisor, name, email
    # A new sending: whoever has the old page open decides about something that is no longer theirs.
    held.version, held.sent_at = held.version + 1, at
    held.save(update_fields=["supervisor", "confirmer_name", "confirmer_email", "version", "sent_at"])
    tell(held, EventKind.CHANGED, by=by, at=at, before=before)
    links.ask(held, at=at)
    return held


def refuse_who_cannot_be_asked(trainee: User, name: str, email: str) -> None:
    """Raises NotReady where a person is missing, is the trainee, or wants no mail."""
    if not (name.strip() and email.strip()):
        raise NotReady([Lack.NO_PERSON])
    if links.is_own_address(trainee, email):
        raise NotReady([Lack.OWN_ADDRESS])
    if not links.may_be_asked(trainee, email):
        raise NotReady([Lack.NOT_REACHED])
