"""What an hours entry says, how entries add up, and how a chain of them proves that nobody touched it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from cms.records.rules import checksum
from quizzes.programs.facts import Ledger as Ledger

# How a source begins whose hours somebody brought along and somebody else approved.
ELSEWHERE = "claim:"


class EntryKind(StrEnum):
    EARNED = "earned"
    REVERSED = "reversed"


class Entry(Protocol):
    domain: str
    minutes: int


def minutes_by_domain(entries: Iterable[Entry]) -> dict[str, int]:
    """Totals per competency domain. A reversal carries negative minutes, so it needs no special case."""
    return minutes_by(entries, lambda entry: entry.domain)


def minutes_by(entries: Iterable[Entry], key: Callable[[Any], str]) -> dict[str, int]:
    """Totals by whatever `key` reads from an entry."""
    totals: dict[str, int] = {}
    for entry in entries:
        totals[key(entry)] = totals.get(key(entry), 0) + entry.minutes
    return totals


def module_source(enrollment_id: int, module_key: object) -> str:
    """Where a module's minutes come from: the same words for every try, version and language of it."""
    return f"enrollment:{enrollment_id}/module:{module_key}"


@dataclass(frozen=True)
class Link:
    """One row of a person's chain, as it stands in the database. People appear by their random id only."""

    person: str
    sequence: int
    ledger: str
    kind: str
    domain: str
    minutes: int
    competencies: list[str]
    modality: str
    source: str
    course: str
    title: str
    completed_at: datetime
    version: str
    reverses: int | None
    note: str
    recorded_by: str
    recorded_at: datetime
    # By which rule it was given. A row without one has the checksum it had before rows could name their rule.
    basis: dict[str, Any] | None = None

    def payload(self) -> dict:
        """What the checksum covers. Times in UTC, so that a database may hand them back in any zone."""
        facts = dict(vars(self))
        for name in ("completed_at", "recorded_at"):
            facts[name] = facts[name].astimezone(UTC).isoformat()
        if self.basis is None:
            del facts["basis"]
        return facts

    def checksum(self, *, after: str) -> str:
        return checksum(self.payload(), after=after)


@dataclass(frozen=True)
class ChainFault:
    """The first row that does not fit, and why."""

    sequence: int
    why: str


def verify_chain(
    links: Iterable[tuple[Link, str]], *, head: tuple[int, str], exported: tuple[int, str] | None = None
) -> ChainFault | None:
    """Follow one person's rows in order. `head` is the last number and checksum that were handed out, so a cut
    tail is found as well as an edit, a swap or a gap. `exported` is a head that once left the machine: it finds a
    tail that was cut together with the head beside it."""
    number, last = 0, ""
    for link, stored in links:
        number += 1
        if link.sequence != number:
            return ChainFault(number, f"row {number} is missing, row {link.sequence} stands in its place")
        if link.checksum(after=last) != stored:
            return ChainFault(number, "its content does not match its checksum")
        if exported and exported[0] == number and exported[1] != stored:
            return ChainFault(number, "it is not the row that stood here when the signed head was exported")
        last = stored
    if number != head[0]:
        return ChainFault(number + 1, f"the ledger ends at row {number}, its head says {head[0]}")
    if last != head[1]:
        return ChainFault(number, "its checksum is not the one its head remembers")
    if exported and number < exported[0]:
        return ChainFault(number + 1, f"the ledger ends at row {number}, the exported head says {exported[0]}")
    return None


def is_from_elsewhere(source: str) -> bool:
    """Whether hours were approved from elsewhere; all others were earned here."""
    return source.startswith(ELSEWHERE)


def module_key_of(source: str) -> str:
    """The module a source names; nothing for a source of another kind."""
    _, found, rest = source.partition("/module:")
    return rest.split("/")[0] if found else ""
