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
    """What the programs at hand tell apart: the days of each ledger, competencies and courses. All else falls
    together."""

    windows: frozenset[tuple[str, Window]] = frozenset()
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
        ends: dict[str, set[date]] = {}
        for ledger, window in wanted.windows:
            ends.setdefault(ledger, set()).update((window.start, window.end))
        self._days = {ledger: sorted(found - {date.min, date.max}) for ledger, found in ends.items()}
        # By ledger: the sums of everything before each of its days, and at last of everything.
        self._before: dict[str, list[dict[Cell, int]]] = {}
        self._memory: dict[tuple[str, Window], dict[Cell, int]] = {}
        self._add(entries, wanted)

    def _add(self, entries: Iterable[Entry], wanted: Wanted) -> None:
        days, courses, none = self._days, wanted.courses, frozenset[str]()
        sums: dict[tuple[str, int, Cell], int] = {}
        marks: dict[tuple[str, ...], frozenset[str]] = {}
        for entry in entries:
            named, ledger = entry.competencies, entry.ledger
            if named not in marks:
                marks[named] = wanted.competencies.intersection(named) if wanted.competencies else none
            cell = (entry.domain, entry.modality, marks[named], entry.course if entry.course in courses else "")
            key = (ledger, bisect_right(days.get(ledger, ()), entry.completed_on), cell)
            sums[key] = sums.get(key, 0) + entry.minutes
        self._pile_up(sums)

    def _pile_up(self, sums: dict[tuple[str, int, Cell], int]) -> None:
        stretches: dict[str, list[dict[Cell, int]]] = {}
        for (ledger, stretch, cell), minutes in sums.items():
            if ledger not in stretches:
                stretches[ledger] = [{} for _ in range(len(self._days.get(ledger, ())) + 1)]
            stretches[ledger][stretch][cell] = minutes
        for ledger, found in stretches.items():
            piled: list[dict[Cell, int]] = [{}]
            for cells in found:
                piled.append(dict(piled[-1]))
                for cell, minutes in cells.items():
                    piled[-1][cell] = piled[-1].get(cell, 0) + minutes
            self._before[ledger] = piled

    def within(self, ledger: str, window: Window = ALWAYS) -> dict[Cell, int]:
        """The sums of a ledger between two days. A day that was not announced as wanted cannot be told apart."""
        known = (ledger, window)
        if known not in self._memory:
            days = self._days.get(ledger, [])
            piled = self._before.get(ledger) or [{}] * (len(days) + 2)
            first = piled[bisect_right(days, window.start)]
            last = piled[-1] if window.end == date.max else piled[bisect_left(days, window.end) + 1]
            self._memory[known] = {cell: minutes - first.get(cell, 0) for cell, minutes in last.items()}
        return self._memory[known]

    def minutes(self, ledger: str, window: Window = ALWAYS) -> int:
        return sum(self.within(ledger, window).values())
