"""What keeps a program from being published."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizzes.programs.requirements import COUNTED, Counts, RequirementKind


class Missing(StrEnum):
    """What keeps a program from being published."""

    REQUIREMENTS = "requirements"
    SOURCES = "sources"
    AS_OF = "as_of"
    OWN_KEY = "own_key"
    HOURS = "hours"
    DOMAINS = "domains"
    KNOWN_DOMAINS = "known_domains"
    ONE_TOTAL = "one_total"
    ROOM_IN_TOTAL = "room_in_total"


@dataclass(frozen=True)
class Fault:
    missing: Missing
    name: str = ""
    detail: str = ""


def faults(version: dict, domains: Iterable[str]) -> list[Fault]:
    """Why this program may not go live; none when it may."""
    asked = version["requirements"]
    found = [
        Fault(missing)
        for missing, given in (
            (Missing.REQUIREMENTS, asked),
            (Missing.SOURCES, version["sources"]),
            (Missing.AS_OF, version["as_of"]),
        )
        if not given
    ]
    keys = [requirement["key"] for requirement in asked]
    found += [Fault(Missing.OWN_KEY, name=key) for key in sorted(set(keys)) if keys.count(key) > 1]
    for requirement in asked:
        if requirement["kind"] in COUNTED:
            found += _hour_faults(requirement, set(domains))
    totals = [r["hours"] for r in asked if r["kind"] == RequirementKind.HOURS_TOTAL]
    parts = sum(r["hours"] or 0 for r in asked if r["kind"] == RequirementKind.HOURS_IN_CATEGORY)
    if len(totals) > 1:
        found.append(Fault(Missing.ONE_TOTAL))
    elif totals and parts > totals[0]:
        found.append(Fault(Missing.ROOM_IN_TOTAL, name=str(parts), detail=str(totals[0])))
    return found


def _hour_faults(requirement: dict, known: set[str]) -> list[Fault]:
    name, found = requirement["label"].get("en") or requirement["key"], []
    if not requirement["hours"] and not requirement.get("most"):
        found.append(Fault(Missing.HOURS, name))
    counts, domains = requirement.get("counts", Counts.DOMAINS), requirement.get("domains") or []
    if counts == Counts.DOMAINS and not domains and not requirement.get("competencies"):
        found.append(Fault(Missing.DOMAINS, name))
    if unknown := sorted(set(domains) - known):
        found.append(Fault(Missing.KNOWN_DOMAINS, name, ", ".join(unknown)))
    return found
