"""What a sent try, and all tries at its quiz, come to: in numbers, and in whole sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext, ngettext

from courses.enrollments.rules import Allowance
from quizzes.attempts import queries
from quizzes.attempts.admission import Admission, Barrier, admission
from quizzes.attempts.models import Attempt
from quizzes.attempts.rules import AttemptState, Mode
from quizzes.attempts.wording import (
    domain_words,
    enough_words,
    kept_words,
    moment_words,
    points_words,
    score_words,
    share_words,
)
from quizzes.blueprints.rules import Purpose
from quizzes.blueprints.terms import Terms, terms
from quizzes.grading.passing import PassingKind, enough, points_needed, scaled
from quizzes.grading.policies import Counts, Standing, Try, standing_of
from quizzes.grading.scores import Score

HALF = Decimal("0.5")


@dataclass(frozen=True)
class Verdict:
    """A sent try among all graded tries at its quiz."""

    score: Score
    # None while a person has to decide first.
    passed_here: bool | None
    waiting: int
    held: bool
    terms: Terms
    standing: Standing
    # Whether, and from when, another try may begin.
    next: Admission
    is_practice: bool = False

    @property
    def passed(self) -> bool | None:
        return self.standing.passed

    @property
    def may_try(self) -> bool:
        return self.next.barrier is None


def verdict_on(attempt: Attempt, tries: Sequence[Attempt], allowance: Allowance, at: datetime) -> Verdict:
    """The verdict on a sent try. `tries` are the graded ones at its quiz, in order."""
    agreed = terms(queries.blueprint(attempt))
    sent = [each for each in tries if each.points is not None]
    score = Score(attempt.points, attempt.possible)
    return Verdict(
        score=score,
        passed_here=attempt.passed,
        waiting=attempt.waiting,
        held=attempt.held,
        terms=agreed,
        standing=_standing(sent, agreed) if sent else Standing(score, attempt.passed),
        next=admission(agreed, allowance, tries, at) if _all_sent(tries) else Admission(),
        is_practice=attempt.mode == Mode.PRACTICE,
    )


def _all_sent(tries: Sequence[Attempt]) -> bool:
    return all(each.state == AttemptState.SENT for each in tries)


def _standing(sent: Sequence[Attempt], agreed: Terms) -> Standing:
    # Only an average asks what else but the score the latest try missed.
    missed: Any = queries.scorecard_of(sent[-1]).get("missed", ()) if agreed.which_try_counts == Counts.AVERAGE else ()
    found = [Try(Score(each.points, each.possible), each.passed) for each in sent[:-1]]
    last = sent[-1]
    found.append(Try(Score(last.points, last.possible), last.passed, bool(set(missed) - {"score"})))
    return standing_of(found, agreed.which_try_counts, agreed.passing)


def state_of(verdict: Verdict) -> str:
    """The word the page's color goes by."""
    if verdict.is_practice:
        return "practice"
    if verdict.passed_here is None:
        return "waiting"
    return "passed" if verdict.passed_here else "not_yet"


def headline(verdict: Verdict, quiz_title: str) -> str:
    """What the score means, first."""
    if verdict.is_practice:
        return gettext("Good practice.")
    if verdict.waiting:
        return gettext("A person is reading the rest.")
    if verdict.held:
        return gettext("One step is left: a talk.")
    if verdict.terms.purpose == Purpose.PRETEST:
        return gettext("Now you know where to start.")
    if verdict.passed_here:
        return gettext("You’ve finished %(quiz)s.") % {"quiz": quiz_title}
    return gettext("Almost there.") if verdict.score.ratio >= HALF else gettext("A good place to start from.")


def meaning(verdict: Verdict, again: int) -> str:
    """What the score means and what comes next, in whole sentences."""
    if verdict.is_practice:
        return gettext("Nothing here counts, and nobody else sees it. Practice as often as you like.")
    if verdict.terms.purpose == Purpose.PRETEST:
        return gettext("This was to find out what you know already. It counts for nothing else.")
    if verdict.waiting or verdict.held:
        return " ".join(_now(verdict, again))
    return " ".join([*_now(verdict, again), *_next(verdict), kept_words(verdict.terms.which_try_counts)])


def _now(verdict: Verdict, again: int) -> list[str]:
    if verdict.waiting:
        said = ngettext(
            "One answer is with a reader. Most are read within 5 days, and we write to you then.",
            "%(count)s answers are with a reader. Most are read within 5 days, and we write to you then.",
            verdict.waiting,
        )
        return [said % {"count": verdict.waiting}]
    if verdict.held:
        return [
            gettext(
                "Something in your answers is worth talking over with your instructor first. They will get in touch. "
                "Your score stays as it is."
            )
        ]
    found: list[str] = []
    if verdict.passed:
        if not verdict.passed_here:
            counts = {"score": score_words(verdict.standing.score)}
            found.append(gettext("You have finished this quiz: %(score)s counts.") % counts)
        return found
    if enough(verdict.score, verdict.terms.passing):
        found.append(gettext("Your points are enough. Something else is still open, as you see below."))
    elif verdict.terms.passing.kind == PassingKind.SCALED:
        reached = points_words(scaled(verdict.score, verdict.terms.passing))
        needed = enough_words(verdict.terms.passing, verdict.score.possible)
        words = gettext("Your score is %(reached)s. You need %(enough)s to finish this quiz.")
        found.append(words % {"reached": reached, "enough": needed})
    else:
        needed = points_words(points_needed(verdict.score.possible, verdict.terms.passing))
        found.append(gettext("You need %(points)s to finish this quiz.") % {"points": needed})
    if again and verdict.may_try:
        say = ngettext("Look over the one below, then try again.", "Look over these %(count)s, then try again.", again)
        found.append(say % {"count": apnumber(again)})
    return found


def _next(verdict: Verdict) -> list[str]:
    """About another try."""
    opens_at = verdict.next.opens_at
    when = {"when": moment_words(opens_at)} if opens_at else {}
    match verdict.next.barrier:
        case Barrier.NO_TRIES_LEFT:
            if verdict.passed or verdict.passed_here is None:
                return []
            return [gettext("You have used all your tries. Your instructor can help you with what comes next.")]
        case Barrier.TOO_SOON:
            return [gettext("Take a rest first. You can try again from %(when)s.") % when]
        case Barrier.NO_TRIES_THIS_PERIOD:
            return [gettext("You have used your tries of this term. New ones begin on %(when)s.") % when]
        case Barrier.CLOSED:
            return [gettext("This quiz is closed now.")]
        case None if verdict.next.tries_left is not None:
            left = verdict.next.tries_left
            return [ngettext("You have %(count)s more try.", "You have %(count)s more tries.", left) % {"count": left}]
        case _:
            return [gettext("You can try as often as you like.")]


def domain_rows(verdict: Verdict, card: dict[str, Any]) -> list[dict[str, Any]]:
    """Where a quiz asks for a share of each category: what this try has of it."""
    rows = []
    for domain, least in verdict.terms.domain_minimum.items():
        said = card.get("domains", {}).get(domain)
        if said is None:
            continue
        score = Score(Decimal(said["points"]), Decimal(said["possible"]))
        rows.append(
            {
                "name": domain_words(domain),
                "score": score_words(score),
                "enough": share_words(least),
                "is_reached": f"domain:{domain}" not in card["missed"],
            }
        )
    return rows
