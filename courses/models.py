"""All models of the app, where Django looks for them."""

from courses.catalog.models import CourseIndexPage, CoursePage, LessonPage, ModulePage, ModuleVersion
from courses.cohorts.models import Cohort
from courses.enrollments.models import Accommodation, Enrollment, Invitation
from courses.progress.models import Attestation, Completion, Result
from courses.reflections.models import Reflection

__all__ = [
    "Accommodation",
    "Attestation",
    "Cohort",
    "Completion",
    "CourseIndexPage",
    "CoursePage",
    "Enrollment",
    "Invitation",
    "LessonPage",
    "ModulePage",
    "ModuleVersion",
    "Reflection",
    "Result",
]
