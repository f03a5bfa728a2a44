"""A decision by link: everything its holder chose, at once, and the link is used up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from quizzes.claims import decisions, links
from quizzes.claims.asking import LinkState, Standing
from quizzes.claims.models import ClaimEvent, ConfirmationLink, HoursClaim
from quizzes.claims.rules import Confirmer


class Choice(StrEnum):
    APPROVE = "approve"
    CHANGE = "change"
    DECLINE = "decline"


class LinkClosed(Exception):
    """The link was used, has ended, or is too old."""


class Moved(Exception):
    """Entries are no longer what was read. Nothing was decided."""

    def __init__(self, keys: set[UUID]):
        super().__init__(len(keys))
        self.keys = keys


class OwnWork(Exception):
    """The one who would confirm is the one who did it."""


@dataclass(frozen=True)
class Chosen:
    """What somebody says about one entry, and which version of it they read."""

    choice: Choice
    version: int
    note: str = ""


@transaction.atomic
def decide(
    link: ConfirmationLink, chosen: Mapping[UUID, Chosen], *, name: str, role: str, at: datetime
) -> list[ClaimEvent]:
    """Put all of it down, or nothing. Of twenty presses one decides; the others find the link closed.

    Raises LinkClosed, Moved when an entry was changed, withdrawn or decided since it was read, OwnWork.
    """
    # Claims first, then the link: the same order as in sending, so the two never wait for each other.
    held = {each.key: each for each in _locked_claims(link)}
    link = ConfirmationLink.objects.select_for_update(of=("self",)).select_related("trainee").get(pk=link.pk)
    if links.state_of(link, at=at) != LinkState.OPEN:
        raise LinkClosed
    if links.is_own_address(link.trainee, link.email):
        raise OwnWork
    if moved := moved_since(held.values(), link, chosen):
        raise Moved(moved)
    by = Confirmer(name=name, email=link.email, role=role)
    for key, choice in chosen.items():
        _put_down(held[key], choice, by, at)
    link.used_at = at
    link.save(update_fields=["used_at"])
    return list(decided_by(link))


def _locked_claims(link: ConfirmationLink) -> QuerySet[HoursClaim]:
    on_it = link.claims.through.objects.filter(confirmationlink=link).values("hoursclaim")
    return HoursClaim.objects.select_for_update().filter(pk__in=on_it).order_by("pk")


def moved_since(claims: Iterable[HoursClaim], link: ConfirmationLink, chosen: Mapping[UUID, Chosen]) -> set[UUID]:
    """The keys of chosen entries that are no longer what was read."""
    now = {claim.key: claim for claim in claims}
    return {key for key, choice in chosen.items() if not _stands(now.get(key), link, choice)}


def _stands(claim: HoursClaim | None, link: ConfirmationLink, choice: Chosen) -> bool:
    """Whether an entry is still what was read."""
    if claim is None or claim.version != choice.version:
        return False
    return links.standing_of(claim, link) in (Standing.OPEN, Standing.CHANGED)


def _put_down(claim: HoursClaim, chosen: Chosen, by: Confirmer, at: datetime) -> None:
    if chosen.choice == Choice.APPROVE:
        decisions.approve(claim, version=chosen.version, by=by, at=at)
    elif chosen.choice == Choice.CHANGE:
        decisions.ask_for_change(claim, version=chosen.version, by=by, note=chosen.note, at=at)
    else:
        decisions.decline(claim, version=chosen.version, by=by, note=chosen.note, at=at)


def decided_by(link: ConfirmationLink) -> QuerySet[ClaimEvent]:
    """What this link decided, in the order of the entries."""
    on_it = ClaimEvent.objects.filter(claim__in=link.claims.all(), by=None, at=link.used_at)
    return on_it.select_related("claim", "note").order_by("claim__started_on", "claim_id")
