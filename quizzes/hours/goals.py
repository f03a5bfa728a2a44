"""A person's hours held against the program they aim at: one ledger, read by that program's rules."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from cms.accounts.models import User
from courses.catalog.labels import DOMAIN_LABELS
from quizzes.hours.facts import facts_of
from quizzes.programs import labels
from quizzes.programs.models import Pursuit
from quizzes.programs.queries import pursuit_of
from quizzes.programs.rules import Entry, Facts, Ledger, RequirementKind, RequirementStanding, evaluate, unplaced


@dataclass(frozen=True)
class Bar:
    """One category: what is done of what is asked. Without a program nothing is asked and no bar is drawn. What waits
    for somebody's word is told beside, and drawn after what is done; it is in no sum."""

    label: str
    minutes: int
    needed: int = 0
    waiting: int = 0

    @property
    def width(self) -> int:
        return min(100, self.minutes * 100 // self.needed) if self.needed else 0

    @property
    def waiting_width(self) -> int:
        return min(100 - self.width, self.waiting * 100 // self.needed) if self.needed else 0

    @property
    def is_done(self) -> bool:
        return bool(self.needed) and self.minutes >= self.needed


@dataclass(frozen=True)
class Goals:
    pursuit: Pursuit | None
    facts: Facts
    # What somebody has still to say yes to, as if it stood in the ledger.
    waiting: tuple[Entry, ...] = ()

    @cached_property
    def totals(self) -> dict[str, int]:
        """Minutes of training by domain."""
        found: dict[str, int] = {}
        for entry in self.facts.entries:
            if entry.ledger == Ledger.TRAINING:
                found[entry.domain] = found.get(entry.domain, 0) + entry.minutes
        return found

    @cached_property
    def payload(self) -> dict:
        return self.pursuit.program_version.payload if self.pursuit else {}

    @cached_property
    def minutes(self) -> int:
        """All the training that stands in the ledger."""
        return sum(self.totals.values())

    @cached_property
    def standings(self) -> list[RequirementStanding]:
        return evaluate(self.payload, self.facts) if self.pursuit else []

    @cached_property
    def _once_approved(self) -> dict[str, int]:
        """What each requirement would count if all that waits were approved, by its key."""
        if not (self.pursuit and self.waiting):
            return {}
        facts = replace(self.facts, entries=(*self.facts.entries, *self.waiting))
        return {s.key: s.minutes for s in evaluate(self.payload, facts)}

    @cached_property
    def waiting_minutes(self) -> int:
        """Training that waits, whatever a program makes of it."""
        return sum(entry.minutes for entry in self.waiting if entry.ledger == Ledger.TRAINING)

    @cached_property
    def counters(self) -> list[Bar]:
        """Practice and supervision: of what the program asks; without one, what there is."""
        kinds = {RequirementKind.PRACTICE: _("Practice"), RequirementKind.SUPERVISION: _("With a supervisor")}
        if self.pursuit:
            return [self._bar(s, kinds[RequirementKind(s.kind)]) for s in self.standings if s.kind in kinds]
        both = [(self._minutes_in(kind.value), self._waiting_in(kind.value), label) for kind, label in kinds.items()]
        return [Bar(label, minutes, waiting=waiting) for minutes, waiting, label in both if minutes or waiting]

    def _minutes_in(self, ledger: str) -> int:
        return sum(entry.minutes for entry in self.facts.entries if entry.ledger == ledger)

    def _waiting_in(self, ledger: str) -> int:
        return sum(entry.minutes for entry in self.waiting if entry.ledger == ledger)

    @property
    def has_any(self) -> bool:
        """Whether there is anything to show at all, in any count."""
        return bool(self.facts.entries or self.waiting)

    @cached_property
    def total(self) -> Bar | None:
        """The program's total, if it has one."""
        found = [s for s in self.standings if s.kind == RequirementKind.HOURS_TOTAL]
        return self._bar(found[0], _("Training hours")) if found else None

    @cached_property
    def bars(self) -> list[Bar]:
        """The program's categories; ours while no program is chosen or it has none."""
        asked = [s for s in self.standings if s.kind == RequirementKind.HOURS_IN_CATEGORY]
        if asked:
            return [self._bar(s, labels.in_language(s.requirement["label"])) for s in asked]
        waits: dict[str, int] = {}
        for entry in self.waiting:
            if entry.ledger == Ledger.TRAINING:
                waits[entry.domain] = waits.get(entry.domain, 0) + entry.minutes
        return [
            Bar(str(label), self.totals.get(domain, 0), waiting=waits.get(domain, 0))
            for domain, label in DOMAIN_LABELS.items()
            if self.totals.get(domain) or waits.get(domain)
        ]

    @property
    def to_go(self) -> int:
        """Minutes still missing: of the total, or of the categories together where those ask for more."""
        of_categories = sum(max(0, bar.needed - bar.minutes) for bar in self.bars)
        of_total = max(0, self.total.needed - self.total.minutes) if self.total else 0
        return max(of_total, of_categories)

    @property
    def beyond(self) -> int:
        """Minutes in the ledger that this program does not ask for."""
        if not self.total:
            return 0
        return self._board_minutes(self.minutes) - self.total.minutes - self.maybe - self.not_counted

    @cached_property
    def maybe(self) -> int:
        """Minutes that may count toward the total, if the board says so."""
        return self._board_minutes(self._of_total(lambda standing: standing.maybe))

    @cached_property
    def not_counted(self) -> int:
        """Minutes that do not count toward the total because of how or when they were taught."""
        return self._board_minutes(self._of_total(lambda s: sum(minutes for _reason, minutes in s.outside)))

    def _of_total(self, figure) -> int:
        return sum(figure(s) for s in self.standings if s.kind == RequirementKind.HOURS_TOTAL)

    @property
    def unplaced(self) -> list[str]:
        """Our categories of which no published rule of this program speaks."""
        # Where the board decides about every hour, that is said once, with their number.
        found = unplaced(self.payload, self.facts) if self.pursuit and not self.maybe else {}
        return [str(DOMAIN_LABELS[domain]) for domain, minutes in found.items() if minutes]

    @property
    def program_name(self) -> str:
        return labels.in_language(self.payload["name"]) if self.pursuit else ""

    def _bar(self, standing: RequirementStanding, label: str) -> Bar:
        waiting = max(0, self._once_approved.get(standing.key, standing.minutes) - standing.minutes)
        minutes, needed, waits = map(self._board_minutes, (standing.minutes, standing.needed, waiting))
        return Bar(label, minutes, needed, waits)

    def _board_minutes(self, minutes: int) -> int:
        """Minutes so that 60 are one hour of this board, however long its hour is."""
        return minutes * 60 // self.payload["minutes_in_hour"] if self.pursuit else minutes


def goals_of(user: User, waiting: tuple[Entry, ...] = ()) -> Goals:
    """Three queries: the pursuit with its frozen rules, and what is known of the person. `waiting` is what others have
    still to say yes to; whoever knows of it brings it along."""
    return Goals(pursuit=pursuit_of(user), facts=facts_of(user), waiting=waiting)
