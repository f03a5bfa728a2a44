"""Reads of reflections."""

from uuid import UUID

from django.db.models import QuerySet

from cms.accounts.models import User
from courses.enrollments.models import Enrollment
from courses.reflections.models import Reflection
from courses.reflections.rules import Visibility


def reflections_for(user: User) -> QuerySet[Reflection]:
    """What a person has written, newest first."""
    return Reflection.objects.filter(enrollment__trainee=user).exclude(text="").select_related("enrollment")


def reflections_in(enrollment: Enrollment, lesson_key: UUID) -> dict[str, Reflection]:
    """What was written in one lesson, by prompt."""
    found = Reflection.objects.filter(enrollment=enrollment, lesson_key=lesson_key)
    return {reflection.block_id: reflection for reflection in found}


def shared_with(instructor: User) -> QuerySet[Reflection]:
    """What people chose to show the instructors of their cohort. Nothing else ever reaches staff."""
    return (
        Reflection.objects.filter(visibility=Visibility.INSTRUCTOR, enrollment__cohort__instructors=instructor)
        .exclude(text="")
        .select_related("enrollment__trainee", "enrollment__cohort")
    )
