"""When a certificate is valid, and which name a stranger must know to look it up."""

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date
from enum import StrEnum
from typing import Protocol

from cms.records.rules import checksum, salted_digest


class CredentialKind(StrEnum):
    """What was finished: a course, the whole training of a program, one live session."""

    COURSE = "course"
    PROGRAM = "program"
    SESSION = "session"


class EventKind(StrEnum):
    ISSUED = "issued"
    # Good for longer. The end it has from now on is the `expired` event that follows it.
    RENEWED = "renewed"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REVOKED = "revoked"
    REPLACED = "replaced"
    EXPIRED = "expired"


# The others may happen again: a certificate can be put on hold twice and renewed every two years.
ONCE_ONLY = (EventKind.ISSUED, EventKind.REVOKED, EventKind.REPLACED)


class Status(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Event(Protocol):
    kind: str
    on: date


@dataclass(frozen=True)
class Standing:
    """What a certificate is worth, the event that made it so (none while it is valid), and its end, if it has one."""

    status: Status
    event: Event | None = None
    ends_on: date | None = None


# An event that makes a status bears its name.
_GRAVITY = (Status.REVOKED, Status.REPLACED, Status.SUSPENDED, Status.EXPIRED)


def standing_on(day: date, events: Iterable[Event]) -> Standing:
    """What a certificate is worth on a day, by its events in their order. An event dated later has not happened yet.
    The graver word wins: a certificate taken back stays so, whatever happened to it before or after."""
    happened: dict[str, Event] = {}
    end, in_force = None, True
    for event in events:
        if event.kind in (EventKind.ISSUED, EventKind.RENEWED):
            in_force = event.on <= day
        elif event.kind == EventKind.EXPIRED:
            end = event if in_force else end
        elif event.on <= day:
            happened[event.kind] = event
            if event.kind == EventKind.REINSTATED:
                happened.pop(EventKind.SUSPENDED, None)
    if end and end.on <= day:
        happened[EventKind.EXPIRED] = end
    ends_on = end.on if end else None
    found = next((status for status in _GRAVITY if status in happened), Status.VALID)
    return Standing(found, happened.get(found), ends_on)


def status_on(day: date, events: Iterable[Event]) -> Status:
    """The word of `standing_on` alone."""
    return standing_on(day, events).status


class StatusPurpose(StrEnum):
    """What a bit of a status list says. Taken back and replaced are for good, on hold is not."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


STATUSES_OF = {
    StatusPurpose.REVOCATION: (Status.REVOKED, Status.REPLACED),
    StatusPurpose.SUSPENSION: (Status.SUSPENDED,),
}

# The smallest list the specification allows (W3C Bitstring Status List 1.0): nobody can tell whom a reader asks about.
LIST_SIZE = 131_072


def status_place(number: int) -> tuple[int, int]:
    """Which list a certificate's bit lies in, and where, by the number of its row."""
    return divmod(number, LIST_SIZE)


# Two mails before an end: time enough for a course, and for a form.
REMINDER_DAYS = (90, 30)


def reminder_due(ends_on: date, *, today: date) -> int | None:
    """Which reminder belongs to a day: 90 or 30 days before the end, or later if the machine was off. None before,
    and none once it is over."""
    left = (ends_on - today).days
    return min((days for days in REMINDER_DAYS if 0 < left <= days), default=None)


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


# 2 added the provider's number; 3 the boards' numbers, the hours by how they were taught and by where they come from,
# and the length of a board's hour. A reader of snapshots gives older ones what they lack (`upgraded`).
SNAPSHOT_VERSION = 3
_ADDED: dict = {
    "provider_number": "",
    "approvals": [],
    "by_modality": [],
    "by_origin": [],
    "minutes_in_hour": 60,
    "basis": "",
}


def upgraded(frozen: dict) -> dict:
    """A snapshot of any version in the words of the newest. What was issued stays as it is; this is for reading."""
    return {**_ADDED, **frozen}


@dataclass(frozen=True)
class Approval:
    """The number a board gave the course."""

    board: str
    number: str


@dataclass(frozen=True)
class Share:
    """Minutes of the whole under one heading: a way of teaching, or where the hours come from."""

    label: str
    minutes: int


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
    # The provider's own number with the board, as it was that day.
    provider_number: str = ""
    approvals: list[Approval] = field(default_factory=list)
    # Told only where there is more than one of them.
    by_modality: list[Share] = field(default_factory=list)
    by_origin: list[Share] = field(default_factory=list)
    # A program's certificate counts in hours of its board, and says by which rules.
    minutes_in_hour: int = 60
    basis: str = ""

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.hours)


_KINDS = {"hours": HoursLine, "approvals": Approval, "by_modality": Share, "by_origin": Share}


def achievement_from(frozen: dict) -> Achievement:
    """What a snapshot of any version says was finished, to issue it once more."""
    told = upgraded(frozen)
    kept = {name: told[name] for name in Achievement.__dataclass_fields__}
    lists = {name: [kind(**each) for each in told[name]] for name, kind in _KINDS.items()}
    return Achievement(**{**kept, **lists, "finished_on": date.fromisoformat(told["finished_on"])})


def snapshot(achievement: Achievement, *, person: str, holder: str, issued_on: date, expires_on: date | None) -> dict:
    """All that is printed, frozen; of the holder only the random person id and a salted digest of the name."""
    return {
        "version": SNAPSHOT_VERSION,
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
