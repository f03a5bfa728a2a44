"""When a certificate is valid, and which name a stranger must know to look it up."""

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date
from enum import StrEnum
from typing import Protocol

from cms.records.rules import checksum, salted_digest


class CredentialKind(StrEnum):
    COURSE = "course"


class EventKind(StrEnum):
    ISSUED = "issued"
    REVOKED = "revoked"
    REPLACED = "replaced"
    EXPIRED = "expired"


class Status(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Event(Protocol):
    kind: str
    on: date


# The graver word wins: a certificate taken back stays so, whatever happened to it before or after.
_GRAVITY = (
    (EventKind.REVOKED, Status.REVOKED),
    (EventKind.REPLACED, Status.REPLACED),
    (EventKind.EXPIRED, Status.EXPIRED),
)


def status_on(day: date, events: Iterable[Event]) -> Status:
    """What a certificate is worth on a day. An event dated later has not happened yet."""
    happened = {event.kind for event in events if event.on <= day}
    return next((status for kind, status in _GRAVITY if kind in happened), Status.VALID)


def event_behind(status: Status, events: Iterable[Event]) -> Event | None:
    """The event that gave a certificate its present status; none while it is valid."""
    return next((event for event in events if event.kind == status.value), None)


# Letters that Unicode does not take apart into a letter and a mark.
_FOLDED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_HYPHENS = "-\u2010\u2011"


def plain_name(typed: str) -> str:
    """A name without case, accents and punctuation: O’Neill-Peña and oneill pena are one."""
    letters = unicodedata.normalize("NFKD", typed.casefold()).translate(_FOLDED)
    kept = (
        " " if char in _HYPHENS else char for char in letters if char.isalnum() or char.isspace() or char in _HYPHENS
    )
    return " ".join("".join(kept).split())


def is_family_name(typed: str, full_name: str) -> bool:
    """Whether what a stranger typed is the name on the certificate, or its end: "Vega", or "García López" whole or
    in part. A given name alone opens nothing."""
    wanted, parts = plain_name(typed).split(), plain_name(full_name).split()
    if not wanted or wanted == parts:
        return bool(wanted)
    tails = parts[1:]
    return any(tails[start : start + len(wanted)] == wanted for start in range(len(tails)))


def is_printable_name(name: str) -> bool:
    """Whether the fonts of the certificate hold every letter: Latin, Greek and Cyrillic."""
    return all(
        not char.isalpha() or unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC", "MODIFIER LETTER"))
        for char in unicodedata.normalize("NFC", name)
    )


@dataclass(frozen=True)
class HoursLine:
    domain: str
    # The word of that day, so that a renamed category does not rewrite old certificates.
    label: str
    minutes: int


@dataclass(frozen=True)
class Achievement:
    """What a person finished, in the language the certificate is printed in."""

    course_key: str
    title: str
    language: str
    provider: str
    instructor: str
    qualification: str
    objectives: list[str]
    statement: str
    modalities: list[str]
    hours: list[HoursLine]
    modules: int
    finished_on: date

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.hours)


def snapshot(achievement: Achievement, *, person: str, holder: str, issued_on: date, expires_on: date | None) -> dict:
    """All that is printed, frozen; of the holder only the random person id and a salted digest of the name."""
    return {
        "version": 1,
        **asdict(achievement),
        "minutes": achievement.minutes,
        "finished_on": achievement.finished_on.isoformat(),
        "issued_on": issued_on.isoformat(),
        "expires_on": expires_on.isoformat() if expires_on else "",
        "person": person,
        "holder": holder,
    }


def is_intact(frozen: dict, stored: str, *, name: str | None, salt: str | None) -> bool:
    """Whether a record is what was issued. An erased name is no damage; another name is."""
    if checksum(frozen) != stored:
        return False
    return name is None or salted_digest(name, salt or "") == frozen["holder"]


def event_payload(event) -> dict:
    """What an event's checksum covers."""
    return {
        "sequence": event.sequence,
        "kind": event.kind,
        "on": event.on,
        "replacement": str(event.replacement.public_id) if event.replacement else "",
        "by": str(event.by.person_id) if event.by else "",
        "at": event.at.astimezone(UTC),
    }


def are_events_intact(events: Iterable, *, after: str) -> bool:
    """Whether the chain of events that begins at the certificate's checksum is whole."""
    for number, event in enumerate(events, start=1):
        if event.sequence != number or event.checksum != checksum(event_payload(event), after=after):
            return False
        after = event.checksum
    return True
