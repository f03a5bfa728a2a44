"""The kinds of things a board asks for, and how one of them stands for a person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RequirementKind(StrEnum):
    AGE = "age"
    EDUCATION = "education"
    RECOVERY = "recovery"
    RESIDENCE = "residence"
    HOURS_TOTAL = "hours_total"
    HOURS_IN_CATEGORY = "hours_in_category"
    COURSE = "course"
    UNITS = "units"
    PRACTICE = "practice"
    SUPERVISION = "supervision"
    ETHICS_CODE = "ethics_code"
    DOCUMENTS = "documents"
    BACKGROUND = "background"
    LETTERS = "letters"
    EXAM = "exam"
    RENEWAL = "renewal"
    OPEN = "open"
    # The board says that it does not ask for this; other boards do.
    NOT_ASKED = "not_asked"


class Group(StrEnum):
    """The stretches of the road, in order."""

    BEFORE = "before"
    LEARN = "learn"
    PRACTICE = "practice"
    APPLY = "apply"
    KEEP = "keep"
    BOARD = "board"
    NOT_ASKED = "not_asked"


GROUP_OF = {
    RequirementKind.AGE: Group.BEFORE,
    RequirementKind.EDUCATION: Group.BEFORE,
    RequirementKind.RECOVERY: Group.BEFORE,
    RequirementKind.RESIDENCE: Group.BEFORE,
    RequirementKind.HOURS_TOTAL: Group.LEARN,
    RequirementKind.HOURS_IN_CATEGORY: Group.LEARN,
    RequirementKind.COURSE: Group.LEARN,
    RequirementKind.UNITS: Group.LEARN,
    RequirementKind.PRACTICE: Group.PRACTICE,
    RequirementKind.SUPERVISION: Group.PRACTICE,
    RequirementKind.ETHICS_CODE: Group.APPLY,
    RequirementKind.DOCUMENTS: Group.APPLY,
    RequirementKind.BACKGROUND: Group.APPLY,
    RequirementKind.LETTERS: Group.APPLY,
    RequirementKind.EXAM: Group.APPLY,
    RequirementKind.RENEWAL: Group.KEEP,
    RequirementKind.OPEN: Group.BOARD,
    RequirementKind.NOT_ASKED: Group.NOT_ASKED,
}
COUNTED = frozenset({RequirementKind.HOURS_TOTAL, RequirementKind.HOURS_IN_CATEGORY})


class Counts(StrEnum):
    """Which hours a requirement counts."""

    # Those of the domains and competencies it names, by a published mapping.
    DOMAINS = "domains"
    ANY = "any"
    # No published mapping places them: the board says which of a person's hours belong here.
    BOARD = "board"
    # Only the hours of the courses it names.
    COURSE = "course"


class State(StrEnum):
    """How a requirement stands. Hearten answers only for what it holds."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    # Answered, and the answer is not what the board asks for.
    NOT_YET = "not_yet"
    # Done outside Hearten, shown as a stated fact and never measured.
    OUTSIDE = "outside"
    BOARD_DECIDES = "board_decides"
    NOT_ASKED = "not_asked"


class Reason(StrEnum):
    """Why hours do not count toward a requirement."""

    MODALITY = "modality"
    OVER_CAP = "over_cap"
    # Too old, or outside the months this board looks at.
    OTHER_DAYS = "other_days"
    OTHER_COURSE = "other_course"


@dataclass(frozen=True)
class RequirementStanding:
    requirement: dict
    group: Group
    state: State
    # What counts, what is asked, and what more may count if the board says so. Minutes by the clock.
    minutes: int = 0
    needed: int = 0
    maybe: int = 0
    # Minutes that do not count, with the reason.
    outside: tuple[tuple[Reason, int], ...] = ()
    # Courses, letters, papers: how many of how many.
    count: int = 0
    asked: int = 0
    # Tries that are left, where the board counts them.
    tries_left: int | None = None
    # Renewal: the last day, the first and the last day to apply, and what stands inside it.
    due_on: date | None = None
    opens_on: date | None = None
    apply_by: date | None = None
    # The day the board's paper named has passed, and no newer one was told.
    is_over: bool = False
    # Of `minutes`: what came over from the period before.
    carried: int = 0
    parts: "tuple[RequirementStanding, ...]" = ()

    @property
    def kind(self) -> str:
        return self.requirement["kind"]

    @property
    def key(self) -> str:
        return self.requirement["key"]

    @property
    def to_go(self) -> int:
        return max(0, self.needed - self.minutes)


def needed_minutes(requirement: dict, version: dict) -> int:
    """A board's hours in minutes, by the length the program gives its hour. A half minute is asked for whole."""
    return minutes_of(requirement.get("hours"), version)


def minutes_of(hours: float | None, version: dict) -> int:
    """So many hours of this board, by the clock."""
    return -int(-(hours or 0) * version["minutes_in_hour"] // 1)


def hours_state(minutes: int, needed: int, maybe: int = 0) -> State:
    """Done by what counts; the board's to decide where its word would complete it, or where nothing else counts."""
    if minutes >= needed:
        return State.DONE
    if maybe and (minutes + maybe >= needed or not minutes):
        return State.BOARD_DECIDES
    return State.IN_PROGRESS if minutes else State.NOT_STARTED
