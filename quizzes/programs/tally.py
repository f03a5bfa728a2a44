"""One pass over a person's entries, added up once for any number of programs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quizzes.programs.facts import Entry

# What a program may tell apart once the days are settled.
Cell = tuple[str, str, frozenset[str], str]


@dataclass(frozen=True, slots=True)
class Window:
    """From this day on, and before that one."""

    start: date = date.min
    end: date = date.max


ALWAYS = Window()


@dataclass(frozen=True)
class Wanted:
    """What the programs at hand tell apart: days, competencies and courses. All else falls together."""

    windows: frozenset[Window] = frozenset()
    competencies: frozenset[str] = frozenset()
    courses: frozenset[str] = frozenset()

    def __or__(self, other: "Wanted") -> "Wanted":
        return Wanted(
            self.windows | other.windows, self.competencies | other.competencies, self.courses | other.courses
        )


class Tally:
    """Sums by ledger, domain, modality, competencies that matter, course that matters, and stretch of days. Reading
    it costs the same however many entries there were."""

    def __init__(self, entries: Iterable[Entry], wanted: Wanted = Wanted()) -> None:
        ends = {day for window in wanted.windows for day in (window.start, window.end)}
        self._days = sorted(ends - {date.min, date.max})
        self._sums: dict[str, dict[int, dict[Cell, int]]] = {}
        self._memory: dict[tuple[str, Window], dict[Cell, int]] = {}
        self._add(entries, wanted)

    def _add(self, entries: Iterable[Entry], wanted: Wanted) -> None:
        days, courses, none = self._days, wanted.courses, frozenset[str]()
        sums: dict[tuple, int] = {}
        marks: dict[tuple[str, ...], frozenset[str]] = {}
        for entry in entries:
            named = entry.competencies
            if named not in marks:
                marks[named] = wanted.competencies.intersection(named) if wanted.competencies else none
            key = (
                entry.ledger, bisect_right(days, entry.completed_on), entry.domain, entry.modality, marks[named],
                entry.course if entry.course in courses else "",
            )  # fmt: skip
            sums[key] = sums.get(key, 0) + entry.minutes
        for (ledger, stretch, *cell), minutes in sums.items():
            self._sums.setdefault(ledger, {}).setdefault(stretch, {})[tuple(cell)] = minutes  # type: ignore[index]

    def within(self, ledger: str, window: Window = ALWAYS) -> dict[Cell, int]:
        """The sums of a ledger between two days. A day that was not announced as wanted cannot be told apart."""
        known = (ledger, window)
        if known not in self._memory:
            first = bisect_right(self._days, window.start)
            last = len(self._days) if window.end == date.max else bisect_left(self._days, window.end)
            found: dict[Cell, int] = {}
            for stretch, cells in self._sums.get(ledger, {}).items():
                if first <= stretch <= last:
                    for cell, minutes in cells.items():
                        found[cell] = found.get(cell, 0) + minutes
            self._memory[known] = found
        return self._memory[known]

    def minutes(self, ledger: str, window: Window = ALWAYS) -> int:
        return sum(self.within(ledger, window).values())
