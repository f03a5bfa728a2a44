"""Whose claims somebody sees, and what waits."""

from collections.abc import Collection, Iterable
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet, Sum

from cms.accounts.models import User
from cms.accounts.permissions import has_role
from cms.accounts.rules import Role
from cms.uploads.models import StoredFile
from courses.cohorts.models import Cohort
from courses.enrollments.models import Enrollment
from quizzes.claims.models import ClaimEvent, HoursClaim
from quizzes.claims.rules import CONFIRMED_BY_PERSON, OPEN_TO_CHANGE, EventKind, State, claim_of, parts
from quizzes.programs.facts import Entry


def claims_for(user: User) -> QuerySet[HoursClaim]:
    """A person's own claims, newest first."""
    return HoursClaim.objects.filter(trainee=user).order_by("-created_at", "-pk")


def drafts_of(user: User) -> QuerySet[HoursClaim]:
    """What somebody has begun and not sent."""
    return claims_for(user).filter(state=State.DRAFT)


def claims_beside(user: User) -> QuerySet[HoursClaim]:
    """What stands beside the ledger: not sent yet, waiting, to be changed, declined. The approved are in the ledger
    itself; what somebody withdrew is told last."""
    return claims_for(user).exclude(state=State.APPROVED)


def claims_in_reach(user: User) -> QuerySet[HoursClaim]:
    """The sent claims of others this person may look into: all of them for reviewers, administrators and auditors,
    those that name them for supervisors. Never their own: on those somebody else decides."""
    sent = HoursClaim.objects.filter(version__gt=0).exclude(trainee=user)
    if has_role(user, Role.REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR):
        return sent
    if has_role(user, Role.SUPERVISOR):
        return sent.filter(supervisor=user, ledger__in=CONFIRMED_BY_PERSON)
    return sent.none()


def claims_in_say(user: User) -> QuerySet[HoursClaim]:
    """The sent claims this person may decide about, in whatever state. An auditor who is a supervisor too reads all
    and decides about those that name them."""
    sent = HoursClaim.objects.filter(version__gt=0).exclude(trainee=user)
    if has_role(user, Role.REVIEWER, Role.ADMINISTRATOR):
        return sent
    if has_role(user, Role.SUPERVISOR):
        return sent.filter(supervisor=user, ledger__in=CONFIRMED_BY_PERSON)
    return sent.none()


def claims_to_decide(user: User) -> QuerySet[HoursClaim]:
    """What waits for this person's word, oldest first."""
    return claims_in_say(user).filter(state=State.WAITING).order_by("sent_at", "pk")


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


def waiting_entries(user: User) -> tuple[Entry, ...]:
    """What waits for somebody's word, as lines of the ledger it may become: shown beside totals, never in them."""
    return as_entries(claims_for(user).filter(state=State.WAITING).order_by())


def as_entries(claims: Iterable[HoursClaim]) -> tuple[Entry, ...]:
    """The lines these claims would bring."""
    return tuple(
        Entry(claim.ledger, domain, part, claim.modality, tuple(claim.competencies), claim.ended_on)
        for claim in claims
        for domain, part in parts(claim.minutes, claim.minutes_by_domain).items()
    )


def addresses_of(user: User, sources: Iterable[str]) -> dict[str, str]:
    """The keys of the claims that ledger rows came from, by source, in one query; none where there are no claims."""
    ids = {source: claim_of(source) for source in sources if claim_of(source)}
    if not ids:
        return {}
    keys = dict(claims_for(user).filter(pk__in=ids.values()).order_by().values_list("pk", "key"))
    return {source: str(keys[pk]) for source, pk in ids.items() if pk in keys}


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


def last_like(claim: HoursClaim) -> HoursClaim | None:
    """The newest other entry of the same kind that says where and with whom: what to begin the next one with."""
    others = claims_for(claim.trainee).exclude(pk=claim.pk).filter(ledger=claim.ledger, version__gt=0)
    return others.select_related("supervisor").first()


def known_supervisors(user: User) -> QuerySet[User]:
    """The supervisors a person knows: who led a group of theirs, or was named by them before. Nobody is handed a list
    of everybody."""
    supervisors = User.objects.filter(is_active=True, groups__name=Role.SUPERVISOR.value).exclude(pk=user.pk)
    groups = Cohort.objects.filter(pk__in=Enrollment.objects.filter(trainee=user).values("cohort"))
    named = claims_for(user).exclude(supervisor=None).order_by().values("supervisor")
    known = Q(pk__in=groups.values("instructors")) | Q(pk__in=named)
    return supervisors.filter(known).distinct().order_by("chosen_name", "pk")


def supervisor_with(email: str, *, beside: User) -> User | None:
    """The supervisor whose account has this address, if there is one."""
    found = User.objects.filter(email__iexact=email, is_active=True, groups__name=Role.SUPERVISOR.value)
    return found.exclude(pk=beside.pk).first()


def own_addresses(user: User) -> set[str]:
    """Every address of a person, in small letters: none of them can confirm their hours."""
    listed = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {user.email.lower(), *(address.lower() for address in listed)}
