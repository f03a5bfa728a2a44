"""Keeping the queue going."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from cms.jobs.models import PlannedRun
from cms.jobs.rules import KEEP_RESULTS, LEASE, MOST_TRIES, is_due, retry_at

logger = logging.getLogger(__name__)


def retry_failed(*, at: datetime | None = None) -> int:
    """Put tasks that did not work out back into the queue, for later."""
    at, count = at or timezone.now(), 0
    ended = DBTaskResult.objects.failed().filter(finished_at__gt=at - KEEP_RESULTS)
    for task in ended.only("id", "worker_ids", "finished_at"):
        again = retry_at(len(task.worker_ids), ended_at=task.finished_at)
        if again is not None:
            count += _requeue(task, TaskResultStatus.FAILED, run_after=max(again, at))
    return count


def reap_stale(*, at: datetime | None = None) -> int:
    """Take tasks from workers that died over them."""
    at, count = at or timezone.now(), 0
    for task in DBTaskResult.objects.running().filter(started_at__lt=at - LEASE).only("id", "worker_ids"):
        if len(task.worker_ids) < MOST_TRIES:
            count += _requeue(task, TaskResultStatus.RUNNING, run_after=at)
        else:
            logger.error("task %s took %s workers down, given up", task.pk, len(task.worker_ids))
            DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.FAILED, finished_at=at, traceback="The worker stopped while running this."
            )
    return count


def _requeue(task: DBTaskResult, seen_as: TaskResultStatus, *, run_after: datetime) -> int:
    # The state is part of the condition: if the worker was alive after all and finished, it stays finished.
    return DBTaskResult.objects.filter(pk=task.pk, status=seen_as).update(
        status=TaskResultStatus.READY, run_after=run_after, started_at=None, finished_at=None
    )


def prune_results(*, at: datetime | None = None) -> int:
    """Forget tasks that ended long ago."""
    before = (at or timezone.now()) - KEEP_RESULTS
    gone, _ = DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    return gone


def run_due(schedule: Iterable[tuple[str, timedelta]], *, at: datetime | None = None) -> list[str]:
    """Run what is due of a schedule and say what ran. One that goes wrong does not stop the others."""
    at, ran = at or timezone.now(), []
    last = dict(PlannedRun.objects.values_list("name", "last_run_at"))
    for name, every in schedule:
        if not is_due(last.get(name), every, at=at) or not _claim(name, last.get(name), at):
            continue
        try:
            import_string(name)()
        except Exception:
            logger.exception("planned %s did not work out", name)
        ran.append(name)
    return ran


def _claim(name: str, last_run_at: datetime | None, at: datetime) -> bool:
    """Whether this process is the one to run it: the first to note the time wins."""
    if last_run_at is not None:
        return bool(PlannedRun.objects.filter(name=name, last_run_at=last_run_at).update(last_run_at=at))
    try:
        with transaction.atomic():
            PlannedRun.objects.create(name=name, last_run_at=at)
    except IntegrityError:
        return False
    return True
