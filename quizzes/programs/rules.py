"""What a board's requirement is, and how far a person's hours reach into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class RequirementKind(StrEnum):
    HOURS_TOTAL = "hours_total"
    HOURS_IN_CATEGORY = "hours_in_category"
    EDUCATION = "education"
    RESIDENCE = "residence"
    PRACTICE = "practice"
    SUPERVISION = "supervision"
    ETHICS_CODE = "ethics_code"
    DOCUMENTS = "documents"
    EXAM = "exam"
    RENEWAL = "renewal"
    OPEN = "open"


class Group(StrEnum):
    """The stretches of the road, in order."""

    BEFORE = "before"
    LEARN = "learn"
    PRACTICE = "practice"
    APPLY = "apply"
    KEEP = "keep"
    BOARD = "board"


GROUP_OF = {
    RequirementKind.EDUCATION: Group.BEFORE,
    RequirementKind.RESIDENCE: Group.BEFORE,
    RequirementKind.HOURS_TOTAL: Group.LEARN,
    RequirementKind.HOURS_IN_CATEGORY: Group.LEARN,
    RequirementKind.PRACTICE: Group.PRACTICE,
    RequirementKind.SUPERVISION: Group.PRACTICE,
    RequirementKind.ETHICS_CODE: Group.APPLY,
    RequirementKind.DOCUMENTS: Group.APPLY,
    RequirementKind.EXAM: Group.APPLY,
    RequirementKind.RENEWAL: Group.KEEP,
    RequirementKind.OPEN: Group.BOARD,
}
COUNTED = {RequirementKind.HOURS_TOTAL, RequirementKind.HOURS_IN_CATEGORY}


class State(StrEnum):
    """How a requirement stands. Hearten answers only for what its own ledger holds."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    # Done outside Hearten, shown as a stated fact and never measured.
    OUTSIDE = "outside"
    BOARD_DECIDES = "board_decides"


@dataclass(frozen=True)
class Facts:
    """What Hearten knows about a person: minutes by (domain, modality)."""

    training: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class RequirementStanding:
    requirement: dict
    group: Group
    state: State
    minutes: int = 0
    needed: int = 0

    @property
    def kind(self) -> str:
        return self.requirement["kind"]

    @property
    def to_go(self) -> int:
        return max(0, self.needed - self.minutes)


def evaluate(version: dict, facts: Facts) -> list[RequirementStanding]:
    """Each requirement of a frozen program against what a person has, in the order of the program."""
    minutes = _counted_minutes(version, facts)
    return [_standing(requirement, version, minutes) for requirement in version["requirements"]]


def unplaced(version: dict, facts: Facts) -> dict[str, int]:
    """Minutes by domain that no requirement of this program counts: the board decides about them."""
    placed = {domain for requirement in version["requirements"] for domain in requirement.get("domains", ())}
    return {domain: minutes for domain, minutes in _counted_minutes(version, facts).items() if domain not in placed}


def _standing(requirement: dict, version: dict, minutes: dict[str, int]) -> RequirementStanding:
    kind = RequirementKind(requirement["kind"])
    if kind is RequirementKind.OPEN:
        return RequirementStanding(requirement, GROUP_OF[kind], State.BOARD_DECIDES)
    if kind not in COUNTED:
        return RequirementStanding(requirement, GROUP_OF[kind], State.OUTSIDE)
    needed = needed_minutes(requirement, version)
    if kind is RequirementKind.HOURS_TOTAL:
        done = _toward_total(requirement, needed, version, minutes)
    else:
        done = sum(minutes.get(domain, 0) for domain in requirement["domains"])
    state = State.DONE if done >= needed else State.IN_PROGRESS if done else State.NOT_STARTED
    return RequirementStanding(requirement, GROUP_OF[kind], state, done, needed)


def needed_minutes(requirement: dict, version: dict) -> int:
    """A board's hours in minutes, by the length the program gives its hour."""
    return requirement["hours"] * version["minutes_in_hour"]


def _counted_minutes(version: dict, facts: Facts) -> dict[str, int]:
    """Minutes by domain in the modalities this program counts; a program that names none counts all."""
    allowed = version.get("modalities") or ()
    totals: dict[str, int] = {}
    for domain, modality, minutes in facts.training:
        if not allowed or modality in allowed:
            totals[domain] = totals.get(domain, 0) + minutes
    return totals


def _toward_total(requirement: dict, needed: int, version: dict, minutes: dict[str, int]) -> int:
    """What reaches the total: each category up to its minimum, and the rest only as far as the total leaves room
    above the minimums. Otherwise 20 hours of ethics would hide that 4 hours of advocacy are missing."""
    categories = [r for r in version["requirements"] if r["kind"] == RequirementKind.HOURS_IN_CATEGORY]
    everything = sum(minutes.get(domain, 0) for domain in requirement["domains"])
    if not categories:
        return everything
    filled = sum(
        min(sum(minutes.get(domain, 0) for domain in category["domains"]), needed_minutes(category, version))
        for category in categories
    )
    room = max(0, needed - sum(needed_minutes(category, version) for category in categories))
    return filled + min(room, max(0, everything - filled))


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
    parts = sum(r["hours"] for r in asked if r["kind"] == RequirementKind.HOURS_IN_CATEGORY)
    if len(totals) > 1:
        found.append(Fault(Missing.ONE_TOTAL))
    elif totals and parts > totals[0]:
        found.append(Fault(Missing.ROOM_IN_TOTAL, name=str(parts), detail=str(totals[0])))
    return found


def _hour_faults(requirement: dict, known: set[str]) -> list[Fault]:
    name, found = requirement["label"].get("en") or requirement["key"], []
    if not requirement["hours"]:
        found.append(Fault(Missing.HOURS, name))
    if not requirement["domains"]:
        found.append(Fault(Missing.DOMAINS, name))
    if unknown := sorted(set(requirement["domains"]) - known):
        found.append(Fault(Missing.KNOWN_DOMAINS, name, ", ".join(unknown)))
    return found
