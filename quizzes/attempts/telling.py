"""What a person may be told of their answers, and when: the feedback matrix of a quiz, obeyed part by part."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from cms.pages.links import localized
from courses.catalog.outlines import CourseOutline
from quizzes.attempts import queries
from quizzes.attempts.feedback import on_the_way
from quizzes.attempts.finishing import card_of
from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import Placed
from quizzes.attempts.rules import Mode, is_final
from quizzes.attempts.screens import frame, question_url
from quizzes.attempts.wording import points_words
from quizzes.blueprints.terms import Part, terms
from quizzes.grading.scores import Outcome, outcome
from quizzes.questions import queries as bank
from quizzes.questions.labels import SCHEMES
from quizzes.questions.rules import asked_question, spoken
from quizzes.questions.types import REGISTRY, Explanation


def allowed(told: Explanation, parts: frozenset[Part]) -> Explanation:
    """An explanation without what may not be told yet. What is left out is not in it, so no page can show it."""

    def plain(line):
        line = line if Part.OPTIONS in parts else replace(line, remark="")
        return line if Part.OUTCOME in parts else replace(line, fits=True)

    yours = [plain(line) for line in told.yours] if Part.OWN in parts else []
    return replace(told, yours=yours, stronger=[plain(line) for line in told.stronger] if Part.KEY in parts else [])


@dataclass(frozen=True)
class Shown:
    """What items are drawn with: names of the people who wrote to the trainee, and where the course is."""

    parts: frozenset[Part]
    people: Mapping[int, str]
    course: CourseOutline | None
    attempt_id: int
    # By version: which one of its question it is.
    versions: Mapping[int, int]
    # Questions the trainee found unclear, and whether there is an answer.
    asked_about: Mapping[int, str] = field(default_factory=dict)


def item(line: Mapping[str, Any], frozen: Mapping[str, Any], held: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    """One question of a sent try: the answer, what it earned, why, as far as it may be told."""
    kind, language, parts = REGISTRY[frozen["type"]], get_language() or "", shown.parts
    asked = asked_question(line["version"], frozen, language)
    feedback = spoken(frozen["feedback"], language, frozen["source_language"])[1]
    told = kind.explain(held.get("response"), asked.asked, frozen["key"], feedback)
    found = None if line["fraction"] is None else outcome(Decimal(line["fraction"]))
    knows_outcome = Part.OUTCOME in parts or found is None
    return {
        "number": line["number"],
        "stem": asked.stem,
        "lang": asked.language,
        "state": _state(found) if knows_outcome else "answered",
        "went_well": found == Outcome.WELL,
        "said": _said(line, found, parts),
        "template": f"quizzes/questions/feedback/{frozen['type']}.html",
        "shows_own": Part.OWN in parts,
        "unsure": bool(held.get("unsure")) and Part.OWN in parts,
        "told": allowed(told, parts),
        "why": feedback["why"] if Part.GENERAL in parts else "",
        "reread": reread(frozen.get("lesson"), shown.course),
        "scoring": scoring(line, shown.versions)
        if {Part.POINTS, Part.OUTCOME} <= parts and found is not None
        else None,
        "notes": notes(line, shown.people),
        "levels": levels(line, asked.asked) if Part.POINTS in parts else [],
        "unclear_url": unclear_url(shown.attempt_id, line["number"]),
        "asked_about": shown.asked_about.get(line["number"], ""),
    }


def _state(found: Outcome | None) -> str:
    if found is None:
        return "waiting"
    return "well" if found == Outcome.WELL else "again"


def _said(line: Mapping[str, Any], found: Outcome | None, parts: frozenset[Part]) -> str:
    if found is None:
        return gettext("With a reader")
    if Part.OUTCOME not in parts:
        return gettext("Answered")
    if found == Outcome.PARTLY and Part.POINTS in parts:
        earned = points_words(round(Decimal(line["fraction"]) * Decimal(line["worth"]), 2))
        if Decimal(line["worth"]) == 1:
            return gettext("Partly there, %(share)s of the point") % {"share": earned}
        said = {"points": earned, "worth": points_words(Decimal(line["worth"]))}
        return gettext("Partly there, %(points)s of %(worth)s points") % said
    if found == Outcome.PARTLY:
        return gettext("Partly there")
    return gettext("Went well") if found == Outcome.WELL else gettext("Worth another look")


def scoring(line: Mapping[str, Any], versions: Mapping[int, int]) -> dict[str, Any]:
    """The scoring receipt of one answer: enough to do the sum again by hand."""
    fraction, worth = Decimal(line["fraction"]), Decimal(line["worth"])
    scheme = SCHEMES.get(line["scheme"])
    share, times = points_words(round(fraction, 4)), points_words(round(fraction * worth, 4))
    sums = [f"{line['workings']} = {share}"] if line["workings"] else []
    sums += [f"{share} × {points_words(worth)} = {times}"] if worth != 1 else []
    return {
        "scheme": str(scheme) if scheme else line["scheme"],
        "sums": sums,
        "points": points_words(round(Decimal(line["earned"]), 2)),
        "worth": points_words(worth),
        "version": versions[line["version"]],
        "certainty": certainty_words(line),
        "is_critical": bool(line.get("critical")),
    }


def certainty_words(line: Mapping[str, Any]) -> str:
    """How sure the person was, and what that made of the answer."""
    if "marked" not in line:
        return ""
    sure = {1: gettext("It’s a guess"), 2: gettext("Fairly sure"), 3: gettext("Very sure")}[line["certainty"]]
    return gettext("You said: %(sure)s. With that it is %(marked)s of 3.") % {
        "sure": sure,
        "marked": points_words(round(Decimal(line["marked"]), 2)),
    }


def notes(line: Mapping[str, Any], people: Mapping[int, str]) -> list[dict[str, str]]:
    """What people wrote about an answer, signed by name."""
    found = []
    if line.get("note"):
        found.append({"text": line["note"], "by": people.get(line.get("by", 0), gettext("Your instructor")), "on": ""})
    talked = line.get("talked")
    if talked and talked.get("note"):
        day = date_format(date.fromisoformat(talked["on"]), "DATE_FORMAT")
        found.append({"text": talked["note"], "by": people.get(talked["by"], gettext("Your instructor")), "on": day})
    return found


def levels(line: Mapping[str, Any], asked: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a reader marked on the guide, in the words the writer saw before writing."""
    chosen, found = line.get("levels") or {}, []
    for criterion in asked.get("guide", ()):
        picked = next((each for each in criterion["levels"] if each["id"] == chosen.get(criterion["id"])), None)
        if picked:
            found.append({"name": criterion["text"], "level": picked["text"]})
    return found


def unclear_url(attempt_id: int, number: int) -> str:
    """The door where a trainee says that a question is unclear; it belongs to a higher concept."""
    try:
        return reverse("reviews:unclear", args=[attempt_id, number])
    except NoReverseMatch:
        return ""


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


def why_screen(
    attempt: Attempt, place: Placed, course: CourseOutline | None, *, at: datetime | None = None
) -> dict[str, Any]:
    """What there is to say at once about one saved answer: everything in practice; in a try that counts what its quiz
    tells at once, of a final answer."""
    card, held = card_of(attempt), attempt.answers.get(str(place.number), {})
    line = next((each for each in card["questions"] if each["number"] == place.number), None)
    total = len(queries.placed(attempt))
    is_last, check_url = place.number == total, reverse("attempts:check", args=[attempt.pk])
    return {
        **frame(attempt, at),
        "number": place.number,
        "total": total,
        "item": _on_the_way(attempt, place, line, held, course) if line else None,
        "next_url": check_url if is_last else question_url(attempt, place.number + 1),
        "is_last": is_last,
        "check_url": check_url,
        "again_url": "" if is_final(held) else question_url(attempt, place.number),
        "action": reverse("attempts:why", args=[attempt.pk, place.number]),
        "title": gettext("About question %(number)s of %(total)s") % {"number": place.number, "total": total},
    }


def _on_the_way(
    attempt: Attempt, place: Placed, line: Mapping[str, Any], held: Mapping[str, Any], course: CourseOutline | None
) -> dict[str, Any]:
    """One question of an open try, with no more than may be told of it now."""
    mode, frozen = Mode(attempt.mode), bank.payloads([place.version_id])[place.version_id]
    parts = on_the_way(terms(queries.blueprint(attempt)), mode=mode, is_final=is_final(held))
    told = item(line, frozen, held, Shown(parts, {}, course, attempt.pk, bank.numbers([place.version_id])))
    if mode == Mode.PRACTICE:
        return told
    asked = queries.asked(place, get_language() or "")
    # What they chose was on the page a moment ago. What to read again would tell the verdict.
    told["answer"] = [] if told["shows_own"] else REGISTRY[asked.type].summarize(held.get("response"), asked.asked)
    told["unsure"] = bool(held.get("unsure"))
    # A doubt about a question is told once the try is sent.
    told["unclear_url"] = ""
    return told if Part.OUTCOME in parts else told | {"went_well": False, "reread": None}
