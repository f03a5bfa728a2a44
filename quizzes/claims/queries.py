"""Whose claims somebody sees, and what waits."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from cms.accounts.models import User
from cms.accounts.permissions import has_role
from cms.accounts.rules import Role
from cms.uploads.models import StoredFile
from quizzes.claims.models import ClaimEvent, HoursClaim
from quizzes.claims.rules import CONFIRMED_BY_PERSON, OPEN_TO_CHANGE, EventKind, State


def claims_for(user: User) -> QuerySet[HoursClaim]:
    """A person's own claims, newest first."""
    return HoursClaim.objects.filter(trainee=user).order_by("-created_at", "-pk")


def drafts_of(user: User) -> QuerySet[HoursClaim]:
    """What somebody has begun and not sent."""
    return claims_for(user).filter(state=State.DRAFT)


def sent_claims_of(user: User) -> QuerySet[HoursClaim]:
    """What stands beside the ledger: waiting, to be changed, declined. The approved are in the ledger itself, the
    withdrawn are on their own pages."""
    return claims_for(user).filter(state__in=[State.WAITING, State.NEEDS_CHANGE, State.DECLINED])


def claims_in_reach(user: User) -> QuerySet[HoursClaim]:
    """The sent claims of others this person may look into: all of them for reviewers, administrators and auditors,
    those that name them for supervisors. Never their own: on those somebody else decides."""
    sent = HoursClaim.objects.filter(version__gt=0).exclude(trainee=user)
    if has_role(user, Role.REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR):
        return sent
    if has_role(user, Role.SUPERVISOR):
        return sent.filter(supervisor=user, ledger__in=CONFIRMED_BY_PERSON)
    return sent.none()


def claims_to_decide(user: User) -> QuerySet[HoursClaim]:
    """What waits for this person's word, oldest first."""
    if has_role(user, Role.REVIEWER, Role.ADMINISTRATOR, Role.SUPERVISOR):
        return claims_in_reach(user).filter(state=State.WAITING).order_by("sent_at", "pk")
    return HoursClaim.objects.none()


def events_of(claim: HoursClaim) -> QuerySet[ClaimEvent]:
    """What became of a claim, in order, with what was said."""
    return claim.events.select_related("by", "note").order_by("number")


def last_events(claims: Iterable[HoursClaim], *kinds: EventKind) -> dict[int, ClaimEvent]:
    """The newest event of these kinds for each claim, in one query."""
    found = ClaimEvent.objects.filter(claim__in=[claim.pk for claim in claims], kind__in=kinds)
    return {event.claim_id: event for event in found.select_related("by", "note").order_by("number")}


def claim_by_key(claims: QuerySet[HoursClaim], key: UUID) -> HoursClaim | None:
    """One claim of a scope, with the people it names."""
    return claims.filter(key=key).select_related("trainee", "supervisor").first()


def waiting_minutes(user: User) -> dict[tuple[str, str], int]:
    """What waits for somebody's word, by ledger and domain: told beside the totals, never in them. The unsorted part
    stands under no domain."""
    totals: dict[tuple[str, str], int] = {}
    rows = claims_for(user).filter(state=State.WAITING).values_list("ledger", "minutes", "minutes_by_domain")
    for ledger, minutes, split in rows:
        for domain, part in (split or {"": minutes}).items():
            totals[ledger, domain] = totals.get((ledger, domain), 0) + part
    return totals


def alike(claim: HoursClaim) -> QuerySet[HoursClaim]:
    """Other claims of the same person that say the same: day, minutes and title."""
    others = claims_for(claim.trainee).exclude(pk=claim.pk).exclude(state__in=[State.WITHDRAWN, State.DRAFT])
    return others.filter(
        started_on=claim.started_on, ended_on=claim.ended_on, minutes=claim.minutes, title__iexact=claim.title.strip()
    )


def minutes_that_day(claim: HoursClaim) -> int:
    """What other claims of the same person already say about the one day of this one."""
    if claim.started_on != claim.ended_on:
        return 0
    same = claims_for(claim.trainee).exclude(pk=claim.pk).filter(started_on=claim.started_on, ended_on=claim.ended_on)
    counted = same.filter(Q(state=State.WAITING) | Q(state=State.APPROVED))
    return counted.aggregate(total=Sum("minutes"))["total"] or 0


def open_claims_of(user: User) -> QuerySet[HoursClaim]:
    """What its writer may still change."""
    return claims_for(user).filter(state__in=OPEN_TO_CHANGE)


def named_files(files: Collection[StoredFile]) -> set[UUID]:
    """Those that a claim names, a draft as well."""
    return set(HoursClaim.objects.filter(files__in=files).values_list("files", flat=True))
