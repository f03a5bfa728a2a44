"""What a trainee has finished in a course, and what is left before the certificate."""

from dataclasses import dataclass
from uuid import UUID

from courses.catalog.models import CoursePage
from courses.catalog.outlines import ActivityOutline, CourseOutline
from courses.catalog.queries import outline
from courses.catalog.rules import ActivityKind
from courses.enrollments.models import Enrollment
from courses.progress.held import HeldView, held_views
from courses.progress.models import Attestation
from courses.progress.queries import attestation_of, standing, times_taken_back
from courses.progress.rules import Standing, module_progress, modules_done, next_activity
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import course_credential
from quizzes.hours.models import HoursEntry
from quizzes.hours.queries import is_credited, standing_entries_from
from quizzes.hours.rules import module_source
from quizzes.journey.rules import Remaining


def course_source(enrollment: Enrollment) -> str:
    """What a course certificate is for: one place in one course."""
    return f"enrollment:{enrollment.pk}"


def course_page(course_key: UUID, language: str) -> CoursePage | None:
    """The live page of a course in a language, else in English, else in the one it has."""
    pages = CoursePage.objects.live().filter(translation_key=course_key).select_related("locale")
    wishes = {language: 0, "en": 1} if language != "en" else {"en": 0}
    return min(pages, key=lambda page: wishes.get(page.locale.language_code, 2), default=None)


@dataclass(frozen=True)
class CourseFinish:
    """The last steps of a course, each with how it stands."""

    course: CourseOutline
    standing: Standing
    attestation: Attestation | None
    credential: Credential | None
    # Modules that are done and whose hours wait for active time.
    held: tuple[HeldView, ...] = ()

    @property
    def modules_done(self) -> int:
        return modules_done(self.course, self.standing)

    @property
    def next_activity(self) -> ActivityOutline | None:
        return next_activity(self.course, self.standing)  # type: ignore[return-value]

    @property
    def evaluations(self) -> list[ActivityOutline]:
        return [activity for activity in self.course.activities if activity.kind == ActivityKind.EVALUATION]

    @property
    def open_evaluation(self) -> ActivityOutline | None:
        return next((each for each in self.evaluations if not self.standing.has(each.key)), None)

    @property
    def remaining(self) -> Remaining:
        return Remaining(
            is_learned=self.modules_done == len(self.course.modules),
            is_signed=self.attestation is not None,
            is_evaluated=self.open_evaluation is None,
            is_timed=not self.held,
        )


def course_finish(enrollment: Enrollment) -> CourseFinish | None:
    """What remains before the certificate; nothing when the course is not published any more."""
    course = outline(enrollment.course_key)
    if course is None:
        return None
    now = standing(enrollment)
    return CourseFinish(
        course=course,
        standing=now,
        attestation=attestation_of(enrollment),
        credential=course_credential(course_source(enrollment)),
        held=tuple(waiting_hours(enrollment, course, now)),
    )


def waiting_hours(enrollment: Enrollment, course: CourseOutline, now: Standing) -> list[HeldView]:
    """The modules that are done and whose hours wait for active time. One that was opened again waits for more."""
    found = held_views([enrollment], [course])
    return [each for each in found if module_progress(course.module(each.module_key), now).is_complete]


def paying_source(enrollment: Enrollment, module_key: UUID) -> str:
    """What a module's hours are entered under. After a person took the hours back it is a new one, so that they can be
    earned again, once; hours reversed for any other reason stay credited."""
    source, again = module_source(enrollment.pk, module_key), times_taken_back(enrollment, module_key)
    return f"{source}/again:{again}" if again else source


def is_module_credited(enrollment: Enrollment, module_key: UUID) -> bool:
    """Whether a module has brought its hours: from then on "done" stays done."""
    return is_credited(paying_source(enrollment, module_key))


def standing_entries(enrollment: Enrollment, module_key: UUID) -> list[HoursEntry]:
    """The rows a module has brought that nobody has taken back."""
    return standing_entries_from(module_source(enrollment.pk, module_key))
