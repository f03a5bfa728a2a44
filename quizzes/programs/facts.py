"""What Hearten knows about a person when it holds them against a program: pure data, with the day as part of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Ledger(StrEnum):
    """The four counts of hours, in the words of the ledger."""

    TRAINING = "training"
    PRACTICE = "practice"
    SUPERVISION = "supervision"
    CONTINUING = "continuing"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger, as far as a board reads it. A reversal carries negative minutes."""

    ledger: str
    domain: str
    minutes: int
    modality: str = ""
    competencies: tuple[str, ...] = ()
    completed_on: date = date.min
    course: str = ""


class Given(StrEnum):
    """What a piece of evidence says."""

    # Has it, did it, signed it; or says that it does not fit.
    THERE = "there"
    # A course passed: `topic` is the requirement it belongs to, `number` its credits.
    COURSE = "course"
    # A sitting of an exam: `number` is the score, `said` whether the exam's own paper calls it passed.
    SITTING = "sitting"
    # What the board answered: `number` minutes of the person's hours count here.
    ANSWER = "answer"
    # The board certified the person that day, or renewed it: `until` when, where its paper says so.
    CERTIFIED = "certified"


@dataclass(frozen=True, slots=True)
class Evidence:
    given: str
    topic: str
    on: date
    said: bool | None = True
    number: int | None = None
    # The course, and the term the school calls it by.
    name: str = ""
    term: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RecoveryAnswer:
    """A person's own word, yes or no, about so many months (0: no length was asked)."""

    about: str
    months: int
    said: bool
    on: date


@dataclass(frozen=True)
class Facts:
    entries: tuple[Entry, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    recovery: tuple[RecoveryAnswer, ...] = ()
    # Without a day nothing is too old and no renewal runs.
    today: date = date.min
    _by_topic: dict[tuple[str, str], list[Evidence]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self):
        for piece in sorted(self.evidence, key=lambda piece: piece.on):
            self._by_topic.setdefault((piece.given, piece.topic), []).append(piece)

    def of(self, given: str, topic: str) -> list[Evidence]:
        """What was given about a topic, oldest first."""
        return self._by_topic.get((given, topic), [])

    def latest(self, topic: str, given: str = Given.THERE) -> Evidence | None:
        """The newest word about a topic; an earlier one no longer counts."""
        found = self.of(given, topic)
        return found[-1] if found else None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a shorter month."""
    return months_after(day, -months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month. Stays within the calendar."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def topic_of(requirement: dict, version: dict) -> str:
    """Under which name evidence for a requirement is kept: one for all boards where the requirement says so."""
    return requirement.get("topic") or f"{version.get('slug', '')}:{requirement['key']}"


def fresh(pieces: Iterable[Evidence], months: int | None, today: date) -> list[Evidence]:
    """Those that are young enough for the board."""
    since = months_before(today, months) if months else date.min
    return [piece for piece in pieces if piece.on >= since]
