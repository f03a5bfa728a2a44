import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from quizzes.programs import queries, services
from quizzes.programs.models import Evidence, RecoveryWord
from quizzes.programs.rules import RecoveryAnswer
from quizzes.programs.services import Told, choose
from tests.builders import board_programs, dana, earned_hours, in_role, ivan
from tests.quizzes.home.test_views import words

pytestmark = pytest.mark.django_db


def today() -> str:
    """Where Dana lives, which late in the evening is not yet the day of UTC."""
    return timezone.localdate(timezone=ZoneInfo("America/New_York")).isoformat()


@pytest.fixture
def at(client):
    """Dana, signed in and aiming at a program; returns what opens one of its steps."""

    def open(key: str):
        trainee = dana()
        (version,) = board_programs(key)
        choose(trainee, version)
        client.force_login(trainee)
        return trainee

    return open


def state_of(client, key: str) -> str:
    """How a requirement stands on the page of its step."""
    body = client.get(f"/roadmap/{key}/").content.decode()
    return re.search(r'class="(?:done|tag berry|soft small)">(?:<svg.*?</svg>)?([^<]+)</span>', body, re.S)[1]


def test_step_shows_the_rule_its_source_and_who_sees_what_is_told(client, at):
    at("oh_cprs")

    shown = words(client.get("/roadmap/background/"))

    assert "Have a background check" in shown
    assert "Your proof is at most 12 months old. BCI and FBI checks, dated within one year." in shown
    assert "read on November 23, 2026 Outside Hearten" in shown
    assert "Only you see this here. Hearten does not send it to your board" in shown


@pytest.mark.parametrize(
    ("program", "step", "posted", "state"),
    [
        ("oh_cprs", "age", {"said": "yes"}, "Done"),
        ("oh_cprs", "education", {"said": "no"}, "Not yet"),
        ("oh_cprs", "ethics_code", {"said": "yes", "proof": "signed"}, "Done"),
        ("oh_cprs", "background", {"said": "yes"}, "Done"),
        ("oh_cprs", "exam", {"said": "yes", "number": "69", "proof": "letter"}, "Not yet"),
        ("oh_cprs", "exam", {"said": "yes", "number": "70", "proof": "letter"}, "Done"),
        ("nc_cpss", "letters", {"number": "1"}, "In progress"),
        ("nc_cpss", "letters", {"number": "2"}, "Done"),
        ("wa_cpss", "course", {"proof": "certificate"}, "Done"),
        ("in_cprc", "coach_training", {"name": "CCAR", "number": "5"}, "Done"),
        ("ny_nycps", "aps_elective", {"name": "Trauma", "number": "3"}, "In progress"),
        ("ny_nycps_p", "exam", {"said": "no", "name": "Ethics", "term": "Fall", "proof": "mail"}, "Not yet"),
    ],
)
def test_step_keeps_what_is_told(client, at, program, step, posted, state):
    at(program)

    response = client.post(f"/roadmap/{step}/", {"on": today(), **posted}, follow=True)

    assert "We noted it. Only you see it here." in words(response)
    assert state_of(client, step) == state


def test_papers_are_ticked_and_what_is_no_longer_ticked_is_taken_back(client, at):
    at("ca_mpss")
    papers = ["photo_id", "ca-mpss:paper_80_h_certificate"]

    client.post("/roadmap/documents/", {"on": today(), "papers": papers})
    both = state_of(client, "documents")
    client.post("/roadmap/documents/", {"on": today(), "papers": papers[:1]})

    assert (both, state_of(client, "documents")) == ("Done", "In progress")


def test_one_answer_serves_every_board_that_asks_the_same(client, at):
    trainee = at("oh_cprs")
    (texas,) = board_programs("tx_mhps")
    choose(trainee, texas)

    client.post("/roadmap/education/?program=oh-cprs", {"on": today(), "said": "yes"})

    assert "Have a high school diploma or a GED" in words(client.get("/roadmap/education/?program=tx-mhps"))
    assert state_of(client, "education") == "Done"


def test_a_boards_answer_places_hours_that_no_rule_places(client, at):
    trainee = at("ca_mpss")
    earned_hours(trainee, 80 * 60)
    before = words(client.get("/roadmap/training/"))

    client.post("/roadmap/training/", {"hours": "80", "on": today(), "proof": "Mail from CalMHSA"})

    assert "Up to 80 of your hours may count here. Your board decides." in before
    after = words(client.get("/roadmap/training/"))
    assert "80 of 80 hours" in after
    assert "Your board said: 80 of your hours count here." in after


def test_the_first_day_of_practice_is_asked_where_a_board_counts_from_it(client, at):
    trainee = at("tx_mhps")

    client.post("/roadmap/practice/", {"on": today()})

    assert [piece.topic for piece in queries.evidence_of(trainee)] == ["tx-mhps:initial"]


def test_renewal_begins_with_the_day_of_the_certification(client, at):
    at("oh_cprs")

    client.post("/roadmap/renewal/", {"what": "certified", "on": today()})

    shown = words(client.get("/roadmap/renewal/"))
    assert "0 of 30 hours" in shown
    assert "Renew before" in shown
    assert "Ethics (may include HIPAA/confidentiality): 3 hours" in shown


def test_renewal_asks_how_many_hours_the_board_placed(client, at):
    at("oh_cprs")

    response = client.post("/roadmap/renewal/", {"what": "topic_ethics", "on": today()})

    assert response.status_code == 422
    assert "Give the hours." in words(response)


def test_the_day_an_application_was_approved_starts_the_tries(client, at):
    trainee = at("ca_mpss")

    client.post("/roadmap/exam/", {"said": "no", "on": today(), "from_on": today(), "proof": "mail"})

    assert {piece.topic for piece in queries.evidence_of(trainee)} == {"ca-mpss:exam", "ca-mpss:approved"}
    assert "2 tries left." in words(client.get("/roadmap/exam/"))


@pytest.mark.parametrize(
    ("step", "posted", "said"),
    [
        ("exam", {"said": "yes", "proof": "x", "on": ""}, "Give the day."),
        ("exam", {"said": "yes", "proof": "", "on": "2026-01-01"}, "Say in a few words what proves it."),
        ("exam", {"said": "", "proof": "x", "on": "2026-01-01"}, "Choose one."),
        ("exam", {"said": "yes", "proof": "x", "on": "soon"}, "Give a day, like 2026-11-20."),
        ("exam", {"said": "yes", "proof": "x", "on": "1066-01-01"}, "This day is long ago."),
        ("exam", {"said": "yes", "proof": "x", "on": "2999-01-01"}, "This day is still to come."),
        ("age", {"said": "perhaps", "on": "2026-01-01"}, "Choose one of these."),
    ],
)
def test_step_names_what_is_missing_and_keeps_nothing(client, at, step, posted, said):
    at("oh_cprs")

    response = client.post(f"/roadmap/{step}/", posted)

    assert response.status_code == 422
    assert said in words(response)
    assert "Fix needed: " in response.content.decode()
    assert not Evidence.objects.exists()


def test_what_was_told_can_be_removed(client, at):
    trainee = at("oh_cprs")
    (row,) = services.tell(trainee, Told("there", "diploma", date(2026, 1, 2), proof="in my folder"))
    assert "in my folder" in words(client.get("/roadmap/education/"))

    response = client.post(f"/roadmap/told/{row.pk}/take-back/", {"step": "education", "program": "oh-cprs"})

    assert response["Location"] == "/roadmap/education/?program=oh-cprs"
    assert not Evidence.objects.exists()


def test_removing_does_not_lead_off_the_site(client, at):
    trainee = at("oh_cprs")
    (row,) = services.tell(trainee, Told("there", "diploma", date(2026, 1, 2)))

    response = client.post(f"/roadmap/told/{row.pk}/take-back/", {"step": "//evil.example", "program": "x"})

    assert response["Location"] == "/roadmap/"


def test_nobody_removes_what_another_told(client, at):
    at("oh_cprs")
    (row,) = services.tell(ivan(), Told("there", "diploma", date(2026, 1, 2)))

    assert client.post(f"/roadmap/told/{row.pk}/take-back/").status_code == 404
    assert Evidence.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("address", ["/roadmap/nothing/", "/roadmap/age/?program=tx-mhps", "/roadmap/age/?program=no"])
def test_a_step_that_is_not_on_ones_road_is_not_found(client, at, address):
    at("oh_cprs")
    board_programs("tx_mhps")

    assert client.get(address).status_code == 404


def test_a_step_without_a_program_is_not_found(client):
    client.force_login(dana())

    assert client.get("/roadmap/age/").status_code == 404


def test_an_open_line_has_no_form(client, at):
    at("nc_cpss")

    body = client.get("/roadmap/open_practice/").content.decode()

    assert '<form method="post" class="stack' not in body


@pytest.mark.parametrize("address", ["/roadmap/age/", "/roadmap/compare/", "/roadmap/oh-cprs/newer/"])
def test_steps_ask_strangers_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/sign-in/")


# Recovery: the person's own word, for their own eyes (promise P13).


def test_recovery_is_a_dated_yes_or_no_that_only_its_person_reads(client, at):
    trainee = at("oh_cprs")

    client.post("/roadmap/recovery/", {"said": "yes"})

    assert queries.recovery_answers_of(trainee) == (RecoveryAnswer("recovery", 0, True, date.fromisoformat(today())),)
    shown = words(client.get("/roadmap/recovery/"))
    assert "You said yes on" in shown
    assert "Only you can see your answer." in shown
    assert state_of(client, "recovery") == "Done"


def test_recovery_is_erased_with_one_press_for_all_programs(client, at):
    trainee = at("oh_cprs")
    for months in (0, 12, 24):
        services.say_recovery(trainee, about="recovery", months=months, said=True, on=date(2026, 1, 2))

    response = client.post("/roadmap/recovery/erase/", {"step": "recovery", "program": "oh-cprs"}, follow=True)

    assert "Nothing of them is kept." in words(response)
    assert not RecoveryWord.objects.exists()
    assert state_of(client, "recovery") == "Outside Hearten"


@pytest.mark.parametrize("said", [True, False])
def test_no_other_page_changes_with_the_word_about_recovery(client, at, said):
    """Byte for byte the same with and without it, on every page that could carry it."""
    trainee = at("oh_cprs")
    earned_hours(trainee, 60)
    pages = [
        "/home/", "/hours/", "/hours/export/", "/roadmap/", "/roadmap/compare/", "/roadmap/exam/", "/programs/choose/",
        "/certificates/", "/programs/oh-cprs/", "/account/",
    ]  # fmt: skip

    def read() -> list[str]:
        return [re.sub(r'value="[\w]{64}"|nonce="[^"]*"', "", client.get(p).content.decode()) for p in pages]

    before = read()
    services.say_recovery(trainee, about="recovery", months=0, said=said, on=date(2026, 1, 2))

    assert read() == before


@pytest.mark.parametrize("role", ["instructor", "reviewer", "supervisor", "auditor", "administrator"])
def test_no_role_of_the_team_reads_a_word_about_recovery(client, at, role):
    trainee = at("oh_cprs")
    services.say_recovery(trainee, about="recovery", months=0, said=True, on=date(2026, 1, 2))
    colleague = in_role("Rosa", role)
    choose(colleague, board_programs("oh_cprs")[0])
    client.force_login(colleague)

    assert "You said yes" not in words(client.get("/roadmap/recovery/"))
    assert queries.recovery_answers_of(colleague) == ()


def test_a_word_about_recovery_is_not_among_the_evidence_and_says_nothing_in_a_log(at, caplog):
    trainee = at("oh_cprs")

    services.say_recovery(trainee, about="recovery", months=12, said=True, on=date(2026, 1, 2))

    assert list(queries.told_by(trainee)) == []
    assert str(RecoveryWord.objects.get()) == str(trainee.pk)
    assert caplog.text == ""


def test_pages_about_steps_are_not_kept_by_caches(client, at):
    at("oh_cprs")

    assert "no-store" in client.get("/roadmap/recovery/")["Cache-Control"]


def test_old_and_new_evidence_of_a_check(client, at):
    trainee = at("oh_cprs")
    services.tell(trainee, Told("there", "oh-cprs:background", timezone.localdate() - timedelta(days=400)))

    assert state_of(client, "background") == "Not yet"


def test_a_certification_is_told_with_its_last_day_and_a_new_one_keeps_the_old_period(client, at):
    trainee = at("ca_mpss")
    now = date.fromisoformat(today())
    earned_hours(trainee, 20 * 60, ledger="continuing", at=timezone.now() - timedelta(days=400))
    first = {"what": "certified", "on": str(now - timedelta(days=730)), "until": str(now - timedelta(days=1))}
    again = {"what": "certified", "on": str(now - timedelta(days=10)), "until": str(now + timedelta(days=700))}

    assert client.post("/roadmap/renewal/", first).status_code == 302
    over = words(client.get("/roadmap/renewal/"))
    assert client.post("/roadmap/renewal/", again).status_code == 302
    shown = words(client.get("/roadmap/renewal/"))

    assert "Your certification was good until" in over
    assert "When your board renews it, note the new date here." in over
    assert "Your certification was good until" not in shown
    assert "0 of 20 hours" in shown
    assert "20 of 20 hours" in shown
    assert shown.count("6 hours 0 counted") == 3
    assert set(Evidence.objects.values_list("version__program__pursuits__trainee", flat=True)) == {trainee.pk}


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2020-01-01", "This day is not after the day of the certification. Check both."),
        ("2099-01-01", "This day is far away. Check the year."),
        ("soon", "Give a day, like 2026-11-20."),
    ],
)
def test_a_last_day_that_cannot_be_is_asked_again(client, at, until, said):
    at("ca_mpss")

    response = client.post("/roadmap/renewal/", {"what": "certified", "on": "2026-01-31", "until": until})

    assert response.status_code == 422
    assert said in words(response)
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_the_periods_costs_the_same_with_more_of_them(client, at, count, django_assert_max_num_queries):
    trainee = at("ca_mpss")
    (version,) = [pursuit.program_version for pursuit in queries.pursuits_of(trainee)]
    topic, now = f"{version.payload['slug']}:certified", date.fromisoformat(today())
    for number in range(count):
        end = now - timedelta(days=700 * number - 100)
        services.tell(trainee, Told("certified", topic, end - timedelta(days=700), until=end), version=version)
    client.get("/roadmap/renewal/")

    with django_assert_max_num_queries(9):
        body = client.get("/roadmap/renewal/").content.decode()

    assert body.count(" counted</span>") >= count
