"""The states of an enrollment; what a person needs to learn and be asked fairly."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class EnrollmentState(StrEnum):
    ACTIVE = "active"
    # Staff has closed the place for a while. Everything in it stands still.
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Allowance:
    """What an accommodation allows. Without one, what everybody has."""

    time_factor: Decimal = Decimal(1)
    no_time_limit: bool = False
    extra_tries: int = 0
    one_per_page: bool = False
    break_minutes: int = 0
    closing_hours: int = 0

    def limit(self, limit: timedelta | None) -> timedelta | None:
        """The person's own limit of time, to the second."""
        if limit is None or self.no_time_limit:
            return None
        return timedelta(seconds=round(Decimal(limit.total_seconds()) * self.time_factor))

    def closing(self, closes_at: datetime | None, limit: timedelta | None) -> datetime | None:
        """The person's own closing date: later by what was agreed and by what their limit is longer, so that a date
        never takes back the time that a factor gives."""
        if closes_at is None:
            return None
        own = self.limit(limit)
        longer = own - limit if own is not None and limit is not None else timedelta()
        return closes_at + timedelta(hours=self.closing_hours) + longer

    def tries(self, allowed: int | None) -> int | None:
        """The person's own number of tries; None: as many as needed."""
        return allowed + self.extra_tries if allowed is not None else None

    @property
    def break_time(self) -> timedelta:
        return timedelta(minutes=self.break_minutes)


USUAL = Allowance()
