"""Orders, gaps and numbers through the doors of a try, without a script: what is pressed, typed, kept and said."""

import re

import pytest
from django.urls import reverse

from tests.builders import question
from tests.quizzes.attempts.conftest import sitting
from tests.quizzes.attempts.test_views import BY_SCRIPT, form, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(client):
    """Opens a try of one question of a type; `asking(type)` gives the try and the address of its question."""

    def start(kind: str):
        taken = sitting([question(kind)])
        client.force_login(taken.trainee)
        attempt = taken.start()
        return attempt, reverse("attempts:question", args=[attempt.pk, 1])

    return start


def order_in(response) -> list[str]:
    return re.findall(r'type="hidden" name="answer" value="([^"]+)"', response.content.decode())


def response_of(attempt):
    attempt.refresh_from_db()
    return attempt.answers.get("1", {}).get("response")


def test_a_move_is_kept_said_and_stays_on_the_question(client, asking):
    attempt, address = asking("ordering")
    page = client.get(address)
    start = order_in(page)

    moved = client.post(address, {**form(page), "answer": start, "answer-move": f"{start[2]}:up"})
    shown = client.get(address)

    wanted = [start[0], start[2], start[1]]
    assert (moved.status_code, moved["Location"]) == (302, f"{address}#answer-{start[2]}-up")
    assert response_of(attempt) == wanted
    assert order_in(shown) == wanted
    assert "is now 2 of 3." in text(shown)
    assert f'id="answer-{start[2]}-up"' in shown.content.decode()


def test_an_order_nobody_touched_is_no_answer_and_one_moved_back_is(client, asking):
    attempt, address = asking("ordering")
    page = client.get(address)
    start = order_in(page)

    client.post(address, {**form(page), "answer": start})
    assert response_of(attempt) is None

    for way in ("down", "up"):
        page = client.get(address)
        client.post(address, {**form(page), "answer": order_in(page), "answer-move": f"{start[0]}:{way}"})
    page = client.get(address)
    client.post(address, {**form(page), "answer": order_in(page), "answer-moved": "1"})
    assert response_of(attempt) == start


def test_a_script_is_told_what_to_say_and_gets_the_question_again(client, asking):
    _, address = asking("ordering")
    page = client.get(address)
    start = order_in(page)

    told = client.post(
        address, {**form(page), "answer": start, "answer-move": f"{start[0]}:up"}, headers=BY_SCRIPT
    ).json()

    assert told["tell"].endswith("is already first.")
    assert f'id="answer-{start[0]}-up"' in told["main"]


def test_what_is_no_number_is_not_saved_not_lost_and_told(client, asking):
    attempt, address = asking("number")
    page = client.get(address)

    response = client.post(address, {**form(page), "answer": "ninety", "answer-unit": "u1"})

    shown = response.content.decode()
    assert response.status_code == 422
    assert "Write one number, like 12 or 1.5. “ninety” is still here for you to change." in text(response)
    assert 'value="ninety"' in shown
    assert '<option value="u1" selected>' in shown
    assert "<title>Fix needed: " in shown
    assert response_of(attempt) is None


def test_a_number_is_kept_as_typed_and_as_read(client, asking):
    attempt, address = asking("number")
    page = client.get(address)

    client.post(address, {**form(page), "answer": "1,5 hours", "answer-unit": ""})

    assert response_of(attempt) == {"typed": "1,5 hours", "number": "1.5", "unit": "u2"}
    assert "We read this as 1.5." in text(client.get(address))


def test_gaps_are_kept_and_shown_again(client, asking):
    attempt, address = asking("gaps")
    page = client.get(address)

    client.post(address, {**form(page), "answer-g1": " Count on ", "answer-g2": "o1"})

    assert response_of(attempt) == {"g1": "Count on", "g2": "o1"}
    shown = client.get(address).content.decode()
    assert 'value="Count on"' in shown
    assert '<option value="o1" selected>relationship</option>' in shown
    # What is accepted is in no page of an open try.
    assert "count on" not in shown


def test_a_gap_that_is_too_long_is_told_and_keeps_what_was_saved(client, asking):
    attempt, address = asking("gaps")
    page = client.get(address)

    response = client.post(address, {**form(page), "answer-g1": "x" * 101})

    assert response.status_code == 422
    assert "That is longer than we can keep" in text(response)
    assert response_of(attempt) is None
