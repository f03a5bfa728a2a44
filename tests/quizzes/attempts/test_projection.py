"""Whatever two tabs do to a try, its row is the fold of its steps, and what was acknowledged is there."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.attempts import services
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import fold
from tests.quizzes.attempts.conftest import sitting

RESPONSES = {1: [None, "a", "b"], 2: [None, ["a"], ["a", "c"]], 3: [None, "true", "false"]}

tab = st.integers(0, 1)
number = st.integers(1, 3)
moves = st.lists(
    st.one_of(
        st.tuples(st.just("save"), tab, number, st.integers(0, 2), st.booleans(), st.sampled_from(["", "k1", "k2"])),
        st.tuples(st.just("look"), tab),
        st.tuples(st.just("finish"), tab),
    ),
    max_size=14,
)


class Undone(Exception):
    """Ends an example without leaving anything behind."""


@pytest.fixture
def open_sitting(db):
    return sitting()


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=moves)
def test_the_row_of_a_try_is_the_fold_of_its_steps(open_sitting, moves):
    with suppress(Undone), transaction.atomic():
        attempt = open_sitting.start()
        tabs, seen, acknowledged = [Attempt.objects.get(pk=attempt.pk) for _ in range(2)], [{}, {}], []
        for move in moves:
            play(open_sitting, tabs, seen, acknowledged, move)
        attempt.refresh_from_db()
        steps = list(AttemptStep.objects.filter(attempt=attempt))

        assert attempt.projection() == fold(steps)
        assert [step.number for step in steps] == list(range(1, attempt.last_step + 1))
        kept = {step.number: step.payload["response"] for step in steps if step.kind == "saved"}
        assert all(kept[step] == response for step, response in acknowledged)
        raise Undone


def play(sitting, tabs, seen, acknowledged, move):
    """One move of one tab. `seen` is what its pages know: by question, the step they were drawn from."""
    attempt, knows = tabs[move[1]], seen[move[1]]
    if move[0] == "look":
        attempt.refresh_from_db()
        knows.update({int(number): held["step"] for number, held in attempt.answers.items()})
    elif move[0] == "finish":
        sitting.finish(attempt)
    else:
        _, _, number, choice, flagged, key = move
        response = RESPONSES[number][choice]
        try:
            saved = sitting.save(attempt, number, response, key=key, seen=knows.get(number, 0), flagged=flagged)
        except (services.AttemptClosed, services.StaleAnswer, services.RequestKeyReused):
            return
        if saved.step:
            acknowledged.append((saved.step, response))
            knows[number] = saved.step
