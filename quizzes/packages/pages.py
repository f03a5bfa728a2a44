"""Pages of a package and pages of the tree, both ways: what each is given, what each says."""

from typing import Any
from uuid import UUID

from courses.catalog.models import CoursePage, LessonPage, ModulePage
from quizzes.blueprints.models import QuizPage
from quizzes.packages import blocks
from quizzes.packages.format import CourseFile, LessonHead, ModuleFile
from quizzes.packages.keys import key_of
from quizzes.packages.markdown import to_html, to_markdown
from quizzes.packages.quizzes import QuizFile, file_fields
from quizzes.packages.reading import Lesson


def course_fields(file: CourseFile) -> dict[str, Any]:
    return {
        "title": file.title,
        "summary": file.summary,
        "objectives": file.objectives,
        "about": to_html(file.about),
        "instructor_name": file.instructor,
        "instructor_qualification": file.instructor_qualification,
        "approvals": [approval.model_dump() for approval in file.approvals],
        "entry_way": file.entry,
        "attestation": file.attestation,
        "sources": file.sources,
        "active_share": file.active_share,
    }


def course_file(page: CoursePage) -> CourseFile:
    return CourseFile.model_validate(
        {
            "uuid": _uuid(page, key_of(page.slug)),
            "title": page.title,
            "summary": page.summary,
            "objectives": page.objectives,
            "about": to_markdown(page.about),
            "instructor": page.instructor_name,
            "instructor_qualification": page.instructor_qualification,
            "approvals": page.approvals,
            "entry": page.entry_way,
            "attestation": page.attestation,
            "sources": page.sources,
            "active_share": page.active_share,
        }
    )


def module_fields(file: ModuleFile, opens_after: ModulePage | None) -> dict[str, Any]:
    return {
        "title": file.title,
        "summary": file.summary,
        "objectives": file.objectives,
        "content_note": file.content_note,
        "minutes": file.minutes,
        "domain": file.domain,
        "competencies": list(file.competencies),
        "opens_after": opens_after,
    }


def module_file(page: ModulePage, course: str) -> ModuleFile:
    return ModuleFile.model_validate(
        {
            "uuid": _uuid(page, key_of(course, page.slug)),
            "title": page.title,
            "summary": page.summary,
            "objectives": page.objectives,
            "content_note": page.content_note,
            "minutes": page.minutes or 1,
            "domain": page.domain,
            "competencies": page.competencies,
            "opens_after": page.opens_after.slug if page.opens_after else None,
        }
    )


def lesson_fields(lesson: Lesson, folder) -> dict[str, Any]:
    head = lesson.head
    return {
        "title": head.title,
        "lede": head.lede,
        "minutes": head.minutes,
        "domain": head.domain or "",
        "competencies": list(head.competencies or []),
        "modality": head.modality,
        "aims": head.aims,
        "teaches": head.teaches,
        "body": blocks.to_stream(lesson.blocks, folder),
    }


def lesson_of(page: LessonPage, course: str, module: str) -> Lesson:
    head = LessonHead.model_validate(
        {
            "uuid": _uuid(page, key_of(course, module, page.slug)),
            "title": page.title,
            "lede": page.lede,
            "minutes": page.minutes or 1,
            "domain": page.domain or None,
            "competencies": page.competencies or None,
            "modality": page.modality,
            "aims": page.aims,
            "teaches": page.teaches,
        }
    )
    return Lesson(page.slug, head, blocks.from_stream(page.body))


def quiz_file(page: QuizPage, course: str, module: str) -> QuizFile:
    uuid = _uuid(page, key_of(course, module, page.slug))
    return QuizFile.model_validate({"uuid": uuid, **file_fields(page, question_name)})


def question_name(question) -> str:
    return question.slug_key.rsplit("/", 1)[-1] or f"q-{question.translation_key.hex[:12]}"


def _uuid(page, expected: UUID) -> UUID | None:
    return None if page.translation_key == expected else page.translation_key


def quiz_uuid(page: QuizPage, course: str) -> UUID | None:
    """The key of an evaluation page, unless it follows from its place."""
    return _uuid(page, key_of(course, page.slug))
