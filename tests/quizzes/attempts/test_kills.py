"""Scenario 16: a worker dies in the middle of a deed, at each of its statements in turn. What it had not finished is
gone whole, and the same deed with the same key brings it about once."""

import os
import signal
from collections.abc import Callable

import pytest
from django.db import connection, connections

from courses.progress.models import Result
from quizzes.attempts import services
from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep
from tests.quizzes.attempts.conftest import NOON, sitting
from tests.quizzes.attempts.test_races import assert_whole, own

# The child does nothing but this deed and dies; no lock of another thread can matter to it.
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning")
MOST = 60


def dies_at(statement: int, deed: Callable[[], object]) -> bool:
    """Run a deed in a process of its own that is killed right before that statement. False: it had fewer."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        count = 0

        def kill(execute, sql, params, many, context):
            nonlocal count
            count += 1
            if count == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(kill):
                deed()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def dying_everywhere(deed: Callable[[], object], then: Callable[[], object]) -> int:
    """Kill a deed at its first statement, its second, and so on; `then` looks and does it again. How many deaths."""
    for statement in range(1, MOST):
        if not dies_at(statement, deed):
            return statement - 1
        then()
    raise AssertionError("the deed never came to its end")


def test_a_save_that_dies_is_gone_whole_and_comes_back_once(racing_db):
    attempt = sitting().start()
    turn = 0

    def content() -> str:
        return "ab"[turn % 2]

    def save():
        row = own(attempt)
        seen = row.answers.get("1", {"step": 0})["step"]
        return services.save_response(
            row, 1, content(), flagged=False, seen=seen, request_key=f"key-{turn}", at=NOON
        )  # fmt: skip

    def look_and_retry():
        nonlocal turn
        assert_whole(attempt)
        before = AttemptStep.objects.filter(attempt=attempt, request_key=f"key-{turn}").count()
        saved = save()
        assert AttemptStep.objects.filter(attempt=attempt, request_key=f"key-{turn}").count() == 1
        assert own(attempt).answers["1"]["response"] == content()
        assert before == 0 or own(attempt).answers["1"]["step"] == saved.step
        assert_whole(attempt)
        turn += 1

    deaths = dying_everywhere(save, look_and_retry)

    assert deaths >= 3


def test_a_start_that_dies_leaves_no_half_try(racing_db):
    taken = sitting()

    def start_again():
        # Nothing, or everything: a try is never there without its questions and its first step.
        for attempt in Attempt.objects.all():
            assert AttemptQuestion.objects.filter(attempt=attempt).count() == 4
            assert_whole(attempt)
        assert Attempt.objects.filter(state="open").count() <= 1
        attempt = taken.start()
        assert Attempt.objects.filter(state="open").count() == 1
        services.finish(attempt, at=NOON)

    deaths = dying_everywhere(taken.start, start_again)

    assert deaths >= 5


def test_a_sending_that_dies_is_one_score_and_one_result_in_the_end(racing_db):
    taken = sitting()
    attempt = taken.start()

    def finish():
        return services.finish(own(attempt), at=NOON)

    def look_and_send_again():
        nonlocal attempt
        row = own(attempt)
        kinds = list(AttemptStep.objects.filter(attempt=row).values_list("kind", flat=True))
        assert row.state == ("sent" if "sent" in kinds else "open")
        assert kinds.count("sent") == kinds.count("scored") <= 1
        services.finish(row, at=NOON)
        assert_whole(row)
        assert AttemptStep.objects.filter(attempt=row, kind="scored").count() == 1
        assert Result.objects.filter(source=f"attempt:{row.pk}").exclude(state="started").count() == 1
        attempt = taken.start()

    deaths = dying_everywhere(finish, look_and_send_again)

    assert deaths >= 8
