from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.attempts.models import Attempt
from quizzes.attempts.services import AnswerTooLate, save_response
from quizzes.hours.models import HoursEntry
from quizzes.reviews import services
from quizzes.reviews.models import Doubt
from quizzes.reviews.rules import Verdict
from tests.builders import cohort, course_page, in_role
from tests.quizzes.reviews.conftest import LATER, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(home, client):
    home.attempt = home.sent("Dana", ["b", "a", "a"])
    client.force_login(home.rosa)
    return home


def score_url(attempt, rest="score/") -> str:
    return f"/admin/tries/{attempt.pk}/{rest}"


def test_score_shows_every_question_and_every_score_it_had(client, sent):
    services.override_points(sent.attempt, 1, Decimal("1"), reason="Cut off", by=sent.rosa, at=LATER)

    page = client.get(score_url(sent.attempt))

    assert [(line["number"], line["points"]) for line in page.context["lines"]] == [
        (1, "1 of 1"),
        (2, "1 of 1"),
        (3, "1 of 1"),
    ]
    assert [(each["what"], each["by"], each["total"], each["reason"]) for each in page.context["history"]] == [
        ("Scored on sending", "", "2 of 3", ""),
        ("Changed by a person", "Rosa", "3 of 3", "Cut off"),
    ]


def test_score_shows_what_came_after_the_end_and_was_not_graded(client, home):
    home.quiz.time_limit_minutes = 60
    home.quiz.save_revision().publish()
    attempt = home.started()
    with pytest.raises(AnswerTooLate):
        save_response(
            attempt, 2, "a", flagged=False, seen=0, request_key="", at=attempt.deadline_at + timedelta(seconds=16)
        )
    client.force_login(home.rosa)

    page = client.get(score_url(attempt))

    assert [(each["number"], each["said"]) for each in page.context["late"]] == [(2, ["Listen first"])]
    assert "Came after the end: kept, not graded" in page.content.decode()


def test_points_are_changed_with_a_reason(client, sent):
    address = score_url(sent.attempt, "score/1/")
    assert "Now: 0 of 1." in client.get(address).content.decode()

    answer = client.post(address, {"points": "0.5", "reason": "Half of it"})

    assert (answer.status_code, answer.url) == (302, score_url(sent.attempt))
    assert Attempt.objects.get(pk=sent.attempt.pk).points == Decimal("2.50")


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"points": "2", "reason": "r"}, "At most 1 points"),
        ({"points": "-1", "reason": "r"}, "greater than or equal to 0"),
        ({"points": "x", "reason": "r"}, "Enter a number, like 1.5"),
        ({"points": "1", "reason": ""}, "Say why"),
    ],
)
def test_points_that_do_not_fit_are_explained(client, sent, posted, said):
    page = client.post(score_url(sent.attempt, "score/1/"), posted)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not sent.attempt.steps.filter(kind="overridden").exists()


def test_a_pass_is_given_with_a_reason(client, sent):
    client.post(score_url(sent.attempt, "pass/"), {"passed": "yes", "reason": "Shown in person"})

    assert Attempt.objects.get(pk=sent.attempt.pk).passed is True
    assert HoursEntry.objects.count() == 1


def test_scores_of_another_cohort_are_unknown(client, sent):
    stranger = in_role("Olga", "instructor")
    cohort(course_page("Ethics"), stranger)
    client.force_login(stranger)

    for rest in ("score/", "score/1/", "pass/"):
        assert client.get(score_url(sent.attempt, rest)).status_code == 404
    assert client.post(score_url(sent.attempt, "pass/"), {"passed": "yes", "reason": "x"}).status_code == 404
    assert client.get(score_url(sent.attempt, "score/9/")).status_code == 404


@pytest.fixture
def lost(sent):
    """Dana had passed; then the pass was taken away."""
    for name in ("Dana", "Joe", "Ana"):
        sent.last = sent.sent(name, ["a", "a", "a"], at=LATER)
    return sent


def lose(home, name):
    attempt = Attempt.objects.filter(trainee=home.place(name).trainee, passed=True).get()
    services.override_pass(attempt, False, reason=f"Looked at {name} again", by=home.rosa, at=LATER)


def test_doubts_wait_in_a_list_and_are_decided_with_a_reason(client, lost):
    lose(lost, "Dana")
    doubt = Doubt.objects.get()
    page = client.get("/admin/confirm/")
    assert [(row["name"], row["what"], row["why"]) for row in page.context["rows"]] == [
        ("Dana", "Hours from What it is", "Looked at Dana again")
    ]
    assert (
        "These rest on a score that changed: keep or take back."
        in client.get(f"/admin/confirm/{doubt.pk}/").content.decode()
    )

    client.post(f"/admin/confirm/{doubt.pk}/", {"decision": "keep", "reason": "Earned"})

    doubt.refresh_from_db()
    assert (doubt.state, doubt.decided_by, doubt.reason) == ("kept", lost.rosa, "Earned")
    assert "Nothing to confirm." in client.get("/admin/confirm/").content.decode()


def test_a_second_decision_is_told_so(client, lost):
    lose(lost, "Dana")
    doubt = Doubt.objects.get()
    client.post(f"/admin/confirm/{doubt.pk}/", {"decision": "keep", "reason": "Earned"})

    answer = client.post(f"/admin/confirm/{doubt.pk}/", {"decision": "take_back", "reason": "No"}, follow=True)

    assert "Somebody else decided this a moment ago." in answer.content.decode()
    assert sum(entry.minutes for entry in lost.place("Dana").trainee.hours_entries.all()) == 25


@pytest.mark.parametrize("role", ["instructor", "auditor", "supervisor"])
def test_doubts_are_for_reviewers_and_administrators(client, lost, role):
    lose(lost, "Dana")
    client.force_login(in_role("Olga", role))

    for address in ("/admin/confirm/", f"/admin/confirm/{Doubt.objects.get().pk}/"):
        assert client.get(address).url == "/admin/"


def test_doubts_ask_the_database_as_often_for_one_as_for_three(client, lost):
    def count() -> int:
        client.get("/admin/confirm/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/confirm/")
        return len(asked)

    lose(lost, "Dana")
    one = count()
    lose(lost, "Joe")
    lose(lost, "Ana")

    assert count() == one


@pytest.mark.parametrize(("seen_by", "shown"), [("instructor", True), ("reader", False)])
def test_what_was_written_for_one_reader_is_not_opened_by_others_afterwards(client, db, seen_by, shown):
    home = house(("single", "reflection"))
    attempt = home.sent("Dana", ["a", {"text": "Only for you.", "seen_by": seen_by}])
    address = score_url(attempt, "score/2/")
    client.force_login(home.ivan)
    assert "Only for you." in client.get(address).content.decode()
    services.decide(
        attempt, 2, levels={"g1": "2", "g2": "2"}, note="Clear.", verdict=Verdict.DONE, by=home.rosa, at=LATER
    )

    assert ("Only for you." in client.get(address).content.decode()) is shown
    client.force_login(home.rosa)
    assert "Only for you." in client.get(address).content.decode()


def test_tries_of_one_person_lead_to_their_scores(client, sent):
    second = sent.sent("Dana", ["a", "a", "a"], at=LATER)
    person = sent.place("Dana").trainee

    page = client.get(f"/admin/people/{person.pk}/tries/")

    assert [(row["pk"], row["number"], row["total"], row["verdict"]) for row in page.context["rows"]] == [
        (second.pk, 2, "3 of 3", "Passes"),
        (sent.attempt.pk, 1, "2 of 3", "Does not pass yet"),
    ]
    client.force_login(in_role("Olga", "instructor"))
    assert client.get(f"/admin/people/{person.pk}/tries/").status_code == 404


def test_the_page_of_a_person_leads_to_their_scores(client, sent):
    client.force_login(sent.ivan)
    person = sent.place("Dana").trainee

    assert f'href="/admin/people/{person.pk}/tries/"' in client.get(f"/admin/people/{person.pk}/").content.decode()
    client.force_login(in_role("Amir", "auditor"))
    assert f'href="/admin/people/{person.pk}/tries/"' not in client.get(f"/admin/people/{person.pk}/").content.decode()
