"""What a certificate may say about a program's training hours: those its published rules count, and no others.

A person's own note of what a board answered is left out: we certify the ledger and not a word about it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quizzes.programs.counting import reach
from quizzes.programs.facts import Entry, Facts, Given, Ledger
from quizzes.programs.requirements import COUNTED, RequirementKind, RequirementStanding, State, minutes_of
from quizzes.programs.rules import evaluate
from quizzes.programs.tally import Tally

_NO_LIMIT = 10**9


@dataclass(frozen=True)
class Cell:
    """Minutes of one kind. `elsewhere`: approved by a person, and not earned here."""

    domain: str
    modality: str
    course: str
    elsewhere: bool
    minutes: int


@dataclass(frozen=True)
class Training:
    """How the training hours of a program stand by its published rules."""

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
    found = evaluate(version, by_published_rules(facts))
    return Training(tuple(standing for standing in found if standing.kind in COUNTED))


def counted_cells(version: dict, facts: Facts, elsewhere: Iterable[bool]) -> list[Cell]:
    """Which minutes of the ledger make up what the program counts: no more than the ledger holds in any cell and no
    more than the program counts in all. What was earned here goes first. `elsewhere` says it entry by entry."""
    return _Allotment(version, by_published_rules(facts), elsewhere).cells()


@dataclass
class _Pot:
    """A requirement while minutes are put into it."""

    requirement: dict
    floor: int
    # How much it takes at most, and how much of that may be taught in other ways than it asks for.
    room: int
    other_ways: int
    got: int = 0


class _Allotment:
    def __init__(self, version: dict, facts: Facts, elsewhere: Iterable[bool]) -> None:
        self.version, self.facts = version, facts
        self.left = _heaps(facts.entries, elsewhere)
        self.given: dict[tuple[Entry, bool], int] = {}
        self.known: dict[tuple[str, Entry, bool], bool] = {}
        standings = training(version, facts).standings
        self.categories = [self._pot(s) for s in standings if s.kind == RequirementKind.HOURS_IN_CATEGORY]
        totals = [s for s in standings if s.kind == RequirementKind.HOURS_TOTAL]
        self.total = self._pot(totals[0]) if totals else None
        self.to_place = sum(standing.minutes for standing in totals or standings)

    def _pot(self, standing: RequirementStanding) -> _Pot:
        asked = standing.requirement
        rest = minutes_of(asked["rest_most"], self.version) if asked.get("rest_most") is not None else _NO_LIMIT
        most = minutes_of(asked.get("most"), self.version) or _NO_LIMIT
        return _Pot(asked, min(standing.needed, standing.minutes), most, rest)

    def cells(self) -> list[Cell]:
        for pot in self.categories:
            self._fill(pot, pot.floor)
        for pot in filter(None, (self.total, *self.categories)):
            self._fill(pot, _NO_LIMIT)
        return [
            Cell(entry.domain, entry.modality, entry.course, elsewhere, minutes)
            for (entry, elsewhere), minutes in self.given.items()
        ]

    def _fill(self, pot: _Pot, wanted: int) -> None:
        """Put what fits into one requirement; first what is taught as it asks, then as much of the rest as it takes."""
        for as_asked in (True, False):
            for heap in sorted(self.left, key=lambda heap: (heap[1], heap[0].completed_on)):
                if self.left[heap] and self._fits(pot, heap[0], as_asked=as_asked):
                    self._take(pot, heap, wanted, as_asked)

    def _take(self, pot: _Pot, heap: tuple[Entry, bool], wanted: int, as_asked: bool) -> None:
        pots = self._also(pot, heap[0])
        others = [each for each in pots if not (as_asked if each is pot else self._fits(each, heap[0], as_asked=True))]
        room = min([wanted - pot.got, self.left[heap], self.to_place]
                   + [each.room - each.got for each in pots] + [each.other_ways for each in others])  # fmt: skip
        if room <= 0:
            return
        self.left[heap] -= room
        self.to_place -= room
        self.given[heap] = self.given.get(heap, 0) + room
        for each in pots:
            each.got += room
        for each in others:
            each.other_ways -= room

    def _also(self, pot: _Pot, entry: Entry) -> list[_Pot]:
        """Every requirement these minutes weigh on: the one at hand, the total, and the first category they are in."""
        if pot is not self.total:
            return [pot, self.total] if self.total else [pot]
        category = next((each for each in self.categories if self._fits(each, entry)), None)
        return [pot, category] if category else [pot]

    def _fits(self, pot: _Pot, entry: Entry, *, as_asked: bool | None = None) -> bool:
        """Whether a requirement counts such an entry, by the law of `counting` and no other."""
        fits = self._counts(pot, entry, strictly=False)
        return fits if as_asked is None or not fits else as_asked == self._counts(pot, entry, strictly=True)

    def _counts(self, pot: _Pot, entry: Entry, *, strictly: bool) -> bool:
        known = (pot.requirement["key"], entry, strictly)
        if known not in self.known:
            narrow = strictly and pot.requirement.get("modalities")
            asked = {**pot.requirement, "rest_most": 0} if narrow else pot.requirement
            alone = Tally([replace(entry, minutes=1)])
            self.known[known] = reach(asked, self.version, alone, self.facts).counted > 0
        return self.known[known]


def _heaps(entries: Iterable[Entry], elsewhere: Iterable[bool]) -> dict[tuple[Entry, bool], int]:
    """The training minutes by everything a rule may ask about; what was taken back is taken off."""
    found: dict[tuple[Entry, bool], int] = {}
    for entry, is_elsewhere in zip(entries, elsewhere, strict=True):
        if entry.ledger == Ledger.TRAINING:
            heap = (replace(entry, minutes=0), is_elsewhere)
            found[heap] = found.get(heap, 0) + entry.minutes
    return {heap: minutes for heap, minutes in found.items() if minutes > 0}
