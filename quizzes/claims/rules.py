"""What a claim says, what keeps it from being sent, and which way it can go from where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from quizzes.programs.facts import Ledger


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    NEEDS_CHANGE = "needs_change"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class EventKind(StrEnum):
    SENT = "sent"
    # Sent again after a change, or with other numbers than before.
    CHANGED = "changed"
    APPROVED = "approved"
    CHANGE_ASKED = "change_asked"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    # An approval that was taken back: its hours left the ledger by their opposites.
    TAKEN_BACK = "taken_back"


class Proof(StrEnum):
    """What stands behind a person's word."""

    FILE = "file"
    PERSON = "person"
    NONE = "none"


class Activity(StrEnum):
    """What somebody did."""

    WORKSHOP = "workshop"
    COURSE = "course"
    CONFERENCE = "conference"
    COLLEGE = "college"
    PRACTICE = "practice"
    SUPERVISION = "supervision"
    CONTINUING = "continuing"


# Where the hours of each would stand.
LEDGER_OF = {
    Activity.WORKSHOP: Ledger.TRAINING,
    Activity.COURSE: Ledger.TRAINING,
    Activity.CONFERENCE: Ledger.TRAINING,
    Activity.COLLEGE: Ledger.TRAINING,
    Activity.PRACTICE: Ledger.PRACTICE,
    Activity.SUPERVISION: Ledger.SUPERVISION,
    Activity.CONTINUING: Ledger.CONTINUING,
}
# A person who was there says yes to these; a paper says yes to the others.
CONFIRMED_BY_PERSON = frozenset({Ledger.PRACTICE, Ledger.SUPERVISION})
# Boards ask training for its category; of practice and supervision they ask only for the hours.
SORTED = frozenset({Ledger.TRAINING})

# Somebody who can confirm it was in the same room, or on the same call. In the words of `Modality`.
THERE = ("in_person", "live_online")
QUESTIONS = ("what", "when", "category", "proof")
# Whoever may still change what it says is its writer.
OPEN_TO_CHANGE = frozenset({State.DRAFT, State.NEEDS_CHANGE})
# Where an event leads from. Anything else has come too late.
FROM: dict[EventKind, frozenset[State]] = {
    EventKind.SENT: OPEN_TO_CHANGE,
    EventKind.CHANGED: OPEN_TO_CHANGE,
    EventKind.APPROVED: frozenset({State.WAITING}),
    EventKind.CHANGE_ASKED: frozenset({State.WAITING}),
    EventKind.DECLINED: frozenset({State.WAITING}),
    # A draft only once it was sent before: one that never was is thrown away.
    EventKind.WITHDRAWN: frozenset({State.WAITING, State.NEEDS_CHANGE, State.DRAFT}),
    EventKind.REOPENED: frozenset({State.WITHDRAWN}),
    EventKind.TAKEN_BACK: frozenset({State.APPROVED}),
}

TITLE_LENGTH = 120
NOTE_LENGTH = 1000
MOST_FILES = 6
# One entry may be a year of part-time practice, not a career.
MOST_DAYS = 366
MINUTES_A_DAY = 24 * 60
EARLIEST = date(1950, 1, 1)


@dataclass(frozen=True)
class Confirmer:
    """Somebody without an account who was there."""

    name: str
    email: str
    role: str = ""


class Told(Protocol):
    """What a claim says, as far as the rules read it."""

    activity: str
    ledger: str
    title: str
    modality: str
    started_on: date | None
    ended_on: date | None
    minutes: int
    minutes_by_domain: dict[str, int]
    proof: str
    confirmer_name: str
    confirmer_email: str
    not_treatment: bool


class Lack(StrEnum):
    """What keeps a claim from being sent; `labels.LACKS` says it in a sentence."""

    NO_ACTIVITY = "no_activity"
    NO_TITLE = "no_title"
    NO_DAY = "no_day"
    ENDS_BEFORE = "ends_before"
    NOT_YET = "not_yet"
    LONG_AGO = "long_ago"
    TOO_LONG = "too_long"
    NO_MINUTES = "no_minutes"
    TOO_MANY_MINUTES = "too_many_minutes"
    # Together with what was sent before about the same day.
    DAY_IS_FULL = "day_is_full"
    NO_MODALITY = "no_modality"
    SPLIT_OFF = "split_off"
    NO_PROOF = "no_proof"
    NO_FILE = "no_file"
    NO_PERSON = "no_person"
    # Nobody confirms their own hours; and who does not want our mails gets none.
    OWN_ADDRESS = "own_address"
    NOT_REACHED = "not_reached"
    TREATMENT = "treatment"


def time_lacks(started_on: date | None, ended_on: date | None, minutes: int, *, today: date) -> list[Lack]:
    """What does not fit about the days and the time between them."""
    if minutes < 1:
        return [*_day_lacks(started_on, ended_on, today), Lack.NO_MINUTES]
    found = _day_lacks(started_on, ended_on, today)
    if not found and started_on and ended_on and minutes > days_of(started_on, ended_on) * MINUTES_A_DAY:
        found.append(Lack.TOO_MANY_MINUTES)
    return found


def _day_lacks(started_on: date | None, ended_on: date | None, today: date) -> list[Lack]:
    if started_on is None or ended_on is None:
        return [Lack.NO_DAY]
    if ended_on < started_on:
        return [Lack.ENDS_BEFORE]
    if ended_on > today:
        return [Lack.NOT_YET]
    if started_on < EARLIEST:
        return [Lack.LONG_AGO]
    return [Lack.TOO_LONG] if days_of(started_on, ended_on) > MOST_DAYS else []


def days_of(started_on: date, ended_on: date) -> int:
    """How many days, the first and the last among them."""
    return (ended_on - started_on) // timedelta(days=1) + 1


def fits(split: Mapping[str, int], minutes: int) -> bool:
    """Whether a split has no empty part and adds up; no split at all fits as "not sorted"."""
    return not split or (all(part > 0 for part in split.values()) and sum(split.values()) == minutes)


def lacks(told: Told, *, files: int, has_supervisor: bool, today: date) -> list[Lack]:
    """Everything that keeps a claim from being sent, in the order of the questions."""
    found = []
    if told.activity not in set(Activity):
        found.append(Lack.NO_ACTIVITY)
    if not told.title.strip():
        found.append(Lack.NO_TITLE)
    found += time_lacks(told.started_on, told.ended_on, told.minutes, today=today)
    if not told.modality:
        found.append(Lack.NO_MODALITY)
    if not fits(told.minutes_by_domain, told.minutes):
        found.append(Lack.SPLIT_OFF)
    return found + _proof_lacks(told, files, has_supervisor)


def _proof_lacks(told: Told, files: int, has_supervisor: bool) -> list[Lack]:
    named = has_supervisor or bool(told.confirmer_name and told.confirmer_email)
    if told.ledger in CONFIRMED_BY_PERSON and not named:
        return [Lack.NO_PERSON]
    if told.proof not in set(Proof):
        return [Lack.NO_PROOF]
    if told.proof == Proof.FILE and not files:
        return [Lack.NO_FILE]
    if files and not told.not_treatment:
        return [Lack.TREATMENT]
    return [Lack.NO_PERSON] if told.proof == Proof.PERSON and not named else []


def can_be_approved(ledger: str, minutes: int, split: Mapping[str, int], *, claimed: int) -> bool:
    """Whether numbers can go into the ledger: never more than was claimed, whole, and sorted where boards ask."""
    return 0 < minutes <= claimed and fits(split, minutes) and (bool(split) or ledger not in SORTED)


def parts(minutes: int, split: Mapping[str, int]) -> dict[str, int]:
    """The rows an approval brings: one a category, or one without."""
    return dict(sorted(split.items())) or {"": minutes}


def claim_source(claim_id: int, version: int) -> str:
    """What the rows of an approval come from: each sending can be approved once."""
    return f"claim:{claim_id}/{version}"


def claim_of(source: str) -> int:
    """The claim a source names; 0 for a source of another kind."""
    kind, _, rest = source.partition(":")
    number = rest.split("/")[0]
    return int(number) if kind == "claim" and number.isdigit() else 0


def steps_of(ledger: str) -> tuple[str, ...]:
    """The questions about hours of this count. Of practice and supervision no board asks the category."""
    return tuple(each for each in QUESTIONS if not (each == "category" and ledger in CONFIRMED_BY_PERSON))
