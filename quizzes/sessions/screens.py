"""What each CMS screen of sessions shows, finished: templates decide nothing."""

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.cohorts.models import Session
from courses.cohorts.rules import Stage
from courses.progress.attendance import MakeUpState
from quizzes.sessions import lists
from quizzes.sessions.labels import MAKE_UP_STATES, STAGE_LABELS


def frame(title: str, *crumbs: tuple[str, str]) -> dict:
    """The head of a screen."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    trail = [home, *({"url": url, "label": label} for url, label in crumbs), {"url": "", "label": title}]
    return {"header_title": title, "page_title": title, "header_icon": "calendar", "breadcrumbs_items": trail}


def index_crumb() -> tuple[str, str]:
    return reverse("sessions_admin:index"), _("Live sessions")


def session_crumbs(session: Session) -> tuple[tuple[str, str], ...]:
    return index_crumb(), (reverse("sessions_admin:sheet", args=[session.pk]), session.title)


def index(page, now, *, past: bool) -> dict:
    """Sessions by their day, each with where it stands."""
    rows = [(session, STAGE_LABELS[session.stage(now)], session.stage(now)) for session in page]
    return frame(_("Live sessions")) | {"rows": rows, "page": page, "past": past}


def sheet(session: Session, rows: list[lists.Row], now) -> dict:
    """The list of a session and what can be done with it."""
    stage = session.stage(now)
    works = [(row.person, row.line.work, MAKE_UP_STATES[row.line.work.state]) for row in rows if row.line.work]
    return frame(session.title, index_crumb()) | {
        "session": session,
        "stage": stage,
        "stage_label": STAGE_LABELS[stage],
        "rows": rows,
        "faults": [row for row in rows if row.fault],
        "may_keep": lists.may_keep(session, at=now),
        "may_change": session.state == "planned",
        "is_over": now >= session.ends_at,
        "is_closed": stage == Stage.CLOSED,
        "is_in_person": session.modality == "in_person",
        "open_count": sum(row.line.presence.is_open and not row.line.presence.word for row in rows),
        "waiting": [(who, work) for who, work, _word in works if work.state == MakeUpState.WAITING],
        "works": works,
    }


def close(session: Session, rows: list[lists.Row]) -> dict:
    """Who gets what, before it is done."""
    there = [row for row in rows if row.line.presence.minutes]
    return frame(_("Confirm who was there"), *session_crumbs(session)) | {
        "session": session,
        "rows": rows,
        "count": len(there),
        "open_count": sum(row.line.presence.is_open and not row.line.presence.word for row in rows),
    }
