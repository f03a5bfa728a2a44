"""Issuing, taking back, replacing. Each adds; nothing that was issued is altered."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.mail.services import send
from cms.records.rules import checksum, new_code, new_salt, salted_digest
from quizzes.credentials.models import Credential, CredentialEvent, Holder
from quizzes.credentials.rules import Achievement, CredentialKind, EventKind, HoursLine, event_payload, snapshot


class AlreadyHappened(Exception):
    """A certificate is taken back, replaced or ended once."""


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
    with translation.override(trainee.language):
        address = settings.BASE_URL.rstrip("/") + reverse("credentials:certificate", args=[credential.public_id])
    send(
        "certificate_ready",
        to=trainee.email,
        context={"address": address, "person": trainee},
        language=trainee.language,
        at=at,
    )
    return credential


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
    at = at or timezone.now()
    event = _add_event(credential, EventKind.REVOKED, on=timezone.localdate(at), by=by, at=at)
    log(instance=credential, action="credentials.revoke", user=by, data={"reason": reason})
    return event


@transaction.atomic
def replace(credential: Credential, *, name: str, by: User, at: datetime | None = None) -> Credential:
    """Issue the same achievement to a corrected name. The old certificate points to the new one."""
    at = at or timezone.now()
    old = credential.snapshot
    achievement = Achievement(
        **{field: old[field] for field in Achievement.__dataclass_fields__ if field not in {"hours", "finished_on"}},
        hours=[HoursLine(**line) for line in old["hours"]],
        finished_on=date.fromisoformat(old["finished_on"]),
    )
    new = issue(
        achievement,
        kind=CredentialKind(credential.kind),
        source=f"{credential.source}/again:{credential.pk}",
        trainee=credential.trainee,
        name=name,
        by=by,
        at=at,
        expires_on=date.fromisoformat(old["expires_on"]) if old["expires_on"] else None,
    )
    _add_event(credential, EventKind.REPLACED, on=timezone.localdate(at), by=by, at=at, replacement=new)
    return new
