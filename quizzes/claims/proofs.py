"""Keeping a proof: what it is, is told by its bytes; what reads like a record of treatment is not kept at all."""

import io
import re
import zipfile

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cms.accounts.models import User
from cms.uploads import services as uploads
from cms.uploads.labels import refusal_words
from cms.uploads.models import StoredFile
from cms.uploads.rules import MEGABYTE, MOST_UNPACKED, Kind, Refused
from quizzes.claims.treatment import is_named_like_treatment, reads_like_treatment

PURPOSE = "hours"
KINDS = (Kind.DOCUMENT.value, Kind.PICTURE.value)
MEGABYTES = 10
# A record says what it is on its first pages; a book would keep everybody waiting.
MOST_PAGES = 20
MOST_LETTERS = 200_000
PAGE_STREAM = 2 * MEGABYTE
WORD_PARTS = re.compile(r"^(word/(document|header\d*|footer\d*)\.xml|content\.xml)$")


class ProofRefused(Exception):
    """The file is not kept; the sentence says why and what to do instead."""


def keep_proof(file: UploadedFile, *, by: User) -> StoredFile:
    """Keep a proof of hours. Raises ProofRefused with nothing kept."""
    content = file.read(MEGABYTES * MEGABYTE + 1)
    file.seek(0)
    if is_named_like_treatment(file.name or "") or reads_like_treatment(text_of(content)):
        raise ProofRefused(
            _(
                "“%(name)s” looks like a treatment or medical record. We did not keep it: please never send those. "
                "If it is something else, give it another name, or tell us who can confirm your hours."
            )
            % {"name": (file.name or "")[:80]}
        )
    try:
        return uploads.keep(file, kinds=KINDS, purpose=PURPOSE, by=by, most_bytes=MEGABYTES * MEGABYTE)
    except Refused as refused:
        raise ProofRefused(refusal_words(refused)) from None


def text_of(content: bytes) -> str:
    """The words of a PDF, a Word or OpenDocument text, or a plain text; none of a picture or of what is broken."""
    if content[:5] == b"%PDF-":
        return _pdf_text(content)
    if content[:4] == b"PK\x03\x04":
        return _packed_text(content)
    return content[:MOST_LETTERS].decode("utf-8", "ignore") if b"\0" not in content[:1000] else ""


def _pdf_text(content: bytes) -> str:
    found: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(content))
        for page in reader.pages[:MOST_PAGES]:
            stream = page.get_contents()
            # A page of words is a few kilobytes; what unpacks to more is a drawing, or made to keep us busy.
            if stream is not None and len(stream.get_data()) <= PAGE_STREAM:
                found.append(page.extract_text()[:MOST_LETTERS])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        # What cannot be read is told apart by `uploads` and by the person who looks at it.
        return " ".join(found)
    return " ".join(found)


def _packed_text(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = [each for each in package.infolist() if WORD_PARTS.match(each.filename)]
            if sum(each.file_size for each in package.infolist()) > MOST_UNPACKED:
                return ""
            parts = [package.open(each).read(PAGE_STREAM).decode("utf-8", "ignore") for each in entries[:20]]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return ""
    # A paragraph's end parts words; the marks inside of one do not.
    text = re.sub(r"</(w:p|text:p|text:h)>|<w:(br|tab)/>", " ", " ".join(parts))
    return re.sub(r"<[^>]*>", "", text)[:MOST_LETTERS]
