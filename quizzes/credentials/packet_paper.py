"""The PDF of a board packet: hours, certificates with all that boards ask about them, and who confirmed what."""

from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.records import paper
from cms.records.paper import printable
from cms.templatetags.ui import as_hours
from quizzes.credentials.face import face_of
from quizzes.credentials.labels import STATUS_LABELS
from quizzes.credentials.models import Credential
from quizzes.credentials.rules import standing_on
from quizzes.hours.paper import MOST_ROWS, transcript_content
from quizzes.hours.rules import Ledger
from quizzes.hours.transcript import Transcript, confirmation

LOGGED = {Ledger.PRACTICE, Ledger.SUPERVISION}
SHEET = Path(__file__).parent / "packet.typ"


def packet_pdf(found: Transcript, credentials: list[Credential]) -> bytes:
    """Hours first, then each certificate. The same content gives the same bytes."""
    content = transcript_content(found)
    certificates = [_certificate(credential, found) for credential in credentials]
    words = {name: printable(word) for name, word in _words().items()}
    title = printable(_("Record for a certification board: %(name)s") % {"name": found.name})
    content |= {
        "document_title": title,
        "title": printable(_("Record for a certification board")),
        "certificates": certificates,
        "log": _log(found),
        "words": content["words"] | words,
        "how_to_check": printable(
            _(
                "This file came in a packet with the same facts as a table and as signed data. Whoever holds the whole "
                "packet can check it on our check page; no account is needed."
            )
        ),
    }
    listed = [each for name in ("log", "sections", "words") for each in _texts(content[name])]
    named = [content["name"], content["provider"], title]
    content["fonts"] = paper.font_for([*_texts(certificates), *listed, *named])
    return paper.pdf(SHEET, content, on=found.made_on)


def _words() -> dict[str, str]:
    return {
        "log": _("Practice log with confirmations"),
        "confirmed": _("Who confirmed it"),
        "certificates": _("Certificates"),
        "no_certificates": _("No certificates yet."),
        "statement": _("The signed statement"),
    }


def _log(found: Transcript) -> list[dict]:
    """Practice and supervision, each with who was there and said so. What was taken back stands beside its opposite."""
    rows = [row for section in found.sections for row in section.rows if row.entry.ledger in LOGGED]
    return [
        {
            "date": date_format(row.day, "SHORT_DATE_FORMAT"),
            "what": printable(row.title),
            "where": printable(f"{row.counts_as}. {row.note}" if row.note else row.counts_as),
            "hours": as_hours(row.entry.minutes, 1),
            "confirmed": printable(confirmation(row)),
        }
        for row in rows[-MOST_ROWS:]
    ]


def _certificate(credential: Credential, found: Transcript) -> dict:
    face, standing = face_of(credential), standing_on(found.made_on, credential.events.all())
    provider = ", ".join(filter(None, (face.provider, face.provider_number)))
    teacher = ", ".join(filter(None, (face.instructor, face.qualification)))
    hours = "; ".join(f"{line['label']} {as_hours(line['minutes'])}" for line in face.hours)
    facts = [
        (_("Name on the certificate"), face.name or _("Name removed")),
        (_("Hours"), as_hours(face.minutes)),
        (_("By category"), hours),
        (_("How it was taught"), ", ".join(face.modalities)),
        (_("Of these"), "; ".join(filter(None, (*face.shares, face.hour_note)))),
        (_("Approved by"), "; ".join(face.approved_by)),
        (_("Instructor and qualification"), teacher),
        (_("Provider"), provider),
        (_("Finished"), date_format(face.finished_on, "DATE_FORMAT")),
        (_("Issued"), date_format(face.issued_on, "DATE_FORMAT")),
        (_("Good until"), date_format(standing.ends_on, "DATE_FORMAT") if standing.ends_on else ""),
        (_("Status"), str(STATUS_LABELS[standing.status])),
        (_("Certificate code"), face.code),
        (_("Check it at"), face.check_address),
    ]
    return {
        "title": printable(face.title),
        "language": face.language,
        "facts": [{"label": printable(label), "value": printable(value)} for label, value in facts if value],
        "contents": printable(face.contents),
        "objectives": [printable(line) for line in face.objectives],
        "statement": printable(face.statement),
    }


def _texts(value) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
