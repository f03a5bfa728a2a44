"""Words for what the team sees."""

from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.catalog.labels import DOMAIN_LABELS
from courses.catalog.outlines import CourseOutline
from courses.progress.rules import ResultState
from quizzes.attempts.rules import StepKind
from quizzes.people.pasted import LineKind
from quizzes.people.rules import Cell, Headline, Hello, HelloReason, Stage

STAGES = {
    Stage.DONE: gettext_lazy("Done"),
    Stage.GOING: gettext_lazy("Going"),
    Stage.NOT_STARTED: gettext_lazy("Not started"),
}
RESULTS = {
    ResultState.STARTED: gettext_lazy("Going"),
    ResultState.WAITING: gettext_lazy("Waiting for a person"),
    ResultState.NEW_FEEDBACK: gettext_lazy("New feedback"),
    ResultState.PASSED: gettext_lazy("Passed"),
    ResultState.NOT_YET: gettext_lazy("Not yet"),
    ResultState.DONE: gettext_lazy("Done"),
    ResultState.TAKEN_BACK: gettext_lazy("Taken back"),
}
# Steps of a try that an audit reads.
AUDITED_STEPS = {
    StepKind.STARTED: gettext_lazy("Begun"),
    StepKind.ADJUSTED: gettext_lazy("Time changed"),
    StepKind.PAUSED: gettext_lazy("Stopped for a while"),
    StepKind.RESUMED: gettext_lazy("Went on"),
    StepKind.SENT: gettext_lazy("Sent"),
    StepKind.SCORED: gettext_lazy("Scored"),
    StepKind.REVIEWED: gettext_lazy("Read by a person"),
    StepKind.OVERRIDDEN: gettext_lazy("Score changed by a person"),
    StepKind.RESCORED: gettext_lazy("Scored again by a corrected key"),
}
LINES = {
    LineKind.INVITE: gettext_lazy("Gets an invitation"),
    LineKind.AGAIN: gettext_lazy("Was invited before: gets the same link again"),
    LineKind.ENROLLED: gettext_lazy("Already in this cohort: gets no mail"),
    LineKind.TWICE: gettext_lazy("Stands here twice: one mail is enough"),
    LineKind.NOT_AN_ADDRESS: gettext_lazy("This is not an e-mail address. Check the spelling."),
}


def plain_number(value) -> str:
    """9 and 9.5, not 9.000."""
    whole = value == value.to_integral_value()
    return number_format(value.quantize(value.to_integral_value()) if whole else value.normalize(), use_l10n=True)


def basis(rule: dict | None) -> str:
    """By which rule hours were given; nothing where none was asked."""
    if not rule:
        return ""
    facts = {
        "active": rule["active_seconds"] // 60,
        "needed": -(-rule["needed_seconds"] // 60),
        "share": rule["share_percent"],
    }
    if rule["given_by"] == "person":
        return _("Given by a person: %(active)s of %(needed)s active minutes (%(share)s percent) were measured") % facts
    return _("By time: %(active)s active minutes, %(needed)s needed (%(share)s percent)") % facts


def domain(name: str) -> str:
    return str(DOMAIN_LABELS.get(name, name))


def points(score, possible) -> str:
    """7 of 10; nothing where there are no points."""
    if score is None or not possible:
        return ""
    return _("%(score)s of %(possible)s") % {"score": plain_number(score), "possible": plain_number(possible)}


def cell_words(cell: Cell) -> str:
    """Done 9/10, Going 2/5, Not started."""
    if cell.stage == Stage.DONE and cell.possible:
        return f"{STAGES[cell.stage]} {plain_number(cell.score)}/{plain_number(cell.possible)}"
    if cell.stage == Stage.GOING:
        return f"{STAGES[cell.stage]} {cell.done}/{cell.total}"
    return str(STAGES[cell.stage])


def hello_words(hello: Hello, course: CourseOutline | None) -> str:
    """Why a word may help, in one line."""
    if hello.reason == HelloReason.QUIET:
        return ngettext("No step in %(count)s day", "No step in %(count)s days", hello.count) % {"count": hello.count}
    activity = course.activity(hello.activity_key) if course and hello.activity_key else None
    title = activity.title if activity else _("a quiz")
    words = ngettext(
        "%(count)s try not yet enough on %(quiz)s", "%(count)s tries not yet enough on %(quiz)s", hello.count
    )
    return words % {"count": hello.count, "quiz": title}


def headline_words(numbers: Headline) -> str:
    """24 people: 3 have finished, 15 are on their way, 6 have not started. 3 may want a hello."""
    parts = [
        (Stage.DONE, lambda n: ngettext("%(n)s has finished", "%(n)s have finished", n)),
        (Stage.GOING, lambda n: ngettext("%(n)s is on the way", "%(n)s are on their way", n)),
        (Stage.NOT_STARTED, lambda n: ngettext("%(n)s has not started", "%(n)s have not started", n)),
    ]
    people = ngettext("%(n)s person", "%(n)s people", numbers.people) % {"n": numbers.people}
    counted = [(numbers.by_stage[stage], words) for stage, words in parts]
    text = f"{people}: {', '.join(words(n) % {'n': n} for n, words in counted if n)}."
    if numbers.hellos:
        hello = ngettext("%(n)s may want a hello.", "%(n)s may want a hello.", numbers.hellos)
        text += " " + hello % {"n": numbers.hellos}
    return text


def days_since(then: datetime, now: datetime) -> str:
    """Today, or how many days ago."""
    days = (now - then).days
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days} if days else _("Today")
