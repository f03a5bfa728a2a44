"""The state machine in a size for every day; `bench/machine.py` runs it in full."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis.stateful import run_state_machine_as_test

from cms.accounts.models import User
from tests.builders import ivan, question
from tests.quizzes.attempts.conftest import Sitting, sitting
from tests.quizzes.attempts.machine import AttemptMachine


def test_whatever_happens_to_tries_in_whatever_order_the_promises_hold(db):
    run(prepared(), examples=50, steps=30, seed=1)


def prepared() -> Sitting:
    """A quiz of three types with a limit of an hour, and Dana; in whatever database the caller brings."""
    kinds = ("single", "multiple", "truefalse")
    ivan()
    return sitting([question(kind, f"Question of type {kind}?") for kind in kinds], time_limit_minutes=60)


def run(taken: Sitting, *, examples: int, steps: int, seed: int) -> None:
    """The machine over these tries; raises what an example found."""
    machine = with_seed(seed)(
        type("Machine", (AttemptMachine,), {"taken": taken, "ivan": User.objects.get(email="ivan@example.org")})
    )
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            # The steps of a failing example are readable as they are; making them fewer takes minutes.
            phases=[Phase.generate],
            report_multiple_bugs=False,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
