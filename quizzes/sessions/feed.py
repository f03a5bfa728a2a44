"""Sessions as a calendar file (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cms.pages.links import localized
from courses.cohorts.models import Session
from courses.cohorts.rules import SessionState


def file_of(sessions: Iterable[Session], *, names: bool) -> bytes:
    """A calendar of these sessions, each in the zone of its cohort's wall. Without `names` it says "Session" and
    nothing of what or where: calendars are read over shoulders."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hearten//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Hearten")
    for session in sessions:
        calendar.add_component(_event(session, names))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(session: Session, names: bool) -> Event:
    event, wall = Event(), ZoneInfo(session.cohort.time_zone)
    changed_at = session.changed_at.astimezone(UTC).replace(microsecond=0)
    address = settings.BASE_URL.rstrip("/") + localized(f"sessions/{session.pk}/", get_language())
    event.add("uid", f"session-{session.key}@hearten")
    event.add("sequence", session.sequence)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("dtstart", session.starts_at.astimezone(wall))
    event.add("dtend", session.ends_at.astimezone(wall))
    event.add("summary", session.title if names else _("Session"))
    event.add("url", address)
    event.add("description", address)
    is_cancelled = session.state == SessionState.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if names and session.place:
        event.add("location", session.place)
    return event
