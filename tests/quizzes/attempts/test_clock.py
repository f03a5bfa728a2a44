"""Scenario 14: one clock. Whatever other clocks say, theirs moves no deadline."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import clock
from quizzes.attempts.models import Attempt
from tests.quizzes.attempts.conftest import sitting

HERE = Path(settings.BASE_DIR) / "quizzes" / "attempts"
SKEWS = [timedelta(minutes=-5), timedelta(minutes=5), timedelta(days=-1), timedelta(days=1)]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.py")), ids=lambda path: path.name)
def test_nothing_in_attempts_asks_another_clock(path):
    """A deadline is decided by the moment of receipt. Only `clock` may say when that is."""
    asks = [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "time_ns", "monotonic"}
    ]

    assert asks == [] or path.name == "clock.py"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="one host has one clock on SQLite")
@pytest.mark.parametrize("skew", SKEWS)
def test_a_host_whose_clock_is_wrong_reads_the_clock_of_the_database(skew, monkeypatch):
    true = clock.received_at()
    wrong = timezone.now() + skew
    monkeypatch.setattr(timezone, "now", lambda: wrong)

    assert abs(clock.received_at() - true) < timedelta(minutes=1)


@pytest.mark.django_db
@pytest.mark.parametrize("skew", SKEWS)
def test_the_clock_of_the_browser_is_not_listened_to(client, skew):
    taken = sitting(time_limit_minutes=60)
    client.force_login(taken.trainee)
    client.post(reverse("attempts:start", args=[taken.quiz.translation_key]))
    attempt = Attempt.objects.get()
    theirs = (timezone.now() + skew).isoformat()

    client.post(
        reverse("attempts:question", args=[attempt.pk, 1]),
        {"answer": "a", "seen": "0", "request_key": "k", "at": theirs, "now": theirs, "deadline_at": theirs},
        headers={"Date": theirs},
    )

    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] == "a"
    assert attempt.deadline_at - attempt.started_at == timedelta(hours=1)
    assert abs(timezone.now() - attempt.started_at) < timedelta(minutes=5)
