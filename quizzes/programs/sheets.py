"""Requirements as people read them: grouped, in words, each with its source and date."""

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.programs import labels
from quizzes.programs.rules import Facts, Group, RequirementStanding, State, evaluate


@dataclass(frozen=True)
class Line:
    title: str
    facts: list[str]
    source_url: str
    source_title: str
    as_of: str
    state: State
    minutes: int = 0
    needed: int = 0

    @property
    def width(self) -> int:
        """How far a bar of 100 reaches."""
        return min(100, self.minutes * 100 // self.needed) if self.needed else 0

    @property
    def state_label(self) -> str:
        return str(labels.STATES[self.state])


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
    titles = {source["url"]: source["title"] for source in version["sources"]}
    return [
        Sheet(group, lines)
        for group in Group
        if (lines := [_line(standing, version, titles) for standing in found if standing.group == group])
    ]


def _line(standing: RequirementStanding, version: dict, titles: dict[str, str]) -> Line:
    asked = standing.requirement
    return Line(
        title=labels.title(asked),
        facts=labels.facts(asked),
        source_url=asked["source"],
        source_title=titles.get(asked["source"], asked["source"]),
        as_of=labels.day(asked["as_of"]),
        state=standing.state,
        # So that 60 minutes are one hour of this board.
        minutes=standing.minutes * 60 // version["minutes_in_hour"],
        needed=standing.needed * 60 // version["minutes_in_hour"],
    )
