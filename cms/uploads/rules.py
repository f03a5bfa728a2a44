"""What may be handed in: kinds, formats, sizes, names."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

MEGABYTE = 1_000_000
MOST_BYTES = 25 * MEGABYTE
# A person handing in this much in a day is a program, or lost.
MOST_A_DAY = 60
# A word file of ten pages unpacks to a few megabytes. What unpacks to more is made to fill a disk.
MOST_UNPACKED = 100 * MEGABYTE
MOST_ENTRIES = 2000
# 50 megapixels: more than any phone takes, and about 200 MB while it is drawn.
MOST_PIXELS = 50_000_000
# Sides are drawn no longer than this; a page of text stays readable.
LONGEST_SIDE = 3000
NAME_LENGTH = 80
# A file that nothing names after this long was chosen and never saved.
KEEP_UNNAMED = timedelta(days=7)
# Whoever hands a file in again this long after the first time gets a fresh week to save what names it.
FRESH = timedelta(days=1)


class Kind(StrEnum):
    DOCUMENT = "document"
    PICTURE = "picture"
    AUDIO = "audio"


class Refusal(StrEnum):
    """Why a file is not taken; `labels.REFUSALS` says it in a sentence."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    NOT_THIS_KIND = "not_this_kind"
    MISMATCH = "mismatch"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    PACKED_TOO_TIGHTLY = "packed_too_tightly"
    HOLDS_A_PROGRAM = "holds_a_program"
    TOO_MANY_TODAY = "too_many_today"


class Refused(Exception):
    """The file is not taken, and nothing of it is kept. `fills` completes the sentence."""

    def __init__(self, reason: Refusal, **fills: object):
        super().__init__(reason)
        self.reason, self.fills = reason, fills


@dataclass(frozen=True)
class Format:
    """A format that is taken: its kind, how it is told to a browser, and the endings its names have."""

    kind: Kind
    media_type: str
    endings: tuple[str, ...]


PDF = Format(Kind.DOCUMENT, "application/pdf", ("pdf",))
DOCX = Format(
    Kind.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",)
)  # fmt: skip
ODT = Format(Kind.DOCUMENT, "application/vnd.oasis.opendocument.text", ("odt",))
TEXT = Format(Kind.DOCUMENT, "text/plain", ("txt", "text", "md"))
JPEG = Format(Kind.PICTURE, "image/jpeg", ("jpg", "jpeg", "jpe", "jfif", "heic", "heif", "webp", "png"))
PNG = Format(Kind.PICTURE, "image/png", ("png", "webp", "jpg", "jpeg", "heic", "heif"))
MP3 = Format(Kind.AUDIO, "audio/mpeg", ("mp3",))
M4A = Format(Kind.AUDIO, "audio/mp4", ("m4a", "mp4"))
OGG = Format(Kind.AUDIO, "audio/ogg", ("ogg", "oga", "opus"))
WAV = Format(Kind.AUDIO, "audio/wav", ("wav",))
WEBM = Format(Kind.AUDIO, "audio/webm", ("webm", "weba"))

ENDINGS: dict[Kind, str] = {
    Kind.DOCUMENT: ".pdf,.docx,.odt,.txt",
    Kind.PICTURE: "image/jpeg,image/png,image/webp,image/heic,.heic",
    Kind.AUDIO: "audio/*,.m4a,.mp3,.ogg,.wav,.webm",
}

PATHS = re.compile(r"^.*[/\\]", re.DOTALL)
SPACES = re.compile(r"\s+")


def ending_of(name: str) -> str:
    """The letters after the last dot, in small; "" without one."""
    stem, dot, ending = PATHS.sub("", name).rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def fits_name(name: str, format: Format) -> bool:
    """Whether a name says the same as the bytes. A name without an ending says nothing."""
    ending = ending_of(name)
    return not ending or ending in format.endings


def clean_name(name: str, format: Format) -> str:
    """A name that is safe to show and to save under: no path, no invisible letters, the ending of what it is.

    Letters that turn the reading direction can make "gpj.exe" look like "exe.jpg": categories C (control, format).
    """
    plain = SPACES.sub(" ", PATHS.sub("", unicodedata.normalize("NFC", name)))
    plain = "".join(letter for letter in plain if unicodedata.category(letter)[0] != "C" and letter not in '<>:"|?*')
    stem = plain.rpartition(".")[0] if ending_of(plain) else plain
    ending = ending_of(plain)
    ending = ending if ending in format.endings and format.kind != Kind.PICTURE else format.endings[0]
    return f"{stem.strip(' .')[:NAME_LENGTH].strip(' .') or 'file'}.{ending}"


def allowed_bytes(most: int) -> int:
    """The limit an author set, never above the house's own."""
    return min(most, MOST_BYTES) if most > 0 else MOST_BYTES
