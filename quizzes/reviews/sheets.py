"""What the screens about scores and questions show, finished: templates decide nothing."""

from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.templatetags.ui import as_duration
from courses.catalog.queries import outline
from quizzes.attempts.models import Attempt
from quizzes.attempts.results import points_words
from quizzes.attempts.screens import title_of
from quizzes.blueprints.rules import spoken_title
from quizzes.questions import queries as bank
from quizzes.questions.models import Question, QuestionVersion
from quizzes.reviews import challenges, labels, queries, rescoring
from quizzes.reviews.models import Doubt, Rescore, TalkNote
from quizzes.reviews.permissions import can_confirm, can_rescore
from quizzes.reviews.rules import DoubtKind, RunState
from quizzes.reviews.screens import frame, stem_of

# More than a screen of names is read by nobody.
MOST = 100


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
                "what": labels.STEPS[each.kind],
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


def points(attempt: Attempt, line, form) -> dict:
    """Change what one question earned."""
    stem = stem_of(bank.payloads([line["version"]])[line["version"]])
    earned = of_words(line["earned"], line["worth"]) if line["earned"] is not None else _("Not read yet")
    return frame(_("Change points"), "edit", _score_crumb(attempt)) | {
        "lines": [
            _("Question %(number)s: %(stem)s") % {"number": line["number"], "stem": stem},
            _("Now: %(points)s.") % {"points": earned},
        ],
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
                "name": each.enrollment.trainee.get_full_name(),
                "what": what_words(each),
                "why": each.why,
                "ago": labels.days_since(each.opened_at, now),
            }
            for each in rows
        ]
    }


def doubt(found: Doubt, form) -> dict:
    """One decision."""
    name = found.enrollment.trainee.get_full_name()
    if found.kind == DoubtKind.HOURS:
        then = _("If you take them back, the quiz is open again and they can be earned again.")
    else:
        then = _("If you take it back, whoever checks it reads “taken back”, without a reason.")
    lines = [
        f"{name}. {what_words(found)}",
        _("These rest on a score that changed: keep or take back."),
        then,
        _("The score now: %(points)s.") % {"points": of_words(found.attempt.points, found.attempt.possible)},
    ]
    if found.decided_at:
        lines.append(_("This was decided on %(day)s.") % {"day": date_format(found.decided_at, "DATE_FORMAT")})
    return frame(_("Keep or take back"), "warning", (reverse("reviews_admin:doubts"), _("To confirm"))) | {
        "lines": lines,
        "quote": found.why,
        "form": form,
        "button": _("Decide"),
        "back": reverse("reviews_admin:doubts"),
    }


def unclear_queue(rows, now) -> dict:
    """Questions marked unclear."""
    payloads = bank.payloads([row.version_id for row in rows])
    numbers = dict(QuestionVersion.objects.filter(pk__in=payloads).values_list("pk", "number"))
    return frame(_("Questions marked unclear"), "help") | {
        "rows": [
            {
                "version_id": row.version_id,
                "stem": Truncator(stem_of(payloads[row.version_id])).chars(110),
                "version": numbers[row.version_id],
                "people": row.people,
                "ago": labels.days_since(row.oldest, now),
            }
            for row in rows
        ]
    }


def answer(version: QuestionVersion, form, *, may_rescore: bool) -> dict:
    """What people said about a question."""
    said = list(challenges.open_challenges(version).select_related("trainee"))
    question = Question.objects.filter(translation_key=version.question_key).order_by("locale_id", "pk").first()
    heading = ngettext("%(n)s person finds it unclear", "%(n)s people find it unclear", len(said)) % {"n": len(said)}
    return frame(
        _("An unclear question"), "help", (reverse("reviews_admin:unclear"), _("Questions marked unclear"))
    ) | {
        "stem": stem_of(version.payload),
        "heading": heading,
        "said": said,
        "form": form,
        "newer": rescoring.newest_version(version.question_key) != version,
        "edit_url": reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk]) if question else "",
        "rescore_url": reverse("reviews_admin:rescore", args=[version.question_key]) if may_rescore else "",
    }


def rescore(version: QuestionVersion, form, found) -> dict:
    """Count again: how, why, and who changes."""
    context = frame(_("Rescore tries"), "rotate") | {
        "stem": stem_of(version.payload),
        "version": _("By version %(number)s, published on %(day)s")
        % {"number": version.number, "day": date_format(version.created_at, "DATETIME_FORMAT")},
        "form": form,
        "found": found,
        "runs": Rescore.objects.filter(question_key=version.question_key).select_related("by")[:10],
    }
    if not found:
        return context
    count = len(found.planned)
    return context | {
        "headline": ngettext("%(n)s try changes", "%(n)s tries change", count) % {"n": count}
        if count
        else _("Nothing changes"),
        "facts": list(_facts(found)),
        "rows": [_planned(each) for each in found.planned[:MOST]],
        "more": max(0, count - MOST),
        "button": ngettext("Change %(n)s try", "Change %(n)s tries", count) % {"n": count},
    }


def _facts(found):
    yield ngettext("%(n)s sent try looked at", "%(n)s sent tries looked at", found.looked_at) % {"n": found.looked_at}
    if found.passing:
        yield ngettext("%(n)s now passes", "%(n)s now pass", len(found.passing)) % {"n": len(found.passing)}
    if minutes := sum(each.minutes for each in found.planned):
        yield _("%(time)s of training hours follow, dated to when they were earned") % {"time": as_duration(minutes)}
    if found.losing:
        words = ngettext("%(n)s no longer passes", "%(n)s no longer pass", len(found.losing))
        yield words % {"n": len(found.losing)}
    if minutes := sum(each.minutes_in_doubt for each in found.planned):
        words = _("%(time)s of training hours wait for a person to confirm; none are taken back by this")
        yield words % {"time": as_duration(minutes)}
    if count := sum(each.credential is not None for each in found.planned):
        words = ngettext("%(n)s certificate waits for a person", "%(n)s certificates wait for a person", count)
        yield words % {"n": count}
    if found.by_person:
        words = ngettext(
            "%(n)s was scored by a person and stays", "%(n)s were scored by a person and stay", found.by_person
        )
        yield words % {"n": found.by_person}
    if found.apart:
        words = ngettext(
            "%(n)s saw answers the question no longer has: only full credit reaches it",
            "%(n)s saw answers the question no longer has: only full credit reaches them",
            found.apart,
        )
        yield words % {"n": found.apart}


def _planned(each) -> dict:
    title = title_of(each.attempt)
    follows = []
    if each.now_passes:
        follows.append(_("passes"))
    if each.minutes:
        follows.append(_("%(time)s added") % {"time": as_duration(each.minutes)})
    if each.no_longer_passes:
        follows.append(_("no longer passes"))
    if each.minutes_in_doubt:
        follows.append(_("%(time)s to confirm") % {"time": as_duration(each.minutes_in_doubt)})
    if each.credential:
        follows.append(_("certificate to confirm"))
    change = each.change
    return {
        "name": each.attempt.trainee.get_full_name(),
        "quiz": _("%(quiz)s, try %(number)s") % {"quiz": title, "number": each.attempt.number},
        "before": of_words(change.before.points, change.before.possible),
        "after": of_words(change.after.points, change.after.possible),
        "follows": follows,
    }


def run(found: Rescore, user) -> dict:
    """How far counting again is."""
    is_running = found.state == RunState.RUNNING
    words = ngettext("%(n)s try has changed", "%(n)s tries have changed", found.changed) % {"n": found.changed}
    crumb = (reverse("reviews_admin:rescore", args=[found.question_key]), _("Rescore tries"))
    return frame(_("Rescore"), "rotate", crumb) | {
        "run": found,
        "is_running": is_running,
        "headline": _("Counting again") if is_running else _("Done. %(changed)s.") % {"changed": words},
        "progress": _("%(seen)s of %(total)s tries looked at") % {"seen": found.seen, "total": found.total},
        "policy": labels.POLICIES[found.policy],
        "doubts_url": reverse("reviews_admin:doubts") if can_confirm(user) and can_rescore(user) else "",
    }
