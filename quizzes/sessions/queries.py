"""What one person sees of a session, finished."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cms.accounts.models import User
from courses.catalog.rules import Modality
from courses.cohorts.models import Session
from courses.cohorts.rules import MakeUp, Stage
from courses.progress import marking
from courses.progress.attendance import Presence, presence_of
from courses.progress.models import AttendanceMark, MakeUpWork
from courses.progress.presence import credit_of, make_up_chances, own_sessions, presences
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import session_credential
from quizzes.hours.queries import standing_entries_from
from quizzes.journey.rules import session_source


@dataclass(frozen=True)
class Place:
    """One person at one session: what they can do there now, and what it brought."""

    session: Session
    stage: Stage
    presence: Presence
    marks: list[AttendanceMark]
    is_own: bool
    may_join: bool
    minutes_earned: int
    work: MakeUpWork | None
    may_write: bool
    may_come: bool
    chances: list[Session]
    credential: Credential | None

    @property
    def is_online(self) -> bool:
        return self.session.modality == Modality.LIVE_ONLINE

    @property
    def waits_for_name(self) -> bool:
        """Whether there is a certificate to be had, once there is a name to print."""
        full = self.session.gives_certificate and credit_of(self.session, self.presence) == self.session.minutes
        return self.stage == Stage.CLOSED and full and self.credential is None


def place_of(user: User, session: Session, *, at: datetime) -> Place:
    """The page of one session for one person, in a fixed number of queries."""
    found = AttendanceMark.objects.filter(session=session, trainee=user).select_related("by", "note")
    marks = list(found.order_by("number"))
    presence, stage = presence_of(marks, session), session.stage(at)
    is_own = own_sessions(user).filter(pk=session.pk).exists()
    source = session_source(session.pk, user.pk)
    has_missed = session.ends_at < at and presence.minutes < session.minutes and stage != Stage.CANCELLED
    may_make_up = is_own and has_missed and session.make_up == MakeUp.SESSION
    return Place(
        session=session,
        stage=stage,
        presence=presence,
        marks=marks,
        is_own=is_own,
        may_join=stage == Stage.OPEN and at <= session.ends_at,
        minutes_earned=sum(entry.minutes for entry in standing_entries_from(source)) if stage == Stage.CLOSED else 0,
        work=MakeUpWork.objects.filter(session=session, trainee=user).first(),
        may_write=is_own and marking.can_write(session, user, at=at),
        may_come=stage == Stage.PLANNED and not is_own and marking.can_make_up_in(session, user, at=at),
        chances=make_up_chances(session, at=at) if may_make_up else [],
        credential=session_credential(source) if stage == Stage.CLOSED else None,
    )


@dataclass(frozen=True)
class Listed:
    """A line of a person's sessions."""

    session: Session
    stage: Stage
    presence: Presence
    is_led: bool

    @property
    def address(self) -> str:
        """Who leads it keeps its list."""
        name = "sessions_admin:sheet" if self.is_led else "sessions:session"
        return reverse(name, args=[self.session.pk])


def listed(sessions: list[Session], user: User, *, at: datetime) -> list[Listed]:
    """Sessions with where they stand for this person, in two queries however many they are."""
    there = presences(sessions, user)
    own = set(own_sessions(user).filter(pk__in=[each.pk for each in sessions]).values_list("pk", flat=True))
    return [Listed(each, each.stage(at), there[each.pk], each.pk not in own) for each in sessions]
