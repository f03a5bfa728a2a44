import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.queries import place
from quizzes.questions.models import Question
from quizzes.reviews import challenges
from quizzes.reviews.models import ChallengeAnswer, Rescore
from tests.builders import in_role
from tests.quizzes.reviews.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(home, client):
    home.attempt = home.sent("Dana", ["b", "a", "a"])
    challenges.raise_challenge(home.attempt, 1, text="Two fit.", at=NOON)
    home.answer_url = f"/admin/unclear/{place(home.attempt, 1).version_id}/"
    home.rescore_url = f"/admin/rescore/{home.questions[0].translation_key}/"
    client.force_login(home.rosa)
    return home


def points(home) -> str:
    return str(Attempt.objects.get(pk=home.attempt.pk).points)


def test_unclear_questions_stand_in_a_list_with_how_many(client, sent):
    page = client.get("/admin/unclear/")

    assert [(row["stem"], row["version"], row["people"]) for row in page.context["rows"]] == [
        ("Question 1 of type single?", 1, 1)
    ]
    assert "1 question marked unclear" in client.get("/admin/").content.decode()


def test_an_answer_goes_to_everybody_who_asked(client, sent):
    page = client.get(sent.answer_url)
    assert "Two fit." in page.content.decode()
    assert sent.rescore_url in page.content.decode()

    answer = client.post(sent.answer_url, {"outcome": "explained", "words": "It means first."})

    assert (answer.status_code, answer.url) == (302, "/admin/unclear/")
    assert ChallengeAnswer.objects.get().words == "It means first."
    assert points(sent) == "2.00"


def test_a_changed_question_leads_on_to_the_tries(client, sent):
    answer = client.post(sent.answer_url, {"outcome": "changed", "words": "We changed it."})

    assert answer.url == sent.rescore_url


def test_full_credit_as_an_answer_counts_for_everybody(client, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(sent.answer_url, {"outcome": "full_credit", "words": "Both fit."})

    assert answer.url == f"/admin/rescore/runs/{Rescore.objects.get().pk}/"
    assert points(sent) == "3.00"


def test_an_answer_needs_words(client, sent):
    page = client.post(sent.answer_url, {"outcome": "explained", "words": ""})

    assert page.status_code == 422
    assert "Write an answer. Everybody who asked gets it." in page.content.decode()


def test_an_instructor_answers_but_gives_no_credit(client, sent):
    client.force_login(sent.ivan)

    text = client.get(sent.answer_url).content.decode()
    refused = client.post(sent.answer_url, {"outcome": "full_credit", "words": "Both fit."})

    assert "Full credit for everybody" not in text
    assert (refused.status_code, ChallengeAnswer.objects.count()) == (422, 0)
    assert client.get(sent.rescore_url).url == "/admin/"


@pytest.mark.parametrize("role", ["auditor", "supervisor"])
def test_questions_are_closed_to_other_roles(client, sent, role):
    client.force_login(in_role("Amir", role))

    for address in ("/admin/unclear/", sent.answer_url, sent.rescore_url):
        assert client.get(address).url == "/admin/"


def test_unclear_list_asks_the_database_as_often_for_one_as_for_three(client, sent):
    def count() -> int:
        client.get("/admin/unclear/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/unclear/")
        return len(asked)

    one = count()
    for number in (2, 3):
        challenges.raise_challenge(sent.attempt, number, text="", at=NOON)

    assert count() == one


def test_rescore_looks_first_and_changes_only_when_told(client, sent, django_capture_on_commit_callbacks):
    sent.correct(0, "b")
    form = {"policy": "no_lower", "reason": "The key was off."}

    page = client.post(sent.rescore_url, form | {"look": "1"})

    text = page.content.decode()
    assert [(row["name"], row["before"], row["after"], row["follows"]) for row in page.context["rows"]] == [
        ("Dana", "2 of 3", "3 of 3", ["passes", "25 minutes added"])
    ]
    assert "1 try changes" in text
    assert "25 minutes of training hours follow, dated to when they were earned" in text
    assert not AttemptStep.objects.filter(kind="rescored").exists()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(sent.rescore_url, form | {"go": "1"})

    run = client.get(answer.url)
    assert "Done. 1 try has changed." in run.content.decode()
    assert points(sent) == "3.00"


def test_rescore_asks_for_a_reason(client, sent):
    page = client.post(sent.rescore_url, {"policy": "no_lower", "reason": "", "go": "1"})

    assert page.status_code == 422
    assert "Say why" in page.content.decode()
    assert Rescore.objects.count() == 0


def test_rescore_of_an_unknown_question_is_unknown(client, sent):
    assert client.get("/admin/rescore/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_a_run_that_stands_still_can_be_sent_on(client, sent, django_capture_on_commit_callbacks):
    sent.correct(0, "b")
    client.post(sent.rescore_url, {"policy": "no_lower", "reason": "r", "go": "1"})
    run = Rescore.objects.get()
    text = client.get(f"/admin/rescore/runs/{run.pk}/").content.decode()
    assert "0 of 1 tries looked at" in text

    client.post(f"/admin/rescore/runs/{run.pk}/")

    assert points(sent) == "3.00"


@pytest.mark.parametrize(("role", "offered"), [("administrator", True), ("instructor", False)])
def test_the_editor_offers_to_rescore_to_whoever_may(client, sent, role, offered):
    editor = in_role("Ada", role, is_superuser=role == "administrator")
    client.force_login(editor)
    address = reverse(Question.snippet_viewset.get_url_name("edit"), args=[sent.questions[0].pk])

    assert (sent.rescore_url in client.get(address).content.decode()) is offered
