"""The certificate as a file: tagged PDF (PDF/UA-1), landscape letter, fonts embedded."""

from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from cms.records import paper
from cms.records.paper import font_for, printable
from cms.site import rings
from cms.templatetags.ui import as_hours
from quizzes.credentials.face import Face, qr_code

SHEET = Path(__file__).parent / "certificate.typ"
INK, BERRY, HONEY = "#2a1a2a", "#7a2857", "#f5bf53"


def certificate_pdf(face: Face) -> bytes:
    """The same face gives the same bytes."""
    with translation.override(face.language):
        content = _content(face)
    return paper.pdf(SHEET, content, on=face.issued_on)


def _content(face: Face) -> dict:
    texts = {
        "document_title": f"{face.called}: {face.title}, {face.name}",
        "description": gettext("Certificate %(code)s") % {"code": face.code},
        "finished_sentence": face.sentence,
        "modality": ", ".join(face.modalities),
        "shares": "; ".join(filter(None, (*face.shares, face.hour_note))),
        "approved_by": "; ".join(face.approved_by),
        "provider_number": gettext("Provider number %(number)s") % {"number": face.provider_number}
        if face.provider_number
        else "",
    }
    texts |= {n: getattr(face, n) for n in ("provider", "name", "title", "statement", "instructor", "qualification")}
    texts = {name: printable(text) for name, text in texts.items()}
    objectives = [printable(line) for line in face.objectives]
    hours = [{"hours": as_hours(line["minutes"]), "label": printable(line["label"])} for line in face.hours]
    return texts | {
        "fonts": font_for([*texts.values(), *objectives, *(line["label"] for line in hours)]),
        "language": face.language,
        "objectives": objectives,
        "hours": hours,
        "ids": _ids(face),
        "words": _words(face),
        "seal": _seal(face.modules),
        "qr": _qr(face.check_address),
    }


def _ids(face: Face) -> list[dict[str, str]]:
    """What stands beside the QR code."""
    ending = (gettext("Good until"), face.expires_on) if face.expires_on else (gettext("Issued"), face.issued_on)
    dates = [
        (label, date_format(day, "DATE_FORMAT")) for label, day in ((gettext("Finished"), face.finished_on), ending)
    ]
    places = [(gettext("Certificate code"), face.code), (gettext("Check it at"), face.check_place)]
    return [{"label": printable(label), "value": printable(value)} for label, value in (*dates, *places)]


def _words(face: Face) -> dict[str, str]:
    """The headings, and what the QR code says to those who do not see it."""
    return {
        "what": face.called,
        "learned": face.contents,
        "how": gettext("How it was taught"),
        "statement": gettext("The signed statement"),
        "approved": gettext("Approved by"),
        "qr": gettext("QR code. It opens the check page for this certificate: %(address)s")
        % {"address": face.check_address},
    }


def _seal(modules: int) -> str:
    drawn = rings.tree(modules, 0, modules).replace('class="seed"', f'fill="{HONEY}" stroke="none"')
    return _svg(580, f'<g fill="none" stroke="{BERRY}" stroke-width="2.2">{drawn}</g>')


def _qr(address: str) -> str:
    code = qr_code(address)
    return _svg(code.size, f'<path fill="{INK}" d="{code.path}"/>')


def _svg(size: int, inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">{inside}</svg>'
