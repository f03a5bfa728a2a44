"""The board packet: one click makes it, anybody checks it, nothing in it can be changed unseen."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from cms.records import services as signer
from cms.records.queries import public_keys
from quizzes.credentials import limits, packet_rules, packets, services
from quizzes.credentials.packet_rules import CSV, PDF, SIGNATURE, STATEMENT, NotAPacket, open_packet
from quizzes.hours import services as hours
from tests.builders import certificate, dana, earned_hours, ivan

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def trainee():
    """Dana with hours, one of them taken back, and a certificate."""
    made = dana(email="secret-address@example.org", pronouns="marker-pronouns")
    earned_hours(made, 60, module=1, at=NOON)
    twice = earned_hours(made, 30, module=2, at=NOON, domain="ethical_responsibility")
    hours.reverse_entry(twice, reason="counted twice", by=ivan(), at=NOON)
    certificate(made, at=NOON)
    return made


def files_of(packet: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def page(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def upload(client, content: bytes, name="packet.zip"):
    return client.post("/v/packet/", {"packet": SimpleUploadedFile(name, content)})


def test_packet_holds_its_files_and_opens_with_the_public_keys(trainee):
    packet = packets.packet_of(trainee, at=NOON)

    found = open_packet(packet, public_keys())

    assert list(files_of(packet)) == [PDF, CSV, STATEMENT, SIGNATURE]
    said = found.statement
    assert (said["person"]["name"], said["made_on"], found.minutes) == ("Dana Brooks", "2026-11-23", 60)
    assert said["totals"] == {"training": {"advocacy": 60, "ethical_responsibility": 0}}
    assert [each["facts"]["minutes"] for each in said["entries"]] == [60, 30, -30]
    assert [(each["title"], each["status"], each["minutes"]) for each in said["certificates"]] == [
        ("Boundaries", "valid", 150)
    ]
    assert [badge["name"] for badge in found.badges] == ["Boundaries"]


def test_packet_of_the_same_day_has_the_same_bytes(trainee):
    assert packets.packet_of(trainee, at=NOON) == packets.packet_of(trainee, at=NOON)


def test_packet_pdf_says_what_boards_ask_for(trainee):
    reader = PdfReader(io.BytesIO(files_of(packets.packet_of(trainee, at=NOON))[PDF]))

    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    for words in ("Dana Brooks", "As of November 23, 2026", "By category", "Module 1", "counted twice",
                  "Recorded by Ivan on November 23, 2026", "Boundaries", "say a kind no",
                  "Ivan Petrov, Peer specialist",
                  "I did this work myself.",
                  "Advocacy 1; Ethics 1.5", "Ohio MHAS, course number PRS-14",
                  "Riverbend Recovery Center", "Valid"):  # fmt: skip
        assert words in text
    root = reader.trailer["/Root"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert reader.metadata.title == "Record for a certification board: Dana Brooks"


def test_packet_pdf_reads_in_order(trainee):
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo (package poppler-utils) is not installed")
    pdf = files_of(packets.packet_of(trainee, at=NOON))[PDF]

    told = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True).stdout.decode()

    order = [
        told.index(words)
        for words in ("H1 ", "Dana Brooks", 'H2 "Training"', "THead", 'H2 "Certificates"', 'H3 "Boundaries"', "LBody")
    ]
    assert order == sorted(order)
    assert told.count("H1 ") == 1


@pytest.mark.parametrize("count", [1, 30])
def test_packet_costs_the_same_queries_with_more(count, django_assert_max_num_queries):
    trainee = dana()
    for number in range(count):
        earned_hours(trainee, module=number, at=NOON)
    packets.packet_of(trainee, at=NOON)

    with django_assert_max_num_queries(9):
        packets.packet_of(trainee, at=NOON)


def test_packet_table_is_the_ledger(trainee):
    lines = list(csv.reader(io.StringIO(files_of(packets.packet_of(trainee, at=NOON))[CSV].decode("utf-8-sig"))))

    assert [line[5] for line in lines[1:]] == ["60", "30", "-30"]
    assert lines[3][7:] == ["Earned here", "counted twice", "Recorded by Ivan on November 23, 2026"]


def test_packet_says_nothing_about_the_account(trainee):
    files = files_of(packets.packet_of(trainee, at=NOON))
    said = (
        files[STATEMENT]
        + files[CSV]
        + b" ".join(sheet.extract_text().encode() for sheet in PdfReader(io.BytesIO(files[PDF])).pages)
    )

    assert [word for word in (b"secret-address", b"marker-", b"ivan@example.org") if word in said] == []
    # The statement is for machines and leaves people's words to the table.
    assert b"counted twice" not in files[STATEMENT]


def test_packet_without_hours_or_certificates_is_a_packet(client):
    packet = packets.packet_of(dana(), at=NOON)

    assert open_packet(packet, public_keys()).minutes == 0


def test_packet_of_an_old_key_is_good_and_of_a_withdrawn_one_is_not(trainee):
    packet = packets.packet_of(trainee, at=NOON)
    first = next(iter(public_keys()))
    signer.new_key()
    assert open_packet(packet, public_keys()).minutes == 60

    signer.withdraw_key(first, reason="lost")

    with pytest.raises(NotAPacket, match="unsigned"):
        open_packet(packet, public_keys())


def changed(files: dict[str, bytes], change) -> dict[str, bytes]:
    statement = json.loads(files[STATEMENT])
    change(statement)
    return {**files, STATEMENT: json.dumps(statement).encode()}


def signed_again(files: dict[str, bytes]) -> dict[str, bytes]:
    """What somebody with the signing key would hand out."""
    return {**files, SIGNATURE: signer.sign(packet_rules.claims(files), typ=packet_rules.TYP).encode()}


CHANGES = {
    "name": lambda said: said["person"].update(name="Mallory Brooks"),
    "minutes": lambda said: said["entries"][0]["facts"].update(minutes=600),
    "entry gone": lambda said: said["entries"].pop(),
    "entries swapped": lambda said: said["entries"].reverse(),
    "sum": lambda said: said["totals"]["training"].update(advocacy=600),
    "certificate": lambda said: said["certificates"][0].update(status="valid", title="Another"),
    "day": lambda said: said.update(made_on="2030-01-01"),
    "not an object": lambda said: said.clear(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_packet_with_a_changed_statement_is_refused(trainee, what):
    files = files_of(packets.packet_of(trainee, at=NOON))

    with pytest.raises(NotAPacket, match="altered"):
        open_packet(zipped(changed(files, CHANGES[what])), public_keys())


@pytest.mark.parametrize("name", [PDF, CSV])
def test_packet_with_another_file_in_it_is_refused(trainee, name):
    files = files_of(packets.packet_of(trainee, at=NOON))

    with pytest.raises(NotAPacket, match="altered"):
        open_packet(zipped({**files, name: files[name] + b" "}), public_keys())


@pytest.mark.parametrize("what", ["minutes", "entry gone", "entries swapped", "sum", "not an object"])
def test_even_with_our_signature_the_chain_and_the_sums_must_hold(trainee, what):
    files = files_of(packets.packet_of(trainee, at=NOON))

    with pytest.raises(NotAPacket, match="altered"):
        open_packet(zipped(signed_again(changed(files, CHANGES[what]))), public_keys())


def test_a_packet_of_a_later_kind_is_said_to_be_one(trainee):
    files = files_of(packets.packet_of(trainee, at=NOON))

    with pytest.raises(NotAPacket, match="newer"):
        open_packet(zipped(signed_again(changed(files, lambda said: said.update(version=2)))), public_keys())


def test_packet_signed_by_somebody_else_is_refused(trainee):
    packet = packets.packet_of(trainee, at=NOON)

    with pytest.raises(NotAPacket, match="unsigned"):
        open_packet(packet, {})


def test_a_badge_is_no_signature_of_a_packet(trainee):
    files = files_of(packets.packet_of(trainee, at=NOON))
    badge = json.loads(files[STATEMENT])["certificates"][0]["badge"]

    with pytest.raises(NotAPacket, match="unsigned"):
        open_packet(zipped({**files, SIGNATURE: badge.encode()}), public_keys())


def other(**changes: bytes) -> bytes:
    """A ZIP with the right names and other things inside."""
    content = {PDF: b"", CSV: b"", STATEMENT: b"{}", SIGNATURE: b"a.b.c"}
    return zipped(content | {name.replace("_", "."): value for name, value in changes.items()})


def bomb() -> bytes:
    """Four hundred megabytes of zeros that are half a megabyte on the way."""
    return zipped(dict.fromkeys((PDF, CSV, STATEMENT, SIGNATURE), b"\x00" * 100000000))


def lying_bomb() -> bytes:
    """A hundred megabytes, with headers that promise ten bytes."""
    return other(packet_pdf=b"\0" * 100_000_000).replace((100_000_000).to_bytes(4, "little"), b"\n\0\0\0")


def symlink() -> bytes:
    entry, out = zipfile.ZipInfo(PDF), io.BytesIO()
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
        for name in (CSV, STATEMENT, SIGNATURE):
            archive.writestr(name, "{}")
    return out.getvalue()


BROKEN = {
    "empty": lambda: b"",
    "text": lambda: b"hello",
    "pdf": lambda: b"%PDF-1.7",
    "cut": lambda: other()[:-30],
    "bomb": bomb,
    "lying bomb": lying_bomb,
    "path": lambda: zipped({"../packet.pdf": b"", CSV: b"", STATEMENT: b"{}", SIGNATURE: b""}),
    "absolute": lambda: zipped({"/etc/packet.pdf": b"", CSV: b"", STATEMENT: b"{}", SIGNATURE: b""}),
    "symlink": symlink,
    "one more": lambda: other(x=b""),
    "one less": lambda: zipped({PDF: b"", STATEMENT: b"{}"}),
    "many": lambda: zipped({f"{number}": b"" for number in range(5000)}),
    "no text": lambda: other(signature_jws=b"\xff"),
    "deep json": lambda: other(packet_json=b"[" * 100_000 + b"]" * 100_000),
    "wide json": lambda: other(packet_json=b"[" + b"[]," * 6_000_000 + b"[]]"),
    "no signature": lambda: other(signature_jws=b""),
    "deep signature": lambda: other(signature_jws=b"W" * 9_000),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_or_hostile_file_is_refused_quickly_and_in_little_memory(what):
    content = BROKEN[what]()
    tracemalloc.start()
    begun = datetime.now(UTC)

    with pytest.raises(NotAPacket):
        open_packet(content, {})

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000_000
    assert (datetime.now(UTC) - begun).total_seconds() < 2


def test_packet_downloads_with_one_click_and_strangers_sign_in(client, trainee):
    assert client.get("/hours/board-packet.zip")["Location"].startswith("/sign-in/")
    client.force_login(trainee)

    response = client.get("/hours/board-packet.zip")

    assert response["Content-Type"] == "application/zip"
    assert re.fullmatch(r'attachment; filename="board-packet-\d{4}-\d\d-\d\d\.zip"', response["Content-Disposition"])
    assert response["Cache-Control"] == "private, no-store"
    assert open_packet(response.content, public_keys()).statement["person"]["name"] == "Dana Brooks"


def test_check_packet_says_genuine_and_what_certificates_are_worth_today(client, trainee):
    packet = packets.packet_of(trainee, at=NOON)
    services.revoke(trainee.credentials.get(), reason="marker-reason", by=trainee)

    response = upload(client, packet)

    shown = page(response)
    for words in ("This packet is genuine", "Dana Brooks", "made it on November 23, 2026", "1.0 hours in 3 entries",
                  "Boundaries", "Taken back"):  # fmt: skip
        assert words in shown
    assert "marker-" not in shown
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_check_packet_asks_for_a_file_and_says_why_one_does_not_count(client, trainee):
    asked = client.get("/v/packet/")
    nothing = client.post("/v/packet/", {})
    text = upload(client, b"hello")
    files = files_of(packets.packet_of(trainee, at=NOON))
    forged = upload(client, zipped({**files, CSV: b""}))

    assert [each.status_code for each in (asked, nothing, text, forged)] == [200, 422, 422, 422]
    assert "Choose the file as you got it" in page(asked)
    assert "Choose the packet first" in page(nothing)
    assert "This file is not a packet of ours." in page(text)
    assert "Something in this packet was changed after we made it." in page(forged)


def test_check_packet_keeps_nothing_of_a_file_that_is_too_large(client, monkeypatch):
    monkeypatch.setattr("quizzes.credentials.packet_views.LARGEST_FILE", 1000)

    by_its_own_word, on_the_way = upload(client, b"x" * 70_000), upload(client, b"x" * 2000)

    assert (by_its_own_word.status_code, on_the_way.status_code) == (413, 422)
    for response in (by_its_own_word, on_the_way):
        assert "This file is too large" in page(response)


def test_check_packet_slows_down_who_asks_too_often(client):
    statuses = [upload(client, b"x").status_code for _ in range(2 * limits.PACKETS_PER_MINUTE + 1)]

    assert set(statuses[: limits.PACKETS_PER_MINUTE]) == {422}
    assert 429 in statuses


def test_check_packet_takes_no_form_of_another_site(trainee):
    from django.test import Client

    response = upload(Client(enforce_csrf_checks=True), packets.packet_of(trainee, at=NOON))

    assert response.status_code == 403


def test_verify_packet_works_on_another_machine_with_the_public_keys_alone(trainee, tmp_path, client):
    file, keys = tmp_path / "packet.zip", tmp_path / "jwks.json"
    file.write_bytes(packets.packet_of(trainee, at=NOON))
    keys.write_bytes(client.get("/.well-known/jwks.json").content)
    # A machine of its own: no database of ours, another secret.
    elsewhere = {**os.environ, "DATABASE_URL": str(tmp_path / "nothing.sqlite3"), "SECRET_KEY": "another",
                 "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}  # fmt: skip

    def run(*args):
        return subprocess.run(
            [sys.executable, "manage.py", "verify_packet", *args], env=elsewhere, cwd=django_settings.BASE_DIR,
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    good = run(str(file), "--keys", str(keys))
    file.write_bytes(zipped({**files_of(file.read_bytes()), CSV: b"forged"}))
    bad = run(str(file), "--keys", str(keys))

    assert good.returncode == 0
    assert "made it on 2026-11-23 for Dana Brooks." in good.stdout
    assert "3 entries, 60 minutes." in good.stdout
    assert bad.returncode == 1
    assert "was changed after we made it" in bad.stderr


def test_verify_packet_names_what_is_missing(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_packet", tmp_path / "nothing.zip")
    (tmp_path / "jwks.json").write_text("{}")
    (tmp_path / "x.zip").write_bytes(b"x")
    with pytest.raises(CommandError, match="no public keys"):
        call_command("verify_packet", tmp_path / "x.zip", keys=tmp_path / "jwks.json")


def test_packet_with_a_renewed_certificate_says_its_end(trainee):
    services.renew(trainee.credentials.get(), until=date(2090, 1, 1), reason="x", by=trainee, at=NOON)

    (said,) = open_packet(packets.packet_of(trainee, at=NOON), public_keys()).statement["certificates"]

    assert said["ends_on"] == "2090-01-01"


@pytest.mark.django_db
def test_the_packet_has_a_practice_log_that_says_who_confirmed_each():
    from quizzes.claims.confirming import Choice, Chosen, decide
    from quizzes.claims.decisions import approve
    from quizzes.credentials.packet_paper import packet_pdf
    from quizzes.hours.transcript import transcript_of
    from tests.builders import dana, in_role
    from tests.quizzes.claims.confirmations import NOON, last_link, practice

    trainee, sam = dana(), in_role("Sam", "supervisor", chosen_name="Sam Hill")
    by_link, by_account = (
        practice(trainee, "Evening group"),
        practice(trainee, "Weekly talk", activity="supervision", supervisor=sam, confirmer_name="", confirmer_email=""),
    )
    decide(last_link(), {by_link.key: Chosen(Choice.APPROVE, 1)}, name="Pat Lee", role="Site lead", at=NOON)
    approve(by_account, version=1, by=sam, at=NOON)

    sheets = PdfReader(io.BytesIO(packet_pdf(transcript_of(trainee), []))).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())

    assert "Practice log with confirmations" in text
    assert "Confirmed by Pat Lee, Site lead on November 25, 2026, by a link we sent" in text
    assert "Approved by Sam Hill on November 25, 2026" in text
    assert "Practice. Riverbend Center" in text
