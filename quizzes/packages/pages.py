"""Pages of a package and pages of the tree, both ways: what each is given, what each says."""

from typing import Any
from uuid import UUID

from courses.catalog.models import CoursePage, LessonPage, ModulePage
from quizzes.blueprints.models import QuizPage
from quizzes.packages import blocks
from quizzes.packages.format import CourseFile, LessonHead, ModuleFile, QuizFile
from quizzes.packages.keys import key_of
from quizzes.packages.markdown import to_html, to_markdown
from quizzes.packages.reading import Lesson, Module


def course_fields(file: CourseFile) -> dict[str, Any]:
    return {
        "title": file.title,
        "summary": file.summary,
        "objectives": file.objectives,
        "about": to_html(file.about),
        "instructor_name": file.instructor,
        "instructor_qualification": file.instructor_qualification,
        "entry_way": file.entry,
        "attestation": file.attestation,
        "sources": file.sources,
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
            "entry": page.entry_way,
            "attestation": page.attestation,
            "sources": page.sources,
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


def quiz_fields(file: QuizFile, module: Module, questions: dict[str, int]) -> dict[str, Any]:
    """`questions`: key in the package → row of the bank that the plan points at."""
    plan = [
        {"type": "question", "value": questions[entry.question]}
        if entry.question
        else {
            "type": "draw",
            "value": {
                "draw": entry.draw,
                "tag": entry.tag,
                "type": entry.type,
                "domain": entry.domain or "",
                "competency": entry.competency or "",
                "difficulty": entry.difficulty,
            },
        }
        for entry in file.plan
    ]
    return {
        "title": file.title,
        "summary": file.summary,
        "minutes": file.minutes,
        "timing": [{"minutes": file.minutes, "what": "Quiz", "basis": file.basis}],
        "passing_percent": file.passing,
        "tries_allowed": file.tries,
        "which_try_counts": file.counts,
        "feedback_when": file.feedback,
        "shuffle_options": file.shuffle_options,
        "plan": plan,
    }


def quiz_file(page: QuizPage, course: str, module: str) -> QuizFile:
    plan: list[dict[str, Any]] = []
    for block in page.plan:
        if block.block_type == "question":
            plan.append({"question": question_name(block.value["question"])})
        else:
            plan.append({key: value for key, value in block.value.items() if value and key != "points"})
    return QuizFile.model_validate(
        {
            "uuid": _uuid(page, key_of(course, module, page.slug)),
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "minutes": page.minutes or 1,
            "basis": page.timing[0]["basis"] if page.timing else page.title,
            "passing": page.passing_percent,
            "tries": page.tries_allowed,
            "counts": page.which_try_counts,
            "feedback": page.feedback_when,
            "shuffle_options": page.shuffle_options,
            "plan": plan,
        }
    )


def question_name(question) -> str:
    return question.slug_key.rsplit("/", 1)[-1] or f"q-{question.translation_key.hex[:12]}"


def _uuid(page, expected: UUID) -> UUID | None:
    return None if page.translation_key == expected else page.translation_key


def quiz_uuid(page: QuizPage, course: str) -> UUID | None:
    """The key of an evaluation page, unless it follows from its place."""
    return _uuid(page, key_of(course, page.slug))
