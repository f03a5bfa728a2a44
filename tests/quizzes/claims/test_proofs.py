import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.uploads.models import StoredFile
from quizzes.claims.proofs import ProofRefused, keep_proof, text_of
from tests.builders import dana


def pdf(text: str) -> bytes:
    """A page that says these words, as a program would write it."""
    stream = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % text.encode("latin-1")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    return out + head + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def docx(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        half = len(text) // 2
        runs = f"<w:r><w:t>{text[:half]}</w:t></w:r><w:r><w:t>{text[half:]}</w:t></w:r>"
        package.writestr("word/document.xml", f"<w:document><w:p>{runs}</w:p></w:document>")
    return out.getvalue()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("make", [pdf, docx, str.encode])
def test_the_words_of_a_file_are_found(make):
    assert "Certificate of 6 hours" in text_of(make("Certificate of 6 hours"))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nothing more", b"PK\x03\x04broken", b"\x00\x01\x02", b"%PDF-"])
def test_what_cannot_be_read_has_no_words_and_breaks_nothing(content):
    assert text_of(content).strip("\x00\x01\x02") == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scan.pdf", pdf("DISCHARGE SUMMARY of the unit")),
        ("scan.docx", docx("Patient name: somebody")),
        ("scan.txt", b"Medication list"),
        ("medical record.png", picture()),
    ],
)
def test_a_record_of_treatment_is_not_kept(name, content):
    with pytest.raises(ProofRefused, match="looks like a treatment or medical record"):
        keep_proof(SimpleUploadedFile(name, content), by=dana())

    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", pdf("Certificate")), ("b.docx", docx("Certificate")), ("c.txt", b"Six hours"), ("d.png", picture())],
)
def test_a_proof_is_kept_for_its_purpose(name, content):
    stored = keep_proof(SimpleUploadedFile(name, content), by=dana())

    assert (stored.name, stored.purpose) == (name, "hours")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("talk.mp3", b"ID3\x04" + bytes(500), "That kind of file can’t be added here."),
        ("large.txt", b"a" * 10_000_001, "That file is larger than 10 MB."),
        ("a.pdf", b"Six hours", "the file is something else"),
    ],
)
def test_a_file_that_is_no_proof_is_refused_in_words(name, content, sentence):
    with pytest.raises(ProofRefused, match=sentence):
        keep_proof(SimpleUploadedFile(name, content), by=dana())

    assert StoredFile.objects.count() == 0
