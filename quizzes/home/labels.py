"""What the band of the dashboard and the comparison say."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.templatetags.ui import as_duration, as_hours
from courses.catalog.rules import ActivityKind
from quizzes.home.comparison import Column, Comparison, Row
from quizzes.home.rules import Stage

_HEADLINES = {
    Stage.BEGINNING: gettext_lazy("Your place is ready."),
    Stage.UNDER_WAY: gettext_lazy("You’ve made a start."),
    Stage.HALFWAY: gettext_lazy("You’re past the halfway mark."),
    Stage.LAST_MODULE: gettext_lazy("One module to go."),
    Stage.FINISHING: gettext_lazy("All modules are done."),
    Stage.FINISHED: gettext_lazy("You finished what you began."),
}


def headline(place) -> str:
    return str(_HEADLINES[place.stage]) if place else _("Here’s where to start.")


def where_next(place) -> dict[str, str]:
    """What stands on the band: what comes next, where it is, how long it takes, and the word on the button."""
    if place.stage == Stage.FINISHED:
        return {
            "before": _("Your certificate is ready"),
            "title": place.course.title,
            "detail": "",
            "button": _("See your certificate"),
        }
    if place.stage == Stage.FINISHING:
        return {
            "before": _("The last steps to your certificate"),
            "title": place.course.title,
            "detail": _("Sign that the work is your own, and tell us how the course was."),
            "button": _("Finish the course"),
        }
    if place.next is None:
        return {"before": "", "title": place.course.title, "detail": "", "button": _("Open the course")}
    return {
        "before": _("Start with") if place.stage == Stage.BEGINNING else _("Pick up where you left off"),
        "title": place.next.title,
        "detail": _detail(place),
        "button": _("Start") if place.stage == Stage.BEGINNING else _("Keep going"),
    }


def _detail(place) -> str:
    """Module 5, lesson 3. About 30 minutes."""
    where = {"module": place.module.number, "lesson": place.next.number}
    if place.next.kind == ActivityKind.LESSON:
        words = _("Module %(module)s, lesson %(lesson)s.") % where
    else:
        words = _("Module %(module)s, quiz.") % where
    if place.next.minutes:
        words += " " + _("About %(time)s.") % {"time": as_duration(place.next.minutes)}
    return words


def ring_words(place) -> str:
    """The drawing in a sentence, for those who do not see it."""
    said = ngettext(
        "A tree cut across, with %(count)s ring, one for each module.",
        "A tree cut across, with %(count)s rings, one for each module.",
        place.total,
    ) % {"count": place.total}
    said += " " + ngettext("%(count)s ring is full.", "%(count)s rings are full.", place.done) % {"count": place.done}
    if place.percent:
        said += " " + _("The next one is %(percent)s percent grown.") % {"percent": place.percent}
    return said


ROWS = {
    Row.AGE: gettext_lazy("Age"),
    Row.EDUCATION: gettext_lazy("School"),
    Row.RECOVERY: gettext_lazy("Recovery"),
    Row.TRAINING: gettext_lazy("Training"),
    Row.PRACTICE: gettext_lazy("Peer support work"),
    Row.SUPERVISION: gettext_lazy("With a supervisor"),
    Row.ETHICS: gettext_lazy("Code of ethics"),
    Row.DOCUMENTS: gettext_lazy("Papers"),
    Row.LETTERS: gettext_lazy("Letters"),
    Row.BACKGROUND: gettext_lazy("Background check"),
    Row.EXAM: gettext_lazy("Exam"),
    Row.RENEWAL: gettext_lazy("Renewal"),
}


def columns(found: Comparison) -> list[dict]:
    """Each program with what is left for it, and how that differs from the first."""
    first = found.columns[0] if found.columns else None
    return [
        {
            "column": column,
            "left": _left(column),
            "move": _move(column, first) if first and column is not first else "",
        }
        for column in found.columns
    ]


def _left(column: Column) -> list[str]:
    """What a person has to do for a program, in sentences."""
    said = []
    if column.training:
        said.append(_("%(hours)s hours of training to go.") % {"hours": as_hours(column.training)})
    if column.training_maybe:
        said.append(_("Your board may count %(hours)s of yours.") % {"hours": as_hours(column.training_maybe)})
    if column.practice:
        said.append(_("%(hours)s hours of peer support work to go.") % {"hours": as_hours(column.practice)})
    if column.things:
        said.append(
            ngettext("%(count)s other thing to do.", "%(count)s other things to do.", column.things)
            % {"count": column.things}
        )
    if column.questions:
        said.append(
            ngettext("%(count)s thing to ask the board.", "%(count)s things to ask the board.", column.questions)
            % {"count": column.questions}
        )
    return said or [_("Nothing that we know of.")]


def _move(column: Column, first: Column) -> str:
    """What it would cost to aim there instead of at the first program."""
    training, practice = column.training - first.training, column.practice - first.practice
    parts = [
        _more_or_fewer(training, _("%(hours)s more hours of training"), _("%(hours)s fewer hours of training")),
        _more_or_fewer(practice, _("%(hours)s more hours of work"), _("%(hours)s fewer hours of work")),
    ]
    told = ", ".join(filter(None, parts)) or _("the same hours")
    return _("Next to %(program)s: %(difference)s.") % {"program": first.name, "difference": told}


def _more_or_fewer(minutes: int, more: str, fewer: str) -> str:
    return (more if minutes > 0 else fewer) % {"hours": as_hours(abs(minutes))} if minutes else ""


def rows(found: Comparison) -> list[dict]:
    """The rows with their names. How a person stands in recovery is not shown beside others."""
    return [{"label": ROWS[row], "is_private": row == Row.RECOVERY, "cells": cells} for row, cells in found.rows]
