"""Hours from elsewhere as they are told: never mixed with what was earned here, never counted before a yes."""

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest

from quizzes.claims.decisions import approve, take_back
from quizzes.claims.models import HoursClaim
from quizzes.claims.queries import waiting_entries
from quizzes.hours.goals import goals_of
from quizzes.hours.models import HoursNote
from quizzes.hours.transcript import lines, transcript_of
from quizzes.programs.services import choose
from tests.builders import dana, earned_hours, hours_claim, icrc, in_role

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def trainee(client):
    made = dana()
    client.force_login(made)
    return made


@pytest.fixture
def rosa():
    return in_role("Rosa", "reviewer")


def test_what_waits_is_told_beside_the_total_and_never_in_it(client, trainee):
    choose(trainee, icrc())
    earned_hours(trainee, 330, domain="recovery_wellness", at=NOON)
    hours_claim(trainee)

    shown = words(client.get("/hours/"))

    assert "5.5 of 46 hours" in shown
    assert "2 more hours are waiting for approval." in shown
    assert "5.5 of 10 hours, 2 waiting" in shown
    assert '<rect class="w" x="55" width="20" height="10"/>' in client.get("/hours/").content.decode()
    assert goals_of(trainee, waiting_entries(trainee)).minutes == 330


def test_practice_and_supervision_are_counters_of_their_own(client, trainee):
    sam = in_role("Sam", "supervisor")
    choose(trainee, icrc())
    for activity, minutes in (("practice", 600), ("supervision", 90)):
        approve(hours_claim(trainee, activity=activity, supervisor=sam, minutes=minutes), version=1, by=sam, at=NOON)
    hours_claim(trainee, activity="practice", supervisor=sam, minutes=120, title="Waits")

    home, hours = words(client.get("/home/")), words(client.get("/hours/"))

    for shown in (home, hours):
        assert "Practice 10 of 500 hours , 2 waiting" in shown.replace("hours, 2", "hours , 2")
        assert "With a supervisor 1.5 of 25 hours" in shown
        assert "0 of 46 hours" in shown


def test_an_approved_entry_says_where_it_comes_from_on_the_page_and_in_every_file(client, trainee, rosa):
    earned_hours(trainee, 60, at=NOON)
    claim = hours_claim(trainee)
    approve(claim, version=1, by=rosa, at=NOON)

    page = client.get("/hours/")
    table = list(csv.DictReader(io.StringIO(b"".join(client.get("/hours/hours.csv")).decode("utf-8-sig"))))
    transcript = [line[:8] for line in lines(transcript_of(trainee))]

    assert "NAMI workshop" in words(page)
    assert f'href="/hours/{claim.key}/"' in page.content.decode()
    assert {row["What"]: row["Where from"] for row in table} == {
        "NAMI workshop": "Approved from elsewhere", "Module 1": "Earned here",
    }  # fmt: skip
    assert [(line[1], line[7]) for line in transcript] == [
        ("NAMI workshop", "Approved from elsewhere"), ("Module 1", "Earned here"),
    ]  # fmt: skip


def test_what_was_taken_back_keeps_its_name_and_says_why(client, trainee, rosa):
    claim = hours_claim(trainee)
    approve(claim, version=1, by=rosa, at=NOON)
    take_back(claim, by=rosa, reason="The paper was for another day.", at=NOON)

    table = list(csv.DictReader(io.StringIO(b"".join(client.get("/hours/hours.csv")).decode("utf-8-sig"))))

    told = {(row["What"], row["Minutes"], row["Status"], row["Reason"], row["Where from"]) for row in table}
    assert told == {
        ("NAMI workshop", "120", "Counted", "NAMI Ohio", "Approved from elsewhere"),
        ("NAMI workshop", "-120", "Taken back", "The paper was for another day.", "Approved from elsewhere"),
    }


def test_erased_words_leave_the_row_by_its_kind(client, trainee, rosa):
    approve(hours_claim(trainee, title="Marker title"), version=1, by=rosa, at=NOON)
    HoursClaim.objects.update(title="")
    HoursNote.objects.all().delete()

    shown = words(client.get("/hours/"))

    assert "Marker title" not in shown
    assert "Workshop" in shown


def test_totals_of_different_counts_are_never_added_up(client, trainee):
    sam = in_role("Sam", "supervisor")
    earned_hours(trainee, 60, at=NOON)
    approve(hours_claim(trainee, activity="practice", supervisor=sam, minutes=600), version=1, by=sam, at=NOON)

    foot = client.get("/hours/").content.decode().split("<tfoot", 1)[1].split("</tfoot>")[0]
    only = words(client.get("/hours/?ledger=practice"))

    assert "Training, total" in foot
    assert "Practice, total" in foot
    assert ">11.0<" not in foot
    assert "Module 1" not in only


def test_the_story_of_an_entry_holds_each_step_and_what_stood_there_before(client, trainee, rosa):
    claim = hours_claim(trainee)
    approve(claim, version=1, by=rosa, minutes_by_domain={"advocacy": 90}, note="Without the lunch break.", at=NOON)

    shown = words(client.get(f"/hours/{claim.key}/"))

    assert "Approved" in shown
    assert "Time: 1 hour 30 minutes (was 2 hours)" in shown
    assert "Without the lunch break." in shown
    assert "Rosa" in shown


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_the_hours_page_costs_the_same_with_more_claims(client, trainee, count, django_assert_max_num_queries):
    HoursClaim.objects.bulk_create(
        HoursClaim(
            trainee=trainee, activity="workshop", ledger="training", title=f"Workshop {number}", minutes=60,
            minutes_by_domain={"advocacy": 60}, modality="in_person", started_on=date(2026, 11, 1),
            ended_on=date(2026, 11, 1), proof="none", state="waiting", version=1, created_at=NOON, sent_at=NOON,
        )
        for number in range(count)
    )  # fmt: skip
    choose(trainee, icrc())
    client.get("/hours/")

    with django_assert_max_num_queries(9):
        response = client.get("/hours/")

    assert response.content.decode().count("<tr role") == min(count, 20) + 1
