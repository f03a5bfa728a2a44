import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.uploads.models import StoredFile
from quizzes.claims import services
from quizzes.claims.decisions import approve, ask_for_change
from quizzes.claims.models import HoursClaim
from quizzes.hours.models import HoursEntry
from tests.builders import dana, hours_claim, in_role, person

pytestmark = pytest.mark.django_db

WHAT = {"activity": "workshop", "title": "NAMI workshop"}
WHEN = {"started_on": "2026-11-09", "ended_on": "", "minutes": "2", "modality": "in_person", "given_by": "NAMI Ohio"}
FOUR = {"key": "what", "when": "when", "category": "category", "proof": "proof"}


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def begun(client, key=None, **changes):
    key = key or uuid4()
    response = client.post("/hours/add/", {"key": str(key), **WHAT, **changes})
    assert response.status_code == 302, words(response)
    return HoursClaim.objects.get(key=key)


@pytest.fixture
def trainee(client):
    made = dana()
    client.force_login(made)
    return made


def test_four_questions_a_look_and_a_thank_you(client, trainee):
    claim = begun(client)
    address = f"/hours/add/{claim.key}"

    assert client.post(f"{address}/when/", WHEN)["Location"] == f"{address}/category/"
    assert client.post(f"{address}/category/", {"sort": "recovery_wellness"})["Location"] == f"{address}/proof/"
    assert client.post(f"{address}/proof/", {"proof": "none"})["Location"] == f"{address}/check/"
    look = words(client.get(f"{address}/check/"))
    assert client.post(f"{address}/check/", {"note": "All day."})["Location"] == f"/hours/{claim.key}/sent/"

    claim.refresh_from_db()
    assert "NAMI workshop" in look
    assert "November 9, 2026" in look
    assert "2 hours" in look
    assert (claim.state, claim.ledger, claim.minutes, claim.minutes_by_domain, claim.note) == (
        "waiting", "training", 120, {"recovery_wellness": 120}, "All day.",
    )  # fmt: skip
    assert (claim.started_on, claim.ended_on) == (date(2026, 11, 9), date(2026, 11, 9))
    thanks = words(client.get(f"/hours/{claim.key}/sent/"))
    assert "We have your entry" in thanks
    assert "A reviewer of our team looks at it, within 5 days." in thanks
    assert HoursEntry.objects.count() == 0


def test_practice_is_asked_for_a_person_and_not_for_a_category(client, trainee):
    claim = begun(client, activity="practice", title="Drop-in center")
    address = f"/hours/add/{claim.key}"

    assert client.post(f"{address}/when/", WHEN)["Location"] == f"{address}/proof/"
    nobody = client.post(f"{address}/proof/", {})
    named = {"confirmer_name": "Pat Lee", "confirmer_email": "pat@example.org"}
    assert client.post(f"{address}/proof/", named)["Location"] == f"{address}/check/"
    client.post(f"{address}/check/", {})

    claim.refresh_from_db()
    assert nobody.status_code == 422
    assert "Tell us who can confirm it" in words(nobody)
    assert client.get(f"{address}/category/").status_code == 302
    assert (claim.state, claim.ledger, claim.proof, claim.confirmer_name) == (
        "waiting",
        "practice",
        "person",
        "Pat Lee",
    )
    assert "We ask Pat Lee to confirm it." in words(client.get(f"/hours/{claim.key}/sent/"))


def test_pressing_twice_begins_one_and_sends_one(client, trainee):
    key = uuid4()
    for _ in range(2):
        begun(client, key)
    claim = hours_claim(trainee, sent=False)

    first = client.post(f"/hours/add/{claim.key}/check/", {})
    second = client.post(f"/hours/add/{claim.key}/check/", {})

    claim.refresh_from_db()
    assert first["Location"] == second["Location"] == f"/hours/{claim.key}/sent/"
    assert (claim.version, claim.events.count()) == (1, 1)
    assert HoursClaim.objects.filter(title="NAMI workshop", state="draft").count() == 1


def test_a_key_of_somebody_else_begins_an_entry_of_ones_own(client, trainee):
    theirs = hours_claim(person("Mallory"), sent=False, title="Theirs")

    client.post("/hours/add/", {"key": str(theirs.key), **WHAT, "title": "Mine"})

    theirs.refresh_from_db()
    assert theirs.title == "Theirs"
    assert HoursClaim.objects.get(trainee=trainee).title == "Mine"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"started_on": "2999-01-01"}, "That day is still to come."),
        ({"started_on": "1900-01-01", "ended_on": "1900-01-01"}, "That day is long ago."),
        ({"started_on": "not a day"}, "Give a day, like 2026-11-20."),
        ({"started_on": ""}, "Enter the day."),
        ({"ended_on": "2026-11-01"}, "The last day is before the first."),
        ({"minutes": "0"}, "Enter how long it was"),
        ({"minutes": ""}, "Enter how long it was"),
        ({"minutes": "25"}, "That is more than 24 hours a day."),
        ({"minutes": "two"}, "Write the time like 1.5 or 1:30"),
        ({"minutes": "-2"}, "Write the time like 1.5 or 1:30"),
        ({"minutes": "9" * 400}, "Write the time like 1.5 or 1:30"),
        ({"started_on": "2020-01-01"}, "That is more than a year."),
        ({"modality": "telepathy"}, "Choose one of these."),
        ({"given_by": ""}, "Write who gave it, or where it was."),
        ({"given_by": "x" * 121}, "Write at most 120 letters."),
    ],
)
def test_a_clear_sentence_and_nothing_lost(client, trainee, changes, sentence):
    claim = begun(client)
    if changes.get("started_on") == "2020-01-01":
        changes = {**changes, "ended_on": "2026-11-09"}

    response = client.post(f"/hours/add/{claim.key}/when/", {**WHEN, "given_by": "Marker place", **changes})

    assert response.status_code == 422
    assert sentence in words(response)
    assert "Fix needed:" in response.content.decode().split("</title>")[0]
    typed = {**WHEN, "given_by": "Marker place", **changes}
    typed.pop("modality")
    assert all(f'value="{value}"' in response.content.decode() for value in typed.values() if value)
    claim.refresh_from_db()
    assert claim.minutes == 0


def test_a_split_that_does_not_add_up_says_both_figures(client, trainee):
    claim = hours_claim(trainee, sent=False)
    posted = {"sort": "several", "part_advocacy": "1", "part_ethical_responsibility": "0:30"}

    response = client.post(f"/hours/add/{claim.key}/category/", posted)
    fits = client.post(f"/hours/add/{claim.key}/category/", {**posted, "part_advocacy": "1:30"})

    claim.refresh_from_db()
    assert "The parts add up to 1.5 hours, and it was 2." in words(response)
    assert fits.status_code == 302
    assert claim.minutes_by_domain == {"advocacy": 90, "ethical_responsibility": 30}


def test_save_and_come_back_keeps_what_is_there_and_the_hours_page_offers_it(client, trainee):
    claim = begun(client)

    response = client.post(f"/hours/add/{claim.key}/when/", {**WHEN, "started_on": "", "modality": "", "later": "1"})

    claim.refresh_from_db()
    assert response["Location"] == "/hours/"
    assert (claim.minutes, claim.given_by, claim.state) == (120, "NAMI Ohio", "draft")
    page = client.get("/hours/")
    assert f'href="/hours/add/{claim.key}/check/"' in page.content.decode()
    assert "Keep going" in words(page)
    look = words(client.get(f"/hours/add/{claim.key}/check/"))
    assert "Enter the day." in look
    assert "Choose how you took part." in look


def test_what_cannot_be_read_is_asked_again_even_when_leaving(client, trainee):
    claim = begun(client)

    response = client.post(f"/hours/add/{claim.key}/when/", {**WHEN, "minutes": "soon", "later": "1"})

    assert response.status_code == 422
    assert 'value="soon"' in response.content.decode()


def test_sending_is_refused_while_something_is_missing(client, trainee):
    claim = hours_claim(trainee, sent=False, minutes=0)

    response = client.post(f"/hours/add/{claim.key}/check/", {"note": "Marker note"})

    claim.refresh_from_db()
    assert response.status_code == 422
    assert "Enter how long it was" in words(response)
    assert (claim.state, claim.note) == ("draft", "Marker note")


def test_one_like_before_is_a_question_and_no_wall(client, trainee):
    hours_claim(trainee)
    again = hours_claim(trainee, sent=False)

    asked = client.post(f"/hours/add/{again.key}/check/", {})
    sent = client.post(f"/hours/add/{again.key}/check/", {"another": "on"})

    assert asked.status_code == 422
    assert "Is this another one?" in words(asked)
    assert sent["Location"] == f"/hours/{again.key}/sent/"


def test_the_next_entry_begins_with_the_place_and_the_person_of_the_last(client, trainee):
    sam = in_role("Sam", "supervisor")
    hours_claim(trainee, activity="practice", supervisor=sam, given_by="Riverbend", modality="in_person")

    claim = begun(client, activity="practice", title="Evening group")
    other = begun(client, activity="workshop")

    assert (claim.given_by, claim.supervisor, claim.modality) == ("Riverbend", sam, "in_person")
    assert (other.given_by, other.supervisor) == ("", None)


def test_a_supervisor_with_an_account_is_found_by_address_and_listed_only_when_known(client, trainee):
    sam, stranger = in_role("Sam", "supervisor"), in_role("Sue", "supervisor", chosen_name="Marker-Sue")
    hours_claim(trainee, activity="practice", supervisor=sam)
    claim = begun(client, activity="supervision", title="Talk")

    page = client.get(f"/hours/add/{claim.key}/proof/").content.decode()
    client.post(f"/hours/add/{claim.key}/proof/", {"confirmer_name": "Sue", "confirmer_email": stranger.email.upper()})

    claim.refresh_from_db()
    assert f'value="{sam.pk}"' in page
    assert "Marker-Sue" not in page
    assert claim.supervisor == stranger


def test_nobody_names_themselves(client, trainee):
    claim = begun(client, activity="practice")

    response = client.post(
        f"/hours/add/{claim.key}/proof/", {"confirmer_name": "Me", "confirmer_email": "DANA@example.org"}
    )

    assert response.status_code == 422
    assert "That is your own address." in words(response)


def proof(name="certificate.txt", content=b"Dana Brooks took part for six hours."):
    return SimpleUploadedFile(name, content)


def test_files_are_added_shown_and_taken_out(client, trainee):
    claim = hours_claim(trainee, sent=False)
    address = f"/hours/add/{claim.key}/proof/"

    client.post(address, {"files": [proof(), proof("list.txt", b"Signed: Pat")], "add": "1"})
    page = client.get(address)
    client.post(address, {"drop": str(claim.files.get(name="list.txt").pk)})

    assert "certificate.txt" in words(page)
    assert "list.txt" in words(page)
    assert [file.name for file in claim.files.all()] == ["certificate.txt"]


def test_a_file_needs_the_word_that_it_is_no_record_of_treatment(client, trainee):
    claim = hours_claim(trainee, sent=False)
    address = f"/hours/add/{claim.key}/proof/"

    asked = client.post(address, {"proof": "file", "files": [proof()]})
    said = client.post(address, {"proof": "file", "not_treatment": "on"})

    claim.refresh_from_db()
    assert asked.status_code == 422
    assert "Confirm that no file is a treatment or medical record." in words(asked)
    # What was added stays.
    assert "certificate.txt" in words(asked)
    assert said["Location"] == f"/hours/add/{claim.key}/check/"
    assert (claim.proof, claim.not_treatment) == ("file", True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Discharge summary.txt", b"Hello."),
        ("Historia Clinica.txt", b"Hola."),
        ("scan.txt", b"PATIENT NAME: Dana Brooks\nMRN 12345"),
        ("scan.txt", "Diagnóstico: … Medicamentos: … El paciente …".encode()),
        ("program.pdf", b"MZ\x90\x00"),
        ("page.txt", b"<script>alert(1)</script>"),
        ("empty.txt", b""),
    ],
)
def test_what_we_do_not_keep_is_not_kept(client, trainee, name, content):
    claim = hours_claim(trainee, sent=False)

    response = client.post(f"/hours/add/{claim.key}/proof/", {"files": [SimpleUploadedFile(name, content)], "add": "1"})

    assert response.status_code == 422 or not content
    assert StoredFile.objects.count() == 0
    assert "alert(1)</script>" not in response.content.decode()


def test_seven_files_are_one_too_many(client, trainee):
    claim = hours_claim(trainee, sent=False)
    files = [proof(f"{number}.txt", b"Page %d" % number) for number in range(7)]

    response = client.post(f"/hours/add/{claim.key}/proof/", {"files": files, "add": "1"})

    assert response.status_code == 422
    assert "An entry holds 6 files." in words(response)
    assert claim.files.count() == 6


def test_a_change_asked_for_is_made_and_sent_again(client, trainee):
    claim, rosa = hours_claim(trainee), in_role("Rosa", "reviewer")
    ask_for_change(claim, version=1, by=rosa, note="Which day was it?", at=datetime(2026, 11, 21, tzinfo=UTC))

    page = client.get(f"/hours/{claim.key}/")
    form = client.get(f"/hours/add/{claim.key}/when/").content.decode()
    client.post(f"/hours/add/{claim.key}/when/", {**WHEN, "started_on": "2026-11-10", "back": "check"})
    client.post(f"/hours/add/{claim.key}/check/", {})

    claim.refresh_from_db()
    assert "Which day was it?" in words(page)
    assert 'value="2026-11-09"' in form
    assert 'value="2"' in form
    assert (claim.state, claim.version, claim.started_on) == ("waiting", 2, date(2026, 11, 10))


@pytest.mark.parametrize("page", ["add/{key}/what/", "add/{key}/when/", "add/{key}/check/", "add/{key}/proof/"])
def test_what_waits_or_is_decided_is_not_changed(client, trainee, page):
    claim = hours_claim(trainee)
    approve(claim, version=1, by=in_role("Rosa", "reviewer"))

    response = client.post(f"/hours/{page.format(key=claim.key)}", {**WHAT, **WHEN, "title": "Other"})

    claim.refresh_from_db()
    assert response["Location"] == f"/hours/{claim.key}/"
    assert (claim.title, claim.state) == ("NAMI workshop", "approved")


@pytest.mark.parametrize(
    "page",
    [
        "add/{key}/what/", "add/{key}/when/", "add/{key}/category/", "add/{key}/proof/", "add/{key}/check/", "{key}/",
        "{key}/sent/", "{key}/discard/", "{key}/withdraw/", "{key}/reopen/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_strangers_entry_is_not_there(client, page, method):
    claim = hours_claim(dana(), title="Marker title")
    rosa = in_role("Rosa", "reviewer")
    client.force_login(rosa)

    response = getattr(client, method)(f"/hours/{page.format(key=claim.key)}", {**WHAT, **WHEN})

    claim.refresh_from_db()
    # A page that is only read, or a button that is only pressed, says so before it looks for anything.
    one_way = {"get": ("withdraw/", "reopen/"), "post": ("{key}/", "sent/")}
    is_add = page.startswith("add/")
    assert response.status_code == (405 if page.endswith(one_way[method]) and not is_add else 404)
    assert "Marker title" not in response.content.decode()
    assert claim.state == "waiting"


def test_without_an_account_there_is_only_the_way_in(client):
    claim = hours_claim(dana())

    for page in ("add/", f"add/{claim.key}/when/", f"add/{claim.key}/check/", f"{claim.key}/", f"{claim.key}/sent/"):
        assert client.get(f"/hours/{page}")["Location"].startswith("/sign-in/")


def test_what_people_type_is_text(client, trainee):
    claim = hours_claim(
        trainee, title="<script>alert(1)</script>", given_by="<img src=x onerror=alert(1)>", note="<b>bold</b>"
    )
    ask_for_change(claim, version=1, by=in_role("Rosa", "reviewer"), note="<i>why</i>")

    for page in ("/hours/", f"/hours/{claim.key}/", f"/hours/add/{claim.key}/check/", f"/hours/add/{claim.key}/what/"):
        body = client.get(page).content.decode()
        assert not any(each in body for each in ("<script>alert", "<img src=x", "<b>bold", "<i>why"))


def test_a_draft_is_thrown_away_after_asking_and_a_sent_one_is_kept(client, trainee):
    draft, sent = hours_claim(trainee, sent=False), hours_claim(trainee)

    asked = words(client.get(f"/hours/{draft.key}/discard/"))
    client.post(f"/hours/{draft.key}/discard/")
    client.post(f"/hours/{sent.key}/discard/")

    assert "Throw this draft away?" in asked
    assert list(HoursClaim.objects.all()) == [sent]


def test_withdraw_and_take_up_again(client, trainee):
    claim = hours_claim(trainee)

    client.post(f"/hours/{claim.key}/withdraw/")
    withdrawn = words(client.get(f"/hours/{claim.key}/"))
    client.post(f"/hours/{claim.key}/reopen/")

    claim.refresh_from_db()
    assert "Withdrawn" in withdrawn
    assert claim.state == "draft"


def test_withdraw_after_a_decision_says_so(client, trainee):
    claim = hours_claim(trainee)
    approve(claim, version=1, by=in_role("Rosa", "reviewer"))

    response = client.post(f"/hours/{claim.key}/withdraw/", follow=True)

    assert "Somebody decided about this entry meanwhile." in words(response)
    assert "Approved" in words(response)


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_an_entry_cost_the_same_with_more(client, trainee, count, django_assert_max_num_queries):
    claim = hours_claim(trainee, sent=False)
    for number in range(count):
        client.post(f"/hours/add/{claim.key}/proof/", {"files": [proof(f"{number}.txt", b"%d" % number)], "add": "1"})
        hours_claim(trainee, title=f"Other {number}")
    services.save_draft(claim)

    for page in (f"/hours/{claim.key}/", f"/hours/add/{claim.key}/check/", f"/hours/add/{claim.key}/proof/"):
        with django_assert_max_num_queries(10):
            client.get(page)
