"""What Hearten knows about a person, as the rules of every board read it."""

from datetime import date

from django.db.models.functions import Coalesce
from django.utils import timezone

from cms.accounts.models import User
from quizzes.hours.models import HoursEntry
from quizzes.hours.rules import is_from_elsewhere
from quizzes.programs.queries import evidence_of, recovery_answers_of
from quizzes.programs.rules import Entry, Facts


def facts_of(user: User, *, with_recovery: bool = False, today: date | None = None) -> Facts:
    """Two queries: the ledger, and what the person told. Their own word about recovery is a third, asked for only by
    the pages that are for their eyes alone."""
    return Facts(
        entries=entries_of(user),
        evidence=evidence_of(user),
        recovery=recovery_answers_of(user) if with_recovery else (),
        today=today or timezone.localdate(),
    )


def entries_of(user: User) -> tuple[Entry, ...]:
    """All four ledgers in one query. A reversal stands on the day of what it takes back, so that both fall inside or
    outside of a board's time together."""
    rows = (
        HoursEntry.objects.filter(trainee=user)
        .order_by("sequence")
        .values_list(
            "ledger", "domain", "minutes", "modality", "competencies",
            Coalesce("reverses__completed_at", "completed_at"), "course_key",
        )
    )  # fmt: skip
    return tuple(
        Entry(ledger, domain, minutes, modality, tuple(named), timezone.localtime(at).date(), str(course or ""))
        for ledger, domain, minutes, modality, named, at, course in rows
    )


def origins_of(user: User) -> tuple[bool, ...]:
    """For each of `entries_of`: whether a person approved it from elsewhere. A reversal goes with what it takes
    back."""
    rows = HoursEntry.objects.filter(trainee=user).order_by("sequence")
    sources = rows.values_list(Coalesce("reverses__source", "source"), flat=True)
    return tuple(is_from_elsewhere(source) for source in sources)
