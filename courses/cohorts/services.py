"""Deeds on cohorts and their sessions."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.mail.services import send
from cms.pages.links import localized
from cms.records.rules import new_code
from courses.cohorts import queries
from courses.cohorts.models import Calendar, Cohort, Session, SessionReminder, new_feed_key
from courses.cohorts.rules import SessionState, moment, reminder_word, weekly


class SessionOver(Exception):
    """What was held or closed is not planned anew, and what was cancelled stays so."""


def renew_code(cohort: Cohort, *, by: User) -> str:
    """Give a cohort a new join code. The old one opens nothing from now on; who is in stays in."""
    with transaction.atomic():
        locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
        locked.join_code = new_code()
        locked.save(update_fields=["join_code"])
        log(locked, "courses.renew_code", user=by)
        return locked.join_code


@transaction.atomic
def plan(session: Session, *, weeks: int = 1, by: User, at: datetime | None = None) -> list[Session]:
    """Put a session on the schedule, or a series of them a week apart at the same time on the cohort's wall."""
    planned: list[Session] = []
    at = at or timezone.now()
    zone = session.cohort.time_zone
    starts, ends = (each.astimezone(ZoneInfo(zone)) for each in (session.starts_at, session.ends_at))
    for day in weekly(starts.date(), weeks):
        each = _twin(session, content_key=uuid.uuid4() if planned else session.content_key)
        if planned:
            each.starts_at = moment(day, starts.time(), zone)
            each.ends_at = moment(day + (ends.date() - starts.date()), ends.time(), zone)
        each.changed_at = at
        each.save()
        log(each, "wagtail.create", user=by)
        planned.append(each)
    return planned


def _twin(session: Session, **changes: Any) -> Session:
    """The same plan as a row of its own, with nothing that has happened to it."""
    own = {"id", "key", "state", "sequence", "changed_at", "closed_at", "closed_by", "settled_at"}
    names = [field.attname for field in Session._meta.concrete_fields if field.name not in own]
    return Session(**{name: getattr(session, name) for name in names} | changes)


@transaction.atomic
def copy(
    session: Session, cohort: Cohort, *, day: date, is_same: bool = True, by: User, at: datetime | None = None
) -> Session:
    """The same session with another cohort or on another day, at the same time on the wall there. `is_same`: it
    teaches the same, so whoever missed one may make it up in the other, and nobody is paid for both."""
    zone, old = cohort.time_zone, ZoneInfo(session.cohort.time_zone)
    starts, ends = session.starts_at.astimezone(old), session.ends_at.astimezone(old)
    made = _twin(
        session,
        cohort_id=cohort.pk,
        content_key=session.content_key if is_same else uuid.uuid4(),
        starts_at=moment(day, starts.time(), zone),
        ends_at=moment(day + (ends.date() - starts.date()), ends.time(), zone),
        changed_at=at or timezone.now(),
    )
    made.save()
    log(made, "wagtail.create", user=by)
    return made


@transaction.atomic
def change(session: Session, *, by: User, at: datetime | None = None) -> Session:
    """Keep what was changed in the plan. If it starts or ends at another time, or is somewhere else, whoever is
    expected is told by mail; calendars take any change."""
    at = at or timezone.now()
    before = _open(session)
    session.sequence, session.changed_at = before.sequence + 1, at
    session.save()
    log(session, "wagtail.edit", user=by)
    moved = any(getattr(before, name) != getattr(session, name) for name in ("starts_at", "ends_at", "place", "link"))
    if moved and session.ends_at > at:
        _tell_people(session, "session_moved", at)
    return session


@transaction.atomic
def cancel(session: Session, *, by: User, at: datetime | None = None) -> Session:
    """Call a session off. It stays on everybody's list as called off, and whoever is expected is told by mail."""
    at = at or timezone.now()
    found = _open(session)
    found.state, found.sequence, found.changed_at = SessionState.CANCELLED, found.sequence + 1, at
    found.save(update_fields=["state", "sequence", "changed_at"])
    log(found, "courses.cancel_session", user=by)
    if found.ends_at > at:
        _tell_people(found, "session_cancelled", at)
    return found


def lock(session: Session) -> Session:
    """Line up everything that happens to one session. Call it inside a transaction."""
    return Session.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=session.pk)


def _open(session: Session) -> Session:
    found = lock(session)
    if found.state != SessionState.PLANNED:
        raise SessionOver(found.pk)
    return found


def _tell_people(session: Session, template: str, at: datetime) -> None:
    """The mail may be read on a locked screen at work: it names neither course nor session."""
    for person in queries.people_of(session):
        _mail(template, session, person, at)


def _mail(template: str, session: Session, person: User, at: datetime, **facts: Any) -> None:
    """A mail about a session, its time told where the person lives: templates show the zone of the moment."""
    address = settings.BASE_URL.rstrip("/") + localized(f"sessions/{session.pk}/", person.language)
    context = {"person": person, "starts_at": session.starts_at, "address": address, **facts}
    with timezone.override(person.time_zone):
        send(template, to=person.email, context=context, language=person.language, at=at)


def remind(*, at: datetime | None = None) -> int:
    """Mail everybody whose session is within a day and who wants to be reminded, once."""
    at = at or timezone.now()
    return sum(_remind(session, queries.people_to_remind(session), at) for session in queries.soon(at))


def _remind(session: Session, people: Iterable[User], at: datetime) -> int:
    sent = 0
    for person in people:
        word = reminder_word(session.starts_at, at=at, zone=person.time_zone)
        try:
            with transaction.atomic():
                SessionReminder.objects.create(session=session, person=person, starts_at=session.starts_at, at=at)
                _mail(queries.REMINDER, session, person, at, word=word)
                sent += 1
        except IntegrityError:
            # Another worker was first.
            continue
    return sent


@transaction.atomic
def name_sessions(person: User, *, shows_titles: bool) -> Calendar:
    """Keep whether a person's calendar names its sessions."""
    Calendar.objects.get_or_create(person=person)
    found = Calendar.objects.select_for_update().get(person=person)
    found.shows_titles = shows_titles
    found.save(update_fields=["shows_titles"])
    return found


@transaction.atomic
def new_feed(person: User) -> Calendar:
    """Give a person an address for their calendar. The one before opens nothing from now on."""
    Calendar.objects.get_or_create(person=person)
    found = Calendar.objects.select_for_update().get(person=person)
    found.feed_key, found.has_feed = new_feed_key(), True
    found.save(update_fields=["feed_key", "has_feed"])
    return found


@transaction.atomic
def end_feed(person: User) -> None:
    """Close a person's calendar address without a new one."""
    Calendar.objects.filter(person=person).update(feed_key=new_feed_key(), has_feed=False)


def next_day(session: Session) -> date:
    """A week after a session, by the calendar on its wall: what a copy begins with."""
    return session.day + timedelta(weeks=1)
