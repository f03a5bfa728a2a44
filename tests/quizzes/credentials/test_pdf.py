import io
import shutil
import subprocess
from datetime import date

import pytest
from pypdf import PdfReader

from cms.records.paper import printable
from quizzes.credentials.face import Face, qr_code
from quizzes.credentials.pdf import certificate_pdf
from quizzes.credentials.rules import CredentialKind

ADDRESS = "http://localhost:8000/v/3f2504e0-4f89-41d3-9a0c-0305e82c3301/"


def face(**changes):
    return Face(
        **{
            "name": "Marisol Vega",
            "title": "Boundaries in peer support",
            "language": "en",
            "provider": "Riverbend Recovery Center",
            "instructor": "Ray Ortiz",
            "qualification": "Certified peer specialist",
            "objectives": ["say a kind no", "tell a supervisor early"],
            "statement": "I did the work in this course myself.",
            "modalities": ["At your own pace"],
            "hours": [{"domain": "advocacy", "label": "Advocacy", "minutes": 90}],
            "minutes": 90,
            "modules": 5,
            "finished_on": date(2026, 11, 20),
            "issued_on": date(2026, 11, 21),
            "expires_on": None,
            "code": "7K2QM-4XRWN",
            "check_address": ADDRESS,
            **changes,
        }
    )


def read(**changes) -> PdfReader:
    return PdfReader(io.BytesIO(certificate_pdf(face(**changes))))


def test_pdf_is_tagged_titled_and_in_a_language():
    reader = read()
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "Certificate of completion: Boundaries in peer support, Marisol Vega"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_pdf_is_one_landscape_letter_sheet_with_its_fonts_inside():
    reader = read()

    (page,) = reader.pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [792, 612]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert "HeartenSans" in descriptor["/FontName"]


def test_pdf_says_everything_that_is_printed():
    text = " ".join(read(expires_on=date(2028, 11, 20)).pages[0].extract_text().split())

    for words in (
        "Certificate of completion", "Marisol Vega", "finished 1.5 hours of", "Boundaries in peer support", "Advocacy",
        "say a kind no", "At your own pace", "I did the work in this course myself.", "Ray Ortiz",
        "Certified peer specialist", "Riverbend Recovery Center", "November 20, 2026", "November 20, 2028",
        "7K2QM-4XRWN", "localhost:8000/v",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(
    ("kind", "called", "sentence"),
    [
        (CredentialKind.COURSE, "Certificate of completion", "finished 1.5 hours of"),
        (CredentialKind.PROGRAM, "Certificate of training", "finished the 1.5 training hours of"),
        (CredentialKind.SESSION, "Certificate of attendance", "took part for 1.5 hours in"),
    ],
)
def test_pdf_says_what_kind_of_certificate_it_is(kind, called, sentence):
    reader = read(kind=kind)
    text = " ".join(reader.pages[0].extract_text().split())

    assert reader.metadata.title == f"{called}: Boundaries in peer support, Marisol Vega"
    assert [words for words in (called, sentence) if words not in text] == []


def test_pdf_prints_the_number_of_the_provider_where_there_is_one():
    with_number, without = (read(provider_number=number).pages[0].extract_text() for number in ("OH-0042", ""))

    assert "Provider number OH-0042" in with_number
    assert "Provider number" not in without


def test_pdf_prints_the_boards_numbers_and_the_hours_by_how_they_were_taught():
    text = read(
        approvals=[{"board": "Ohio MHAS", "number": "PRS-14"}, {"board": "Kentucky", "number": "7"}],
        by_modality=[{"label": "At your own pace", "minutes": 60}, {"label": "In person", "minutes": 30}],
        by_origin=[{"label": "Earned here", "minutes": 90}],
        minutes_in_hour=50,
    ).pages[0].extract_text()  # fmt: skip
    said = " ".join(text.split())

    assert "Approved by Ohio MHAS, course number PRS-14; Kentucky, course number 7" in said
    assert "At your own pace: 1; In person: 0.5; Earned here: 1.5; One hour here is 50 minutes" in said


def test_pdf_has_no_empty_headings():
    said = read(statement="").pages[0].extract_text()

    assert "The signed statement" not in said
    assert "Approved by" not in said


def test_pdf_reads_in_order_and_its_qr_code_has_words():
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo (package poppler-utils) is not installed")
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=certificate_pdf(face()), capture_output=True, check=True
    ).stdout.decode()

    places = [told.index(words) for words in ('H1 "Certificate of completion"', "Marisol Vega", "H2 ", "7K2QM-4XRWN")]
    assert places == sorted(places)
    assert "Figure" in told


def _figures(node) -> list:
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return [figure for child in node for figure in _figures(child)] if isinstance(node, list) else []
    own = [node] if node.get("/S") == "/Figure" else []
    return own + (_figures(node["/K"]) if "/K" in node else [])


def test_the_qr_code_is_the_only_picture_that_is_read_aloud():
    (figure,) = _figures(read().trailer["/Root"]["/StructTreeRoot"])

    assert figure["/Alt"] == f"QR code. It opens the check page for this certificate: {ADDRESS}"


def test_the_same_face_gives_the_same_bytes():
    assert certificate_pdf(face()) == certificate_pdf(face())


def test_names_are_data_and_never_markup():
    name = '#panic("x") *bold* @ref $1$ \\ <b>"'

    assert name in read(name=name).pages[0].extract_text()


@pytest.mark.parametrize(
    "name",
    [
        "Ana María de la Peña-Villanueva y Domínguez Echeverría del Castillo",
        "Łukasz Đorđević",
        "Nguyễn Thị Ánh",
        "Олена",
    ],
)
def test_long_and_accented_names_fit_on_the_sheet(name):
    reader = read(name=name, title="A course with a long name about boundaries and ethics in peer support work")

    assert len(reader.pages) == 1
    assert name.split()[0] in reader.pages[0].extract_text()


def test_a_letter_our_fonts_lack_does_not_cost_the_certificate():
    assert printable("李 Ana") == "? Ana"
    assert printable("two\r\nlines") == "two lines"
    assert len(read(name="李小龍").pages) == 1


def test_many_objectives_and_hours_still_fit_on_one_sheet():
    hours = [
        {"domain": name, "label": name, "minutes": 600}
        for name in ("Advocacy", "Mentoring and education", "Recovery and wellness", "Ethical responsibility")
    ]
    objectives = [
        f"{number}. explain why a boundary protects two people, and show it in practice" for number in range(8)
    ]

    assert len(read(hours=hours, objectives=objectives, statement="I did the work myself. " * 12).pages) == 1


def test_a_qr_code_is_square_and_drawn():
    code = qr_code(ADDRESS)

    assert code.size >= 33
    assert code.path.startswith("M0 0h7v1H0z")
