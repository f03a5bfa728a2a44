"""What a file really is, by its bytes; and a picture drawn anew."""

import io
import re
import warnings
import zipfile
import zlib

import pillow_heif
import puremagic
from PIL import Image, ImageOps, UnidentifiedImageError

from cms.uploads.rules import (
    DOCX,
    JPEG,
    LONGEST_SIDE,
    M4A,
    MOST_ENTRIES,
    MOST_PIXELS,
    MOST_UNPACKED,
    MP3,
    ODT,
    OGG,
    PDF,
    PNG,
    TEXT,
    WAV,
    WEBM,
    Format,
    Refusal,
    Refused,
)

pillow_heif.register_heif_opener()

PICTURES = {"image/jpeg", "image/png", "image/webp", "image/heif", "image/heic"}
OPENED_AS = ("JPEG", "PNG", "WEBP", "HEIF")
MPEG_FRAME = re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfd]")
# A container of sound may hold a film as well: the handler "vide" and these codecs say so.
FILM = re.compile(rb"hdlr.{8}vide|V_VP8|V_VP9|V_AV1|V_MPEG|\x01video|theora", re.DOTALL)
PROGRAMS = re.compile(r"(vbaProject\.bin|\.(exe|dll|js|vbs|bat|cmd|ps1|sh|jar|html?|svg))$", re.IGNORECASE)
MARKUP = re.compile(rb"^\s*(<[!?a-z]|#!)|<script|<svg|<html", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def recognize(content: bytes) -> Format:
    """The format of a file, told by its bytes alone. Raises Refused for what is not on the list, or not whole."""
    if not content:
        raise Refused(Refusal.EMPTY)
    told = _told(content)
    if "application/pdf" in told and content[:5] == b"%PDF-":
        return PDF
    if content[:4] == b"PK\x03\x04":
        return _packed(content)
    # Sound first: by their first bytes puremagic takes a WAV for a WebP too.
    if found := _sound(content, told):
        return found
    if told & PICTURES:
        return PNG if content[:8] == b"\x89PNG\r\n\x1a\n" else JPEG
    if _is_text(content, told):
        return TEXT
    raise Refused(Refusal.UNKNOWN)


def _told(content: bytes) -> set[str]:
    """What puremagic takes the bytes for: every media type that could be meant."""
    try:
        return {each.mime_type for each in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return set()


def _packed(content: bytes) -> Format:
    """A Word or OpenDocument text: looked at from outside, never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise Refused(Refusal.PACKED_TOO_TIGHTLY)
            names = {entry.filename for entry in entries}
            if any(PROGRAMS.search(name) for name in names):
                raise Refused(Refusal.HOLDS_A_PROGRAM)
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused(Refusal.BROKEN)
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return DOCX
            if "mimetype" in names:
                with package.open("mimetype") as said:
                    if said.read(100).strip().decode("ascii", "replace") == ODT.media_type:
                        return ODT
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused(Refusal.BROKEN) from error
    raise Refused(Refusal.UNKNOWN)


def _sound(content: bytes, told: set[str]) -> Format | None:
    if FILM.search(content[: 1 << 20]) or FILM.search(content[-(1 << 20) :]):
        return None
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return WAV
    if content[:4] == b"OggS":
        return OGG
    if content[4:8] == b"ftyp" and content[8:12] in {b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"dash"}:
        return M4A
    if content[:4] == b"\x1aE\xdf\xa3" and b"webm" in content[:64]:
        return WEBM
    if content[:3] == b"ID3" or ("audio/mpeg" in told and MPEG_FRAME.match(content)):
        return MP3
    return None


def _is_text(content: bytes, told: set[str]) -> bool:
    """Plain text in UTF-8: no markup, no script, no control characters. `told` names nothing for plain words."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not (CONTROL.search(text) or MARKUP.search(content) or told & {"text/html", "image/svg+xml"})


def drawn_anew(content: bytes) -> tuple[bytes, Format]:
    """The same picture without anything beside it: no place, no camera, no thumbnail, no second file behind it.

    Turned the way it was taken, at most LONGEST_SIDE on a side. With see-through parts it is a PNG, else a JPEG.
    Raises Refused for one that cannot be opened or would fill the memory.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=OPENED_AS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Refused(Refusal.TOO_MANY_PIXELS)
                return _encoded(picture)
    except Image.DecompressionBombError as error:
        raise Refused(Refusal.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        raise Refused(Refusal.BROKEN) from error


def _encoded(picture: Image.Image) -> tuple[bytes, Format]:
    format = PNG if picture.format == "PNG" or picture.has_transparency_data else JPEG
    turned = ImageOps.exif_transpose(picture)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = turned.convert("RGBA" if picture.has_transparency_data else "RGB")
    # A picture of pixels only: what Pillow remembers of the first one stays behind.
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    kept = io.BytesIO()
    if format is PNG:
        fresh.save(kept, "PNG", optimize=True)
    else:
        fresh.save(kept, "JPEG", quality=88, optimize=True)
    return kept.getvalue(), format
