"""The certificate as a file: tagged PDF (PDF/UA-1), landscape letter, fonts embedded."""

import json
import unicodedata
from collections.abc import Iterable
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
def _letters(family: str) -> tuple[range, ...]:
    """The code points a family of ours holds."""
    lines = (HERE / "fonts" / f"{family}.txt").read_text().split()
    return tuple(range(int(low, 16), int(high, 16) + 1) for low, high in (line.split("-") for line in lines))


def _holds(family: str, char: str) -> bool:
    return any(ord(char) in reach for reach in _letters(family))


def printable(text: str) -> str:
    """A text on one line, without the letters our fonts lack: one of them would cost the whole certificate."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(char if _holds("HeartenSans", char) or _holds("NotoSans", char) else "?" for char in line)


def font_for(texts: Iterable[str]) -> list[str]:
    """One family for the whole sheet: ours, or Noto Sans where a name has letters that ours would have to build from
    pieces, with the accents beside them."""
    if all(_holds("HeartenSans", char) for text in texts for char in text):
        return ["Hearten Sans"]
    return ["Noto Sans", "Hearten Sans"]


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
    texts = {
        "document_title": gettext("Certificate of completion: %(title)s, %(name)s")
        % {"title": face.title, "name": face.name},
        "description": gettext("Certificate %(code)s") % {"code": face.code},
        "finished_sentence": gettext("finished %(hours)s hours of") % {"hours": as_hours(face.minutes)},
        "modality": ", ".join(face.modalities),
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
        "what": gettext("Certificate of completion"),
        "learned": gettext("What this course teaches"),
        "how": gettext("How it was taught"),
        "statement": gettext("The signed statement"),
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
