"""Reads of cohorts."""

from django.db.models import Count, Q, QuerySet

from cms.accounts.models import User
from cms.accounts.permissions import has_role
from cms.accounts.rules import Role
from courses.cohorts.models import Cohort


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
