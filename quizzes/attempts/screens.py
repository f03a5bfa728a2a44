"""What the pages of a try show: finished lists and sentences for templates that only display."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from courses.enrollments.queries import allowance_of
from quizzes.attempts import queries, timing
from quizzes.attempts.feedback import tells_at_once
from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import Placed
from quizzes.attempts.rules import Mode, is_answered, is_final
from quizzes.attempts.wording import left_words, points_words, time_words
from quizzes.blueprints.rules import section_title, spoken_title
from quizzes.blueprints.terms import terms
from quizzes.questions.labels import NOTES
from quizzes.questions.rules import controls, on_page
from quizzes.questions.types import REGISTRY

# Past this many a bar says where one is; segments would be too thin to see.
SEGMENTS = 20


@dataclass(frozen=True)
class Draft:
    """An answer that is on the page but not saved: typed before a sign-in lapsed, or refused."""

    response: Any
    flagged: bool
    seen: int
    unsure: bool = False
    certainty: int | None = None


def draft_of(held: dict[str, Any]) -> Draft:
    """What is saved, as the form shows it."""
    return Draft(
        held.get("response"),
        bool(held.get("flagged")),
        held.get("step", 0),
        bool(held.get("unsure")),
        held.get("certainty"),
    )


def saved_words(number: int, at: datetime) -> str:
    """The one sentence that says an answer is kept."""
    return gettext("Answer %(number)s saved, %(time)s") % {"number": number, "time": time_words(at)}


def last_saved(attempt: Attempt) -> str:
    """What was saved last, for pages that load without having saved."""
    if not attempt.answers:
        return ""
    number, held = max(attempt.answers.items(), key=lambda item: item[1]["step"])
    return saved_words(int(number), datetime.fromisoformat(held["at"]))


def title_of(attempt: Attempt) -> str:
    """The quiz's name in the reader's language."""
    return spoken_title(queries.blueprint(attempt), get_language() or "")


def has_answer(attempt: Attempt, number: int) -> bool:
    return is_answered(attempt.answers.get(str(number), {}))


def is_flagged(attempt: Attempt, number: int) -> bool:
    return bool(attempt.answers.get(str(number), {}).get("flagged"))


def is_settled(attempt: Attempt, number: int) -> bool:
    """Whether the answer to a question is final."""
    return is_final(attempt.answers.get(str(number), {}))


def question_url(attempt: Attempt, number: int) -> str:
    return reverse("attempts:question", args=[attempt.pk, number])


def clock(attempt: Attempt, at: datetime | None) -> dict[str, Any] | None:
    """What the quiet clock says; None where there is no limit. With script it goes on from here."""
    left = timing.seconds_left(attempt, at) if at else None
    if left is None:
        return None
    return {"left": left, "said": left_words(left), "grace": attempt.grace_seconds}


def may_rest(attempt: Attempt, at: datetime | None) -> bool:
    """Whether a break was agreed with this person and some of it is left."""
    if at is None or attempt.deadline_at is None:
        return False
    agreed = allowance_of(attempt.trainee_id).break_time
    return agreed.total_seconds() > queries.break_seconds(attempt, at)


def _segment(attempt: Attempt, number: int, here: int) -> tuple[str, str]:
    if number == here:
        return "now", gettext("Question %(number)s: you are here") % {"number": number}
    if has_answer(attempt, number):
        return "done", gettext("Question %(number)s: done") % {"number": number}
    return "todo", gettext("Question %(number)s: not yet") % {"number": number}


def _tile(attempt: Attempt, number: int, here: int) -> dict[str, Any]:
    answered, flagged = has_answer(attempt, number), is_flagged(attempt, number)
    if number == here:
        said = gettext("you are here")
    elif answered:
        said = gettext("answered and flagged") if flagged else gettext("answered")
    else:
        said = gettext("flagged, not answered") if flagged else gettext("not answered")
    state = "flag" if flagged else "done" if answered else ""
    return {
        "number": number,
        "url": question_url(attempt, number),
        "said": said,
        "is_here": number == here,
        "state": state,
        "word": {"flag": gettext("Flag"), "done": gettext("Done"), "": ""}[state],
    }


def counts(attempt: Attempt, total: int) -> str:
    """3 answered, 1 flagged."""
    numbers = range(1, total + 1)
    answered = sum(has_answer(attempt, number) for number in numbers)
    flagged = sum(is_flagged(attempt, number) for number in numbers)
    said = [ngettext("%(count)s answered", "%(count)s answered", answered) % {"count": answered}]
    if flagged:
        said.append(ngettext("%(count)s flagged", "%(count)s flagged", flagged) % {"count": flagged})
    return ", ".join(said)


def frame(attempt: Attempt, at: datetime | None) -> dict[str, Any]:
    """What every page of an open try shows around its content."""
    return {
        "try_id": attempt.pk,
        "quiz_title": title_of(attempt),
        "is_practice": attempt.mode == Mode.PRACTICE,
        "clock": clock(attempt, at),
        "break_url": reverse("attempts:rest", args=[attempt.pk]) if may_rest(attempt, at) else "",
        "saved": last_saved(attempt),
    }


def question_screen(
    attempt: Attempt, place: Placed, draft: Draft | None = None, *, at: datetime | None = None
) -> dict[str, Any]:
    """One question of a try, with the answer so far or the one in `draft`."""
    language = get_language() or ""
    question, total, number = queries.asked(place, language), len(queries.placed(attempt)), place.number
    draft = draft or draft_of(attempt.answers.get(str(number), {}))
    kind, numbers = REGISTRY[question.type], range(1, total + 1)
    blueprint, mode = queries.blueprint(attempt), Mode(attempt.mode)
    return {
        **frame(attempt, at),
        "number": number,
        "total": total,
        "section": section_title(blueprint, place.section, language),
        "question": on_page(question),
        "ask": f"quizzes/questions/ask/{question.type}.html",
        "note": NOTES.get(question.type, ""),
        "worth": worth_words(place) if kind.is_scored else "",
        "is_critical": place.critical,
        "is_read_only": question.type == "information",
        "tells_at_once": kind.is_scored and not kind.needs_person and tells_at_once(terms(blueprint), mode),
        "takes_file": getattr(kind, "takes_file", False),
        "controls": controls(question.asked, draft.response),
        "view": kind.view(question.asked, draft.response),
        "modifiers": modifiers(attempt, kind, draft),
        "flagged": draft.flagged,
        "seen": draft.seen,
        "request_key": uuid4().hex,
        "action": question_url(attempt, number),
        "segments": [_segment(attempt, each, number) for each in numbers] if total <= SEGMENTS else [],
        "share_done": round(100 * (number - 1) / total),
        "tiles": [_tile(attempt, each, number) for each in numbers],
        "counts": counts(attempt, total),
        "check_url": reverse("attempts:check", args=[attempt.pk]),
        "title": gettext("Question %(number)s of %(total)s") % {"number": number, "total": total},
    }


def worth_words(place: Placed) -> str:
    """What a question is worth, where that is not one point."""
    if place.worth == 1:
        return ""
    said = ngettext("%(points)s point", "%(points)s points", 2)
    return said % {"points": points_words(place.worth)}


def modifiers(attempt: Attempt, kind: Any, draft: Draft) -> dict[str, Any] | None:
    """What may be said around an answer that is scored: "I don't know yet", and how sure one is."""
    agreed = terms(queries.blueprint(attempt))
    found = {
        "offers_unsure": agreed.offers_unsure and kind.is_scored,
        "asks_certainty": agreed.asks_certainty and kind.is_scored and not kind.needs_person,
    }
    if not any(found.values()):
        return None
    said = {"unsure": draft.unsure, "certainty": draft.certainty, "certainty_counts": agreed.certainty_counts}
    return found | said


def check_screen(attempt: Attempt, *, at: datetime | None = None) -> dict[str, Any]:
    """Check your answers: every question with its state, and what sending means."""
    placed = queries.placed(attempt)
    asked = queries.all_asked(placed, get_language() or "")
    rows = [_row(attempt, place, question) for place, question in zip(placed, asked, strict=True)]
    blank = sum(not row["is_answered"] for row in rows)
    said = [counts(attempt, len(rows))]
    if blank:
        said.append(ngettext("%(count)s with none yet", "%(count)s with none yet", blank) % {"count": blank})
    return {
        **frame(attempt, at),
        "rows": rows,
        "blank": blank,
        "counts": ", ".join(said),
        "has_reader": any(row["has_reader"] and row["is_answered"] for row in rows),
        "action": reverse("attempts:check", args=[attempt.pk]),
        "back_url": question_url(attempt, len(rows)),
        "last": len(rows),
        "title": gettext("Check your answers"),
    }


def _row(attempt: Attempt, place: Placed, question: Any) -> dict[str, Any]:
    held = attempt.answers.get(str(place.number), {})
    return {
        "number": place.number,
        "stem": question.stem,
        "lang": question.language,
        "url": question_url(attempt, place.number),
        "is_answered": is_answered(held),
        "is_flagged": bool(held.get("flagged")),
        "is_unsure": bool(held.get("unsure")),
        "is_final": is_final(held),
        "is_read_only": question.type == "information",
        "has_reader": REGISTRY[question.type].needs_person,
    }
