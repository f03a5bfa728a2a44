"""Deeds of a reader: keep an answer open, score it, record a talk, replace a score with a reason."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from wagtail.log_actions import log

from cms.accounts.models import User
from quizzes.attempts.finishing import revise
from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import scorecard_of
from quizzes.attempts.rules import StepKind
from quizzes.attempts.scorecards import MOST_CERTAIN, Card, by_rule, replaced
from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked
from quizzes.questions import queries as bank
from quizzes.questions.types.guides import rubric_grade
from quizzes.reviews import doubts, mails
from quizzes.reviews.models import Claim, SavedNote, TalkNote
from quizzes.reviews.rules import CLAIM_FOR, TalkOutcome, Verdict

BY_HAND = "by_hand"


class NotWaiting(Exception):
    """Nobody has to look at this answer any more: it was decided meanwhile, or never waited."""


class UnknownQuestion(Exception):
    """The try has no such scored question."""


def claim(attempt: Attempt, number: int, *, by: User, at: datetime, take_over: bool = False) -> Claim:
    """Open an answer to read it, for a while. Gives back whose it is: another reader's claim that has not run out
    stays theirs, unless somebody takes it over knowingly."""
    fresh = {"by": by, "until": at + CLAIM_FOR}
    found = Claim.objects.filter(attempt=attempt, number=number)
    mine = found if take_over else found.filter(Q(by=by) | Q(until__lte=at))
    if not mine.update(**fresh) and not found.exists():
        # Two readers at once: the first one has it.
        with contextlib.suppress(IntegrityError), transaction.atomic():
            Claim.objects.create(attempt=attempt, number=number, **fresh)
    return Claim.objects.select_related("by").get(attempt=attempt, number=number)


def release(attempt: Attempt, number: int, *, by: User) -> None:
    """Give an answer back unread."""
    Claim.objects.filter(attempt=attempt, number=number, by=by).delete()


def line_of(card: Mapping[str, Any], number: int) -> dict[str, Any]:
    """One question's line of a scorecard. Raises UnknownQuestion."""
    for line in card.get("questions", ()):
        if line["number"] == number:
            return dict(line)
    raise UnknownQuestion(number)


def decide(
    attempt: Attempt,
    number: int,
    *,
    levels: Mapping[str, str],
    share: Decimal | None = None,
    note: str,
    verdict: Verdict,
    by: User,
    at: datetime,
) -> Attempt:
    """Score an answer by its marking guide, or by a share where it has none, with a note to its writer.

    Of two readers at once one decides; the other gets NotWaiting and nothing is written twice. Raises UnknownLevel for
    levels the guide does not have.
    """

    def read(card: Card) -> Card:
        if number not in card["waiting"]:
            raise NotWaiting(number)
        line = line_of(card, number)
        grade = _grade(line, levels, share, verdict)
        line |= {"scheme": grade.scheme, "workings": grade.workings, "fraction": str(grade.fraction)}
        line |= {"levels": dict(levels), "note": note, "by": by.pk}
        if verdict == Verdict.ANOTHER_DRAFT:
            line["again"] = "draft"
        return replaced(card, number, line)

    with transaction.atomic():
        revise(attempt, StepKind.REVIEWED, read, by=by, at=at)
        release(attempt, number, by=by)
        _tell_reader(attempt, verdict == Verdict.ANOTHER_DRAFT, by=by, at=at)
        log(attempt, "reviews.read", user=by, data={"question": number, "verdict": verdict})
    return attempt


def _grade(line: Mapping[str, Any], levels: Mapping[str, str], share: Decimal | None, verdict: Verdict) -> Grade:
    key = bank.payloads([line["version"]])[line["version"]]["key"]
    if levels:
        return rubric_grade(levels, key)
    # One more draft needs no levels: nothing is earned before it is written.
    return worked(BY_HAND, str(Decimal(0) if verdict == Verdict.ANOTHER_DRAFT else share))


def _tell_reader(attempt: Attempt, another: bool, *, by: User, at: datetime) -> None:
    """One mail a decision: the results are ready once nothing waits, else there is a note."""
    if another or attempt.waiting or attempt.held:
        mails.left_a_note(attempt.trainee, by=by, address=mails.result_address(attempt), at=at)
    else:
        mails.results_ready(attempt, by=by, at=at)


def record_talk(
    attempt: Attempt,
    number: int,
    *,
    outcome: TalkOutcome,
    talked_on: date,
    note: str,
    private: str,
    by: User,
    at: datetime,
) -> Attempt:
    """Let a held pass through after a talk, or ask for another try. `note` is shared, `private` stays with the team."""

    def talked(card: Card) -> Card:
        if number not in card["talk"]:
            raise NotWaiting(number)
        line = line_of(card, number)
        line.pop("talk")
        line["talked"] = {"outcome": outcome.value, "on": talked_on.isoformat(), "by": by.pk, "note": note}
        if outcome == TalkOutcome.AGAIN:
            line["again"] = "talk"
        return replaced(card, number, line)

    with transaction.atomic():
        revise(attempt, StepKind.REVIEWED, talked, by=by, at=at)
        if private:
            TalkNote.objects.create(attempt=attempt, number=number, talked_on=talked_on, text=private, by=by, at=at)
        release(attempt, number, by=by)
        _tell_reader(attempt, outcome == TalkOutcome.AGAIN, by=by, at=at)
        log(attempt, "reviews.talk", user=by, data={"question": number, "outcome": outcome})
    return attempt


def most(card: Mapping[str, Any], line: Mapping[str, Any]) -> Decimal:
    """The most one question can earn: three times its worth where certainty counts."""
    return Decimal(line["worth"]) * (MOST_CERTAIN if card["rule"].get("certainty_counts") else 1)


def override_points(attempt: Attempt, number: int, points: Decimal, *, reason: str, by: User, at: datetime) -> Attempt:
    """Replace what one question earned by a person's word. The old score stays in the step, with who and why."""

    def overridden(card: Card) -> Card:
        line = line_of(card, number)
        grade = worked(BY_HAND, f"{points.normalize():f} / {most(card, line).normalize():f}")
        line |= {"scheme": grade.scheme, "workings": grade.workings, "fraction": str(grade.fraction), "by": by.pk}
        if "marked" in line:
            line["marked"] = str(points / Decimal(line["worth"]))
        return replaced(card, number, line)

    return _override(attempt, overridden, {"question": number}, reason=reason, by=by, at=at)


def override_pass(attempt: Attempt, passed: bool, *, reason: str, by: User, at: datetime) -> Attempt:
    """Let a try pass, or not yet, by a person's word, whatever its points."""

    def overridden(card: Card) -> Card:
        rule = dict(card["rule"]) | {"by_hand": passed}
        return by_rule(rule, card["questions"])

    return _override(attempt, overridden, {"passed": passed}, reason=reason, by=by, at=at)


def _override(
    attempt: Attempt, change: Callable[[Card], Card], what: dict[str, Any], *, reason: str, by: User, at: datetime
) -> Attempt:
    def with_old(card: Card) -> Card:
        return change(card) | {"old": standing(card), "reason": reason, "changed": what}

    with transaction.atomic():
        passed_before = doubts.is_passed(attempt)
        revise(attempt, StepKind.OVERRIDDEN, with_old, by=by, at=at)
        doubts.open_if_lost(attempt, passed_before, why=reason, at=at)
        mails.looked_again(attempt, reason=reason, at=at)
        log(attempt, "reviews.override", user=by, data={**what, "reason": reason})
    return attempt


def standing(card: Mapping[str, Any]) -> dict[str, Any]:
    """What a scorecard came to, as the next one remembers it."""
    return {name: card[name] for name in ("points", "possible", "passed")}


def keep_note(owner: User, *, title: str, text: str) -> SavedNote:
    """Keep wording to use again."""
    return SavedNote.objects.create(owner=owner, title=title, text=text)


def forget_note(note: SavedNote) -> None:
    """Throw kept wording away."""
    note.delete()


def card_of(attempt: Attempt) -> Card:
    """The scorecard that stands."""
    return dict(scorecard_of(attempt))
