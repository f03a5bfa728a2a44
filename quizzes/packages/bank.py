"""Questions of a package and questions of the bank, both ways."""

from typing import Any
from uuid import UUID

from courses.catalog.models import LessonPage
from quizzes.packages.entry import QuestionEntry
from quizzes.packages.format import ANSWERS, ENTRY
from quizzes.packages.keys import key_of
from quizzes.questions.models import Question


def question_key(course: str, entry: QuestionEntry) -> UUID:
    return entry.uuid or key_of(course, "questions", entry.key)


def content(key: UUID, entry: QuestionEntry) -> list[dict[str, Any]]:
    """The answer side as the bank's StreamField takes it. Options keep one id in all languages."""
    return [{"type": entry.type, "value": entry.block_value(key)}]


def fields(course: str, module: str, entry: QuestionEntry, lessons: dict[str, UUID], defaults) -> dict[str, Any]:
    """What a Question row is given. `defaults` is the module's file, for domain and competencies; None without one."""
    slug, _, anchor = entry.lesson.partition("#")
    return {
        "slug_key": f"{course}/{module}/{entry.key}",
        "type": entry.type,
        "scene": entry.scene,
        "stem": entry.stem,
        "why": entry.why,
        "domain": entry.domain or (defaults.domain if defaults else ""),
        "competencies": list(entry.competencies or (defaults.competencies if defaults else [])),
        "difficulty": entry.difficulty,
        "lesson_key": lessons.get(slug),
        "lesson_anchor": anchor if slug else "",
    }


def entry_of(question: Question, course: str, defaults, lesson_slugs: dict[UUID, str]) -> QuestionEntry:
    """The question as a package writes it."""
    name = question.slug_key.rsplit("/", 1)[-1] or f"q-{question.translation_key.hex[:12]}"
    key = question.translation_key
    block = question.content[0]
    plain: dict[str, Any] = {
        "uuid": None if key == key_of(course, "questions", name) else key,
        "key": name,
        "type": block.block_type,
        "stem": question.stem,
        "scene": question.scene,
        "why": question.why,
        "tags": sorted(question.tags.names()),
        "difficulty": question.difficulty,
        "lesson": _link(question, lesson_slugs),
        **ANSWERS[block.block_type].answer_side(key, block.value),
    }
    if question.domain and question.domain != (defaults.domain if defaults else ""):
        plain["domain"] = question.domain
    if question.competencies and question.competencies != (defaults.competencies if defaults else []):
        plain["competencies"] = question.competencies
    return ENTRY.validate_python(plain)


def _link(question: Question, lesson_slugs: dict[UUID, str]) -> str:
    slug = lesson_slugs.get(question.lesson_key, "") if question.lesson_key else ""
    return f"{slug}#{question.lesson_anchor}" if slug and question.lesson_anchor else slug


def lesson_keys(course: str, module) -> dict[str, UUID]:
    """Lesson slug → translation key, for links from questions."""
    return {lesson.slug: lesson.head.uuid or key_of(course, module.slug, lesson.slug) for lesson in module.lessons}


def slugs_of_lessons(keys: set[UUID]) -> dict[UUID, str]:
    return dict(LessonPage.objects.filter(translation_key__in=keys).values_list("translation_key", "slug"))
