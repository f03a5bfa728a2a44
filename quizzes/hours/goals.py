"""A person's hours held against the program they aim at: one ledger, read by that program's rules."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from cms.accounts.models import User
from courses.catalog.labels import DOMAIN_LABELS
from quizzes.hours.facts import facts_of
from quizzes.programs import labels
from quizzes.programs.models import Pursuit
from quizzes.programs.queries import pursuit_of
from quizzes.programs.rules import Facts, Ledger, RequirementKind, RequirementStanding, evaluate, unplaced


@dataclass(frozen=True)
class Bar:
    """One category: what is done of what is asked. Without a program nothing is asked and no bar is drawn."""

    label: str
    minutes: int
    needed: int = 0

    @property
    def width(self) -> int:
        return min(100, self.minutes * 100 // self.needed) if self.needed else 0

    @property
    def is_done(self) -> bool:
        return bool(self.needed) and self.minutes >= self.needed


@dataclass(frozen=True)
class Goals:
    pursuit: Pursuit | None
    facts: Facts

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
        return [
            Bar(str(label), self.totals[domain]) for domain, label in DOMAIN_LABELS.items() if self.totals.get(domain)
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
        return Bar(label, self._board_minutes(standing.minutes), self._board_minutes(standing.needed))

    def _board_minutes(self, minutes: int) -> int:
        """Minutes so that 60 are one hour of this board, however long its hour is."""
        return minutes * 60 // self.payload["minutes_in_hour"] if self.pursuit else minutes


def goals_of(user: User) -> Goals:
    """Three queries: the pursuit with its frozen rules, and what is known of the person."""
    return Goals(pursuit=pursuit_of(user), facts=facts_of(user))
