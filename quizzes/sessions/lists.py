"""Reading the list that an instructor sends: one line a person, bad lines named, nothing lost."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.accounts.models import User
from courses.cohorts.models import Session
from courses.cohorts.rules import Stage
from courses.progress.attendance import MarkKind
from courses.progress.marking import Word
from courses.progress.presence import Line, sheet
from quizzes.sessions.labels import HOW_LABELS, MARK_LABELS

CHOICES = (MarkKind.PRESENT, MarkKind.ABSENT, MarkKind.EXCUSED)


@dataclass
class Row:
    """One person on the list, with what the form shows for them."""

    line: Line
    choice: str
    minutes: str
    fault: str = ""

    @property
    def person(self) -> User:
        return self.line.person

    @property
    def options(self) -> list[tuple[str, object, bool]]:
        return [(kind.value, MARK_LABELS[kind], kind == self.choice) for kind in CHOICES]

    @property
    def facts(self) -> list[tuple]:
        """What was pressed and said, as it happened."""
        return [
            (mark, MARK_LABELS[mark.kind], HOW_LABELS[mark.how], getattr(getattr(mark, "note", None), "text", ""))
            for mark in self.line.marks
        ]


def rows_of(session: Session, *, at) -> list[Row]:
    """The list as it stands. Who pressed something is shown with those minutes. Of the others
    nothing is known: in a room they are taken to be there and online not, until the instructor has looked."""
    return [_row(session, line, at) for line in sheet(session)]


def _row(session: Session, line: Line, at) -> Row:
    presence = line.presence
    if presence.word:
        kind = MarkKind.PRESENT if presence.minutes else presence.word
        choice = kind if kind in CHOICES else MarkKind.ABSENT
        return Row(line, choice, str(presence.minutes))
    if presence.first_at:
        return Row(line, MarkKind.PRESENT, str(presence.minutes))
    is_there = session.modality == "in_person" and not line.is_guest
    return Row(line, MarkKind.PRESENT if is_there else MarkKind.ABSENT, str(session.minutes if is_there else 0))


def read(session: Session, sent, *, at) -> tuple[list[Row], dict[User, Word]]:
    """The list with what was sent in it, and the words to keep. A line that nobody touched while the person's own
    presses stand leaves those presses in charge."""
    words: dict[User, Word] = {}
    rows = rows_of(session, at=at)
    for row in rows:
        name = row.person.pk
        choice, minutes = sent.get(f"choice_{name}", ""), sent.get(f"minutes_{name}", "").strip()
        if choice not in CHOICES:
            # Somebody came in while the page was open: they are on the next one.
            continue
        shown = sent.get(f"shown_{name}", "")
        is_untouched = row.line.presence.first_at and not row.line.presence.word and shown == f"{choice}:{minutes}"
        row.choice, row.minutes = choice, minutes
        row.fault = _fault(session, choice, minutes)
        if not row.fault and not is_untouched:
            kind = MarkKind(choice)
            words[row.person] = Word(kind, int(minutes) if kind == MarkKind.PRESENT else 0)
    return rows, words


def _fault(session: Session, choice: str, minutes: str) -> str:
    if choice != MarkKind.PRESENT:
        return ""
    if not minutes.isascii() or not minutes.isdigit() or len(minutes) > 5:
        return _("Type the minutes as a number.")
    if not 0 < int(minutes) <= session.minutes:
        return _("Between 1 and %(most)s minutes.") % {"most": session.minutes}
    return ""


def may_keep(session: Session, *, at) -> bool:
    """Whether the list can be written now."""
    return session.stage(at) in (Stage.OPEN, Stage.HELD)
