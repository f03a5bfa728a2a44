"""A trainee's doubt about a question: raising it, and one answer to everybody who had it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Min, QuerySet
from wagtail.log_actions import log

from cms.accounts.models import User
from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import place
from quizzes.attempts.rules import AttemptState
from quizzes.questions.models import QuestionVersion
from quizzes.reviews import mails
from quizzes.reviews.models import Challenge, ChallengeAnswer
from quizzes.reviews.rules import ChallengeOutcome, ChallengeState


class NotAsked(Exception):
    """The try is not sent yet, or has no such question."""


class NothingOpen(Exception):
    """Every doubt about this question has its answer."""


def raise_challenge(attempt: Attempt, number: int, *, text: str, at: datetime) -> Challenge:
    """Say that a question was unclear. Saying it again while nobody has answered is the same doubt in newer words."""
    asked = place(attempt, number)
    if attempt.state != AttemptState.SENT or asked is None:
        raise NotAsked(number)
    mine = Challenge.objects.filter(
        trainee_id=attempt.trainee_id, question_version_id=asked.version_id, state=ChallengeState.OPEN
    )
    if text:
        mine.update(text=text)
    if found := mine.first():
        return found
    try:
        with transaction.atomic():
            return Challenge.objects.create(
                trainee_id=attempt.trainee_id,
                attempt=attempt,
                number=number,
                question_version_id=asked.version_id,
                text=text,
                raised_at=at,
            )
    except IntegrityError:
        # A second press was first.
        return mine.get()


@transaction.atomic
def answer_challenges(
    version: QuestionVersion, *, outcome: ChallengeOutcome, words: str, by: User, at: datetime
) -> ChallengeAnswer:
    """Answer everybody who found this version unclear, by mail and on their page. Of two reviewers at once, one
    answers; the other is told so."""
    waiting = list(open_challenges(version).select_for_update(of=("self",)).select_related("trainee", "attempt"))
    if not waiting:
        raise NothingOpen(version.pk)
    answer = ChallengeAnswer.objects.create(question_version=version, outcome=outcome, words=words, by=by, at=at)
    ids = [each.pk for each in waiting]
    Challenge.objects.filter(pk__in=ids).update(state=ChallengeState.ANSWERED, answer=answer)
    for challenge in waiting:
        mails.left_a_note(challenge.trainee, by=by, address=mails.unclear_address(challenge), at=at)
    log(version, "reviews.answer", user=by, data={"outcome": outcome, "people": len(waiting)})
    return answer


def open_challenges(version: QuestionVersion) -> QuerySet[Challenge]:
    """The doubts about one version that nobody has answered, oldest first."""
    return Challenge.objects.filter(question_version=version, state=ChallengeState.OPEN)


@dataclass(frozen=True)
class Unclear:
    """One version of a question, and how many found it unclear."""

    version_id: int
    people: int
    oldest: datetime


def unclear() -> list[Unclear]:
    """The versions somebody waits for an answer on: most people first, then the oldest."""
    rows = (
        Challenge.objects.filter(state=ChallengeState.OPEN)
        .order_by()
        .values_list("question_version_id")
        .annotate(people=Count("pk"), oldest=Min("raised_at"))
    )
    return sorted((Unclear(*row) for row in rows), key=lambda each: (-each.people, each.oldest))


def said_about(attempt: Attempt, version_id: int) -> Challenge | None:
    """The last thing the trainee of a try said about a question, with its answer if it has one."""
    mine = Challenge.objects.filter(trainee_id=attempt.trainee_id, question_version_id=version_id)
    return mine.select_related("answer__by").order_by("-pk").first()


def asked_about(attempt: Attempt) -> dict[int, str]:
    """The questions of a try that its trainee found unclear, each with how its last doubt stands."""
    return dict(Challenge.objects.filter(attempt=attempt).order_by("pk").values_list("number", "state"))
