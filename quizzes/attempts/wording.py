"""How times, points and rules of a quiz are said to people."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext

from cms.accounts.zones import NEAR
from cms.templatetags.ui import as_duration
from courses.catalog.labels import DOMAIN_LABELS
from quizzes.grading.passing import Passing, PassingKind, points_needed
from quizzes.grading.policies import Counts
from quizzes.grading.scores import Score


def time_words(at: datetime) -> str:
    """2:31 pm, in the person's own zone."""
    return date_format(timezone.localtime(at), "TIME_FORMAT").replace("p.m.", "pm").replace("a.m.", "am")


def day_words(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")


def zone_words() -> str:
    """The reader's own time zone by the name people use for it."""
    name = timezone.get_current_timezone_name()
    return str(dict(NEAR).get(name) or name.replace("_", " "))


def moment_words(at: datetime) -> str:
    """November 20, 2026, 11:59 pm (Eastern time): for moments that other people may read in other zones."""
    said = {"day": day_words(at), "time": time_words(at), "zone": zone_words()}
    return gettext("%(day)s, %(time)s (%(zone)s)") % said


def span_words(span: timedelta) -> str:
    """A wait in words, in days where it is long."""
    if span >= timedelta(days=2) and not span % timedelta(days=1):
        return ngettext("%(count)s day", "%(count)s days", span.days) % {"count": span.days}
    return as_duration(round(span.total_seconds() / 60))


def left_words(seconds: int) -> str:
    """About 35 minutes left: whole minutes, never seconds."""
    minutes = -(-seconds // 60)
    if minutes <= 0:
        return gettext("Time is up. We are sending what you saved.")
    if minutes == 1:
        return gettext("Less than a minute left")
    return gettext("About %(minutes)s minutes left") % {"minutes": minutes}


def points_words(points: Decimal) -> str:
    """7, 6.5 or 6.33, in the reader's own decimal mark."""
    shown = points.normalize()
    return number_format(shown, max(0, -int(shown.as_tuple().exponent)))


def score_words(score: Score) -> str:
    return gettext("%(points)s of %(possible)s") % {
        "points": points_words(score.points),
        "possible": points_words(score.possible),
    }


def share_words(percent: Decimal) -> str:
    return gettext("%(percent)s%%") % {"percent": points_words(percent)}


def enough_words(passing: Passing, possible: Decimal) -> str:
    """How much is enough, as the person will read their score."""
    if passing.kind == PassingKind.SCALED:
        said = {name: points_words(getattr(passing, name)) for name in ("value", "low", "high")}
        return gettext("%(value)s on a scale from %(low)s to %(high)s") % said
    return score_words(Score(points_needed(possible, passing), possible))


def domain_words(domain: str) -> str:
    return str(DOMAIN_LABELS.get(domain, domain))


KEPT: Mapping[Counts, Callable[[], str]] = {
    Counts.HIGHEST: lambda: gettext("We keep your best score."),
    Counts.LATEST: lambda: gettext("Your latest try counts."),
    Counts.FIRST: lambda: gettext("Your first try counts. More tries are practice."),
    Counts.AVERAGE: lambda: gettext("The average of your tries counts."),
}


def kept_words(which: Counts) -> str:
    """Which try counts."""
    return KEPT[which]()


def ordinal(number: int) -> str:
    """Which try this is, in words."""
    words = [gettext("first try"), gettext("second try"), gettext("third try"), gettext("fourth try")]
    return words[number - 1] if number <= len(words) else gettext("try %(number)s") % {"number": number}
