"""What the pages of a try show: finished lists and sentences for templates that only display."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from quizzes.attempts import queries
from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import Placed
from quizzes.blueprints.rules import spoken_title
from quizzes.questions.labels import NOTES
from quizzes.questions.rules import controls
from quizzes.questions.types import REGISTRY

# Past this many a bar says where one is; segments would be too thin to see.
SEGMENTS = 20


@dataclass(frozen=True)
class Draft:
    """An answer that is on the page but not saved: typed before a sign-in lapsed, or refused."""

    response: Any
    flagged: bool
    seen: int


def time_words(at: datetime) -> str:
    """2:31 pm, in the person's own zone."""
    return date_format(timezone.localtime(at), "TIME_FORMAT").replace("p.m.", "pm").replace("a.m.", "am")


def day_words(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")


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


def is_answered(attempt: Attempt, number: int) -> bool:
    return attempt.answers.get(str(number), {}).get("response") is not None


def is_flagged(attempt: Attempt, number: int) -> bool:
    return bool(attempt.answers.get(str(number), {}).get("flagged"))


def question_url(attempt: Attempt, number: int) -> str:
    return reverse("attempts:question", args=[attempt.pk, number])


def _segment(attempt: Attempt, number: int, here: int) -> tuple[str, str]:
    if number == here:
        return "now", gettext("Question %(number)s: you are here") % {"number": number}
    if is_answered(attempt, number):
        return "done", gettext("Question %(number)s: done") % {"number": number}
    return "todo", gettext("Question %(number)s: not yet") % {"number": number}


def _tile(attempt: Attempt, number: int, here: int) -> dict[str, Any]:
    answered, flagged = is_answered(attempt, number), is_flagged(attempt, number)
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
    answered = sum(is_answered(attempt, number) for number in numbers)
    flagged = sum(is_flagged(attempt, number) for number in numbers)
    said = [ngettext("%(count)s answered", "%(count)s answered", answered) % {"count": answered}]
    if flagged:
        said.append(ngettext("%(count)s flagged", "%(count)s flagged", flagged) % {"count": flagged})
    return ", ".join(said)


def question_screen(attempt: Attempt, place: Placed, draft: Draft | None = None) -> dict[str, Any]:
    """One question of a try, with the answer so far or the one in `draft`."""
    question, total, number = queries.asked(place, get_language() or ""), len(queries.placed(attempt)), place.number
    held = attempt.answers.get(str(number), {})
    draft = draft or Draft(held.get("response"), bool(held.get("flagged")), held.get("step", 0))
    numbers = range(1, total + 1)
    return {
        "try_id": attempt.pk,
        "number": number,
        "total": total,
        "quiz_title": title_of(attempt),
        "question": question,
        "ask": f"quizzes/questions/ask/{question.type}.html",
        "note": NOTES[question.type],
        "controls": controls(question.asked, draft.response),
        "view": REGISTRY[question.type].view(question.asked, draft.response),
        "flagged": draft.flagged,
        "seen": draft.seen,
        "request_key": uuid4().hex,
        "action": question_url(attempt, number),
        "is_last": number == total,
        "saved": last_saved(attempt),
        "segments": [_segment(attempt, each, number) for each in numbers] if total <= SEGMENTS else [],
        "share_done": round(100 * (number - 1) / total),
        "tiles": [_tile(attempt, each, number) for each in numbers],
        "counts": counts(attempt, total),
        "check_url": reverse("attempts:check", args=[attempt.pk]),
        "title": gettext("Question %(number)s of %(total)s") % {"number": number, "total": total},
    }


def check_screen(attempt: Attempt) -> dict[str, Any]:
    """Check your answers: every question with its state, and what sending means."""
    placed = queries.placed(attempt)
    asked = queries.all_asked(placed, get_language() or "")
    rows = [
        {
            "number": place.number,
            "stem": question.stem,
            "lang": question.language,
            "url": question_url(attempt, place.number),
            "is_answered": is_answered(attempt, place.number),
            "is_flagged": is_flagged(attempt, place.number),
        }
        for place, question in zip(placed, asked, strict=True)
    ]
    blank = sum(not row["is_answered"] for row in rows)
    said = [counts(attempt, len(rows))]
    if blank:
        said.append(ngettext("%(count)s with none yet", "%(count)s with none yet", blank) % {"count": blank})
    return {
        "try_id": attempt.pk,
        "quiz_title": title_of(attempt),
        "rows": rows,
        "blank": blank,
        "counts": ", ".join(said),
        "saved": last_saved(attempt),
        "action": reverse("attempts:check", args=[attempt.pk]),
        "back_url": question_url(attempt, len(rows)),
        "last": len(rows),
        "title": gettext("Check your answers"),
    }
