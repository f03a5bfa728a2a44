"""What stands in the ledger."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Sum

from cms.accounts.models import User
from quizzes.hours.models import HoursEntry
from quizzes.hours.rules import EntryKind, Ledger


def entries_for(user: User) -> QuerySet[HoursEntry]:
    """A person's rows of every count, newest first, with the words beside them."""
    rows = HoursEntry.objects.filter(trainee=user).select_related("note", "reverses__note")
    return rows.order_by("-completed_at", "-sequence")


def whole_ledger(user: User) -> QuerySet[HoursEntry]:
    """All rows of a person in every ledger, in the order of their days."""
    return HoursEntry.objects.filter(trainee=user).order_by("completed_at", "sequence")


def totals_for(user: User) -> tuple[tuple[str, str, int], ...]:
    """Minutes by domain and modality in one query: what a program needs to know."""
    rows = (
        HoursEntry.objects.filter(trainee=user, ledger=Ledger.TRAINING)
        .order_by()
        .values_list("domain", "modality")
        .annotate(total=Sum("minutes"))
    )
    return tuple(rows)


def minutes_by_domain(user: User) -> dict[str, int]:
    """The sum of a person's rows, domain by domain."""
    totals: dict[str, int] = {}
    for domain, _, minutes in totals_for(user):
        totals[domain] = totals.get(domain, 0) + minutes
    return totals


def is_credited(source: str) -> bool:
    """Whether a source has ever paid. What was reversed later stays credited: it is not paid a second time."""
    own = Q(source=source) | Q(source__startswith=f"{source}/")
    return HoursEntry.objects.filter(own, kind=EntryKind.EARNED).exists()


def standing_entries_from(source: str) -> list[HoursEntry]:
    """The rows a source has paid that were not reversed, in order."""
    own = Q(source=source) | Q(source__startswith=f"{source}/")
    rows = HoursEntry.objects.filter(own, kind=EntryKind.EARNED, reversal=None)
    return list(rows.select_related("trainee", "module_version").order_by("sequence"))


def lines_paid(source: str) -> Counter[tuple[str, str]]:
    """How often a source has ever paid, by modality and domain: what was reversed since is counted as well."""
    own = Q(source=source) | Q(source__startswith=f"{source}/")
    return Counter(HoursEntry.objects.filter(own, kind=EntryKind.EARNED).order_by().values_list("modality", "domain"))


@dataclass(frozen=True)
class CourseHours:
    """What one course has brought a person, reversals taken off."""

    minutes_by_domain: dict[str, int]
    minutes_by_modality: dict[str, int]
    finished_at: datetime | None

    @property
    def modalities(self) -> list[str]:
        return sorted(self.minutes_by_modality)


def hours_from_course(user: User, course_key: UUID) -> CourseHours:
    rows = (
        HoursEntry.objects.filter(trainee=user, course_key=course_key, ledger=Ledger.TRAINING)
        .order_by("domain", "modality")
        .values_list("domain", "modality")
        .annotate(total=Sum("minutes"), last=Max("completed_at", filter=Q(kind=EntryKind.EARNED)))
    )
    found = [row for row in rows if row[2]]
    minutes: dict[str, int] = {}
    taught: dict[str, int] = {}
    for domain, modality, total, _last in found:
        minutes[domain] = minutes.get(domain, 0) + total
        taught[modality] = taught.get(modality, 0) + total
    return CourseHours(
        minutes_by_domain=minutes,
        minutes_by_modality=taught,
        finished_at=max((last for *_, last in found if last), default=None),
    )


def course_keys(user: User) -> list[UUID]:
    """The courses a person has hours from."""
    rows = HoursEntry.objects.filter(trainee=user, ledger=Ledger.TRAINING).exclude(course_key=None)
    return list(rows.order_by("course_key").values_list("course_key", flat=True).distinct())
