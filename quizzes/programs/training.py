"""What a certificate may say about a program's training hours: those of the ledger that the program counts.

Most boards publish no mapping of hours to their categories. What counts only because the board said so to the person
is kept apart (`on_word`), so that the certificate can tell the two from each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from quizzes.programs.counting import reach
from quizzes.programs.facts import Entry, Facts, Given, Ledger
from quizzes.programs.requirements import COUNTED, RequirementKind, RequirementStanding, State, minutes_of
from quizzes.programs.rules import evaluate, tally_for
from quizzes.programs.tally import Tally

_NO_LIMIT = 10**9


@dataclass(frozen=True)
class Cell:
    """Minutes of one kind. `elsewhere`: approved by a person, and not earned here."""

    domain: str
    modality: str
    course: str
    elsewhere: bool
    # No published rule counts them; the person told what their board answered.
    on_word: bool
    minutes: int


@dataclass(frozen=True)
class Training:
    """How the training hours of a program stand."""

    standings: tuple[RequirementStanding, ...]

    @property
    def is_asked(self) -> bool:
        return any(standing.needed for standing in self.standings)

    @property
    def missing(self) -> list[RequirementStanding]:
        return [standing for standing in self.standings if standing.needed and standing.state is not State.DONE]

    @property
    def is_met(self) -> bool:
        return self.is_asked and not self.missing


def by_published_rules(facts: Facts) -> Facts:
    """The same facts without what a person says their board answered about hours."""
    return Facts(facts.entries, tuple(e for e in facts.evidence if e.given != Given.ANSWER), (), facts.today)


def training(version: dict, facts: Facts) -> Training:
    """The hour requirements of a frozen program."""
    return Training(tuple(standing for standing in evaluate(version, facts) if standing.kind in COUNTED))


def counted_cells(version: dict, facts: Facts, elsewhere: Iterable[bool]) -> list[Cell]:
    """Which minutes of the ledger make up what the program counts: no more than the ledger holds in any cell and no
    more than the program counts in all. What was earned here goes first. `elsewhere` says it entry by entry."""
    return _Allotment(version, facts, elsewhere).cells()


@dataclass
class _Pot:
    """A requirement while minutes are put into it."""

    requirement: dict
    floor: int
    # How much it takes at most, and how much of that may be taught in other ways than it asks for.
    room: int
    other_ways: int
    # What the board answered beyond its published rule.
    said: int
    got: int = 0


class _Way(StrEnum):
    """How minutes come to count: taught as asked, taught in another way, or because the board said so."""

    AS_ASKED = "as_asked"
    OTHERWISE = "otherwise"
    ON_WORD = "on_word"


class _Allotment:
    def __init__(self, version: dict, facts: Facts, elsewhere: Iterable[bool]) -> None:
        self.version, self.facts = version, by_published_rules(facts)
        self.left = _heaps(facts.entries, elsewhere)
        self.given: dict[tuple[Entry, bool, bool], int] = {}
        self.known: dict[tuple[str, Entry], _Way | None] = {}
        standings, tally = training(version, facts).standings, tally_for([version], facts)
        pots = [self._pot(s, reach(s.requirement, version, tally, facts).answered) for s in standings]
        self.categories = [pot for pot in pots if pot.requirement["kind"] == RequirementKind.HOURS_IN_CATEGORY]
        self.total = next((pot for pot in pots if pot.requirement["kind"] == RequirementKind.HOURS_TOTAL), None)
        totals = [s for s in standings if s.kind == RequirementKind.HOURS_TOTAL]
        self.to_place = sum(standing.minutes for standing in totals or standings)

    def _pot(self, standing: RequirementStanding, said: int) -> _Pot:
        asked = standing.requirement
        rest = minutes_of(asked["rest_most"], self.version) if asked.get("rest_most") is not None else _NO_LIMIT
        most = minutes_of(asked.get("most"), self.version) or _NO_LIMIT
        return _Pot(asked, min(standing.needed, standing.minutes), most, rest, said)

    def cells(self) -> list[Cell]:
        for pot in self.categories:
            self._fill(pot, pot.floor)
        for pot in filter(None, (self.total, *self.categories)):
            self._fill(pot, _NO_LIMIT)
        return [
            Cell(entry.domain, entry.modality, entry.course, elsewhere, on_word, minutes)
            for (entry, elsewhere, on_word), minutes in self.given.items()
        ]

    def _fill(self, pot: _Pot, wanted: int) -> None:
        """Put what fits into one requirement: what is taught as it asks, as much of the rest as it takes, and what the
        board added; of each, first what was earned here, the oldest first."""
        for way in _Way:
            for heap in sorted(self.left, key=lambda heap: (heap[1], heap[0].completed_on)):
                if self.left[heap] and self._way(pot, heap[0]) == way:
                    self._take(pot, heap, wanted, way)

    def _take(self, pot: _Pot, heap: tuple[Entry, bool], wanted: int, way: _Way) -> None:
        pots = self._also(pot, heap[0])
        others = [each for each in pots if self._way(each, heap[0]) == _Way.OTHERWISE]
        on_word = [pot] if way == _Way.ON_WORD else []
        room = min([wanted - pot.got, self.left[heap], self.to_place] + [each.room - each.got for each in pots]
                   + [each.other_ways for each in others] + [each.said for each in on_word])  # fmt: skip
        if room <= 0:
            return
        self.left[heap] -= room
        self.to_place -= room
        known = (*heap, bool(on_word))
        self.given[known] = self.given.get(known, 0) + room
        for each in pots:
            each.got += room
        for each in others:
            each.other_ways -= room
        for each in on_word:
            each.said -= room

    def _also(self, pot: _Pot, entry: Entry) -> list[_Pot]:
        """Every requirement these minutes weigh on: the one at hand, the total, and the first category they are in."""
        if pot is not self.total:
            return [pot, self.total] if self.total else [pot]
        sure = (_Way.AS_ASKED, _Way.OTHERWISE)
        category = next((each for each in self.categories if self._way(each, entry) in sure), None)
        return [pot, category] if category else [pot]

    def _way(self, pot: _Pot, entry: Entry) -> _Way | None:
        """How a requirement counts such an entry, by the law of `counting` and no other; None when it does not."""
        known = (pot.requirement["key"], entry)
        if known not in self.known:
            self.known[known] = self._judge(pot.requirement, Tally([replace(entry, minutes=1)]))
        return self.known[known]

    def _judge(self, asked: dict, alone: Tally) -> _Way | None:
        found = reach(asked, self.version, alone, self.facts)
        if not found.counted:
            return _Way.ON_WORD if found.upper else None
        strict = {**asked, "rest_most": 0} if asked.get("modalities") else asked
        as_asked = reach(strict, self.version, alone, self.facts).counted
        return _Way.AS_ASKED if as_asked else _Way.OTHERWISE


def _heaps(entries: Iterable[Entry], elsewhere: Iterable[bool]) -> dict[tuple[Entry, bool], int]:
    """The training minutes by everything a rule may ask about; what was taken back is taken off."""
    found: dict[tuple[Entry, bool], int] = {}
    for entry, is_elsewhere in zip(entries, elsewhere, strict=True):
        if entry.ledger == Ledger.TRAINING:
            heap = (replace(entry, minutes=0), is_elsewhere)
            found[heap] = found.get(heap, 0) + entry.minutes
    return {heap: minutes for heap, minutes in found.items() if minutes > 0}
