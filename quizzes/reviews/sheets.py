"""What the screens about scores and questions show, finished: templates decide nothing."""

from collections.abc import Mapping
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.catalog.queries import outline
from quizzes.attempts.models import Attempt
from quizzes.attempts.results import points_words
from quizzes.attempts.rules import StepKind
from quizzes.attempts.screens import title_of
from quizzes.blueprints.rules import spoken_title
from quizzes.questions import queries as bank
from quizzes.reviews import labels, queries
from quizzes.reviews.models import Doubt, TalkNote
from quizzes.reviews.rules import DoubtKind
from quizzes.reviews.screens import asked_of, frame, stem_of, words_of


def of_words(points, possible) -> str:
    """7 of 10, in the reader's own figures."""
    shown = {"points": points_words(Decimal(points)), "possible": points_words(Decimal(possible))}
    return _("%(points)s of %(possible)s") % shown


def pass_words(passed: bool | None) -> str:
    return {True: _("Passes"), False: _("Does not pass yet"), None: _("Waits for a person")}[passed]


def _score_crumb(attempt: Attempt) -> tuple[str, str]:
    return reverse("reviews_admin:score", args=[attempt.pk]), attempt.trainee.get_full_name()


def score(attempt: Attempt) -> dict:
    """One try, question by question, with its history."""
    history = queries.history_of(attempt)
    card = history[-1].payload
    payloads = bank.payloads({line["version"] for line in card["questions"]})
    people = {line.get("by") for line in card["questions"]} | {each.payload.get("by") for each in history}
    names = queries.names_of(people - {None})
    return frame(attempt.trainee.get_full_name(), "list-ol", (reverse("reviews_admin:queue"), _("Grading"))) | {
        "attempt": attempt,
        "total": f"{title_of(attempt)}: {of_words(card['points'], card['possible'])}",
        "verdict": pass_words(attempt.passed),
        "sent": _("Sent on %(day)s") % {"day": date_format(attempt.sent_at, "DATETIME_FORMAT")},
        "lines": [
            {
                "number": line["number"],
                "stem": Truncator(stem_of(payloads[line["version"]])).chars(90),
                "points": of_words(line["earned"], line["worth"]) if line["earned"] is not None else _("Not read yet"),
                "scheme": labels.scheme_words(line["scheme"]),
                "workings": line["workings"],
                "by": names.get(line.get("by"), ""),
            }
            for line in card["questions"]
        ],
        "history": [
            {
                "when": each.at,
                "what": labels.STEPS[StepKind(each.kind)],
                "by": names.get(each.payload.get("by"), ""),
                "total": of_words(each.payload["points"], each.payload["possible"]),
                "verdict": pass_words(each.payload.get("passed")),
                "reason": each.payload.get("reason", ""),
            }
            for each in history
        ],
        "talks": TalkNote.objects.filter(attempt=attempt).select_related("by").order_by("at"),
    }


def tries(person, rows) -> dict:
    """The sent tries of one person, newest first."""
    return frame(person.get_full_name(), "list-ol", (reverse("reviews_admin:queue"), _("Grading"))) | {
        "rows": [
            {
                "pk": each.pk,
                "quiz": spoken_title(each.quiz_version.payload, get_language() or ""),
                "number": each.number,
                "sent_at": each.sent_at,
                "total": of_words(each.points, each.possible),
                "verdict": pass_words(each.passed),
            }
            for each in rows
        ]
    }


def words_for(attempt: Attempt, line, viewer) -> str:
    """An answer in words, for whoever it was written to: its reader, and the instructor where its writer said so. What
    was written for one reader is not opened by others once it has been read."""
    response = attempt.answers.get(str(line["number"]), {}).get("response")
    chosen = response.get("seen_by") if isinstance(response, Mapping) else None
    is_for_them = chosen != "reader" or line.get("by") in (None, viewer.pk)
    if response is None or not is_for_them:
        return ""
    asked = asked_of(line["version"])
    return "\n".join(words_of(asked.type, response, asked.asked))


def points(attempt: Attempt, line, form, viewer) -> dict:
    """Change what one question earned."""
    stem = stem_of(bank.payloads([line["version"]])[line["version"]])
    earned = of_words(line["earned"], line["worth"]) if line["earned"] is not None else _("Not read yet")
    return frame(_("Change points"), "edit", _score_crumb(attempt)) | {
        "lines": [
            _("Question %(number)s: %(stem)s") % {"number": line["number"], "stem": stem},
            _("Now: %(points)s.") % {"points": earned},
        ],
        "quote": words_for(attempt, line, viewer),
        "form": form,
        "button": _("Change points"),
        "back": reverse("reviews_admin:score", args=[attempt.pk]),
    }


def passing(attempt: Attempt, form) -> dict:
    """Change whether a try passes."""
    return frame(_("Change whether it passes"), "edit", _score_crumb(attempt)) | {
        "lines": [
            _("Now: %(points)s. %(verdict)s.")
            % {"points": of_words(attempt.points, attempt.possible), "verdict": pass_words(attempt.passed)},
            _("Hours and the certificate follow a pass. If they rest on this try, a person is asked before any go."),
        ],
        "form": form,
        "button": _("Change it"),
        "back": reverse("reviews_admin:score", args=[attempt.pk]),
    }


def what_words(doubt: Doubt) -> str:
    """Two hours of a module, or a certificate, in words."""
    if doubt.kind == DoubtKind.CERTIFICATE:
        return _("Certificate: %(title)s") % {"title": doubt.credential.snapshot["title"]}
    course = outline(doubt.enrollment.course_key)
    module = next((each for each in course.modules if each.key == doubt.module_key), None) if course else None
    return _("Hours from %(module)s") % {"module": module.title if module else _("a module that is not published now")}


def doubts(rows, now) -> dict:
    """What waits for a person's word."""
    return frame(_("To confirm"), "warning") | {
        "rows": [
            {
                "pk": each.pk,
                "name": each.person.get_full_name(),
                "what": what_words(each),
                "why": each.why,
                "ago": labels.days_since(each.opened_at, now),
            }
            for each in rows
        ]
    }


def doubt(found: Doubt, form) -> dict:
    """One decision."""
    name = found.person.get_full_name()
    if found.kind == DoubtKind.HOURS:
        then = _("If you take them back, the quiz is open again and they can be earned again.")
    else:
        then = _("If you take it back, whoever checks it reads “taken back”, without a reason.")
    if found.attempt:
        points = of_words(found.attempt.points, found.attempt.possible)
        rests = _("These rest on a score that changed: keep or take back.")
        lines = [f"{name}. {what_words(found)}", rests, then, _("The score now: %(points)s.") % {"points": points}]
    else:
        rests = _("It was made while hours stood in the record whose approval was taken back since.")
        lines = [f"{name}. {what_words(found)}", rests, then]
    if found.decided_at:
        lines.append(_("This was decided on %(day)s.") % {"day": date_format(found.decided_at, "DATE_FORMAT")})
    return frame(_("Keep or take back"), "warning", (reverse("reviews_admin:doubts"), _("To confirm"))) | {
        "lines": lines,
        "quote": found.why,
        "form": form,
        "button": _("Decide"),
        "back": reverse("reviews_admin:doubts"),
    }
