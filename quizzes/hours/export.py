"""The ledger as a table a spreadsheet opens: text stays text."""

import csv
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from quizzes.hours.models import HoursEntry
from quizzes.hours.rules import EntryKind


class _Echo:
    """Hands each line straight on."""

    def write(self, line: str) -> str:
        return line


def as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def csv_lines(entries: Iterable[HoursEntry]) -> Iterator[str]:
    """One line an entry, dates in the reader's zone; minutes as they are, so that the sum is exact."""
    write = csv.writer(_Echo()).writerow
    # The mark that makes spreadsheets read UTF-8.
    yield "\ufeff" + write(
        [_("Date"), _("What"), _("Category"), _("Minutes"), _("How it was taught"), _("Status"), _("Reason")]
    )
    for entry in entries:
        note = getattr(entry, "note", None)
        yield write(
            [
                timezone.localtime(entry.completed_at).date().isoformat(),
                as_text(entry.title),
                as_text(str(DOMAIN_LABELS.get(entry.domain, entry.domain))),
                entry.minutes,
                as_text(str(MODALITY_LABELS.get(entry.modality, entry.modality))),
                as_text(_("Taken back") if entry.kind == EntryKind.REVERSED else _("Counted")),
                as_text(note.text if note else ""),
            ]
        )
