from datetime import UTC, datetime, timedelta

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.jobs import services
from cms.jobs.models import PlannedRun

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ran: list[str] = []


def first():
    ran.append("first")


def second():
    ran.append("second")


def broken():
    raise RuntimeError("not today")


HERE = __name__
SCHEDULE = [(f"{HERE}.first", MINUTE), (f"{HERE}.broken", MINUTE), (f"{HERE}.second", timedelta(days=1))]


@pytest.fixture(autouse=True)
def nothing_ran():
    ran.clear()


def a_task(status, tries=1, **fields) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status, worker_ids=[f"worker {n}" for n in range(tries)], task_path="cms.mail.services.deliver_soon",
        args_kwargs={"args": [1], "kwargs": {}}, backend_name="default", run_after=get_date_max(), **fields,
    )  # fmt: skip


def test_failed_task_runs_again_later(db):
    task = a_task(TaskResultStatus.FAILED, finished_at=NOON)

    services.retry_failed(at=NOON + timedelta(seconds=5))
    task.refresh_from_db()

    assert (task.status, task.run_after) == (TaskResultStatus.READY, NOON + MINUTE)


def test_failed_task_rests_after_four_tries(db):
    task = a_task(TaskResultStatus.FAILED, tries=4, finished_at=NOON)

    assert services.retry_failed(at=NOON) == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED


def test_reaper_takes_a_task_from_a_dead_worker(db):
    task = a_task(TaskResultStatus.RUNNING, started_at=NOON - timedelta(minutes=16))

    services.reap_stale(at=NOON)
    task.refresh_from_db()

    assert (task.status, task.run_after, task.started_at) == (TaskResultStatus.READY, NOON, None)


def test_reaper_leaves_working_workers_alone(db):
    task = a_task(TaskResultStatus.RUNNING, started_at=NOON - timedelta(minutes=14))

    assert services.reap_stale(at=NOON) == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


def test_reaper_gives_up_on_a_task_that_kills_its_workers(db):
    task = a_task(TaskResultStatus.RUNNING, tries=4, started_at=NOON - timedelta(hours=1))

    services.reap_stale(at=NOON)
    task.refresh_from_db()

    assert (task.status, services.retry_failed(at=NOON)) == (TaskResultStatus.FAILED, 0)


def test_prune_forgets_what_ended_a_week_ago(db):
    a_task(TaskResultStatus.SUCCESSFUL, finished_at=NOON - timedelta(days=8))
    fresh = a_task(TaskResultStatus.SUCCESSFUL, finished_at=NOON)
    ready = a_task(TaskResultStatus.READY, tries=0)

    services.prune_results(at=NOON)

    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {fresh.pk, ready.pk}


def test_run_due_runs_all_even_past_one_that_goes_wrong(db):
    services.run_due(SCHEDULE, at=NOON)

    assert ran == ["first", "second"]


def test_run_due_waits_for_each_ones_time(db):
    services.run_due(SCHEDULE, at=NOON)
    services.run_due(SCHEDULE, at=NOON + timedelta(seconds=59))
    services.run_due(SCHEDULE, at=NOON + MINUTE)

    assert ran == ["first", "second", "first"]


def test_run_due_remembers_over_a_restart(db):
    PlannedRun.objects.create(name=f"{HERE}.second", last_run_at=NOON - timedelta(hours=23))

    services.run_due([SCHEDULE[2]], at=NOON)

    assert ran == []


def test_several_machines_keep_one_schedule(racing_db):
    outcomes = racing_db(lambda _number: services.run_due([SCHEDULE[0]], at=NOON), 4)

    assert sorted(outcomes) == [[], [], [], [f"{HERE}.first"]]
    assert ran == ["first"]
