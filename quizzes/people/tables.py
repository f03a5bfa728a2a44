"""A roster as a file for a spreadsheet: every cell of text stays text."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.people.labels import cell_words
from quizzes.people.roster import Roster, Row


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
