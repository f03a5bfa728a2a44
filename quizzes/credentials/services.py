"""Issuing, and all that may happen to a certificate after. Each adds; nothing that was issued is altered."""

import dataclasses
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.mail.services import send
from cms.records.rules import checksum, new_code, new_salt, salted_digest
from cms.site.queries import shell
from quizzes.credentials import queries
from quizzes.credentials.labels import OWNER_SENTENCES
from quizzes.credentials.models import Credential, CredentialEvent, ExpiryNotice, Holder
from quizzes.credentials.rules import (
    REMINDER_DAYS,
    Achievement,
    CredentialKind,
    EventKind,
    Standing,
    Status,
    achievement_from,
    event_payload,
    reminder_due,
    snapshot,
    standing_on,
)

LOG_ACTIONS = {
    EventKind.REVOKED: "credentials.revoke",
    EventKind.SUSPENDED: "credentials.suspend",
    EventKind.REINSTATED: "credentials.reinstate",
    EventKind.RENEWED: "credentials.renew",
    EventKind.REPLACED: "credentials.replace",
}


class AlreadyHappened(Exception):
    """A certificate is taken back or replaced once, put on hold only while it is not, and never renewed after that."""


class EndsNoLater(Exception):
    """A renewal must end later than the certificate does now, and later than today."""


def issue(
    achievement: Achievement,
    *,
    kind: CredentialKind = CredentialKind.COURSE,
    source: str,
    trainee: User,
    name: str,
    by: User | None = None,
    at: datetime | None = None,
    expires_on: date | None = None,
) -> Credential:
    """Make the certificate for a source, or return the one it has. Only the first issue sends a mail."""
    at = at or timezone.now()
    if existing := Credential.objects.filter(kind=kind, source=source).first():
        return existing
    try:
        with transaction.atomic():
            return _issue(achievement, kind, source, trainee, name, by, at, expires_on)
    except IntegrityError:
        # Another worker was first.
        return Credential.objects.get(kind=kind, source=source)


def _issue(achievement, kind, source, trainee, name, by, at, expires_on) -> Credential:
    if not achievement.provider_number:
        achievement = dataclasses.replace(achievement, provider_number=shell(achievement.language).provider_number)
    salt, issued_on = new_salt(), at.astimezone(ZoneInfo(trainee.time_zone)).date()
    frozen = snapshot(
        achievement,
        person=str(trainee.person_id),
        holder=salted_digest(name, salt),
        issued_on=issued_on,
        expires_on=expires_on,
    )
    credential = Credential.objects.create(
        code=_free_code(),
        kind=kind,
        source=source,
        trainee=trainee,
        snapshot=frozen,
        checksum=checksum(frozen),
        issued_at=at,
    )
    Holder.objects.create(credential=credential, name=name, salt=salt)
    _add_event(credential, EventKind.ISSUED, on=issued_on, by=by, at=at)
    if expires_on:
        _add_event(credential, EventKind.EXPIRED, on=expires_on, by=by, at=at)
    send(
        "certificate_ready",
        to=trainee.email,
        context={"address": _address(credential), "person": trainee},
        language=trainee.language,
        at=at,
    )
    return credential


def _address(credential: Credential) -> str:
    with translation.override(credential.trainee.language):
        return settings.BASE_URL.rstrip("/") + reverse("credentials:certificate", args=[credential.public_id])


def _free_code() -> str:
    code = new_code()
    while Credential.objects.filter(code=code).exists():
        code = new_code()
    return code


def _add_event(credential, kind, *, on, by, at, replacement=None) -> CredentialEvent:
    before = credential.events.order_by("-sequence").first()
    event = CredentialEvent(
        credential=credential,
        sequence=before.sequence + 1 if before else 1,
        kind=kind,
        on=on,
        replacement=replacement,
        by=by,
        at=at,
    )
    event.checksum = checksum(event_payload(event), after=before.checksum if before else credential.checksum)
    try:
        with transaction.atomic():
            event.save()
    except IntegrityError as error:
        raise AlreadyHappened(kind) from error
    return event


@transaction.atomic
def revoke(credential: Credential, *, reason: str, by: User, at: datetime | None = None) -> CredentialEvent:
    """Take a certificate back. The reason stays with staff: it goes to the log, not into the record or onto the
    check page."""
    return _happen(credential, EventKind.REVOKED, reason=reason, by=by, at=at)


@transaction.atomic
def suspend(credential: Credential, *, reason: str, by: User, at: datetime | None = None) -> CredentialEvent:
    """Put a certificate on hold until somebody has looked into a question. Undone by `reinstate`."""
    _refuse(_standing(_locked(credential), at), Status.SUSPENDED, Status.REVOKED, Status.REPLACED)
    return _happen(credential, EventKind.SUSPENDED, reason=reason, by=by, at=at)


@transaction.atomic
def reinstate(credential: Credential, *, reason: str, by: User, at: datetime | None = None) -> CredentialEvent:
    """End a hold. The certificate is worth what it would be without it."""
    if _standing(_locked(credential), at).status != Status.SUSPENDED:
        raise AlreadyHappened(EventKind.REINSTATED)
    return _happen(credential, EventKind.REINSTATED, reason=reason, by=by, at=at)


@transaction.atomic
def renew(credential: Credential, *, until: date, reason: str, by: User, at: datetime | None = None) -> CredentialEvent:
    """Make a certificate good for longer. What was printed stays as it is; the check page says the new end."""
    now = _standing(_locked(credential), at)
    _refuse(now, Status.REVOKED, Status.REPLACED)
    if until <= max(timezone.localdate(at), now.ends_on or until - timedelta(days=1)):
        raise EndsNoLater(until)
    event = _happen(credential, EventKind.RENEWED, reason=reason, by=by, at=at)
    _add_event(credential, EventKind.EXPIRED, on=until, by=by, at=event.at)
    return event


@transaction.atomic
def replace(credential: Credential, *, name: str, by: User, reason: str = "", at: datetime | None = None) -> Credential:
    """Issue the same achievement to a corrected name. The old certificate points to the new one."""
    at = at or timezone.now()
    now = _standing(_locked(credential), at)
    _refuse(now, Status.REVOKED, Status.REPLACED)
    new = issue(
        achievement_from(credential.snapshot),
        kind=CredentialKind(credential.kind),
        source=f"{credential.source}/again:{credential.pk}",
        trainee=credential.trainee,
        name=name,
        by=by,
        at=at,
        expires_on=now.ends_on,
    )
    _happen(credential, EventKind.REPLACED, reason=reason, by=by, at=at, replacement=new)
    return new


def remind_of_expiry(*, at: datetime | None = None) -> int:
    """Mail the owners of certificates that end within 90 and within 30 days, once each."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    return sum(
        _remind(credential, standing.ends_on, days, at)
        for credential, standing in queries.ending_between(today, today + timedelta(days=max(REMINDER_DAYS)))
        if (days := reminder_due(standing.ends_on, today=today))
    )


def _remind(credential: Credential, ends_on: date, days: int, at: datetime) -> bool:
    trainee = credential.trainee
    try:
        with transaction.atomic():
            ExpiryNotice.objects.create(credential=credential, ends_on=ends_on, days=days, at=at)
            send(
                "certificate_ends",
                to=trainee.email,
                context={"address": _address(credential), "person": trainee, "ends_on": ends_on},
                language=trainee.language,
                at=at,
            )
    except IntegrityError:
        # It went out before.
        return False
    return True


def _locked(credential: Credential) -> Credential:
    """Line up what two people decide about one certificate at once."""
    return Credential.objects.select_for_update().get(pk=credential.pk)


def _standing(credential: Credential, at: datetime | None) -> Standing:
    return standing_on(timezone.localdate(at), credential.events.order_by("sequence"))


def _refuse(standing: Standing, *statuses: Status) -> None:
    if standing.status in statuses:
        raise AlreadyHappened(standing.status)


def _happen(credential, kind, *, reason, by, at, replacement=None) -> CredentialEvent:
    at = at or timezone.now()
    event = _add_event(credential, kind, on=timezone.localdate(at), by=by, at=at, replacement=replacement)
    log(instance=credential, action=LOG_ACTIONS[kind], user=by, data={"reason": reason})
    # A replacement is mailed as the new certificate it is.
    if kind in OWNER_SENTENCES:
        _tell_owner(credential, kind, at)
    return event


def _tell_owner(credential: Credential, kind: EventKind, at: datetime) -> None:
    """Nobody finds out from a board that a certificate changed. The reason is for staff and not for mail."""
    trainee = credential.trainee
    with translation.override(trainee.language):
        sentence = str(OWNER_SENTENCES[kind])
    send(
        "certificate_changed",
        to=trainee.email,
        context={"address": _address(credential), "person": trainee, "sentence": sentence},
        language=trainee.language,
        at=at,
    )
