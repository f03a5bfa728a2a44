"""Who a member of the team may see, and what their people have left behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from cms.accounts.models import User
from courses.cohorts.models import Cohort
from courses.enrollments.models import Accommodation, Enrollment, Invitation
from courses.enrollments.rules import EnrollmentState
from courses.progress.models import Completion, Result
from courses.progress.rules import ResultState
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import credentials_for
from quizzes.hours.models import HoursEntry
from quizzes.hours.rules import Ledger
from quizzes.journey.queries import course_source
from quizzes.people.rules import Posted, Reach, Trail, leading_reach, reading_reach


@dataclass(frozen=True)
class Viewer:
    """A member of the team, and how far they see and act."""

    user: User
    reads: Reach
    leads: Reach


def viewer(user: User) -> Viewer:
    """In one query; every scope below asks it."""
    roles = set(user.groups.values_list("name", flat=True))
    return Viewer(
        user,
        reads=reading_reach(roles, is_superuser=user.is_superuser),
        leads=leading_reach(roles, is_superuser=user.is_superuser),
    )


def cohorts_of(user: User) -> QuerySet[Cohort]:
    """The cohorts somebody teaches."""
    return Cohort.objects.filter(instructors=user)


def cohorts_for(who: Viewer) -> QuerySet[Cohort]:
    """The cohorts somebody may read."""
    return _within(who.reads, who.user)


def cohorts_led_by(who: Viewer) -> QuerySet[Cohort]:
    """The cohorts somebody may let people into."""
    return _within(who.leads, who.user)


def _within(reach: Reach, user: User) -> QuerySet[Cohort]:
    if reach == Reach.OWN:
        return cohorts_of(user)
    return Cohort.objects.all() if reach == Reach.EVERYBODY else Cohort.objects.none()


def enrollments_for(who: Viewer) -> QuerySet[Enrollment]:
    """Every place in a course that somebody may read: all, or those of the courses whose cohorts they teach."""
    if who.reads == Reach.EVERYBODY:
        return Enrollment.objects.all()
    return Enrollment.objects.filter(course_key__in=cohorts_for(who).order_by().values("course_key"))


def people_for(who: Viewer) -> QuerySet[User]:
    """The people behind those places."""
    return User.objects.filter(Exists(enrollments_for(who).filter(trainee=OuterRef("pk"))))


def places_led_by(who: Viewer) -> QuerySet[Enrollment]:
    """Every place somebody may act on: all, or those in the cohorts they lead."""
    if who.leads == Reach.EVERYBODY:
        return Enrollment.objects.all()
    return Enrollment.objects.filter(cohort__in=cohorts_led_by(who).order_by())


def people_led_by(who: Viewer) -> QuerySet[User]:
    """The people behind those places."""
    return User.objects.filter(Exists(places_led_by(who).filter(trainee=OuterRef("pk"))))


def led_of(person: User, who: Viewer) -> list[int]:
    """The places of a person that somebody may act on."""
    return list(places_led_by(who).filter(trainee=person).values_list("pk", flat=True))


def accommodation_of(person: User) -> Accommodation | None:
    """What was set for a person, with its reason."""
    return Accommodation.objects.filter(trainee=person).first()


def members(course_key: UUID, cohort: Cohort | None) -> QuerySet[Enrollment]:
    """The open places of a cohort, or of a whole course."""
    places = Enrollment.objects.filter(state=EnrollmentState.ACTIVE).select_related("trainee").order_by("pk")
    return places.filter(cohort=cohort) if cohort else places.filter(course_key=course_key)


def members_of_cohorts(user: User) -> list[Enrollment]:
    """The open places in all the cohorts somebody teaches."""
    places = Enrollment.objects.filter(state=EnrollmentState.ACTIVE, cohort__in=cohorts_of(user).order_by())
    return list(places.select_related("trainee", "cohort").order_by("pk"))


def trails(places: Iterable[Enrollment]) -> dict[int, Trail]:
    """What each place has left behind, in two queries however many there are."""
    begun = {place.pk: place.enrolled_at for place in places}
    words: dict[int, list] = {pk: [] for pk in begun}
    posted: dict[int, list[Posted]] = {pk: [] for pk in begun}
    completions = Completion.objects.filter(enrollment_id__in=list(begun)).order_by("activity_key", "number")
    for pk, key, kind, at in completions.values_list("enrollment_id", "activity_key", "kind", "at"):
        words[pk].append((key, kind, at))
    results = Result.objects.filter(enrollment_id__in=list(begun)).order_by("pk")
    for pk, key, state, score, possible, at in results.values_list(
        "enrollment_id", "activity_key", "state", "score", "possible", "at"
    ):
        posted[pk].append(Posted(key, ResultState(state), score, possible, at))
    return {pk: Trail(at, tuple(words[pk]), tuple(posted[pk])) for pk, at in begun.items()}


def minutes_in_course(course_key: UUID, people: Iterable[int]) -> dict[int, int]:
    """Minutes in the ledger from one course, by person; of these people, so that a group of a large course costs what
    a group of a small one does."""
    rows = HoursEntry.objects.filter(course_key=course_key, ledger=Ledger.TRAINING, trainee_id__in=list(people))
    rows = rows.order_by()
    return dict(rows.values_list("trainee_id").annotate(total=Sum("minutes")))


def minutes_by_domain(person: User, course_keys: Iterable[UUID]) -> dict[str, int]:
    """What a person has in the ledger from these courses."""
    rows = HoursEntry.objects.filter(trainee=person, course_key__in=list(course_keys), ledger=Ledger.TRAINING)
    return dict(rows.order_by("domain").values_list("domain").annotate(total=Sum("minutes")))


def certificates(person: User, places: Iterable[Enrollment]) -> list[Credential]:
    """The certificates these places have brought."""
    return list(credentials_for(person).filter(source__in=[course_source(place) for place in places]))


def waiting_invitations(cohorts: QuerySet[Cohort]) -> QuerySet[Invitation]:
    """Invitations into these cohorts that nobody has accepted yet, oldest first."""
    return Invitation.objects.filter(cohort__in=cohorts.order_by(), accepted_at=None).order_by("sent_at")


def addresses_in(cohort: Cohort) -> tuple[set[str], set[str]]:
    """The addresses of people in a cohort, and of those whose invitation still waits."""
    inside = members(cohort.course_key, cohort).values_list("trainee__email", flat=True)
    waiting = Invitation.objects.filter(course_key=cohort.course_key, accepted_at=None)
    return ({email.lower() for email in inside}, {email.lower() for email in waiting.values_list("email", flat=True)})
