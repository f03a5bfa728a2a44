"""The result page of a try, and the receipt of its sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from cms.accounts.queries import names_of
from cms.pages.links import localized
from cms.records.rules import spell_code
from courses.catalog.outlines import CourseOutline
from courses.enrollments.queries import allowance_of
from quizzes.attempts import queries
from quizzes.attempts.feedback import shown as told_parts
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import AttemptState, Mode, SentBy, StepKind, is_answered
from quizzes.attempts.screens import SEGMENTS, title_of
from quizzes.attempts.telling import Shown, item
from quizzes.attempts.verdicts import Verdict, domain_rows, headline, meaning, state_of, verdict_on
from quizzes.attempts.wording import day_words, moment_words, ordinal, points_words, score_words, time_words
from quizzes.blueprints.terms import Part
from quizzes.grading.scores import Score
from quizzes.questions import queries as bank
from quizzes.questions.types import REGISTRY

# Before these a score was only graded; these say why it is another one now.
CHANGES = (StepKind.OVERRIDDEN, StepKind.RESCORED)


@dataclass(frozen=True)
class Sent:
    """All there is to say of a sent try, gathered once."""

    attempt: Attempt
    scorings: Sequence[AttemptStep]
    verdict: Verdict
    parts: frozenset[Part]
    items: list[dict[str, Any]]

    @property
    def card(self) -> Mapping[str, Any]:
        return self.scorings[-1].payload


def gather(attempt: Attempt, course: CourseOutline | None, at: datetime) -> Sent:
    """Read a sent try: its verdict, what may be told of it, and its questions as far as that."""
    allowance = allowance_of(attempt.trainee_id)
    verdict = verdict_on(attempt, queries.tries(attempt.trainee_id, attempt.quiz_key), allowance, at)
    closes_at = allowance.closing(verdict.terms.closes_at, verdict.terms.time_limit)
    parts = told_parts(
        verdict.terms,
        state=AttemptState(attempt.state),
        mode=Mode(attempt.mode),
        passed=verdict.passed,
        tries_left=verdict.next.tries_left,
        # Closed for this person: their own closing date, whoever closes earlier.
        is_closed=closes_at is not None and at >= closes_at,
    )
    scorings = queries.scorings(attempt)
    lines = scorings[-1].payload["questions"]
    frozen = bank.payloads([line["version"] for line in lines])
    # Doubts about questions stand above tries, so they are asked by dotted path.
    asked_about = import_string("quizzes.reviews.challenges.asked_about")(attempt)
    shown = Shown(parts, names_of(_writers(scorings)), course, attempt.pk, bank.numbers(frozen), asked_about)
    answers = attempt.answers
    items = [item(_full(line), frozen[line["version"]], answers.get(str(line["number"]), {}), shown) for line in lines]
    return Sent(attempt, scorings, verdict, parts, items)


def _full(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line of a scorecard; the first ones had no more than number, version and fraction."""
    usual = {"scheme": "", "workings": "", "worth": "1", "earned": line["fraction"]}
    return usual | dict(line)


def _writers(scorings: Sequence[AttemptStep]) -> set[int]:
    """Everybody who decided something about this try."""
    found = {step.payload["by"] for step in scorings if step.payload.get("by")}
    for line in scorings[-1].payload["questions"]:
        found |= {line["by"]} if line.get("by") else set()
        found |= {line["talked"]["by"]} if line.get("talked") else set()
    return found


def result_screen(attempt: Attempt, course: CourseOutline | None, at: datetime) -> dict[str, Any]:
    """Everything the result page shows. What may not be told yet is not in it."""
    sent = gather(attempt, course, at)
    verdict, quiz_title = sent.verdict, title_of(attempt)
    module = course.module(attempt.quiz_key) if course else None
    points, possible = so_far(sent)
    again = [each for each in sent.items if each["state"] == "again"]
    return {
        "try_id": attempt.pk,
        "quiz_title": quiz_title,
        "ordinal": gettext("practice") if verdict.is_practice else ordinal(attempt.number),
        "state": state_of(verdict),
        "points": points_words(points),
        "possible": points_words(possible),
        "is_so_far": bool(verdict.waiting),
        "title": score_words(Score(points, possible)),
        "headline": headline(verdict, quiz_title),
        "meaning": meaning(verdict, len(again)),
        **_sections(sent),
        "segments": [_segment(each) for each in sent.items] if len(sent.items) <= SEGMENTS and sent.parts else [],
        "domains": domain_rows(verdict, dict(sent.card)),
        "critical": critical_words(sent),
        "certainty": _certainty(sent),
        "changes": changes(sent),
        "was_sealed": attempt.sent_by == SentBy.DEADLINE,
        "late": attempt.late,
        "may_try": verdict.may_try and not verdict.waiting and not verdict.held,
        "start_url": reverse("attempts:start", args=[attempt.quiz_key]),
        "mode": attempt.mode,
        "passed": verdict.passed is True,
        "module_url": localized(module.path) if module else "",
        "module_title": module.title if module else "",
        "receipt": sent_words(attempt),
        "receipt_url": reverse("attempts:receipt", args=[attempt.pk]),
    }


def so_far(sent: Sent) -> tuple[Decimal, Decimal]:
    """The points, of all that could be earned; while a reader has answers, of what is scored so far."""
    score = sent.verdict.score
    if not sent.verdict.waiting:
        return score.points, score.possible
    open_worth = sum(Decimal(line["worth"]) for line in sent.card["questions"] if line["fraction"] is None)
    return score.points, score.possible - open_worth


def _sections(sent: Sent) -> dict[str, Any]:
    """The questions under the headings they may stand under."""
    by_state: dict[str, list] = {"again": [], "well": [], "waiting": [], "answered": []}
    for each in sent.items:
        by_state[each["state"]].append(each)
    missed = [each for each in sent.items if not each["went_well"] and each["state"] != "waiting"]
    topics = {each["reread"]["url"]: each["reread"] for each in missed if each["reread"]}
    again, well, waiting = by_state["again"], by_state["well"], by_state["waiting"]
    is_told = bool(sent.parts)
    return {
        "again": again if is_told else [],
        "well": well if is_told else [],
        "waiting": waiting,
        "answered": by_state["answered"] if is_told else [],
        **_headings(len(again), len(well), len(waiting)),
        "topics": [] if Part.OUTCOME in sent.parts else list(topics.values()),
    }


def _headings(again: int, well: int, waiting: int) -> dict[str, str]:
    said = {
        "again_heading": (ngettext("%(count)s to look at again", "%(count)s to look at again", again), again),
        "well_heading": (ngettext("%(count)s that went well", "%(count)s that went well", well), well),
        "waiting_heading": (ngettext("%(count)s with a reader", "%(count)s with a reader", waiting), waiting),
    }
    return {name: capfirst(words % {"count": apnumber(count)}) for name, (words, count) in said.items()}


def _segment(each: Mapping[str, Any]) -> tuple[str, str]:
    state, words = {
        "well": ("done", gettext("Question %(number)s: went well")),
        "again": ("again", gettext("Question %(number)s: worth another look")),
        "waiting": ("now", gettext("Question %(number)s: with a reader")),
        "answered": ("todo", gettext("Question %(number)s: answered")),
    }[each["state"]]
    return state, words % {"number": each["number"]}


def critical_words(sent: Sent) -> str:
    """That a question which has to be right was not; which one only where that may be told."""
    numbers = [missed.split(":")[1] for missed in sent.card.get("missed", ()) if missed.startswith("critical:")]
    if not numbers or sent.verdict.is_practice:
        return ""
    if Part.OUTCOME not in sent.parts:
        return gettext("One of the questions has to be right to finish this quiz, and it isn’t yet.")
    said = ngettext(
        "Question %(numbers)s has to be right to finish this quiz.",
        "Questions %(numbers)s have to be right to finish this quiz.",
        len(numbers),
    )
    return said % {"numbers": ", ".join(numbers)}


def _certainty(sent: Sent) -> str:
    """The score with how sure the person was, where that is told beside the score."""
    said = sent.card.get("certainty")
    if not said or Part.POINTS not in sent.parts or sent.verdict.terms.certainty_counts:
        return ""
    score = Score(Decimal(said["points"]), Decimal(said["possible"]))
    return gettext("With how sure you were, it is %(score)s.") % {"score": score_words(score)}


def changes(sent: Sent) -> list[str]:
    """Every time the score became another one: when, from what, why. Nothing is taken by that."""
    said = []
    for step in sent.scorings:
        old = step.payload.get("old")
        if step.kind not in CHANGES or not old:
            continue
        was, now = (Score(Decimal(each["points"]), Decimal(each["possible"])) for each in (old, step.payload))
        words = {"day": day_words(step.at), "old": score_words(was), "new": score_words(now)}
        if was == now:
            text = gettext("On %(day)s we looked at this try again.") % words
        else:
            text = gettext("Your score changed on %(day)s, from %(old)s to %(new)s.") % words
        if step.payload.get("reason"):
            text += " " + gettext("The reason: %(reason)s") % {"reason": step.payload["reason"]}
        said.append(text)
    return said


def sent_words(attempt: Attempt) -> str:
    """When a try was sent, and the code that proves it."""
    code = spell_code(attempt.receipt)
    said = {"day": day_words(attempt.sent_at), "time": time_words(attempt.sent_at), "code": code}
    return gettext("Sent %(day)s, %(time)s, receipt %(code)s") % said


def written(attempt: Attempt) -> list[str]:
    """What the person wrote in answers that somebody reads."""
    placed = queries.placed(attempt)
    found = []
    for place, asked in zip(placed, queries.all_asked(placed, get_language() or ""), strict=True):
        kind, held = REGISTRY[asked.type], attempt.answers.get(str(place.number), {})
        if kind.needs_person and held.get("response"):
            found += kind.summarize(held["response"], asked.asked)
    return found


def receipt_screen(attempt: Attempt) -> dict[str, Any]:
    """What was received and when, question by question: for the trainee to keep. No score, no key."""
    rows = []
    placed = queries.placed(attempt)
    for place, asked in zip(placed, queries.all_asked(placed, get_language() or ""), strict=True):
        held = attempt.answers.get(str(place.number), {})
        at = datetime.fromisoformat(held["at"]) if held else None
        said = REGISTRY[asked.type].summarize(held.get("response"), asked.asked) if is_answered(held) else []
        rows.append(
            {
                "number": place.number,
                "stem": asked.stem,
                "lang": asked.language,
                "said": [gettext("I don’t know yet")] if held.get("unsure") else said,
                "at": time_words(at) if at else "",
                "day": day_words(at) if at else "",
            }
        )
    return {
        "quiz_title": title_of(attempt),
        "name": attempt.trainee.legal_name or attempt.trainee.chosen_name or attempt.trainee.email,
        "ordinal": gettext("practice") if attempt.mode == Mode.PRACTICE else ordinal(attempt.number),
        "code": spell_code(attempt.receipt),
        "sent": moment_words(attempt.sent_at),
        "started": moment_words(attempt.started_at),
        "was_sealed": attempt.sent_by == SentBy.DEADLINE,
        "rows": rows,
        "result_url": reverse("attempts:result", args=[attempt.pk]),
    }
