"""What a finished module pays, and what still stands between a trainee and the certificate."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class GivenBy(StrEnum):
    """Why a module's hours were given: the time was measured, or a person said that it was there."""

    TIME = "time"
    PERSON = "person"


def basis(given_by: GivenBy, *, share: int, declared: int, need: int, active: int) -> dict[str, Any]:
    """The rule that hours were given by, as a ledger row keeps it for good."""
    return {
        "rule": "active_time",
        "given_by": given_by.value,
        "share_percent": share,
        "declared_minutes": declared,
        "needed_seconds": need,
        "active_seconds": active,
    }


@dataclass(frozen=True)
class Line:
    """Minutes of one domain in one modality."""

    domain: str
    modality: str
    minutes: int
    competencies: tuple[str, ...]
    # Added to the module's source where a domain was taught in several ways, so that each way is a row of its own.
    suffix: str = ""


def payable(version: dict) -> list[Line]:
    """The rows a frozen module pays: its declared minutes by domain, told apart by how they were taught."""
    found = []
    # An offer that nobody has to take pays nothing.
    activities = [each for each in version["activities"] if each.get("required", True)]
    for domain, minutes in version["minutes_by_domain"].items():
        taught = [a for a in activities if a["domain"] == domain and a["minutes"] > 0]
        competencies = tuple(sorted({name for a in taught for name in a["competencies"]} or version["competencies"]))
        shares = _by_modality(taught or activities, minutes)
        found += [
            Line(domain, modality, share, competencies, f"/{modality}" if len(shares) > 1 else "")
            for modality, share in shares.items()
            if share > 0
        ]
    return found


def _by_modality(activities: Iterable[dict], minutes: int) -> dict[str, int]:
    """Declared minutes by modality. What they differ from the sum of the activities goes to the largest share."""
    shares: dict[str, int] = {}
    for activity in activities:
        shares[activity["modality"]] = shares.get(activity["modality"], 0) + activity["minutes"]
    largest = max(shares, key=lambda modality: shares[modality])
    shares[largest] += minutes - sum(shares.values())
    return shares


@dataclass(frozen=True)
class Remaining:
    """What a course certificate needs."""

    is_learned: bool
    is_signed: bool
    is_evaluated: bool
    # No module's hours wait for time: a certificate says what the ledger says.
    is_timed: bool = True

    @property
    def is_nothing(self) -> bool:
        return self.is_learned and self.is_signed and self.is_evaluated and self.is_timed


def session_source(session_id: int, trainee_id: int) -> str:
    """What the hours of a session are entered under: one source a person, so that closing twice pays once."""
    return f"session:{session_id}/person:{trainee_id}"


@dataclass(frozen=True)
class Due:
    """The minutes one session brings one person: for being there, and for what they wrote to make it up."""

    live: int = 0
    written: int = 0


def sessions_due(sessions: Iterable[tuple[int, int, int, bool]]) -> dict[int, Due]:
    """What each of the sessions that teach the same brings: (id, full minutes, credited minutes, made up in writing),
    in the order they were closed. Together they never bring more than the longest of them once."""
    paid, found = 0, {}
    for session_id, full, credited, is_made_up in sessions:
        live = max(0, credited - paid)
        written = max(0, full - paid - live) if is_made_up else 0
        found[session_id] = Due(live, written)
        paid += live + written
    return found
