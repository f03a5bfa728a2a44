"""Who may score whom, what waits first, who holds it, and what a person may decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cms.accounts.rules import Role

# Long enough to read a reflection twice; short enough that a closed laptop keeps nobody waiting.
CLAIM_FOR = timedelta(minutes=20)
# What the learner is told: "A person reads this within 5 days."
READ_WITHIN = timedelta(days=5)


class Reach(StrEnum):
    """Whose answers somebody may read and score."""

    EVERYBODY = "everybody"
    OWN = "own"
    NOBODY = "nobody"


def scoring_reach(roles: Iterable[str], *, is_superuser: bool) -> Reach:
    """Reviewers score everybody, instructors the people of the courses they lead. An auditor reads results, not
    what people wrote."""
    roles = set(roles)
    if is_superuser or roles & {Role.ADMINISTRATOR, Role.REVIEWER}:
        return Reach.EVERYBODY
    return Reach.OWN if Role.INSTRUCTOR in roles else Reach.NOBODY


class Asked(StrEnum):
    """What a waiting answer needs from a person."""

    READING = "reading"
    TALK = "talk"


@dataclass(frozen=True)
class Waiting:
    """One answer that waits. Its place in the line is when the try was sent."""

    attempt_id: int
    number: int
    asked: Asked
    since: datetime

    @property
    def place(self) -> tuple[int, int]:
        return self.attempt_id, self.number


def in_line(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Oldest first. Answers sent at the same moment keep the order of the quiz, so the line never shuffles."""
    return sorted(waiting, key=lambda each: (each.since, each.attempt_id, each.number))


@dataclass(frozen=True)
class Held:
    """Who has an answer open, and until when."""

    by_id: int
    until: datetime


def is_held_by_other(held: Held | None, reader_id: int, *, at: datetime) -> bool:
    """A claim ends by itself; one's own never stands in the way."""
    return held is not None and held.by_id != reader_id and held.until > at


def next_free(
    line: Sequence[Waiting],
    claims: dict[tuple[int, int], Held],
    reader_id: int,
    *,
    at: datetime,
    after: tuple[int, int] | None = None,
) -> Waiting | None:
    """The next answer nobody else has open: behind `after` first, then from the beginning. None when all are held."""
    places = [each.place for each in line]
    start = places.index(after) + 1 if after in places else 0
    turned = [*line[start:], *line[:start]]
    free = (each for each in turned if not is_held_by_other(claims.get(each.place), reader_id, at=at))
    return next((each for each in free if each.place != after), None)


class Verdict(StrEnum):
    """What a reader decides about an answer."""

    DONE = "done"
    ANOTHER_DRAFT = "another_draft"


class TalkOutcome(StrEnum):
    PASSES = "passes"
    AGAIN = "again"


class ChallengeState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"


class ChallengeOutcome(StrEnum):
    """The question stands and we explain it; it was changed; or everybody gets the point."""

    EXPLAINED = "explained"
    CHANGED = "changed"
    FULL_CREDIT = "full_credit"


class DoubtKind(StrEnum):
    """What rests on a score that went down."""

    HOURS = "hours"
    CERTIFICATE = "certificate"


class DoubtState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    TAKEN_BACK = "taken_back"


class RunState(StrEnum):
    RUNNING = "running"
    DONE = "done"
