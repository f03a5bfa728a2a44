"""Taking attendance: signs of the people themselves, and the word of whoever keeps the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from courses.cohorts.models import Session
from courses.cohorts.queries import people_of
from courses.cohorts.rules import OPENS_BEFORE, MakeUp, SessionState, Stage
from courses.cohorts.services import lock
from courses.progress.attendance import MakeUpState, MarkHow, MarkKind, presence_of, stretches
from courses.progress.models import AttendanceMark, AttendanceNote, MakeUpWork
from courses.progress.presence import make_up_chances, own_sessions, presence_in


class DoorClosed(Exception):
    """It is too early or too late to say so, or the session was called off."""


class SessionFull(Exception):
    """Everybody who fits in has said they come."""


class NothingToMakeUp(Exception):
    """The person has not missed this session, or the rule or its time does not allow it."""


class AlreadyClosed(Exception):
    """Who was there has been confirmed. From then on it is corrected, with a reason."""


@transaction.atomic
def join(session: Session, *, by: User, how: MarkHow, at: datetime | None = None) -> AttendanceMark:
    """Say that one is there. Pressed again, in this tab or on another phone, it is the same joining."""
    at = at or timezone.now()
    session = _open(session, at)
    if at > session.ends_at:
        raise DoorClosed(session.pk)
    marks = _marks(session, by)
    return marks[-1] if _is_open(marks) else _add(session, by, marks, MarkKind.JOINED, how, by=by, at=at)


@transaction.atomic
def still_here(session: Session, *, by: User, how: MarkHow, at: datetime | None = None) -> AttendanceMark:
    """A sign from somebody who joined: up to here they count, even if they never say that they leave."""
    at = at or timezone.now()
    session = _open(session, at)
    return _add(session, by, _marks(session, by), MarkKind.HERE, how, by=by, at=at)


@transaction.atomic
def leave(session: Session, *, by: User, how: MarkHow, at: datetime | None = None) -> AttendanceMark | None:
    """Say that one leaves; coming back later adds to it. Nothing happens to somebody who had not joined."""
    at = at or timezone.now()
    session = _open(session, at)
    marks = _marks(session, by)
    return _add(session, by, marks, MarkKind.LEFT, how, by=by, at=at) if _is_open(marks) else None


@transaction.atomic
def plan_to_come(session: Session, *, is_coming: bool, by: User, at: datetime | None = None) -> AttendanceMark | None:
    """Say that one makes up here what one missed with one's own cohort; or that one does not after all."""
    at = at or timezone.now()
    session = lock(session)
    marks = _marks(session, by)
    if presence_of(marks, session).is_coming == is_coming:
        return None
    if is_coming:
        if session.stage(at) != Stage.PLANNED or not can_make_up_in(session, by, at=at):
            raise NothingToMakeUp(session.pk)
        if session.capacity is not None and people_of(session).count() >= session.capacity:
            raise SessionFull(session.pk)
    kind = MarkKind.COMING if is_coming else MarkKind.NOT_COMING
    return _add(session, by, marks, kind, MarkHow.LINK, by=by, at=at)


def can_make_up_in(session: Session, user: User, *, at: datetime) -> bool:
    """Whether a person missed a session of theirs that this one makes up."""
    missed = own_sessions(user).filter(content_key=session.content_key, make_up=MakeUp.SESSION, ends_at__lt=at)
    return any(
        session in make_up_chances(each, at=at) and presence_in(each, user).minutes < each.minutes
        for each in missed.exclude(pk=session.pk).exclude(state=SessionState.CANCELLED)
    )


@dataclass(frozen=True)
class Word:
    """What the list says of one person: there for so many minutes, absent or excused."""

    kind: MarkKind
    minutes: int = 0


@transaction.atomic
def keep_list(
    session: Session, words: dict[User, Word], *, by: User, how: MarkHow = MarkHow.SHEET, at: datetime | None = None
) -> int:
    """Write down the list of a session and say how many lines are new. A line that says what is known adds nothing."""
    at = at or timezone.now()
    session = lock(session)
    _refuse_list(session, at)
    known: dict[int, list[AttendanceMark]] = {}
    for mark in AttendanceMark.objects.filter(session=session).order_by("number"):
        known.setdefault(mark.trainee_id, []).append(mark)
    added = 0
    for person, word in words.items():
        marks = known.get(person.pk, [])
        presence = presence_of(marks, session)
        if (presence.word, presence.minutes) != (word.kind, word.minutes):
            _add(session, person, marks, word.kind, how, by=by, at=at, minutes=word.minutes)
            added += 1
    return added


@transaction.atomic
def stayed_to_the_end(session: Session, *, by: User, at: datetime | None = None) -> int:
    """The word of whoever leads it that those who joined and never left were there until the end."""
    at = at or timezone.now()
    session = lock(session)
    _refuse_list(session, at)
    if at < session.ends_at:
        raise DoorClosed(session.pk)
    return sum(_end(session, marks, by, at) for marks in _by_person(session))


def _end(session, marks, by, at) -> bool:
    if not _is_open(marks):
        return False
    person, how = marks[0].trainee, MarkHow.INSTRUCTOR
    _add(session, person, marks, MarkKind.LEFT, how, by=by, at=session.ends_at, recorded_at=at)
    return True


def correct(
    session: Session, trainee: User, minutes: int, *, reason: str, by: User, at: datetime | None = None
) -> AttendanceMark:
    """Answer what stands on the list of a closed session. What stood there stays, with who said it and when."""
    at = at or timezone.now()
    with transaction.atomic():
        session = lock(session)
        if session.state != SessionState.CLOSED:
            raise DoorClosed(session.pk)
        marks = _marks(session, trainee)
        minutes = max(0, min(minutes, session.minutes))
        how = MarkHow.INSTRUCTOR
        mark = _add(session, trainee, marks, MarkKind.CORRECTED, how, by=by, at=at, minutes=minutes)
        AttendanceNote.objects.create(mark=mark, text=reason)
        return mark


@transaction.atomic
def hand_in(session: Session, text: str, *, by: User, at: datetime | None = None) -> MakeUpWork:
    """Hand in what one wrote to make up a session. Until somebody accepts it, it can be handed in anew."""
    at = at or timezone.now()
    session = lock(session)
    work = MakeUpWork.objects.filter(session=session, trainee=by).first()
    if (work and work.state == MakeUpState.ACCEPTED) or not can_write(session, by, at=at):
        raise NothingToMakeUp(session.pk)
    work = work or MakeUpWork(session=session, trainee=by)
    work.text, work.sent_at, work.state = text, at, MakeUpState.WAITING
    work.save()
    return work


def can_write(session: Session, user: User, *, at: datetime) -> bool:
    """Whether a person missed so much of a closed session that they may make it up in writing, and is in time."""
    last = session.ends_at + timedelta(days=session.make_up_days)
    is_asked = session.state == SessionState.CLOSED and session.make_up == MakeUp.WRITTEN
    return is_asked and at <= last and presence_in(session, user).minutes < session.minutes


def decide_work(work: MakeUpWork, *, accept: bool, answer: str, by: User, at: datetime | None = None) -> MakeUpWork:
    """Accept what somebody wrote, or say what it needs. Decided twice it is decided once."""
    with transaction.atomic():
        lock(work.session)
        found = MakeUpWork.objects.select_for_update(of=("self",)).select_related("session", "trainee").get(pk=work.pk)
        if found.state != MakeUpState.WAITING:
            raise AlreadyClosed(found.pk)
        found.state = MakeUpState.ACCEPTED if accept else MakeUpState.NEEDS_CHANGE
        found.answer, found.decided_by, found.decided_at = answer, by, at or timezone.now()
        found.save()
        return found


def _open(session: Session, at: datetime) -> Session:
    session = lock(session)
    if session.stage(at) != Stage.OPEN:
        raise DoorClosed(session.pk)
    return session


def _refuse_list(session: Session, at: datetime) -> None:
    if session.state == SessionState.CLOSED:
        raise AlreadyClosed(session.pk)
    if session.state == SessionState.CANCELLED or at < session.starts_at - OPENS_BEFORE:
        raise DoorClosed(session.pk)


def _marks(session: Session, person: User) -> list[AttendanceMark]:
    return list(AttendanceMark.objects.filter(session=session, trainee=person).order_by("number"))


def _by_person(session: Session) -> Iterable[list[AttendanceMark]]:
    found: dict[int, list[AttendanceMark]] = {}
    for mark in AttendanceMark.objects.filter(session=session).select_related("trainee").order_by("number"):
        found.setdefault(mark.trainee_id, []).append(mark)
    return found.values()


def _is_open(marks: list[AttendanceMark]) -> bool:
    return stretches(marks)[1]


def _add(session, trainee, marks, kind, how, *, by, at, minutes=None, recorded_at=None) -> AttendanceMark:
    return AttendanceMark.objects.create(
        session=session, trainee=trainee, number=len(marks) + 1, kind=kind, how=how, minutes=minutes, at=at, by=by,
        recorded_at=recorded_at or at,
    )  # fmt: skip
