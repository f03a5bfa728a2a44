"""Reads of cohorts."""

from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cms.accounts.models import User
from cms.accounts.permissions import has_role
from cms.accounts.queries import wants_mail
from cms.accounts.rules import Role
from courses.cohorts.models import Calendar, Cohort, Session, SessionReminder
from courses.cohorts.rules import REMIND_BEFORE, SessionState

# The name of the mail, and of its switch under Account.
REMINDER = "session_reminder"


def cohorts_for(user: User) -> QuerySet[Cohort]:
    """Those a member of the team may see: instructors their own, administrators all."""
    if has_role(user, Role.ADMINISTRATOR):
        return Cohort.objects.all()
    return Cohort.objects.filter(instructors=user)


def with_people(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Cohorts with the number of people in them, in the same query."""
    return cohorts.annotate(people=Count("enrollments", filter=Q(enrollments__state="active"), distinct=True))


def instructors() -> QuerySet[User]:
    """Who can lead a cohort."""
    leading = [Role.INSTRUCTOR, Role.ADMINISTRATOR]
    people = User.objects.filter(is_active=True)
    return people.filter(Q(groups__name__in=leading) | Q(is_superuser=True)).distinct().order_by("email")


def sessions_led_by(user: User) -> QuerySet[Session]:
    """The sessions somebody may change and take the list of: those of their cohorts, and those they lead."""
    mine = Q(cohort__in=cohorts_for(user).order_by().values("pk")) | Q(instructor=user)
    return Session.objects.filter(mine).select_related("cohort", "instructor")


def people_of(session: Session) -> QuerySet[User]:
    """Who is expected: the people of the cohort, and who said they come to make up what they missed elsewhere.
    Enrollments and marks stand above cohorts; their rows are reached by name. Coming and not coming take turns."""
    said = User.objects.filter(attendance__session=session)
    times = {kind: Count("pk", filter=Q(attendance__kind=kind)) for kind in ("coming", "not_coming")}
    guests = said.annotate(**times).filter(Q(coming__gt=F("not_coming"))).order_by().values("pk")
    members = Q(enrollments__cohort=session.cohort_id, enrollments__state="active")
    return User.objects.filter(members | Q(pk__in=guests)).distinct().order_by("pk")


def soon(at: datetime) -> QuerySet[Session]:
    """Sessions that start within a day."""
    planned = Session.objects.filter(state=SessionState.PLANNED).select_related("cohort")
    return planned.filter(starts_at__gt=at, starts_at__lte=at + REMIND_BEFORE).order_by("starts_at", "pk")


def people_to_remind(session: Session) -> list[User]:
    """Who is expected, wants to be reminded, and has not had this reminder."""
    told = SessionReminder.objects.filter(session=session, starts_at=session.starts_at, person=OuterRef("pk"))
    return [person for person in people_of(session).filter(~Exists(told)) if wants_mail(person, REMINDER)]


def calendar_of(person: User) -> Calendar:
    """What a person chose; what everybody has, when they chose nothing yet."""
    return Calendar.objects.filter(person=person).first() or Calendar(person=person)


def calendar_by_key(key: str) -> Calendar | None:
    """The open calendar with this key."""
    return Calendar.objects.filter(feed_key=key, has_feed=True).select_related("person").first()
