"""What stands in the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Sum

from cms.accounts.models import User
from quizzes.hours.models import ChainHead, HoursEntry
from quizzes.hours.rules import ChainFault, EntryKind, Ledger, verify_chain


def entries_for(user: User) -> QuerySet[HoursEntry]:
    """A person's rows, newest first."""
    return HoursEntry.objects.filter(trainee=user, ledger=Ledger.TRAINING).order_by("-completed_at", "-sequence")


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


@dataclass(frozen=True)
class CourseHours:
    """What one course has brought a person, reversals taken off."""

    minutes_by_domain: dict[str, int]
    modalities: list[str]
    finished_at: datetime | None


def hours_from_course(user: User, course_key: UUID) -> CourseHours:
    rows = (
        HoursEntry.objects.filter(trainee=user, course_key=course_key, ledger=Ledger.TRAINING)
        .order_by("domain", "modality")
        .values_list("domain", "modality")
        .annotate(total=Sum("minutes"), last=Max("completed_at", filter=Q(kind=EntryKind.EARNED)))
    )
    found = [row for row in rows if row[2]]
    minutes: dict[str, int] = {}
    for domain, _, total, _last in found:
        minutes[domain] = minutes.get(domain, 0) + total
    return CourseHours(
        minutes_by_domain=minutes,
        modalities=sorted({modality for _, modality, _, _ in found}),
        finished_at=max((last for *_, last in found if last), default=None),
    )


def course_keys(user: User) -> list[UUID]:
    """The courses a person has hours from."""
    rows = HoursEntry.objects.filter(trainee=user, ledger=Ledger.TRAINING).exclude(course_key=None)
    return list(rows.order_by("course_key").values_list("course_key", flat=True).distinct())


@dataclass(frozen=True)
class BadRow:
    trainee_id: int
    fault: ChainFault


def verify(trainee_ids: list[int] | None = None) -> Iterator[BadRow]:
    """The first row that does not fit, for each person whose ledger does not verify."""
    heads = ChainHead.objects.order_by("trainee_id")
    rows = HoursEntry.objects.order_by("sequence").select_related(
        "trainee", "module_version", "reverses", "recorded_by"
    )
    if trainee_ids is not None:
        heads = heads.filter(trainee_id__in=trainee_ids)
    for trainee_id, number, last in heads.values_list("trainee_id", "sequence", "checksum"):
        links = ((row.link(), row.checksum) for row in rows.filter(trainee_id=trainee_id).iterator(chunk_size=2000))
        if fault := verify_chain(links, head=(number, last)):
            yield BadRow(trainee_id, fault)
    # Rows without a head: somebody removed the end of the chain altogether.
    orphans = HoursEntry.objects.filter(trainee__hours_head=None).order_by().values_list("trainee_id", flat=True)
    for trainee_id in orphans.distinct():
        yield BadRow(trainee_id, ChainFault(1, "this ledger has no head"))
