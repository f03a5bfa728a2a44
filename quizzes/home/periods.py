"""The periods of a certification as their page shows them."""

from dataclasses import dataclass
from datetime import date, timedelta

from cms.accounts.models import User
from quizzes.hours.goals import Goals
from quizzes.programs import labels
from quizzes.programs.cycles import periods
from quizzes.programs.queries import rules_told_with
from quizzes.programs.sheets import Line, line, source_titles


@dataclass(frozen=True)
class Shown:
    start: date
    # The last day that belongs to it.
    end: date
    line: Line
    is_current: bool
    # The day its rules were read, where they are not those of today.
    rules: str = ""


def periods_of(user: User, goals: Goals) -> list[Shown]:
    """Newest first; nothing before the first certification. One query."""
    told_with = rules_told_with(user)
    return [
        Shown(
            start=period.cycle.start,
            end=period.cycle.until or period.cycle.due_on - timedelta(days=1),
            line=line(period.standing, goals.payload, source_titles(goals.payload)),
            is_current=period.is_current,
            rules=labels.day(period.version["as_of"]) if period.version != goals.payload else "",
        )
        for period in periods(goals.payload, goals.facts, told_with)
    ]
