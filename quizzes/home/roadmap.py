"""The road to certification as one person sees it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from quizzes.hours.goals import Goals
from quizzes.programs import labels
from quizzes.programs.rules import Group, RequirementKind
from quizzes.programs.sheets import Line, Sheet, line, sheets, source_titles

# What a person should know about a whole group, said once.
NOTES = {
    Group.BEFORE: _("You show these to your board when you apply. Open one to note what you have."),
    Group.LEARN: _("Hearten adds these up for you. Each module you finish counts."),
    Group.PRACTICE: _(
        "You do these where you work or volunteer, outside Hearten. "
        "Have them signed as you go: your board asks for proof."
    ),
    Group.APPLY: _("You do these with your board, when your hours are complete."),
    Group.KEEP: _("After you are certified."),
    Group.BOARD: _("We found no rule that we could show you. Ask before you count on anything."),
    Group.NOT_ASKED: _("Other boards ask for these. This one says that it does not."),
}

_NOT_ON_THE_DASHBOARD = {RequirementKind.HOURS_IN_CATEGORY, RequirementKind.RECOVERY}


@dataclass(frozen=True)
class Road:
    program_name: str
    slug: str
    as_of: str
    is_example: bool
    has_newer_rules: bool
    sheets: list[Sheet]

    @cached_property
    def steps(self) -> list[Line]:
        """What there is to do. What a board does not ask for is no step."""
        return [line for sheet in self.sheets for line in sheet.lines if sheet.group != Group.NOT_ASKED]

    @property
    def stretches(self) -> list[tuple[Sheet, str]]:
        return [(sheet, str(NOTES[sheet.group])) for sheet in self.sheets]


def road(goals: Goals) -> Road:
    """The program a person aims at, by the rules of the day they chose it."""
    payload = goals.payload
    return Road(
        program_name=goals.program_name,
        slug=payload["slug"],
        as_of=labels.day(payload["as_of"]),
        is_example=goals.pursuit.is_example,
        has_newer_rules=goals.pursuit.newest > goals.pursuit.program_version.number,  # type: ignore[union-attr]
        sheets=sheets(payload, goals.standings),
    )


def step_of(goals: Goals, key: str) -> tuple[Line, dict] | None:
    """One step of a road with its requirement; none when the program has no such step."""
    for standing in goals.standings:
        if standing.key == key:
            return line(standing, goals.payload, source_titles(goals.payload)), standing.requirement
    return None


def top_steps(goals: Goals, count: int = 5) -> list[Line]:
    """The first steps of the road. The hour categories are left out: they stand beside it as bars; and recovery, which
    is nobody's to read over a shoulder."""
    if not goals.pursuit:
        return []
    standings = [standing for standing in goals.standings if standing.kind not in _NOT_ON_THE_DASHBOARD]
    return [line for sheet in sheets(goals.payload, standings) for line in sheet.lines][:count]
