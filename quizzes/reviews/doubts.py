"""What rests on a score that went down: asked of a person, kept or taken back with a reason."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cms.accounts.models import User
from courses.catalog.queries import outline
from courses.progress.models import Result
from courses.progress.queries import standing
from courses.progress.rules import Standing, module_progress
from quizzes.attempts.models import Attempt
from quizzes.claims import decisions
from quizzes.claims.models import HoursClaim
from quizzes.claims.rules import EventKind
from quizzes.credentials import services as credentials
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import course_credential
from quizzes.credentials.rules import CredentialKind, Status, status_on
from quizzes.hours.rules import Ledger
from quizzes.journey import services as journey
from quizzes.journey.queries import course_source, standing_entries
from quizzes.reviews import mails
from quizzes.reviews.models import Doubt
from quizzes.reviews.rules import DoubtKind, DoubtState

# A certificate on hold may become good again.
GOOD = (Status.VALID, Status.SUSPENDED)


class AlreadyDecided(Exception):
    """Somebody has said whether it stays."""


@dataclass(frozen=True)
class Resting:
    """What rests on a try that passed: minutes in the ledger from its module, and the certificate of its course."""

    minutes: int
    credential: Credential | None


def is_passed(attempt: Attempt) -> bool:
    """Whether the quiz counts as passed for this person now, by whichever of their tries counts."""
    posted = Result.objects.filter(enrollment_id=attempt.enrollment_id, activity_key=attempt.quiz_key)
    last = posted.exclude(state="started").order_by("-pk").first()
    return last is not None and last.state == "passed"


def module_of(attempt: Attempt):
    """The module a try belongs to, as its results were entered."""
    rows = Result.objects.filter(enrollment_id=attempt.enrollment_id, activity_key=attempt.quiz_key)
    return rows.exclude(module_key=None).order_by("-pk").values_list("module_key", flat=True).first()


def resting_on(attempt: Attempt) -> Resting:
    """What a person would have to decide about if this try no longer passed."""
    if not _rests(attempt):
        return Resting(0, None)
    module_key = module_of(attempt)
    entries = standing_entries(attempt.enrollment, module_key) if module_key else []
    issued = course_credential(course_source(attempt.enrollment))
    is_valid = issued is not None and status_on(timezone.localdate(), issued.events.all()) == Status.VALID
    return Resting(sum(entry.minutes for entry in entries), issued if entries and is_valid else None)


def _rests(attempt: Attempt) -> bool:
    """Whether the module is done only because this quiz is: an offer that nobody has to take carries nothing."""
    course = outline(attempt.enrollment.course_key)
    module = course.module(attempt.quiz_key) if course else None
    if module is None:
        return True
    now = standing(attempt.enrollment)
    without = Standing(now.done, {key: state for key, state in now.results.items() if key != attempt.quiz_key})
    return not module_progress(module, without).is_complete


def open_if_lost(attempt: Attempt, passed_before: bool, *, why: str, at: datetime) -> list[Doubt]:
    """Ask a person about hours and certificate where a changed score no longer gives the pass they rest on. Nothing is
    taken from anybody here. Returns the questions that were opened."""
    if not passed_before or is_passed(attempt) or not standing(attempt.enrollment).has(attempt.quiz_key):
        return []
    found = resting_on(attempt)
    facts = {"enrollment": attempt.enrollment, "attempt": attempt, "why": why, "opened_at": at}
    opened = []
    if found.minutes:
        opened.append(_open(Doubt(kind=DoubtKind.HOURS, module_key=module_of(attempt), **facts)))
    if found.credential:
        opened.append(_open(Doubt(kind=DoubtKind.CERTIFICATE, credential=found.credential, **facts)))
    return [doubt for doubt in opened if doubt]


@transaction.atomic
def take_back_claim(
    claim: HoursClaim, *, reason: str, may_change: bool, by: User, at: datetime
) -> tuple[HoursClaim, list[Doubt]]:
    """Undo an approval of hours from elsewhere, and ask a person about each certificate that was made while they stood
    in the record. No certificate goes by itself. Returns the claim and the questions that were opened."""
    held = decisions.take_back(claim, by=by, reason=reason, may_change=may_change, at=at)
    facts = {"kind": DoubtKind.CERTIFICATE, "claim": held, "why": reason, "opened_at": at}
    # The reversals hold the chain: a certificate that counted these hours is there by now, or can no longer count them.
    opened = [_open(Doubt(credential=each, **facts)) for each in resting_on_claim(held)]
    return held, [doubt for doubt in opened if doubt]


def resting_on_claim(claim: HoursClaim) -> list[Credential]:
    """The certificates of a program's training that are good and were made after these hours came in. Whether they
    would be due without them is for a person to judge."""
    approved = claim.events.filter(kind=EventKind.APPROVED).order_by("number").last()
    if approved is None or claim.ledger != Ledger.TRAINING:
        return []
    made = Credential.objects.filter(trainee=claim.trainee, kind=CredentialKind.PROGRAM, issued_at__gte=approved.at)
    day = timezone.localdate()
    return [each for each in made.prefetch_related("events") if status_on(day, each.events.all()) in GOOD]


def _open(doubt: Doubt) -> Doubt | None:
    try:
        with transaction.atomic():
            doubt.save(force_insert=True)
    except IntegrityError:
        # Somebody is asked about it already.
        return None
    return doubt


def doubts() -> QuerySet[Doubt]:
    """Everything somebody was asked about, oldest first."""
    return Doubt.objects.select_related("enrollment__trainee", "attempt", "credential", "claim__trainee")


def open_doubts() -> QuerySet[Doubt]:
    """What waits for a person's word, oldest first."""
    return doubts().filter(state=DoubtState.OPEN)


@transaction.atomic
def keep(doubt: Doubt, *, reason: str, by: User, at: datetime) -> Doubt:
    """Say that it stays. Nothing else changes."""
    return _decide(doubt, DoubtState.KEPT, reason, by, at)


@transaction.atomic
def take_back(doubt: Doubt, *, reason: str, by: User, at: datetime) -> Doubt:
    """Take it back and say so to the person: hours by their opposite, with the quiz open again; a certificate by an
    event. Of two people at once one decides."""
    _decide(doubt, DoubtState.TAKEN_BACK, reason, by, at)
    trainee = doubt.person
    if doubt.kind == DoubtKind.HOURS:
        journey.take_back_hours(
            doubt.enrollment,
            doubt.attempt.quiz_key,
            doubt.module_key,
            source=f"doubt:{doubt.pk}",
            reason=reason,
            by=by,
            at=at,
        )
        mails.hours_taken_back(trainee, reason=reason, at=at)
    else:
        credentials.revoke(doubt.credential, reason=reason, by=by, at=at)
        mails.certificate_taken_back(trainee, doubt.credential, reason=reason, at=at)
    return doubt


def _decide(doubt: Doubt, state: DoubtState, reason: str, by: User, at: datetime) -> Doubt:
    fields = {"state": state, "reason": reason, "decided_by": by, "decided_at": at}
    if not Doubt.objects.filter(pk=doubt.pk, state=DoubtState.OPEN).update(**fields):
        raise AlreadyDecided(doubt.pk)
    log(doubt, "reviews.confirm", user=by, data={"kind": doubt.kind, "decision": state, "reason": reason})
    for name, value in fields.items():
        setattr(doubt, name, value)
    return doubt
