"""What waits for a person, within what somebody may read, and what they need beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cms.accounts.models import User
from courses.cohorts.models import Cohort
from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep
from quizzes.attempts.rules import SCORING, AttemptState, Mode
from quizzes.reviews.models import Claim, SavedNote
from quizzes.reviews.rules import Asked, Held, Reach, Waiting, in_line, scoring_reach


@dataclass(frozen=True)
class Reader:
    """A member of the team, and whose answers they may score."""

    user: User
    reach: Reach


def reader(user: User) -> Reader:
    """In one query; every scope below asks it."""
    roles = user.groups.values_list("name", flat=True)
    return Reader(user, scoring_reach(roles, is_superuser=user.is_superuser))


def attempts_for(who: Reader) -> QuerySet[Attempt]:
    """The sent tries somebody may score: all, or those of their own cohorts and of people without a cohort in the
    courses they lead. Nobody scores themselves."""
    sent = Attempt.objects.filter(state=AttemptState.SENT, mode=Mode.GRADED).exclude(trainee=who.user)
    if who.reach == Reach.EVERYBODY:
        return sent
    if who.reach == Reach.NOBODY:
        return sent.none()
    led = Cohort.objects.filter(instructors=who.user).order_by()
    alone = Q(enrollment__cohort=None, enrollment__course_key__in=led.values("course_key"))
    return sent.filter(Q(enrollment__cohort__in=led.values("pk")) | alone)


@dataclass(frozen=True)
class Row(Waiting):
    """A waiting answer with what the queue sorts and filters by."""

    cohort_id: int | None = None
    version_id: int = 0
    question_key: UUID | None = None


def _newest_card(part: str) -> Subquery:
    cards = AttemptStep.objects.filter(attempt=OuterRef("pk"), kind__in=[str(kind) for kind in SCORING])
    return Subquery(cards.order_by("-number").values(f"payload__{part}")[:1])


def line_for(who: Reader) -> list[Row]:
    """Every answer that waits for somebody like this, oldest first, in two queries however many there are."""
    open_tries = attempts_for(who).filter(Q(waiting__gt=0) | Q(held=True)).order_by()
    asked: dict[tuple[int, int], tuple[Asked, datetime, int | None]] = {}
    told = open_tries.annotate(to_read=_newest_card("waiting"), to_talk=_newest_card("talk"))
    for pk, since, cohort, to_read, to_talk in told.values_list(
        "pk", "sent_at", "enrollment__cohort_id", "to_read", "to_talk"
    ):
        asked |= {(pk, number): (Asked.TALK, since, cohort) for number in to_talk or ()}
        asked |= {(pk, number): (Asked.READING, since, cohort) for number in to_read or ()}
    placed = AttemptQuestion.objects.filter(attempt__in=open_tries.values("pk")).order_by()
    rows = placed.values_list("attempt_id", "number", "question_version_id", "question_version__question_key")
    return in_line(  # type: ignore[return-value]
        Row(pk, number, *asked[pk, number][:2], cohort_id=asked[pk, number][2], version_id=version, question_key=key)
        for pk, number, version, key in rows
        if (pk, number) in asked
    )


def narrowed(line: Iterable[Row], *, cohort_id: int | None, question_key: UUID | None) -> list[Row]:
    """The part of a line that belongs to a cohort and a prompt."""
    return [
        row
        for row in line
        if (cohort_id is None or row.cohort_id == cohort_id)
        and (question_key is None or row.question_key == question_key)
    ]


def cohorts_in(line: Iterable[Row]) -> list[Cohort]:
    """The cohorts that have something waiting, by name."""
    return list(Cohort.objects.filter(pk__in={row.cohort_id for row in line if row.cohort_id}).order_by("name"))


def attempts_of(rows: Sequence[Row]) -> dict[int, Attempt]:
    """The tries behind a page of the queue, with what a row shows of them."""
    wanted = Attempt.objects.filter(pk__in={row.attempt_id for row in rows})
    return {each.pk: each for each in wanted.select_related("trainee", "enrollment__cohort", "quiz_version")}


def claims_on(rows: Iterable[Waiting], *, at: datetime) -> dict[tuple[int, int], Held]:
    """Who has which of these answers open."""
    found = Claim.objects.filter(attempt_id__in={row.attempt_id for row in rows}, until__gt=at)
    return {(each.attempt_id, each.number): Held(each.by_id, each.until) for each in found}


def claim_on(attempt: Attempt, number: int) -> Claim | None:
    """The last claim on an answer, run out or not."""
    return Claim.objects.filter(attempt=attempt, number=number).select_related("by").first()


def attempt(pk: int) -> Attempt:
    """A try of a line that was read already."""
    return Attempt.objects.get(pk=pk)


def names_of(people: Iterable[int]) -> dict[int, str]:
    """How people are called, by id."""
    return {each.pk: each.get_short_name() for each in User.objects.filter(pk__in=set(people))}


def history_of(attempt: Attempt) -> list[AttemptStep]:
    """Every scorecard of a try, oldest first: what it was, who changed it, and why."""
    return list(
        AttemptStep.objects.filter(attempt=attempt, kind__in=[str(kind) for kind in SCORING]).order_by("number")
    )


@dataclass(frozen=True)
class Draft:
    """What somebody sent to the same question in an earlier try."""

    try_number: int
    sent_at: datetime
    response: Any


def earlier_drafts(attempt: Attempt, question_key: UUID) -> list[Draft]:
    """Drafts in order. Only what was sent: what a person took out before sending is nobody's to read."""
    placed = AttemptQuestion.objects.filter(
        attempt__trainee_id=attempt.trainee_id,
        attempt__quiz_key=attempt.quiz_key,
        attempt__mode=Mode.GRADED,
        attempt__number__lt=attempt.number,
        attempt__state=AttemptState.SENT,
        question_version__question_key=question_key,
    ).select_related("attempt")
    drafts = [
        Draft(each.attempt.number, each.attempt.sent_at, each.attempt.answers.get(str(each.number), {}).get("response"))
        for each in placed.order_by("attempt__number")
    ]
    return [draft for draft in drafts if draft.response is not None]


def draft_numbers(rows: Sequence[Row], attempts: Mapping[int, Attempt]) -> dict[tuple[int, int], int]:
    """Which draft each row is: one more than the earlier tries that asked the same of the same person."""
    people = {each.trainee_id for each in attempts.values()}
    placed = AttemptQuestion.objects.filter(
        attempt__trainee_id__in=people,
        attempt__state=AttemptState.SENT,
        attempt__mode=Mode.GRADED,
        question_version__question_key__in={row.question_key for row in rows},
    ).order_by()
    sent: dict[tuple[int, UUID, UUID], list[int]] = {}
    for person, quiz, key, number in placed.values_list(
        "attempt__trainee_id", "attempt__quiz_key", "question_version__question_key", "attempt__number"
    ):
        sent.setdefault((person, quiz, key), []).append(number)
    found = {}
    for row in rows:
        attempt = attempts[row.attempt_id]
        before = sent.get((attempt.trainee_id, attempt.quiz_key, row.question_key), [])
        found[row.place] = 1 + sum(number < attempt.number for number in before)
    return found


def saved_notes(user: User) -> QuerySet[SavedNote]:
    """The wording somebody keeps for themselves."""
    return SavedNote.objects.filter(owner=user)
