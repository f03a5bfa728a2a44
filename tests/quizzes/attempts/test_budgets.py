"""What a try costs: requests and SQL. Statements that only open or close a transaction are not counted."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts.models import Attempt
from tests.builders import question
from tests.quizzes.attempts.conftest import sitting

pytestmark = pytest.mark.django_db

TRANSACTION = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET )", re.IGNORECASE)
BY_SCRIPT = {"Accept": "application/json"}
# PostgreSQL is asked for the time of receipt.
CLOCK = int(connection.vendor == "postgresql")


class Meter:
    """A client that counts its requests and their SQL."""

    def __init__(self, client):
        self.client, self.requests, self.statements = client, 0, []

    def _count(self, call, *args, **kwargs):
        with CaptureQueriesContext(connection) as captured:
            response = call(*args, **kwargs)
        self.requests += 1
        self.last = [each["sql"] for each in captured if not TRANSACTION.match(each["sql"])]
        self.statements += self.last
        return response

    def get(self, *args, **kwargs):
        return self._count(self.client.get, *args, **kwargs)

    def post(self, *args, **kwargs):
        return self._count(self.client.post, *args, **kwargs)


@pytest.fixture
def ten(client):
    """A quiz that draws ten of twelve questions, and Dana, signed in."""
    for number in range(12):
        question(["single", "multiple", "truefalse", "matching"][number % 4], f"Question {number}?", tags=["m11"])
    taken = sitting(plan=[{"type": "draw", "value": {"draw": 10, "tag": "m11"}}])
    client.force_login(taken.trainee)
    return taken, Meter(client)


def answers(response) -> dict[str, str]:
    """Any answer to the question of a page, with its hidden fields: what a browser would post."""
    source = response.json()["main"] if response["Content-Type"] == "application/json" else response.content.decode()
    posted = dict(re.findall(r'<input type="hidden" name="(seen|request_key)" value="([^"]*)"', source))
    if chosen := re.search(r'type="(?:radio|checkbox)" name="answer" value="([^"]+)"', source):
        posted["answer"] = chosen[1]
    for name, value in re.findall(
        r'<select[^>]* name="(answer-[^"]+)"><option value="">[^<]*</option><option value="([^"]+)', source
    ):
        posted[name] = value
    return posted


# What it costs to count the time of a minute: once a minute, with the save that begins the next one.
TIME = 4


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT], ids=["plain", "script"])
@pytest.mark.parametrize(("minutes", "most"), [(0, 6), (15, 6 + TIME)], ids=["within", "next"])
def test_an_answer_is_saved_in_six_statements(ten, headers, minutes, most):
    taken, meter = ten
    taken.at = timezone.now() - timedelta(minutes=minutes)
    attempt = taken.start()
    first = meter.get(reverse("attempts:question", args=[attempt.pk, 1]))

    meter.post(reverse("attempts:question", args=[attempt.pk, 1]), answers(first), headers=headers)

    assert len(meter.last) <= most + CLOCK, meter.last


def test_a_whole_quiz_with_script(ten):
    taken, meter = ten
    meter.get(taken.quiz.url)
    page = meter.get(meter.post(reverse("attempts:start", args=[taken.quiz.translation_key])).url)
    attempt = Attempt.objects.get()
    for number in range(1, 11):
        address = reverse("attempts:question", args=[attempt.pk, number])
        page = meter.post(address, answers(page), headers=BY_SCRIPT)
    reply = meter.post(reverse("attempts:check", args=[attempt.pk]), headers=BY_SCRIPT)

    attempt.refresh_from_db()
    assert len(attempt.answers) == 10
    assert reply.json()["url"] == reverse("attempts:result", args=[attempt.pk])
    assert meter.requests <= 14
    assert len(meter.statements) <= 90 + 12 * CLOCK, "\n".join(meter.statements)


def test_a_whole_quiz_without_script(ten):
    taken, meter = ten
    meter.get(taken.quiz.url)
    page = meter.get(meter.post(reverse("attempts:start", args=[taken.quiz.translation_key])).url)
    attempt = Attempt.objects.get()
    for number in range(1, 11):
        page = meter.get(meter.post(reverse("attempts:question", args=[attempt.pk, number]), answers(page)).url)
    meter.get(meter.post(reverse("attempts:check", args=[attempt.pk])).url)

    attempt.refresh_from_db()
    assert len(attempt.answers) == 10
    assert attempt.state == "sent"
    assert meter.requests <= 26
    assert len(meter.statements) <= 140 + 12 * CLOCK, "\n".join(meter.statements)


def test_earlier_tries_cost_nothing_more(ten):
    taken, meter = ten
    taken.finish(taken.start())
    for _ in range(2):
        meter.get(taken.quiz.url)
    at_one = len(meter.last)
    for _ in range(2):
        taken.finish(taken.start())

    meter.get(taken.quiz.url)
    assert len(meter.last) == at_one
    meter.get("/tries/")
    at_three = len(meter.last)
    taken.finish(taken.start())
    meter.get("/tries/")
    assert len(meter.last) == at_three
