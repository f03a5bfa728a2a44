"""Records as files: tagged PDF (PDF/UA-1) and pictures, with fonts of ours embedded, by typst."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

FONTS = Path(__file__).parent / "fonts"


@cache
def _fonts() -> typst.Fonts:
    """Only ours: a sheet looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def _letters(family: str) -> tuple[range, ...]:
    """The code points a family of ours holds."""
    lines = (FONTS / f"{family}.txt").read_text().split()
    return tuple(range(int(low, 16), int(high, 16) + 1) for low, high in (line.split("-") for line in lines))


@cache
def _holds(family: str, char: str) -> bool:
    return any(ord(char) in reach for reach in _letters(family))


def printable(text: object) -> str:
    """A text on one line, without the letters our fonts lack: one of them would cost the whole sheet."""
    line = " ".join(unicodedata.normalize("NFC", str(text)).split())
    return "".join(char if _holds("HeartenSans", char) or _holds("NotoSans", char) else "?" for char in line)


def font_for(texts: Iterable[str]) -> list[str]:
    """One family for the whole sheet: ours, or Noto Sans where a name has letters that ours would have to build from
    pieces, with the accents beside them."""
    if all(_holds("HeartenSans", char) for text in texts for char in text):
        return ["Hearten Sans"]
    return ["Noto Sans", "Hearten Sans"]


def pdf(template: Path, content: Mapping, *, on: date) -> bytes:
    """A sheet as a PDF that says it is of a day. The same content gives the same bytes; typst refuses what is no
    PDF/UA-1: a sheet without a title, a picture without words."""
    return _compile(
        template, content, format="pdf", pdf_standards=["ua-1"], timestamp=datetime.combine(on, time(), UTC)
    )


def picture(template: Path, content: Mapping, *, format: str) -> bytes:
    """A sheet of one page as "png" or "svg"."""
    return _compile(template, content, format=format, ppi=144)


def _compile(template: Path, content: Mapping, **how) -> bytes:
    return typst.compile(
        str(template),
        root=str(settings.BASE_DIR),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        # Data only, never source: nothing in a name can become markup.
        sys_inputs={"data": json.dumps(content)},
        **how,
    )
