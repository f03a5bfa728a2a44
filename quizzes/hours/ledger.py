"""Rows and totals of the ledger as the page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from courses.catalog.queries import outlines
from quizzes.hours.models import HoursEntry
from quizzes.hours.rules import EntryKind, module_key_of


@dataclass(frozen=True)
class Row:
    entry: HoursEntry
    title: str
    category: str
    modality: str
    note: str

    @property
    def day(self) -> date:
        """In the zone of the moment."""
        return timezone.localtime(self.entry.completed_at).date()

    @property
    def is_taken_back(self) -> bool:
        return self.entry.kind == EntryKind.REVERSED


def ledger_rows(entries: Iterable[HoursEntry]) -> list[Row]:
    """Titles in the reader's language where the module is still published, else as it was called that day."""
    titles = {str(module.key): module.title for course in outlines() for module in course.modules}
    return [
        Row(
            entry=entry,
            title=titles.get(module_key_of(entry.source), entry.title),
            category=str(DOMAIN_LABELS.get(entry.domain, entry.domain)),
            modality=str(MODALITY_LABELS.get(entry.modality, entry.modality)),
            note=entry.note.text if hasattr(entry, "note") else "",
        )
        for entry in entries
    ]


@dataclass(frozen=True)
class Totals:
    """What the rows add up to, over all pages."""

    by_category: list[tuple[str, int]]
    count: int

    @property
    def minutes(self) -> int:
        return sum(minutes for _, minutes in self.by_category)


def ledger_totals(entries: QuerySet[HoursEntry]) -> Totals:
    rows = entries.order_by().values_list("domain").annotate(total=Sum("minutes"), count=Count("pk"))
    found = {domain: (total, count) for domain, total, count in rows}
    return Totals(
        by_category=[(str(label), found[domain][0]) for domain, label in DOMAIN_LABELS.items() if domain in found],
        count=sum(count for _, count in found.values()),
    )
