"""Tables that a spreadsheet opens: text stays text."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import batched

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from quizzes.hours.ledger import ledger_rows
from quizzes.hours.models import HoursEntry

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Line = list[str | int]


class _Echo:
    """Hands each line straight on."""

    def write(self, line: str) -> str:
        return line


def as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def as_csv(lines: Iterable[Line]) -> bytes:
    """With the mark that makes spreadsheets read UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows([as_text(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(title: str, lines: Iterable[Line]) -> bytes:
    """Cells of text are marked as text, so a leading sign of a formula is only a letter."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for line in lines:
        cells = []
        for value in line:
            clean = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            cell = WriteOnlyCell(sheet, value=clean)
            if isinstance(clean, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_lines(entries: Iterable[HoursEntry]) -> Iterator[str]:
    """One line an entry, dates in the reader's zone; minutes as they are, so that the sum is exact."""
    write = csv.writer(_Echo()).writerow
    # The mark that makes spreadsheets read UTF-8.
    yield "\ufeff" + write(
        [
            _("Date"), _("What"), _("Counts as"), _("Category"), _("Minutes"), _("How it was taught"), _("Status"),
            _("Where from"), _("Reason"),
        ]
    )  # fmt: skip
    for many in batched(entries, 500):
        for row in ledger_rows(many):
            status = _("Taken back") if row.is_taken_back else _("Counted")
            words = [row.day.isoformat(), row.title, row.counts_as, row.category]
            tail = [row.modality, status, row.origin, row.note]
            yield write([*map(as_text, words), row.entry.minutes, *map(as_text, tail)])
