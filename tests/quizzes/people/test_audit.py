"""The whole record of a person, as an auditor reads and exports it."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from courses.enrollments.models import Accommodation
from courses.progress.models import Attestation
from courses.reflections.models import Reflection
from quizzes.attempts import services as attempts
from quizzes.credentials import services as credentials
from quizzes.hours import services as hours
from quizzes.hours.models import HoursEntry
from quizzes.journey.services import mark_activity_done
from quizzes.people.audit import audit_trail
from tests.builders import (
    certificate,
    cohort,
    course_page,
    dana,
    enrolled,
    in_role,
    ivan,
    module_page,
    question,
    quiz_page,
)  # fmt: skip

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture
def house(client):
    """Dana has done a module with a lesson and a quiz, signed, earned hours and a certificate; Ivan took some of it
    back. Amir audits and is signed in."""

    class House:
        ivan, dana, amir = ivan(), dana(), in_role("Amir", "auditor")
        course = course_page()
        module = module_page(course, lessons=1)
        quiz = quiz_page(module, [question()])

    house = House()
    cohort(house.course, house.ivan)
    house.place = enrolled(house.dana, house.course, enrolled_at=NOON)
    (lesson,) = (page for page in house.module.get_children() if page.title == "Lesson 1")
    mark_activity_done(house.place, lesson.translation_key, by=house.dana, at=NOON + timedelta(hours=1))
    attempt = attempts.start(house.place, house.quiz.translation_key, at=NOON + timedelta(hours=2))
    saved_at = NOON + timedelta(hours=2, minutes=1)
    attempts.save_response(attempt, 1, "a", flagged=False, seen=0, request_key="k", at=saved_at)
    attempts.finish(attempt, at=NOON + timedelta(hours=3))
    Attestation.objects.create(
        enrollment=house.place, course_key=house.place.course_key, statement="marker-statement",
        signed_name="Dana Brooks", at=NOON + timedelta(hours=4),
    )  # fmt: skip
    entry = HoursEntry.objects.get()
    hours.reverse_entry(entry, reason="counted twice", by=house.ivan, at=NOON + timedelta(hours=5))
    credential = certificate(house.dana, at=NOON + timedelta(hours=6))
    credentials.suspend(credential, reason="a question", by=house.ivan, at=NOON + timedelta(hours=7))
    client.force_login(house.amir)
    return house


def facts(house) -> list[tuple[str, str]]:
    return [(line.what, line.fact) for line in audit_trail(house.dana) if line.what != "Decision"]


def test_trail_tells_everything_in_order(house):
    assert facts(house) == [
        ("Course", "Joined"),
        ("Lesson 1", "Marked as done"),
        ("Module 1 quiz", "Going"),
        ("Module 1 quiz, try 1", "Begun"),
        ("Module 1 quiz", "Passed"),
        ("Module 1 quiz, try 1", "Sent"),
        ("Module 1 quiz, try 1", "Scored"),
        ("What it is", "Hours counted"),
        ("Statement", "Signed"),
        ("What it is", "Hours taken back"),
        (f"Certificate {house.dana.credentials.get().spelled_code}", "Issued"),
        (f"Certificate {house.dana.credentials.get().spelled_code}", "Put on hold"),
    ]


def test_trail_names_versions_people_and_reasons(house):
    lines = {line.fact: line for line in audit_trail(house.dana)}

    assert lines["Marked as done"].version.startswith("version ")
    assert lines["Sent"].version == "version 1"
    assert lines["Passed"].detail == "1 of 1"
    assert (lines["Hours taken back"].by, lines["Hours taken back"].detail.split(". ")[-1]) == ("Ivan", "counted twice")
    assert [line.detail for line in audit_trail(house.dana) if line.what == "Decision"] == ["a question"]
    assert lines["Signed"].detail == "Signed as Dana Brooks"


def test_record_shows_no_answer_no_private_writing_and_no_need(client, house):
    Accommodation.objects.create(trainee=house.dana, reason="marker-need")
    Reflection.objects.create(
        enrollment=house.place, lesson_key=house.module.translation_key, block_id="kind-no", text="marker-private"
    )

    shown = client.get(f"/admin/people/{house.dana.pk}/record/").content.decode()

    hidden = ("marker-", "Listen first", "Give advice", house.dana.email, str(house.dana.person_id))
    assert [word for word in hidden if word in shown] == []
    assert "Hours taken back" in shown


@pytest.mark.parametrize("role", ["instructor", "reviewer", "supervisor"])
def test_record_is_closed_to_other_roles(client, house, role):
    client.force_login(in_role("Rosa", role))

    response = client.get(f"/admin/people/{house.dana.pk}/record/")

    assert response.status_code == 302
    assert "Hours" not in response.content.decode()


def test_record_of_nobody_is_unknown(client, house):
    assert client.get("/admin/people/99999/record/").status_code == 404
    # Staff are no trainees.
    assert client.get(f"/admin/people/{house.amir.pk}/record/").status_code == 404


def test_record_exports_the_same_as_csv_and_xlsx(client, house):
    address = f"/admin/people/{house.dana.pk}/record/"
    table, book = client.get(address, {"export": "csv"}), client.get(address, {"export": "xlsx"})

    lines = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    cells = [[cell.value or "" for cell in row] for row in load_workbook(io.BytesIO(book.content)).active.iter_rows()]
    assert len(lines) == 1 + len(audit_trail(house.dana))
    # A leading minus is marked in the table and is plain text in the book.
    assert cells == [[cell.removeprefix("'") for cell in line] for line in lines]
    assert lines[10][5].startswith("'-")
    assert re.fullmatch(r"2026-11-23T17:00:00\+00:00", lines[1][0])
    assert table["Content-Disposition"] == f'attachment; filename="record-{house.dana.pk}.csv"'
    assert client.get(address, {"export": "exe"}).status_code == 404


def test_record_costs_the_same_however_long_it_is(client, house):
    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/admin/people/{house.dana.pk}/record/")
        return len(asked)

    count()
    short = count()
    for number in range(3):
        certificate(house.dana, source=f"enrollment:{number + 50}")
        place = enrolled(house.dana, course_page(f"Course {number}"))
        Attestation.objects.create(enrollment=place, course_key=place.course_key, statement="x", signed_name="y")

    count()
    assert count() == short


def test_learner_page_leads_auditors_to_the_record(client, house):
    address = f"/admin/people/{house.dana.pk}/record/"
    assert address in client.get(f"/admin/people/{house.dana.pk}/").content.decode()

    client.force_login(house.ivan)

    assert address not in client.get(f"/admin/people/{house.dana.pk}/").content.decode()


@pytest.mark.django_db
def test_the_record_holds_each_decision_about_hours_from_elsewhere_with_who_and_what_stood_before():
    from quizzes.claims.confirming import Choice, Chosen, decide
    from quizzes.claims.decisions import approve
    from quizzes.people.audit import audit_trail
    from tests.builders import hours_claim, in_role
    from tests.quizzes.claims.confirmations import NOON, last_link, practice

    trainee, rosa = dana(), in_role("Rosa", "reviewer")
    approve(hours_claim(trainee, at=NOON), version=1, by=rosa, minutes_by_domain={"advocacy": 60}, at=NOON)
    claim = practice(trainee, at=NOON)
    decide(last_link(), {claim.key: Chosen(Choice.DECLINE, 1, "I was away.")}, name="Pat Lee", role="Lead", at=NOON)

    lines = [(line.what, line.fact, line.detail, line.by) for line in audit_trail(trainee)]
    approved = next(line for line in lines if line[1] == "Approved")
    assert (approved[0], approved[3]) == ("NAMI workshop", "Rosa")
    assert "Time: 1 hour (was 2 hours). Categories: Advocacy 1 hour (was " in approved[2]
    assert ("Group at the center", "Declined", "I was away.", "Pat Lee, Lead, by e-mail link") in lines
    assert ("Group at the center", "Pat Lee (pat@example.net) was asked by e-mail", "", "") in lines
