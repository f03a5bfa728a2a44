"""The transcript: page, PDF, spreadsheet, all from the same rows."""

import csv
import io
import re
import shutil
import subprocess
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import Site

from cms.site.models import SiteSettings
from quizzes.hours import services
from quizzes.hours.paper import transcript_pdf
from quizzes.hours.transcript import transcript_of
from tests.builders import dana, earned_hours, ivan

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
LATE = datetime(2026, 11, 24, 3, tzinfo=UTC)


def page(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def trainee():
    """Dana with three rows in two categories and ways, one of them taken back."""
    made = dana()
    site = Site.objects.get(is_default_site=True)
    facts = {"provider_name": "Riverbend Recovery Center", "provider_number": "OH-0042"}
    SiteSettings.objects.update_or_create(site=site, defaults=facts)
    earned_hours(made, 90, module=1, at=NOON)
    earned_hours(made, 45, module=2, at=LATE, domain="ethical_responsibility", modality="live_online")
    twice = earned_hours(made, 30, module=3, at=NOON)
    services.reverse_entry(twice, reason="counted twice", by=made, at=LATE)
    return made


def test_transcript_adds_up_by_category_and_by_how_it_was_taught(trainee):
    found = transcript_of(trainee, at=NOON)

    (section,) = found.sections
    assert (found.name, found.provider, found.provider_number) == (
        "Dana Brooks",
        "Riverbend Recovery Center",
        "OH-0042",
    )
    assert found.made_on == date(2026, 11, 23)
    assert section.by_category == [("Advocacy", 90), ("Ethical responsibility", 45)]
    assert section.by_modality == [("At your own pace", 90), ("Live online", 45)]
    assert section.minutes == 135
    assert [row.entry.minutes for row in section.rows] == [90, 30, 45, -30]


def test_transcript_is_dated_where_the_person_lives(trainee):
    trainee.time_zone = "America/Los_Angeles"

    assert transcript_of(trainee, at=LATE).made_on == date(2026, 11, 23)


def test_transcript_page_shows_it_and_strangers_sign_in(client, trainee):
    assert client.get("/hours/transcript/")["Location"].startswith("/sign-in/")
    client.force_login(trainee)

    shown = page(client.get("/hours/transcript/"))

    for words in ("Transcript of hours", "Dana Brooks", "Riverbend Recovery Center, as of", "Provider number OH-0042",
                  "Total 2.3 hours", "counted twice", "Taken back"):  # fmt: skip
        assert words in shown


def test_transcript_holds_nobody_elses_rows(client, trainee):
    earned_hours(ivan(), 600, module="secret")
    client.force_login(trainee)

    assert "Module secret" not in page(client.get("/hours/transcript/"))


def test_transcript_says_when_there_is_nothing_yet(client):
    client.force_login(dana())

    assert "They appear here when you finish a module." in page(client.get("/hours/transcript/"))


@pytest.mark.parametrize("count", [1, 30])
def test_transcript_costs_the_same_with_more(client, count, django_assert_max_num_queries):
    trainee = dana()
    for number in range(count):
        earned_hours(trainee, module=number)
    client.force_login(trainee)
    client.get("/hours/transcript/")

    with django_assert_max_num_queries(6):
        client.get("/hours/transcript/")


def test_transcript_csv_and_xlsx_say_the_same_and_hold_no_formula(client):
    trainee = dana()
    for number, title in enumerate(('=HYPERLINK("https://evil.example")', "+1", "-1", "@x", "Ethics")):
        earned_hours(trainee, 30, module=number, title=title, at=NOON)
    client.force_login(trainee)

    table = client.get("/hours/transcript.csv")
    book = load_workbook(io.BytesIO(client.get("/hours/transcript.xlsx").content))

    lines = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [line[1] for line in lines[1:]] == [
        '\'=HYPERLINK("https://evil.example")', "'+1", "'-1", "'@x", "Ethics",
    ]  # fmt: skip
    assert [line[5] for line in lines] == ["Minutes", *["30"] * 5]
    assert [row[1] for row in cells[1:]] == ['=HYPERLINK("https://evil.example")', "+1", "-1", "@x", "Ethics"]
    assert {cell.data_type for row in book.active.iter_rows(min_row=2) for cell in row[:5]} == {"s"}
    assert cells[0] == lines[0]
    assert re.fullmatch(r'attachment; filename="transcript-\d{4}-\d\d-\d\d\.csv"', table["Content-Disposition"])


def test_transcript_in_an_unknown_form_is_not_found(client):
    client.force_login(dana())

    assert client.get("/hours/transcript.exe").status_code == 404


def test_transcript_pdf_is_tagged_titled_and_says_every_row(trainee):
    reader = PdfReader(io.BytesIO(transcript_pdf(transcript_of(trainee, at=NOON))))
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"].startswith("en")
    assert reader.metadata.title == "Transcript of hours: Dana Brooks"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    for words in ("Dana Brooks", "As of November 23, 2026", "Provider number OH-0042", "Module 2", "Live online",
                  "counted twice", "2.3", "135", "Page 1 of"):  # fmt: skip
        assert words in text


def test_transcript_pdf_reads_in_order_with_headers_on_its_tables(trainee):
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo (package poppler-utils) is not installed")
    pdf = transcript_pdf(transcript_of(trainee, at=NOON))

    told = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True).stdout.decode()

    order = [told.index(words) for words in ("H1 ", "Dana Brooks", "H2 ", "H3 ", "THead", "Advocacy", "Every entry")]
    assert order == sorted(order)
    assert told.count("THead") == told.count("Table (") == 3
    assert told.count("/Scope /Column") == 3 + 3 + 5


def test_transcript_pdf_of_a_very_long_ledger_says_what_it_leaves_off(trainee, monkeypatch):
    monkeypatch.setattr("quizzes.hours.paper.MOST_ROWS", 3)

    reader = PdfReader(io.BytesIO(transcript_pdf(transcript_of(trainee, at=NOON))))

    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    assert "These are the newest 3. 1 earlier entry is in the table file; the totals hold all." in text
    assert "Module 1" not in text
    assert "135" in text


def test_transcript_pdf_has_the_same_bytes_again_and_runs_over_pages(trainee):
    for number in range(10, 90):
        earned_hours(trainee, 30, module=number, at=NOON, title=f"Módulo {number} #panic $x$")
    found = transcript_of(trainee, at=NOON)

    pdf = transcript_pdf(found)

    assert pdf == transcript_pdf(transcript_of(trainee, at=NOON))
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) > 2
    assert "Módulo 89 #panic $x$" in " ".join(reader.pages[-1].extract_text().split())
