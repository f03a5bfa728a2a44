"""What the screens about questions show, finished: those marked unclear, and counting again."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.ui import as_duration
from quizzes.attempts.screens import title_of
from quizzes.questions import queries as bank
from quizzes.questions.models import Question, QuestionVersion
from quizzes.reviews import challenges, labels, rescoring
from quizzes.reviews.models import Rescore
from quizzes.reviews.permissions import can_confirm, can_rescore
from quizzes.reviews.policies import Policy
from quizzes.reviews.rules import RunState
from quizzes.reviews.screens import frame, stem_of
from quizzes.reviews.sheets import of_words

# More than a screen of names is read by nobody.
MOST = 100


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
        "policy": labels.POLICIES[Policy(found.policy)],
        "doubts_url": reverse("reviews_admin:doubts") if can_confirm(user) and can_rescore(user) else "",
    }
