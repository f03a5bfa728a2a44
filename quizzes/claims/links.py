"""Asking people without an account: one mail, one link, used once. The token is in the mail and nowhere else."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.accounts.models import User
from quizzes.claims import mails
from quizzes.claims.asking import (
    A_DAY,
    GOOD_FOR,
    MOST_ON_LINK,
    EndedWhy,
    LinkState,
    Sent,
    Standing,
    is_token_of,
    joins,
    link_state,
    mailbox,
    may_write,
    new_token,
    token_digest,
)
from quizzes.claims.models import ConfirmationLink, HoursClaim, SilentAddress
from quizzes.claims.queries import own_addresses
from quizzes.claims.rules import CONFIRMED_BY_PERSON, State


class NotNow(Exception):
    """No more mails to this person today, or never: they asked for that."""


def asked_by_mail() -> QuerySet[HoursClaim]:
    """What waits for the word of somebody without an account."""
    waiting = HoursClaim.objects.filter(state=State.WAITING, ledger__in=CONFIRMED_BY_PERSON, supervisor=None)
    return waiting.exclude(confirmer_email="")


def is_own_address(trainee: User, address: str) -> bool:
    """Whether a trainee would be writing to themselves, however they spell it."""
    return mailbox(address) in {mailbox(each) for each in own_addresses(trainee)}


def _silent_digest(address: str) -> str:
    # Keyed: a list of addresses cannot be tried against the table without our secret.
    return salted_hmac("claims.silent", mailbox(address), algorithm="sha256").hexdigest()


def is_silent(address: str) -> bool:
    """Whether this address has asked us never to write again."""
    return SilentAddress.objects.filter(digest=_silent_digest(address)).exists()


def has_refused(trainee: User, address: str) -> bool:
    """Whether whoever reads this address has said that this trainee is none of theirs."""
    said = ConfirmationLink.objects.filter(trainee=trainee, email__iexact=address)
    return said.filter(ended_why__in=[EndedWhy.NOT_ME, EndedWhy.SILENCED]).exists()


def may_be_asked(trainee: User, address: str) -> bool:
    """Whether we may write to this address about this trainee at all."""
    return not (is_own_address(trainee, address) or is_silent(address) or has_refused(trainee, address))


def ask(claim: HoursClaim, *, at: datetime) -> ConfirmationLink | None:
    """Ask whoever a sent claim names, in the transaction that sends it. Within the hour it joins the link that is
    open already; beyond a day's mails it waits for `ask_those_who_wait`."""
    if not asked_by_mail().filter(pk=claim.pk).exists():
        return None
    open_now = _open_links().filter(trainee=claim.trainee, email=claim.confirmer_email.lower()).first()
    if open_now and joins(open_now.made_at, open_now.expires_at, at=at):
        return _join(open_now, claim)
    try:
        return write(claim.trainee, claim.confirmer_email, at=at)
    except NotNow:
        return None


def _open_links() -> QuerySet[ConfirmationLink]:
    return ConfirmationLink.objects.select_for_update().filter(used_at=None, ended_at=None)


def _join(link: ConfirmationLink, claim: HoursClaim) -> ConfirmationLink:
    link.claims.add(claim)
    link.versions = {**link.versions, str(claim.pk): claim.version}
    link.save(update_fields=["versions"])
    return link


@transaction.atomic
def write(trainee: User, address: str, *, at: datetime) -> ConfirmationLink:
    """Mail a fresh link with everything that waits for this address. The one before it ends: one mail is the right
    one. Raises NotNow when the day is full or the address wants nothing from us."""
    address = address.strip().lower()
    claims = list(asked_by_mail().filter(trainee=trainee, confirmer_email__iexact=address).order_by("sent_at", "pk"))
    if not claims or not may_write(_sent(trainee, address, at)) or not may_be_asked(trainee, address):
        raise NotNow
    _open_links().filter(trainee=trainee, email=address).update(ended_at=at, ended_why=EndedWhy.REPLACED)
    token, claims = new_token(), claims[:MOST_ON_LINK]
    link = ConfirmationLink.objects.create(
        token_digest=token_digest(token), email=address, name=claims[-1].confirmer_name, trainee=trainee,
        versions={str(claim.pk): claim.version for claim in claims}, made_at=at, expires_at=at + GOOD_FOR,
    )  # fmt: skip
    link.claims.set(claims)
    mails.please_confirm(link, token, count=len(claims), at=at)
    return link


def _sent(trainee: User, address: str, at: datetime) -> Sent:
    of_trainee, to_address = Q(trainee=trainee), Q(email=address)
    counted = ConfirmationLink.objects.filter(of_trainee | to_address, made_at__gt=at - A_DAY).aggregate(
        by_trainee=Count("pk", filter=of_trainee),
        by_address=Count("pk", filter=to_address),
        by_both=Count("pk", filter=of_trainee & to_address),
    )
    return Sent(counted["by_trainee"], counted["by_address"], counted["by_both"])


def waiting_for_a_mail(at: datetime) -> QuerySet[HoursClaim]:
    """What nobody was asked about yet: the day was full, or it came onto a link that was used before it was seen."""
    told = ConfirmationLink.objects.filter(claims=OuterRef("pk"))
    is_open = Q(used_at=None, ended_at=None, expires_at__gt=at)
    return asked_by_mail().exclude(Exists(told.filter(is_open | Q(made_at__gte=OuterRef("sent_at")))))


def ask_those_who_wait(*, at: datetime | None = None) -> int:
    """Write to those whose day was full, one mail each with everything. Returns how many mails that made."""
    at, count = at or timezone.now(), 0
    pairs = waiting_for_a_mail(at).order_by("sent_at").values_list("trainee", "confirmer_email")
    people = User.objects.in_bulk({trainee for trainee, _ in pairs})
    for trainee, address in dict.fromkeys((trainee, address.lower()) for trainee, address in pairs):
        try:
            write(people[trainee], address, at=at)
            count += 1
        except (NotNow, IntegrityError):
            # Tomorrow; or another worker was first.
            continue
    return count


def find(token: str) -> ConfirmationLink | None:
    """The link a token opens."""
    link = ConfirmationLink.objects.select_related("trainee").filter(token_digest=token_digest(token)).first()
    return link if link and is_token_of(token, link.token_digest) else None


def state_of(link: ConfirmationLink, *, at: datetime) -> LinkState:
    """What a link is worth now."""
    return link_state(used_at=link.used_at, ended_why=link.ended_why, expires_at=link.expires_at, at=at)


def claims_on(link: ConfirmationLink) -> list[HoursClaim]:
    """Everything the mail spoke of, oldest first."""
    return list(link.claims.order_by("started_on", "pk"))


def standing_of(claim: HoursClaim, link: ConfirmationLink) -> Standing:
    """How an entry stands for the holder of this link. Only what is open or changed can be decided."""
    if claim.supervisor_id or claim.confirmer_email.lower() != link.email:
        return Standing.ELSEWHERE
    if claim.state != State.WAITING:
        return Standing.DECIDED if claim.state in (State.APPROVED, State.DECLINED) else Standing.WITHDRAWN
    return Standing.OPEN if link.versions.get(str(claim.pk)) == claim.version else Standing.CHANGED


def open_on(link: ConfirmationLink) -> list[HoursClaim]:
    """What its holder may decide now."""
    return [each for each in claims_on(link) if standing_of(each, link) in (Standing.OPEN, Standing.CHANGED)]


@transaction.atomic
def again(link: ConfirmationLink, *, at: datetime) -> ConfirmationLink:
    """A fresh link to the address the old one went to, and to no other. Raises NotNow."""
    return write(link.trainee, link.email, at=at)


@transaction.atomic
def refuse(link: ConfirmationLink, *, never_again: bool, at: datetime) -> bool:
    """End a link at its holder's word and tell the trainee. Returns whether it was open until now."""
    why = EndedWhy.SILENCED if never_again else EndedWhy.NOT_ME
    still = ConfirmationLink.objects.filter(pk=link.pk, used_at=None).exclude(
        ended_why__in=[EndedWhy.NOT_ME, EndedWhy.SILENCED]
    )
    if never_again:
        SilentAddress.objects.get_or_create(digest=_silent_digest(link.email), defaults={"made_at": at})
    if not still.update(ended_at=at, ended_why=why):
        return False
    # A newer link to the same box about the same person is ended too: no means no.
    _open_links().filter(trainee=link.trainee, email=link.email).update(ended_at=at, ended_why=why)
    mails.name_another(link.trainee, at=at)
    return True
