"""Rows and totals of the ledger as the page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language

from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from courses.catalog.loading import SOURCE_LANGUAGE
from courses.catalog.queries import outlines, titles_of
from quizzes.hours.labels import LEDGER_LABELS, category, origin
from quizzes.hours.models import HoursEntry
from quizzes.hours.rules import EntryKind, Ledger, is_from_elsewhere, module_key_of


@dataclass(frozen=True)
class Row:
    entry: HoursEntry
    title: str
    category: str
    modality: str
    note: str
    # Training, practice…
    counts_as: str = ""
    is_from_elsewhere: bool = False
    # Where its own story can be read, if anywhere.
    address: str = ""
    # Who without an account confirmed it.
    confirmed_by: str = ""

    @property
    def origin(self) -> str:
        return origin(self.is_from_elsewhere)

    @property
    def day(self) -> date:
        """In the zone of the moment."""
        return timezone.localtime(self.entry.completed_at).date()

    @property
    def is_taken_back(self) -> bool:
        return self.entry.kind == EntryKind.REVERSED


def ledger_rows(
    entries: Iterable[HoursEntry], addresses: Mapping[str, str] | None = None, *, as_then: bool = False
) -> list[Row]:
    """Titles in the reader's language where the module is still published, else as it was called that day; of hours
    from elsewhere as their person wrote it. `addresses` by source. On paper every title is the one of that day
    (`as_then`): a module renamed later does not rename the past."""
    entries = list(entries)
    titles = _titles_then(entries) if as_then else _titles_now(entries)
    return [_row(entry, titles.get(entry.pk, entry.title), addresses or {}) for entry in entries]


def _titles_now(entries: list[HoursEntry]) -> dict[int, str]:
    titles = {str(module.key): module.title for course in outlines() for module in course.modules}
    return {entry.pk: titles.get(module_key_of(entry.source), entry.title) for entry in entries}


def _titles_then(entries: list[HoursEntry]) -> dict[int, str]:
    """In the words of the version that earned it; the entry itself has those of the source language."""
    language = get_language() or SOURCE_LANGUAGE
    if language == SOURCE_LANGUAGE:
        return {}
    texts = titles_of({entry.module_version_id for entry in entries if entry.module_version_id}, language)
    return {entry.pk: texts[entry.module_version_id] for entry in entries if texts.get(entry.module_version_id)}


def _row(entry: HoursEntry, title: str, addresses: Mapping[str, str]) -> Row:
    note, confirmed_by = words_beside(entry), ""
    if is_from_elsewhere(entry.source):
        title, note, confirmed_by = own_words(note, title)
    elif entry.reverses and is_from_elsewhere(entry.reverses.source):
        title, _place, _person = own_words(words_beside(entry.reverses), title)
    return Row(
        entry=entry,
        title=title,
        category=category(entry.ledger, entry.domain),
        modality=str(MODALITY_LABELS.get(entry.modality, entry.modality)),
        note=note,
        counts_as=str(LEDGER_LABELS[Ledger(entry.ledger)]),
        is_from_elsewhere=is_from_elsewhere(entry.reverses.source if entry.reverses else entry.source),
        address=addresses.get(entry.source, ""),
        confirmed_by=confirmed_by,
    )


def words_beside(entry: HoursEntry) -> str:
    return entry.note.text if hasattr(entry, "note") else ""


def own_words(note: str, title: str) -> tuple[str, str, str]:
    """What a person called hours from elsewhere, where it was, and who without an account confirmed it. Once the words
    are erased the row goes by its kind."""
    first, place, confirmed_by = (*note.split("\n", 2), "", "", "")[:3]
    return first or title, place, confirmed_by


@dataclass(frozen=True)
class LedgerTotal:
    """What the rows of one count add up to, over all pages."""

    label: str
    by_category: list[tuple[str, int]]

    @property
    def minutes(self) -> int:
        return sum(minutes for _, minutes in self.by_category)


@dataclass(frozen=True)
class Totals:
    """Each count for itself: hours of practice are no hours of training."""

    ledgers: list[LedgerTotal]
    count: int

    @property
    def are_several(self) -> bool:
        return len(self.ledgers) > 1


def ledger_totals(entries: QuerySet[HoursEntry]) -> Totals:
    rows = entries.order_by().values_list("ledger", "domain").annotate(total=Sum("minutes"), count=Count("pk"))
    found: dict[str, dict[str, int]] = {}
    count = 0
    for ledger, domain, total, number in rows:
        found.setdefault(ledger, {})[domain] = total
        count += number
    order = {domain: place for place, domain in enumerate(DOMAIN_LABELS)}
    ledgers = [
        LedgerTotal(
            label=str(LEDGER_LABELS[ledger]),
            by_category=[
                (category(ledger, domain), found[ledger][domain])
                for domain in sorted(found[ledger], key=lambda each: order.get(each, len(order)))
            ],
        )
        for ledger in Ledger
        if ledger in found
    ]
    return Totals(ledgers=ledgers, count=count)
