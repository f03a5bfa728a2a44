"""Files as people hand them in, and as nobody should."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + bytes(200)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x21" + bytes(300)
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42isom\x00\x00\x00\x00" + bytes(200)
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x21hdlr" + bytes(8) + b"vide" + bytes(100)
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(100)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(100)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(100)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    # The browser's word on the type is never asked.
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def picture(format: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, (200, 40, 40, 120) if mode == "RGBA" else "red").save(made, format, **options)
    return made.getvalue()


def with_place() -> bytes:
    """A JPEG that says where and with what it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 26.0, 46.0), 3: "W", 4: (79.0, 58.0, 56.0)})
    return picture(exif=exif, comment=b"SECRET-COMMENT") + b"SECRET-TAIL"


def packed(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return made.getvalue()


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
OPEN_DOCUMENT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"}


def bomb() -> bytes:
    """A Word file of a few hundred kilobytes that says it unpacks to 120 MB."""
    return packed(WORD | {"word/media/zero.bin": bytes(120_000_000)})


def huge_picture() -> bytes:
    """A PNG of a hundred bytes that says it is 20,000 pixels wide and high."""
    small = bytearray(picture("PNG", (1, 1)))
    small[16:24] = struct.pack(">II", 20_000, 20_000)
    small[29:33] = struct.pack(">I", zlib.crc32(bytes(small[12:29])))
    return bytes(small)
