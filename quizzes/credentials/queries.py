"""Finding certificates: by their owner, by their address, by the code on paper."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from cms.accounts.models import User
from cms.records.rules import normalize_code
from quizzes.credentials.models import Credential, CredentialEvent
from quizzes.credentials.rules import (
    LIST_SIZE,
    STATUSES_OF,
    CredentialKind,
    EventKind,
    Standing,
    Status,
    StatusPurpose,
    are_events_intact,
    is_family_name,
    is_intact,
    standing_on,
    status_on,
    status_place,
)


def _with_everything() -> QuerySet[Credential]:
    events = CredentialEvent.objects.order_by("sequence").select_related("by", "replacement")
    return Credential.objects.select_related("holder").prefetch_related(Prefetch("events", queryset=events))


def credentials_for(user: User) -> QuerySet[Credential]:
    """A person's own certificates, newest first."""
    return _with_everything().filter(trainee=user).order_by("-issued_at", "-pk")


def find(public_id: UUID) -> Credential | None:
    return _with_everything().filter(public_id=public_id).first()


def find_by_code(typed_code: str, typed_name: str) -> Credential | None:
    """The certificate with this code, if the family name fits as well. Bad check characters cost no query."""
    code = normalize_code(typed_code)
    # One query whether the code exists or not: the time it takes tells nobody which codes do.
    found = Credential.objects.select_related("holder").filter(code=code).first() if code else None
    return found if found and is_family_name(typed_name, name_of(found)) else None


def find_by_exact_code(spelled: str) -> Credential | None:
    """The certificate a signed packet names."""
    code = normalize_code(spelled)
    return _with_everything().filter(code=code).first() if code else None


def name_of(credential: Credential) -> str:
    """The name a certificate prints; nothing when it was erased."""
    holder = getattr(credential, "holder", None)
    return holder.name if holder else ""


def is_genuine(credential: Credential) -> bool:
    """Whether the record and its events are what was issued, checksum by checksum."""
    holder = getattr(credential, "holder", None)
    return is_intact(
        credential.snapshot,
        credential.checksum,
        name=holder.name if holder else None,
        salt=holder.salt if holder else None,
    ) and are_events_intact(credential.events.all(), after=credential.checksum)


def credential_of(kind: CredentialKind, source: str) -> Credential | None:
    return Credential.objects.filter(kind=kind, source=source).first()


def course_credential(source: str) -> Credential | None:
    return credential_of(CredentialKind.COURSE, source)


def session_credential(source: str) -> Credential | None:
    """The standing certificate of a session: the newest, unless it was taken back."""
    issued = Credential.objects.filter(kind=CredentialKind.SESSION, source__startswith=f"{source}/")
    newest = issued.order_by("-pk").first()
    is_gone = newest and newest.events.filter(kind=EventKind.REVOKED).exists()
    return None if is_gone else newest


def statuses_for(user: User, day: date) -> list[tuple[Credential, Status]]:
    """A person's certificates and what each is worth on a day, newest first, in one query."""
    events: dict[Credential, list[CredentialEvent]] = {}
    found = CredentialEvent.objects.filter(credential__trainee=user).select_related("credential")
    for event in found.order_by("-credential__issued_at", "-credential_id", "sequence"):
        events.setdefault(event.credential, []).append(event)
    return [(credential, status_on(day, happened)) for credential, happened in events.items()]


def ending_between(day: date, last: date) -> Iterator[tuple[Credential, Standing]]:
    """Certificates that are good on a day and end after it, up to the last day, with what they are worth on it."""
    ending = CredentialEvent.objects.filter(kind=EventKind.EXPIRED, on__gt=day, on__lte=last).values("credential_id")
    found = _with_everything().filter(pk__in=ending).select_related("trainee").order_by("pk")
    for credential in found.iterator(chunk_size=500):
        standing = standing_on(day, credential.events.all())
        if standing.status == Status.VALID and standing.ends_on <= last:
            yield credential, standing


def badges_in_status(purpose: StatusPurpose, number: int, *, day: date) -> set[int]:
    """The places in a status list whose bit is set, in one query over the few certificates anything happened to."""
    first = number * LIST_SIZE
    kinds = (EventKind.REVOKED, EventKind.REPLACED, EventKind.SUSPENDED, EventKind.REINSTATED)
    found = CredentialEvent.objects.filter(
        credential_id__gte=first, credential_id__lt=first + LIST_SIZE, kind__in=kinds
    ).order_by("credential_id", "sequence")
    events: dict[int, list[CredentialEvent]] = {}
    for event in found.only("credential_id", "kind", "on"):
        events.setdefault(event.credential_id, []).append(event)
    marked = (pk for pk, happened in events.items() if status_on(day, happened) in STATUSES_OF[purpose])
    return {status_place(pk)[1] for pk in marked}


def search(words: str) -> QuerySet[Credential]:
    """Certificates of everybody, newest first: all, or those whose name or code begins to fit."""
    found = _with_everything().select_related("trainee").order_by("-issued_at", "-pk")
    words = words.strip()
    if not words:
        return found
    code = "".join(char for char in words.upper() if char.isalnum())
    return found.filter(Q(holder__name__icontains=words) | Q(code__startswith=code or words))
