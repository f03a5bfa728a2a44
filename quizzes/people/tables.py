"""A roster as a file for a spreadsheet: every cell of text stays text."""

import csv
import io
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from quizzes.hours.export import as_text
from quizzes.people.labels import cell_words
from quizzes.people.roster import Roster, Row

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(found: Roster, rows: Iterable[Row]) -> list[list[str | int]]:
    """Headings, then a line a person. Minutes as they are, so that sums are exact."""
    headings = [_("Person"), _("Email"), *(module.title for module in found.modules), _("Minutes"), _("Last here")]
    return [headings] + [
        [
            row.name,
            row.enrollment.trainee.email,
            *(cell_words(cell) for cell in row.cells),
            row.minutes,
            timezone.localtime(row.last_here).date().isoformat(),
        ]
        for row in rows
    ]


def as_csv(lines: list[list[str | int]]) -> bytes:
    """With the mark that makes spreadsheets read UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows([as_text(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(lines: list[list[str | int]]) -> bytes:
    """Cells of text are marked as text, so a leading sign of a formula is only a letter."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("People"))
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
