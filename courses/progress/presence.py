"""Reads of sessions and of who was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from cms.accounts.models import User
from courses.cohorts.models import Session
from courses.cohorts.queries import people_of
from courses.cohorts.rules import MakeUp, SessionState, credited
from courses.enrollments.rules import EnrollmentState
from courses.progress.attendance import MakeUpState, Presence, presence_of
from courses.progress.models import AttendanceMark, MakeUpWork


def own_sessions(user: User) -> QuerySet[Session]:
    """Those of the cohorts a person is in, and any they were at or said they come to."""
    member = Q(cohort__enrollments__trainee=user, cohort__enrollments__state=EnrollmentState.ACTIVE)
    in_cohort = Session.objects.filter(member).order_by().values("pk")
    marked = AttendanceMark.objects.filter(trainee=user).values("session")
    return Session.objects.filter(Q(pk__in=in_cohort) | Q(pk__in=marked))


def sessions_for(user: User) -> QuerySet[Session]:
    """What a person may open: their own, and those where one of theirs can be made up."""
    made_up = own_sessions(user).order_by().filter(make_up=MakeUp.SESSION).values("content_key")
    own = Q(pk__in=own_sessions(user).order_by().values("pk"))
    elsewhere = Q(content_key__in=made_up) & ~Q(state=SessionState.CANCELLED)
    return Session.objects.filter(own | elsewhere).select_related("cohort", "instructor")


def calendar_sessions(user: User, *, since: datetime) -> QuerySet[Session]:
    """What stands in a person's calendar: their sessions and those they lead."""
    led = Session.objects.filter(Q(instructor=user) | Q(cohort__instructors=user)).order_by().values("pk")
    mine = Q(pk__in=own_sessions(user).order_by().values("pk")) | Q(pk__in=led)
    return Session.objects.filter(mine, ends_at__gt=since).select_related("cohort").order_by("starts_at", "pk")


def coming_up(user: User, *, at: datetime, most: int = 3) -> list[Session]:
    """The next sessions of a person that are not over, in one query."""
    found = calendar_sessions(user, since=at).filter(state=SessionState.PLANNED)
    return list(found.filter(starts_at__lt=at + timedelta(days=30))[:most])


def presence_in(session: Session, user: User) -> Presence:
    """What one person's marks say."""
    return presence_of(AttendanceMark.objects.filter(session=session, trainee=user), session)


def presences(sessions: Iterable[Session], user: User) -> dict[int, Presence]:
    """One person in many sessions, in one query."""
    sessions = list(sessions)
    marks: dict[int, list[AttendanceMark]] = {session.pk: [] for session in sessions}
    for mark in AttendanceMark.objects.filter(session__in=sessions, trainee=user):
        marks[mark.session_id].append(mark)
    return {session.pk: presence_of(marks[session.pk], session) for session in sessions}


@dataclass(frozen=True)
class Line:
    """One person on the list of a session."""

    person: User
    presence: Presence
    # What the presence brings by the session's rule.
    credited: int
    is_guest: bool
    marks: tuple[AttendanceMark, ...]
    work: MakeUpWork | None = None


def sheet(session: Session) -> list[Line]:
    """Everybody who is expected or was there, by name, in four queries however many they are."""
    marks: dict[int, list[AttendanceMark]] = {}
    for mark in AttendanceMark.objects.filter(session=session).select_related("by", "note").order_by("number"):
        marks.setdefault(mark.trainee_id, []).append(mark)
    works = {work.trainee_id: work for work in MakeUpWork.objects.filter(session=session)}
    members = set(session.cohort.enrollments.filter(state=EnrollmentState.ACTIVE).values_list("trainee_id", flat=True))
    # A list that a thousand people stand on does not fit into a query's arguments: the rows are asked for by relation.
    there = Q(pk__in=people_of(session).values("pk")) | Q(attendance__session=session) | Q(make_ups__session=session)
    people = User.objects.filter(there).distinct()
    lines = [
        _line(session, person, marks.get(person.pk, []), person.pk not in members, works.get(person.pk))
        for person in people
    ]
    return sorted(lines, key=lambda line: (line.person.get_full_name().casefold(), line.person.pk))


def _line(session, person, marks, is_guest, work) -> Line:
    presence = presence_of(marks, session)
    return Line(person, presence, credit_of(session, presence), is_guest, tuple(marks), work)


def credit_of(session: Session, presence: Presence) -> int:
    """The minutes a presence brings."""
    least, rule = session.least_share, session.short_rule
    return credited(presence.minutes, session.minutes, least_share=least, short_rule=rule)


def same_content(session: Session) -> list[Session]:
    """The closed sessions that teach the same, this one among them, in the order they were closed."""
    closed = Session.objects.filter(content_key=session.content_key, state=SessionState.CLOSED)
    return list(closed.select_related("cohort", "instructor").order_by("closed_at", "pk"))


def make_up_chances(session: Session, *, at: datetime) -> list[Session]:
    """Other sessions that teach the same and are still to come, within the days the rule gives."""
    last = session.ends_at + timedelta(days=session.make_up_days)
    found = Session.objects.filter(content_key=session.content_key, state=SessionState.PLANNED)
    found = found.filter(ends_at__gt=at, starts_at__lte=last).exclude(pk=session.pk)
    return list(found.select_related("cohort").order_by("starts_at"))


def accepted_work(sessions: Iterable[Session], user: User) -> dict[int, MakeUpWork]:
    """What a person wrote for sessions and a person accepted."""
    found = MakeUpWork.objects.filter(session__in=list(sessions), trainee=user, state=MakeUpState.ACCEPTED)
    return {work.session_id: work for work in found}


def has_session(activity_key: UUID, cohort_id: int | None) -> bool:
    """Whether a cohort has a session that stands for this lesson."""
    if cohort_id is None:
        return False
    standing = Session.objects.filter(activity_key=activity_key, cohort_id=cohort_id)
    return standing.exclude(state=SessionState.CANCELLED).exists()
