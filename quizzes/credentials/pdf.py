"""The certificate as a file: tagged PDF (PDF/UA-1), landscape letter, fonts embedded."""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from cms.site import rings
from cms.templatetags.ui import as_hours
from quizzes.credentials.face import Face, qr_code

HERE = Path(__file__).parent
INK, BERRY, HONEY = "#2a1a2a", "#7a2857", "#f5bf53"


@cache
def _fonts() -> typst.Fonts:
    """Only ours: a certificate looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])


@cache
def _covered() -> tuple[range, ...]:
    lines = (HERE / "fonts" / "coverage.txt").read_text().split()
    return tuple(range(int(low, 16), int(high, 16) + 1) for low, high in (line.split("-") for line in lines))


def printable(text: str) -> str:
    """A text without the letters our fonts lack: one of them would cost the whole certificate."""
    return "".join(char if any(ord(char) in reach for reach in _covered()) else "?" for char in text)


def certificate_pdf(face: Face) -> bytes:
    """The same face gives the same bytes."""
    with translation.override(face.language):
        content = _content(face)
    return typst.compile(
        str(HERE / "certificate.typ"),
        root=str(HERE),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        # Data only, never source: nothing in a name can become markup.
        sys_inputs={"data": json.dumps(content)},
        timestamp=datetime.combine(face.issued_on, time(), UTC),
    )


def _content(face: Face) -> dict:
    ids = [(gettext("Finished"), date_format(face.finished_on, "DATE_FORMAT"))]
    if face.expires_on:
        ids.append((gettext("Good until"), date_format(face.expires_on, "DATE_FORMAT")))
    else:
        ids.append((gettext("Issued"), date_format(face.issued_on, "DATE_FORMAT")))
    ids += [(gettext("Certificate code"), face.code), (gettext("Check it at"), face.check_place)]
    texts = {
        "document_title": gettext("Certificate of completion: %(title)s, %(name)s")
        % {"title": face.title, "name": face.name},
        "description": gettext("Certificate %(code)s") % {"code": face.code},
        "provider": face.provider,
        "name": face.name,
        "title": face.title,
        "finished_sentence": gettext("finished %(hours)s hours of") % {"hours": as_hours(face.minutes)},
        "statement": face.statement,
        "modality": ", ".join(face.modalities),
        "instructor": face.instructor,
        "qualification": face.qualification,
    }
    return {key: printable(str(text)) for key, text in texts.items()} | {
        "language": face.language,
        "objectives": [printable(line) for line in face.objectives],
        "hours": [{"hours": as_hours(line["minutes"]), "label": printable(line["label"])} for line in face.hours],
        "ids": [{"label": printable(label), "value": printable(value)} for label, value in ids],
        "words": {
            "what": gettext("Certificate of completion"),
            "learned": gettext("What this course teaches"),
            "how": gettext("How it was taught"),
            "statement": gettext("What %(name)s signed") % {"name": printable(face.name)},
            "qr": gettext("QR code. It opens the check page for this certificate: %(address)s")
            % {"address": face.check_address},
        },
        "seal": _seal(face.modules),
        "qr": _qr(face.check_address),
    }


def _seal(modules: int) -> str:
    drawn = rings.tree(modules, 0, modules).replace('class="seed"', f'fill="{HONEY}" stroke="none"')
    return _svg(580, f'<g fill="none" stroke="{BERRY}" stroke-width="2.2">{drawn}</g>')


def _qr(address: str) -> str:
    code = qr_code(address)
    return _svg(code.size, f'<path fill="{INK}" d="{code.path}"/>')


def _svg(size: int, inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">{inside}</svg>'
