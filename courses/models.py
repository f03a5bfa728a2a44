"""All models of the app, where Django looks for them."""

from courses.catalog.models import CourseIndexPage, CoursePage, KeptPage, LessonPage, ModulePage, ModuleVersion
from courses.cohorts.models import Calendar, Cohort, Session, SessionReminder
from courses.enrollments.models import Accommodation, Enrollment, Invitation
from courses.progress.models import (
    ActiveTime,
    AttendanceMark,
    AttendanceNote,
    Attestation,
    Completion,
    HeldHours,
    MakeUpWork,
    Result,
    TimeDispute,
)
from courses.reflections.models import Reflection

__all__ = [
    "Accommodation",
    "ActiveTime",
    "AttendanceMark",
    "AttendanceNote",
    "Attestation",
    "Calendar",
    "Cohort",
    "Completion",
    "CourseIndexPage",
    "CoursePage",
    "Enrollment",
    "HeldHours",
    "Invitation",
    "KeptPage",
    "LessonPage",
    "MakeUpWork",
    "ModulePage",
    "ModuleVersion",
    "Reflection",
    "Result",
    "Session",
    "SessionReminder",
    "TimeDispute",
]
