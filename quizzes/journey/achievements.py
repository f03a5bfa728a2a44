"""What a course certificate says, gathered on the day it is issued."""

from zoneinfo import ZoneInfo

from django.utils import translation

from cms.site.queries import shell
from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from courses.enrollments.models import Enrollment
from quizzes.credentials.rules import Achievement, Approval, HoursLine, Share
from quizzes.hours.queries import hours_from_course
from quizzes.journey.queries import CourseFinish, course_page


def achievement_of(enrollment: Enrollment, finish: CourseFinish) -> Achievement:
    """The facts of a finished course, in the language of its trainee where the course has one."""
    trainee = enrollment.trainee
    page = course_page(enrollment.course_key, trainee.language)
    language = page.locale.language_code
    earned = hours_from_course(trainee, enrollment.course_key)
    finished_at = earned.finished_at or finish.attestation.at
    with translation.override(language):
        return Achievement(
            course_key=str(enrollment.course_key),
            title=page.title,
            language=language,
            provider=shell(language).provider_name,
            instructor=page.instructor_name,
            qualification=page.instructor_qualification,
            objectives=list(page.objectives),
            statement=finish.attestation.statement,
            approvals=[Approval(each["board"], each["number"]) for each in page.approvals],
            modalities=[str(MODALITY_LABELS[name]) for name in earned.modalities],
            by_modality=shares_of(earned.minutes_by_modality, MODALITY_LABELS),
            hours=[
                HoursLine(str(domain), str(label), earned.minutes_by_domain[domain])
                for domain, label in DOMAIN_LABELS.items()
                if earned.minutes_by_domain.get(domain)
            ],
            modules=len(finish.course.modules),
            finished_on=finished_at.astimezone(ZoneInfo(trainee.time_zone)).date(),
        )


def shares_of(minutes: dict[str, int], labels: dict) -> list[Share]:
    """The parts of the whole, named in the language of the moment; nothing where there is only one."""
    found = [Share(str(labels[key]), minutes[key]) for key in labels if minutes.get(key)]
    return found if len(found) > 1 else []
