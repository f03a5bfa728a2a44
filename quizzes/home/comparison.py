"""Several programs side by side: what each asks, what is left for each, and what a move would cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizzes.programs import labels
from quizzes.programs.models import ProgramVersion
from quizzes.programs.rules import Facts, RequirementKind, RequirementStanding, State, evaluate_all
from quizzes.programs.sheets import Line, line, source_titles


class Row(StrEnum):
    """What is compared, in the order of the road."""

    AGE = "age"
    EDUCATION = "education"
    RECOVERY = "recovery"
    TRAINING = "training"
    PRACTICE = "practice"
    SUPERVISION = "supervision"
    ETHICS = "ethics"
    DOCUMENTS = "documents"
    LETTERS = "letters"
    BACKGROUND = "background"
    EXAM = "exam"
    RENEWAL = "renewal"


_KINDS = {
    RequirementKind.AGE: Row.AGE,
    RequirementKind.EDUCATION: Row.EDUCATION,
    RequirementKind.RECOVERY: Row.RECOVERY,
    RequirementKind.HOURS_TOTAL: Row.TRAINING,
    RequirementKind.COURSE: Row.TRAINING,
    RequirementKind.UNITS: Row.TRAINING,
    RequirementKind.PRACTICE: Row.PRACTICE,
    RequirementKind.SUPERVISION: Row.SUPERVISION,
    RequirementKind.ETHICS_CODE: Row.ETHICS,
    RequirementKind.DOCUMENTS: Row.DOCUMENTS,
    RequirementKind.LETTERS: Row.LETTERS,
    RequirementKind.BACKGROUND: Row.BACKGROUND,
    RequirementKind.EXAM: Row.EXAM,
    RequirementKind.RENEWAL: Row.RENEWAL,
}
_HOURS = {RequirementKind.HOURS_TOTAL: "training", RequirementKind.PRACTICE: "practice"}
# Said once a program, not a thing to do before one applies.
_NOT_LEFT = {
    RequirementKind.HOURS_IN_CATEGORY, RequirementKind.RENEWAL, RequirementKind.OPEN, RequirementKind.NOT_ASKED,
    RequirementKind.RECOVERY, *_HOURS,
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """What one program says about one row: lines, or that it asks nothing, or that nothing is known."""

    lines: tuple[Line, ...] = ()
    state: State | None = None


@dataclass(frozen=True)
class Column:
    slug: str
    name: str
    as_of: str
    is_pursued: bool
    # Board's minutes that are left, and how many of them the board may take off.
    training: int
    training_maybe: int
    practice: int
    # What is still to show or do besides hours, and what one has to ask.
    things: int
    questions: int
    cells: dict[Row, Cell]


@dataclass(frozen=True)
class Comparison:
    columns: list[Column]

    @property
    def rows(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Row by row, those left out of which no program speaks."""
        found = [(row, [(column, column.cells[row]) for column in self.columns]) for row in Row]
        return [(row, cells) for row, cells in found if any(cell.state for _, cell in cells)]


def compare(versions: Sequence[ProgramVersion], facts: Facts, *, pursued: Iterable[int] = ()) -> Comparison:
    """Each program by its own rules over one ledger, in one pass over the entries."""
    standings, own = evaluate_all([version.payload for version in versions], facts), set(pursued)
    return Comparison(
        [
            _column(version.payload, found, version.program_id in own)
            for version, found in zip(versions, standings, strict=True)
        ]
    )


def _column(payload: dict, standings: list[RequirementStanding], is_pursued: bool) -> Column:
    left = dict.fromkeys(_HOURS.values(), 0)
    maybe, things, length = 0, 0, payload["minutes_in_hour"]
    for standing in standings:
        if name := _HOURS.get(RequirementKind(standing.kind)):
            needed = standing.needed or round((standing.requirement.get("hours") or 0) * length)
            left[name] = max(0, needed - standing.minutes) * 60 // length
            maybe += standing.maybe * 60 // length if name == "training" else 0
        elif standing.kind not in _NOT_LEFT and standing.state is not State.DONE:
            things += 1
    return Column(
        slug=payload["slug"],
        name=labels.short_name(payload),
        as_of=labels.day(payload["as_of"]),
        is_pursued=is_pursued,
        training=left["training"],
        training_maybe=maybe,
        practice=left["practice"],
        things=things,
        questions=sum(standing.state is State.BOARD_DECIDES for standing in standings),
        cells=_cells(payload, standings),
    )


def _cells(payload: dict, standings: list[RequirementStanding]) -> dict[Row, Cell]:
    titles = source_titles(payload)
    lines: dict[Row, list[Line]] = {row: [] for row in Row}
    said: dict[str, State] = {}
    for standing in standings:
        row = _KINDS.get(RequirementKind(standing.kind))
        if row:
            lines[row].append(line(standing, payload, titles))
        elif about := standing.requirement.get("about"):
            said[about] = standing.state
    return {
        row: Cell(tuple(found), found[0].state) if found else Cell(state=said.get(row)) for row, found in lines.items()
    }
