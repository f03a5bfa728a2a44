"""Requirements as people read them: grouped, in words, each with its source and date."""

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.programs import labels, sentences
from quizzes.programs.rules import Facts, Group, RequirementKind, RequirementStanding, State, evaluate

# About these a person can tell something on the page of the step.
_NOTHING_TO_TELL = {RequirementKind.OPEN, RequirementKind.NOT_ASKED}


@dataclass(frozen=True)
class Part:
    """A line inside a line: a topic of a renewal, or what is signed again."""

    title: str
    notes: list[str]
    state: State
    minutes: int = 0
    needed: int = 0

    @property
    def state_label(self) -> str:
        return str(labels.STATES[self.state])


@dataclass(frozen=True)
class Line:
    key: str
    kind: str
    title: str
    facts: list[str]
    source_url: str
    source_title: str
    as_of: str
    state: State
    minutes: int = 0
    needed: int = 0
    maybe: int = 0
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def width(self) -> int:
        """How far a bar of 100 reaches."""
        return min(100, self.minutes * 100 // self.needed) if self.needed else 0

    @property
    def maybe_width(self) -> int:
        """How much further it reaches with what the board may add."""
        return min(100 - self.width, self.maybe * 100 // self.needed) if self.needed else 0

    @property
    def state_label(self) -> str:
        return str(labels.STATES[self.state])

    @property
    def is_private(self) -> bool:
        """Whether a person may not want this line, as it stands for them, on a shared screen or on paper."""
        return self.kind == RequirementKind.RECOVERY

    @property
    def can_be_told(self) -> bool:
        return self.kind not in _NOTHING_TO_TELL


@dataclass(frozen=True)
class Sheet:
    """One group of requirements."""

    group: Group
    lines: list[Line]

    @property
    def label(self) -> str:
        return str(labels.GROUPS[self.group])


def sheets(version: dict, standings: Iterable[RequirementStanding] | None = None) -> list[Sheet]:
    """A program's requirements in groups, in the order of the road; with what a person has, when that is given."""
    found = list(standings if standings is not None else evaluate(version, Facts()))
    titles = source_titles(version)
    return [
        Sheet(group, lines)
        for group in Group
        if (lines := [line(standing, version, titles) for standing in found if standing.group == group])
    ]


def source_titles(version: dict) -> dict[str, str]:
    return {source["url"]: source["title"] for source in version["sources"]}


def line(standing: RequirementStanding, version: dict, titles: dict[str, str]) -> Line:
    """One requirement with how it stands, its hours as this board counts them."""
    asked, length = standing.requirement, version["minutes_in_hour"]

    def as_board(minutes: int) -> int:
        # So that 60 minutes are one hour of this board.
        return minutes * 60 // length

    return Line(
        key=asked["key"],
        kind=asked["kind"],
        title=labels.title(asked),
        facts=sentences.facts(asked),
        source_url=asked["source"],
        source_title=titles.get(asked["source"], asked["source"]),
        as_of=labels.day(asked["as_of"]),
        state=standing.state,
        minutes=as_board(standing.minutes),
        needed=as_board(standing.needed),
        maybe=as_board(standing.maybe),
        notes=tuple(sentences.notes(standing, length)),
        parts=tuple(
            Part(
                sentences.part_title(part), sentences.notes(part, length), part.state, as_board(part.minutes),
                as_board(part.needed),
            )
            for part in standing.parts
        ),
    )  # fmt: skip
