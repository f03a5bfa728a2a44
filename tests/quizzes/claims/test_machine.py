"""The state machine in a size for every day; `bench/ledger_machine.py` runs it in full."""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis.stateful import run_state_machine_as_test

from courses.catalog.models import LessonPage
from quizzes.journey import attendance
from tests.builders import cohort, course_page, dana, enrolled, in_role, ivan, module_page, session, site
from tests.quizzes.claims.machine import LedgerMachine, Stage


def test_whatever_happens_to_hours_in_whatever_order_they_add_up(db):
    run(prepared(), examples=8, steps=30, seed=1)


def prepared() -> Stage:
    """Dana with a place in a course of two modules and in a session that is closed; in whatever database the caller
    brings."""
    site()
    teacher, trainee, course = ivan(), dana(), course_page()
    modules = [module_page(course, f"Module {number}") for number in (1, 2)]
    evening = session(cohort(course, teacher), minutes_by_domain={"advocacy": 120})
    enrollment = enrolled(trainee, course, cohort=evening.cohort)
    attendance.close(evening, by=teacher, at=evening.ends_at + timedelta(minutes=1))
    evening.refresh_from_db()
    return Stage(
        trainee=trainee,
        reviewer=in_role("Rosa", "reviewer"),
        supervisor=in_role("Sam", "supervisor"),
        enrollment=enrollment,
        modules=[
            (LessonPage.objects.child_of(module).get().translation_key, module.translation_key) for module in modules
        ],
        session=evening,
    )


def run(stage: Stage, *, examples: int, steps: int, seed: int) -> int:
    """The machine over these people; raises what an example found, and returns how many steps were looked at."""
    counted = [0]
    machine = with_seed(seed)(type("Machine", (LedgerMachine,), {"stage": stage, "counted": counted}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=[Phase.generate],
            report_multiple_bugs=False,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return counted[0]
