"""The result page: what the score means, what to look at again, what went well."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from cms.pages.links import localized
from cms.records.rules import spell_code
from courses.catalog.outlines import CourseOutline
from quizzes.attempts import queries
from quizzes.attempts.models import Attempt
from quizzes.attempts.screens import day_words, time_words, title_of
from quizzes.blueprints.rules import FeedbackWhen
from quizzes.grading.policies import Counts, counted
from quizzes.grading.scores import Outcome, Score, needed, outcome, reaches
from quizzes.questions import queries as bank
from quizzes.questions.rules import asked_question, spoken
from quizzes.questions.types import REGISTRY


@dataclass(frozen=True)
class Verdict:
    """What a try and all tries together come to."""

    score: Score
    counts: Score
    passing_percent: int
    which: Counts
    # None: as many as one likes.
    tries_left: int | None

    @property
    def passed_here(self) -> bool:
        return reaches(self.score, self.passing_percent)

    @property
    def passed(self) -> bool:
        return reaches(self.counts, self.passing_percent)


def points_words(points: Decimal) -> str:
    """7, 6.5 or 6.33, in the reader's own decimal mark."""
    shown = points.normalize()
    return number_format(shown, max(0, -int(shown.as_tuple().exponent)))


def score_words(score: Score) -> str:
    return gettext("%(points)s of %(possible)s") % {
        "points": points_words(score.points),
        "possible": points_words(score.possible),
    }


def verdict_on(attempt: Attempt, tries: list[Attempt]) -> Verdict:
    """The verdict on a sent try among all tries at its quiz."""
    blueprint = queries.blueprint(attempt)
    scores = [Score(each.points, each.possible) for each in tries if each.points is not None]
    allowed, which = blueprint["tries_allowed"], Counts(blueprint["which_try_counts"])
    return Verdict(
        score=Score(attempt.points, attempt.possible),
        counts=counted(scores, which),
        passing_percent=blueprint["passing_percent"],
        which=which,
        tries_left=max(0, allowed - len(tries)) if allowed else None,
    )


def ordinal(number: int) -> str:
    """Which try this is, in words."""
    words = [gettext("first try"), gettext("second try"), gettext("third try"), gettext("fourth try")]
    return words[number - 1] if number <= len(words) else gettext("try %(number)s") % {"number": number}


def headline(verdict: Verdict, quiz_title: str) -> str:
    if verdict.passed_here:
        return gettext("You’ve finished %(quiz)s.") % {"quiz": quiz_title}
    return gettext("Almost there.") if verdict.score.ratio >= Decimal("0.5") else gettext("A good place to start from.")


KEPT = {
    Counts.HIGHEST: lambda: gettext("We keep your best score."),
    Counts.LATEST: lambda: gettext("Your latest try counts."),
    Counts.FIRST: lambda: gettext("Your first try counts. More tries are practice."),
    Counts.AVERAGE: lambda: gettext("The average of your tries counts."),
}


def meaning(verdict: Verdict, again: int) -> str:
    """What the score means and what comes next, in whole sentences."""
    said = []
    if not verdict.passed:
        enough = points_words(needed(verdict.score.possible, verdict.passing_percent))
        said.append(gettext("You need %(points)s to finish this quiz.") % {"points": enough})
    elif not verdict.passed_here:
        said.append(gettext("You have finished this quiz: %(score)s counts.") % {"score": score_words(verdict.counts)})
    if again and (verdict.tries_left != 0):
        say = ngettext("Look over the one below, then try again.", "Look over these %(count)s, then try again.", again)
        if not verdict.passed:
            said.append(say % {"count": apnumber(again)})
    if verdict.tries_left == 0:
        if not verdict.passed:
            said.append(gettext("You have used all your tries. Your instructor can help you with what comes next."))
    elif verdict.tries_left is not None:
        left = ngettext("You have %(count)s more try.", "You have %(count)s more tries.", verdict.tries_left)
        said.append(left % {"count": verdict.tries_left})
    else:
        said.append(gettext("You can try as often as you like."))
    return " ".join([*said, KEPT[verdict.which]()])


def reread(lesson: Mapping[str, str] | None, course: CourseOutline | None) -> dict[str, str] | None:
    """The link to the part of a lesson that teaches a question; None when that lesson is not published."""
    activity = course.activity(UUID(lesson["key"])) if lesson and course else None
    if not activity or not lesson:
        return None
    words = {"number": activity.number, "title": activity.title, "minutes": activity.minutes}
    if lesson["anchor"]:
        said = gettext("Go to this part of lesson %(number)s: %(title)s") % words
    else:
        said = gettext("Read lesson %(number)s again: %(title)s (%(minutes)s minutes)") % words
    url = localized(activity.path) + (f"#{lesson['anchor']}" if lesson["anchor"] else "")
    return {"url": url, "said": said}


def _item(line: Mapping[str, Any], frozen: Mapping[str, Any], response: Any, course) -> dict[str, Any]:
    kind, language = REGISTRY[frozen["type"]], get_language() or ""
    asked = asked_question(line["version"], frozen, language)
    feedback = spoken(frozen["feedback"], language, frozen["source_language"])[1]
    found, fraction = outcome(Decimal(line["fraction"])), Decimal(line["fraction"])
    said = {
        Outcome.WELL: gettext("Went well"),
        Outcome.PARTLY: gettext("Partly there, %(share)s of the point") % {"share": points_words(round(fraction, 2))},
        Outcome.AGAIN: gettext("Worth another look"),
    }
    return {
        "number": line["number"],
        "stem": asked.stem,
        "lang": asked.language,
        "went_well": found == Outcome.WELL,
        "said": said[found],
        "template": f"quizzes/questions/feedback/{frozen['type']}.html",
        "told": kind.explain(response, asked.asked, frozen["key"], feedback),
        "why": feedback["why"],
        "reread": reread(frozen.get("lesson"), course),
    }


def shows_answers(when: str, verdict: Verdict) -> bool:
    """Whether a sent try is explained question by question, or only by what to read again."""
    return when == FeedbackWhen.AFTER_SENDING or (when == FeedbackWhen.AFTER_PASSING and verdict.passed)


def result_screen(attempt: Attempt, course: CourseOutline | None) -> dict[str, Any]:
    """Everything the result page shows. Answers and reasons are in it only when the quiz lets them be seen."""
    verdict = verdict_on(attempt, queries.tries(attempt.trainee_id, attempt.quiz_key))
    receipt = queries.receipt_of_score(attempt)
    frozen = bank.payloads([line["version"] for line in receipt["questions"]])
    answers = {int(number): held["response"] for number, held in attempt.answers.items()}
    items = [_item(line, frozen[line["version"]], answers.get(line["number"]), course) for line in receipt["questions"]]
    again, well = [i for i in items if not i["went_well"]], [i for i in items if i["went_well"]]
    visible = shows_answers(queries.blueprint(attempt)["feedback_when"], verdict)
    topics = {item["reread"]["url"]: item["reread"] for item in again if item["reread"]}
    quiz_title = title_of(attempt)
    module = course.module(attempt.quiz_key) if course else None
    return {
        "quiz_title": quiz_title,
        "ordinal": ordinal(attempt.number),
        "state": "passed" if verdict.passed_here else "not_yet",
        "points": points_words(verdict.score.points),
        "possible": points_words(verdict.score.possible),
        "title": score_words(verdict.score),
        "headline": headline(verdict, quiz_title),
        "meaning": meaning(verdict, len(again)),
        "segments": [_segment(item) for item in items] if visible and len(items) <= 20 else [],
        "again": again if visible else [],
        "well": well if visible else [],
        "again_heading": _heading(
            ngettext("%(count)s to look at again", "%(count)s to look at again", len(again)), again
        ),
        "well_heading": _heading(ngettext("%(count)s that went well", "%(count)s that went well", len(well)), well),
        "topics": [] if visible else list(topics.values()),
        "may_try": verdict.tries_left != 0,
        "start_url": reverse("attempts:start", args=[attempt.quiz_key]),
        "passed": verdict.passed,
        "module_url": localized(module.path) if module else "",
        "module_title": module.title if module else "",
        "receipt": gettext("Sent %(day)s, %(time)s, receipt %(code)s")
        % {"day": day_words(attempt.sent_at), "time": time_words(attempt.sent_at), "code": spell_code(attempt.receipt)},
    }


def _heading(sentence: str, items: list) -> str:
    return capfirst(sentence % {"count": apnumber(len(items))})


def _segment(item: Mapping[str, Any]) -> tuple[str, str]:
    state = "done" if item["went_well"] else "again"
    words = (
        gettext("Question %(number)s: went well")
        if item["went_well"]
        else gettext("Question %(number)s: worth another look")
    )
    return state, words % {"number": item["number"]}
