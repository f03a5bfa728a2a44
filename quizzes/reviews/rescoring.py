"""Counting again after a key was corrected: a run over all sealed tries, in small bites that bear being repeated."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from wagtail.log_actions import log

from cms.accounts.models import User
from quizzes.attempts.finishing import revise
from quizzes.attempts.models import AttemptQuestion
from quizzes.attempts.rules import StepKind
from quizzes.attempts.scorecards import Card
from quizzes.questions.models import QuestionVersion
from quizzes.reviews import doubts, mails
from quizzes.reviews.models import Rescore
from quizzes.reviews.policies import Policy
from quizzes.reviews.recounting import Key, recounted, tries_with
from quizzes.reviews.rules import RunState
from quizzes.reviews.services import standing

# Tries a task takes before it makes room for others.
BITE = 50


class AlreadyRunning(Exception):
    """Another run over the tries of this question has not ended."""


class Unchanged(Exception):
    """The try stays as it is: nothing is written."""


def newest_version(question_key: UUID) -> QuestionVersion | None:
    """The version that new tries get."""
    return QuestionVersion.objects.filter(question_key=question_key).order_by("-number").first()


@transaction.atomic
def begin(version: QuestionVersion, policy: Policy, *, reason: str, by: User, at: datetime) -> Rescore:
    """Start counting again. It goes on in the background; the row says how far it is."""
    total = tries_with(version.question_key).order_by().values("attempt_id").distinct().count()
    try:
        with transaction.atomic():
            run = Rescore.objects.create(
                question_key=version.question_key,
                version=version,
                policy=policy,
                reason=reason,
                by=by,
                at=at,
                total=total,
            )
    except IntegrityError as error:
        raise AlreadyRunning(version.question_key) from error
    log(version, "reviews.rescore", user=by, data={"policy": policy, "reason": reason, "tries": total})
    transaction.on_commit(lambda: go_on.enqueue(run.pk))
    return run


@task()
def go_on(run_id: int) -> None:
    """The task behind a run: one bite, then a task for the next one, so that others get their turn. A worker that dies
    leaves the bookmark where it was."""
    if take_a_bite(Rescore.objects.get(pk=run_id), at=timezone.now()):
        go_on.enqueue(run_id)


def take_a_bite(run: Rescore, *, at: datetime, size: int = BITE) -> bool:
    """Count the next tries of a run again; False once it is through."""
    behind = tries_with(run.question_key).filter(attempt_id__gt=run.reached)
    # A draw can hold a question once only, but a plan may change: a try is taken whole.
    rows: dict[int, list[AttemptQuestion]] = {}
    for row in behind[:size]:
        rows.setdefault(row.attempt_id, []).append(row)
    for attempt_id, asked in rows.items():
        if run.state == RunState.DONE or not _count_again(run, attempt_id, asked, at):
            # Another worker is on this run.
            return False
    if not rows:
        Rescore.objects.filter(pk=run.pk, state=RunState.RUNNING).update(state=RunState.DONE, ended_at=at)
        return False
    return True


def _count_again(run: Rescore, attempt_id: int, asked: list[AttemptQuestion], at: datetime) -> bool:
    """One try, its bookmark and its mail in one transaction."""
    with transaction.atomic():
        mine = Rescore.objects.filter(pk=run.pk, reached=run.reached)
        if not mine.update(reached=attempt_id, seen=F("seen") + 1):
            return False
        changed = [_rescore(run, placed, at) for placed in asked]
        if any(changed):
            Rescore.objects.filter(pk=run.pk).update(changed=F("changed") + 1)
            mails.looked_again(asked[0].attempt, reason=run.reason, at=at)
    run.reached = attempt_id
    return True


def _rescore(run: Rescore, placed: AttemptQuestion, at: datetime) -> bool:
    """Append the new scorecard of one try, whatever stands now; False when it stays as it is."""
    attempt, key = placed.attempt, Key(run.version, Policy(run.policy))

    def again(card: Card) -> Card:
        new = recounted(card, placed, key)
        if new is None:
            raise Unchanged
        return new | {
            "old": standing(card),
            "reason": run.reason,
            "changed": {"question": placed.number, "policy": run.policy, "run": run.pk, "version": run.version_id},
        }

    passed_before = doubts.is_passed(attempt)
    try:
        revise(attempt, StepKind.RESCORED, again, by=run.by, at=at)
    except Unchanged:
        return False
    doubts.open_if_lost(attempt, passed_before, why=run.reason, at=at)
    return True
