"""Everything in a person's ledger on one dated sheet: for a page, a PDF, a spreadsheet and the board packet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.site.queries import shell
from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from quizzes.hours import queries
from quizzes.hours.labels import LEDGER_LABELS
from quizzes.hours.ledger import Row, ledger_rows
from quizzes.hours.rules import Ledger, minutes_by


@dataclass(frozen=True)
class Section:
    """One of the ledgers: its rows in the order of their days, and what they add up to."""

    label: str
    rows: list[Row]
    by_category: list[tuple[str, int]]
    by_modality: list[tuple[str, int]]

    @property
    def minutes(self) -> int:
        return sum(row.entry.minutes for row in self.rows)


@dataclass(frozen=True)
class Transcript:
    name: str
    provider: str
    provider_number: str
    made_on: date
    sections: list[Section]

    @property
    def is_empty(self) -> bool:
        return not self.sections


def transcript_of(user: User, *, at: datetime | None = None) -> Transcript:
    """A person's transcript in the language of the moment, dated in their own zone."""
    entries = queries.whole_ledger(user).select_related("note", "recorded_by", "reverses__note")
    by_ledger: dict[str, list[Row]] = {}
    for row in ledger_rows(entries, as_then=True):
        by_ledger.setdefault(row.entry.ledger, []).append(row)
    provider = shell()
    return Transcript(
        name=user.legal_name or user.get_full_name(),
        provider=provider.provider_name or "Hearten",
        provider_number=provider.provider_number,
        made_on=timezone.localdate(at, ZoneInfo(user.time_zone)),
        sections=[_section(ledger, by_ledger[ledger]) for ledger in Ledger if ledger in by_ledger],
    )


def _section(ledger: Ledger, rows: list[Row]) -> Section:
    entries = [row.entry for row in rows]
    return Section(
        label=str(LEDGER_LABELS[ledger]),
        rows=rows,
        by_category=_by_category(rows),
        by_modality=_named(minutes_by(entries, lambda entry: entry.modality), MODALITY_LABELS),
    )


def _by_category(rows: list[Row]) -> list[tuple[str, int]]:
    """In the order of our categories, what has none at the end."""
    order = {domain: place for place, domain in enumerate(DOMAIN_LABELS)}
    ordered = sorted(rows, key=lambda row: order.get(row.entry.domain, len(order)))
    totals: dict[str, int] = {}
    for row in ordered:
        totals[row.category] = totals.get(row.category, 0) + row.entry.minutes
    return list(totals.items())


def _named(totals: dict[str, int], labels: dict) -> list[tuple[str, int]]:
    known = [(str(labels[key]), totals[key]) for key in labels if key in totals]
    return known + [(key, minutes) for key, minutes in totals.items() if key not in labels]


def confirmation(row: Row) -> str:
    """Who put a row in and when, where that was somebody else than the person."""
    entry, day = row.entry, date_format(row.entry.recorded_at, "DATE_FORMAT")
    if row.confirmed_by:
        return _("Confirmed by %(name)s on %(day)s, by a link we sent") % {"name": row.confirmed_by, "day": day}
    if entry.recorded_by is None or entry.recorded_by_id == entry.trainee_id:
        return ""
    facts = {"name": entry.recorded_by.get_full_name(), "day": day}
    if row.is_from_elsewhere and not row.is_taken_back:
        return _("Approved by %(name)s on %(day)s") % facts
    return _("Recorded by %(name)s on %(day)s") % facts


def headings() -> list[str | int]:
    """The first line of the table, whatever carries it."""
    return [
        _("Date"), _("What"), _("Counts as"), _("Category"), _("How it was taught"), _("Minutes"), _("Status"),
        _("Where from"), _("Reason"), _("Recorded by"),
    ]  # fmt: skip


def lines(found: Transcript) -> Iterable[list[str | int]]:
    """The rows as plain cells; minutes as they are, so that sums are exact."""
    for section in found.sections:
        for row in section.rows:
            yield [
                row.day.isoformat(),
                row.title,
                section.label,
                row.category,
                row.modality,
                row.entry.minutes,
                _("Taken back") if row.is_taken_back else _("Counted"),
                row.origin,
                row.note,
                confirmation(row),
            ]
