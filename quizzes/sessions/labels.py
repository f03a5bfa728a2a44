"""The words for sessions and what was said of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.cohorts.rules import MakeUp, ShortRule, Stage
from courses.progress.attendance import MakeUpState, MarkHow, MarkKind

STAGE_LABELS: dict[str, Any] = {
    Stage.PLANNED: _("Planned"),
    Stage.OPEN: _("Open now"),
    Stage.HELD: _("List to confirm"),
    Stage.CLOSED: _("Confirmed"),
    Stage.CANCELLED: _("Called off"),
}
SHORT_LABELS: dict[str, Any] = {
    ShortRule.MINUTES: _("the minutes they were there"),
    ShortRule.NOTHING: _("nothing"),
}
MAKE_UP_LABELS: dict[str, Any] = {
    MakeUp.NONE: _("It cannot be made up"),
    MakeUp.SESSION: _("In the same session with another cohort"),
    MakeUp.WRITTEN: _("In writing; you read it"),
}
MAKE_UP_STATES: dict[str, Any] = {
    MakeUpState.WAITING: _("Waiting for a person"),
    MakeUpState.NEEDS_CHANGE: _("Needs a change"),
    MakeUpState.ACCEPTED: _("Accepted"),
}
MARK_LABELS: dict[str, Any] = {
    MarkKind.COMING: _("Says they come"),
    MarkKind.NOT_COMING: _("Does not come after all"),
    MarkKind.JOINED: _("Joined"),
    MarkKind.HERE: _("Still here"),
    MarkKind.LEFT: _("Left"),
    MarkKind.PRESENT: _("Here"),
    MarkKind.ABSENT: _("Not here"),
    MarkKind.EXCUSED: _("Excused"),
    MarkKind.CORRECTED: _("Corrected"),
}
HOW_LABELS: dict[str, Any] = {
    MarkHow.LINK: _("by the page"),
    MarkHow.CODE: _("by the code"),
    MarkHow.SHEET: _("on the list"),
    MarkHow.INSTRUCTOR: _("by hand"),
}
