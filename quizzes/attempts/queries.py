"""Reads of attempts. `attempts_for` is the scope every door starts from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import QuerySet

from cms.accounts.models import User
from cms.uploads.models import StoredFile
from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep
from quizzes.attempts.rules import SCORING, AttemptState, Mode, PauseReason
from quizzes.attempts.timing import paused_for
from quizzes.blueprints import queries as blueprints
from quizzes.questions import queries as bank
from quizzes.questions.rules import AskedQuestion, asked_question
from quizzes.questions.types import REGISTRY


@dataclass(frozen=True)
class Placed:
    """One question of a try: which version it pinned, in which order it shows its options, what it is worth."""

    number: int
    version_id: int
    order: Sequence[str]
    worth: Decimal = Decimal(1)
    # Must be right, whatever the score.
    critical: bool = False
    # The place of its section in the plan.
    section: int | None = None


COLUMNS = ("number", "question_version_id", "order", "worth", "critical", "section")


def attempts_for(user: User) -> QuerySet[Attempt]:
    """The tries a person may open: their own."""
    # Through the person, so that an attempt knows its trainee without asking again.
    return user.attempts.all() if user.is_authenticated else Attempt.objects.none()


def tries(trainee_id: int, quiz_key: UUID, *, mode: Mode | None = Mode.GRADED) -> list[Attempt]:
    """The tries of a person at a quiz, in order: those that count, or of another mode, or with None all of them."""
    found = Attempt.objects.filter(trainee_id=trainee_id, quiz_key=quiz_key)
    return list((found.filter(mode=mode) if mode else found).order_by("number"))


def open_tries(**whose: Any) -> list[Attempt]:
    """Open tries by trainee, enrollment or quiz, each with its place in the course."""
    found = Attempt.objects.filter(state=AttemptState.OPEN, **whose)
    return list(found.select_related("enrollment__trainee", "trainee").order_by("pk"))


def overdue(at: datetime) -> QuerySet[Attempt]:
    """Open tries whose deadline has passed; some of them may still be in their grace or in a break."""
    found = Attempt.objects.filter(state=AttemptState.OPEN, deadline_at__lt=at)
    return found.exclude(pause_reason=PauseReason.SUSPENDED).select_related("enrollment__trainee").order_by("pk")


def overdue_ids(at: datetime) -> list[int]:
    """The same by number, oldest deadline first."""
    found = overdue(at).select_related(None).order_by("deadline_at", "pk")
    return list(found.values_list("pk", flat=True))


def break_seconds(attempt: Attempt, at: datetime) -> int:
    """How much break a try has taken up to a moment."""
    on_break = attempt.pause_reason == PauseReason.BREAK
    return attempt.break_seconds + (round(paused_for(attempt, at).total_seconds()) if on_break else 0)


def questions_seen(attempt: Attempt) -> set[str]:
    """Keys of the questions a person has had in tries at this quiz, whatever their version."""
    rows = AttemptQuestion.objects.filter(
        attempt__trainee_id=attempt.trainee_id, attempt__quiz_key=attempt.quiz_key
    ).values_list("question_version__question_key", flat=True)
    return {str(key) for key in rows}


def placed(attempt: Attempt) -> list[Placed]:
    """The questions of a try in order. They were pinned when it started, so memory needs no invalidation."""
    frozen, name = caches["frozen"], f"attempt:{attempt.pk}:{attempt.seed}"
    if (found := frozen.get(name)) is None:
        rows = AttemptQuestion.objects.filter(attempt_id=attempt.pk).order_by("number")
        found = [Placed(*row) for row in rows.values_list(*COLUMNS)]
        frozen.set(name, found)
    return found


def place(attempt: Attempt, number: int) -> Placed | None:
    """One question of a try, None when it has no such number."""
    found = placed(attempt)
    return found[number - 1] if 0 < number <= len(found) else None


def asked(question: Placed, language: str) -> AskedQuestion:
    """A question as this try shows it. The type has no place for a key."""
    return all_asked([question], language)[0]


def all_asked(questions: Sequence[Placed], language: str) -> list[AskedQuestion]:
    """Several questions as their try shows them, in at most one query."""
    frozen = bank.payloads([question.version_id for question in questions])
    return [
        asked_question(
            question.version_id,
            payload := frozen[question.version_id],
            language,
            part=REGISTRY[payload["type"]].shuffles,
            order=question.order,
        )
        for question in questions
    ]


def blueprint(attempt: Attempt) -> Mapping[str, Any]:
    """The frozen rules this try was promised."""
    return blueprints.blueprint(attempt.quiz_version_id)


def scorecard_of(attempt: Attempt) -> dict[str, Any]:
    """The newest scorecard of a try, question by question; empty before it is sent."""
    found = AttemptStep.objects.filter(attempt_id=attempt.pk, kind__in=SCORING).order_by("-number").first()
    return found.payload if found else {}


receipt_of_score = scorecard_of


def drafts_asked_again(attempt: Attempt) -> dict[str, Any]:
    """The answers of a sent try whose reader asked for one more draft, by question."""
    wanted = [line["number"] for line in scorecard_of(attempt).get("questions", ()) if line.get("again") == "draft"]
    rows = AttemptQuestion.objects.filter(attempt_id=attempt.pk, number__in=wanted)
    said = rows.values_list("number", "question_version__question_key")
    return {str(key): attempt.answers.get(str(number), {}).get("response") for number, key in said}


def scorings(attempt: Attempt) -> list[AttemptStep]:
    """Every step that carries a scorecard, the newest last."""
    return list(AttemptStep.objects.filter(attempt_id=attempt.pk, kind__in=SCORING).order_by("number"))


def step_with_key(attempt: Attempt, request_key: str) -> AttemptStep | None:
    """The save that arrived under this key, if one did."""
    return AttemptStep.objects.filter(attempt_id=attempt.pk, request_key=request_key).first() if request_key else None


def named_files(files: Collection[StoredFile]) -> set[UUID]:
    """Those that an answer names or ever named: history is added to, so a file that was replaced stays as well."""
    steps = AttemptStep.objects.filter(
        attempt__trainee__in={stored.owner_id for stored in files},
        payload__response__file__in=[str(stored.pk) for stored in files],
    )
    return {UUID(named) for named in steps.values_list("payload__response__file", flat=True)}
