"""The transcript as a PDF (PDF/UA-1): letter sheets with a table that a screen reader can walk through."""

from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.records import paper
from cms.records.paper import printable
from cms.templatetags.ui import as_hours
from quizzes.hours.ledger import Row
from quizzes.hours.transcript import Section, Transcript, confirmation

# A page holds 25. Ten thousand rows would take a gigabyte of memory to set; the sums are always over all of them, and
# the table beside the PDF has every row.
MOST_ROWS = 2000
SHEET = Path(__file__).parent / "transcript.typ"


def transcript_pdf(found: Transcript) -> bytes:
    """The same transcript gives the same bytes."""
    return paper.pdf(SHEET, transcript_content(found), on=found.made_on)


def transcript_content(found: Transcript) -> dict:
    """What the sheet prints, every letter one that our fonts hold."""
    texts = {
        "document_title": _("Transcript of hours: %(name)s") % {"name": found.name},
        "name": found.name,
        "provider": found.provider,
        "provider_number": _("Provider number %(number)s") % {"number": found.provider_number}
        if found.provider_number
        else "",
        "made_on": _("As of %(day)s") % {"day": date_format(found.made_on, "DATE_FORMAT")},
        "exact": _("Hours are shown with one decimal. The totals are counted in minutes, so they are exact."),
        "empty": "" if found.sections else _("No hours yet."),
    }
    texts = {name: printable(text) for name, text in texts.items()}
    sections = [_section(section) for section in found.sections]
    words = {name: printable(word) for name, word in _words().items()}
    fonts = paper.font_for([*texts.values(), *words.values(), *_all_words(sections)])
    return texts | {"language": get_language(), "fonts": fonts, "sections": sections, "words": words}


def _words() -> dict[str, str]:
    return {
        "transcript": _("Transcript of hours"),
        "date": _("Date"),
        "what": _("What"),
        "category": _("Category"),
        "how": _("How it was taught"),
        "hours": _("Hours"),
        "minutes": _("Minutes"),
        "total": _("Total"),
        "by_category": _("By category"),
        "by_modality": _("By how it was taught"),
        "entries": _("Every entry"),
        "taken_back": _("Taken back"),
        "page": _("Page"),
        "of": _("of"),
    }


def _section(section: Section) -> dict:
    left_off = len(section.rows) - MOST_ROWS
    return {
        "label": printable(section.label),
        "left_off": printable(_left_off(left_off)) if left_off > 0 else "",
        "rows": [
            {
                "date": date_format(row.day, "SHORT_DATE_FORMAT"),
                "what": printable(row.title),
                "note": printable(". ".join(filter(None, (_elsewhere(row), row.note, confirmation(row))))),
                "category": printable(row.category),
                "how": printable(row.modality),
                "hours": as_hours(row.entry.minutes, 1),
                "taken_back": row.is_taken_back,
            }
            for row in section.rows[-MOST_ROWS:]
        ],
        "by_category": [_sum(label, minutes) for label, minutes in section.by_category],
        "by_modality": [_sum(label, minutes) for label, minutes in section.by_modality],
        "total": _sum("", section.minutes),
    }


def _elsewhere(row: Row) -> str:
    """What was earned here needs no word; the sheet carries our name."""
    return row.origin if row.is_from_elsewhere else ""


def _left_off(count: int) -> str:
    words = ngettext(
        "These are the newest %(shown)s. %(count)s earlier entry is in the table file; the totals hold all.",
        "These are the newest %(shown)s. %(count)s earlier entries are in the table file; the totals hold all.",
        count,
    )
    return words % {"shown": MOST_ROWS, "count": count}


def _sum(label: str, minutes: int) -> dict[str, str]:
    return {"label": printable(label), "hours": as_hours(minutes, 1), "minutes": str(minutes)}


def _all_words(value) -> list[str]:
    if isinstance(value, dict):
        return [word for each in value.values() for word in _all_words(each)]
    if isinstance(value, list):
        return [word for each in value for word in _all_words(each)]
    return [value] if isinstance(value, str) else []
