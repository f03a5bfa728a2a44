"""What the band of the dashboard says."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.templatetags.ui import as_duration
from courses.catalog.rules import ActivityKind
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
