"""Questions of a package and questions of the bank, both ways."""

from typing import Any
from uuid import UUID

from courses.catalog.models import LessonPage
from quizzes.packages.format import Option, Prompt, QuestionEntry
from quizzes.packages.keys import key_of, part_of
from quizzes.questions.models import Question

# What a translation says in its own language.
TEXTS = ("stem", "scene", "why", "options", "prompts", "extra_answers", "feedback")


def question_key(course: str, entry: QuestionEntry) -> UUID:
    return entry.uuid or key_of(course, "questions", entry.key)


def content(key: UUID, entry: QuestionEntry) -> list[dict[str, Any]]:
    """The answer side as the bank's StreamField takes it. Options keep one id in all languages."""

    def item(part: str, value: Any) -> dict[str, Any]:
        return {"type": "item", "id": part_of(key, part), "value": value}

    def option(each: Option) -> dict[str, Any]:
        return item(each.id, {"text": each.text, "fits": each.fits, "feedback": each.feedback})

    match entry.type:
        case "truefalse":
            value: dict[str, Any] = {
                "answer": "true" if entry.answer else "false",
                "feedback_true": entry.feedback.get("true", ""),
                "feedback_false": entry.feedback.get("false", ""),
            }
        case "matching":
            value = {
                "prompts": [
                    item(each.id, {"text": each.text, "answer": each.answer, "feedback": each.feedback})
                    for each in entry.prompts
                ],
                "extra_answers": [item(f"extra-{n}", text) for n, text in enumerate(entry.extra_answers, 1)],
            }
        case "survey":
            value = {"options": [item(each.id, each.text) for each in entry.options], "comment": entry.comment}
        case _:
            value = {"options": [option(each) for each in entry.options]}
    return [{"type": entry.type, "value": value}]


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


def in_language(entry: QuestionEntry, texts: dict[str, Any]) -> QuestionEntry:
    """The question with its translated texts in place; options and prompts are matched by id."""
    plain = entry.model_dump()
    for name in ("stem", "scene", "why", "extra_answers", "feedback"):
        if texts.get(name):
            plain[name] = texts[name]
    for name in ("options", "prompts"):
        by_id = {part["id"]: part for part in texts.get(name, [])}
        plain[name] = [part | by_id.get(part["id"], {}) for part in plain[name]]
    return QuestionEntry.model_validate(plain)


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
        **_answer_side(key, block),
    }
    if question.domain and question.domain != (defaults.domain if defaults else ""):
        plain["domain"] = question.domain
    if question.competencies and question.competencies != (defaults.competencies if defaults else []):
        plain["competencies"] = question.competencies
    return QuestionEntry.model_validate(plain)


def _link(question: Question, lesson_slugs: dict[UUID, str]) -> str:
    slug = lesson_slugs.get(question.lesson_key, "") if question.lesson_key else ""
    return f"{slug}#{question.lesson_anchor}" if slug and question.lesson_anchor else slug


def _answer_side(key: UUID, block) -> dict[str, Any]:
    value = block.value
    match block.block_type:
        case "truefalse":
            feedback = {"true": value["feedback_true"], "false": value["feedback_false"]}
            return {"answer": value["answer"] == "true", "feedback": {k: v for k, v in feedback.items() if v}}
        case "matching":
            prompts = zip(_ids(key, value["prompts"], "p"), value["prompts"], strict=True)
            return {
                "prompts": [
                    Prompt(id=i, **{n: each[n] for n in ("text", "answer", "feedback")}) for i, each in prompts
                ],
                "extra_answers": list(value["extra_answers"]),
            }
        case "survey":
            options = zip(_ids(key, value["options"], ""), value["options"], strict=True)
            return {"options": [Option(id=i, text=text) for i, text in options], "comment": value["comment"]}
        case _:
            options = zip(_ids(key, value["options"], ""), value["options"], strict=True)
            return {
                "options": [
                    Option(id=i, text=each["text"], fits=each["fits"], feedback=each["feedback"]) for i, each in options
                ]
            }


def _ids(key: UUID, items, prefix: str) -> list[str]:
    """Short ids for parts that came from a package, their own id for parts written in the CMS."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    short = {part_of(key, f"{prefix}{n}"): f"{prefix}{n}" for n in (range(1, 27) if prefix else letters)}
    short |= {part_of(key, name): name for name in (*letters, *(f"p{n}" for n in range(1, 27)))}
    return [short.get(child.id, child.id) for child in items.bound_blocks]


def lesson_keys(course: str, module) -> dict[str, UUID]:
    """Lesson slug → translation key, for links from questions."""
    return {lesson.slug: lesson.head.uuid or key_of(course, module.slug, lesson.slug) for lesson in module.lessons}


def slugs_of_lessons(keys: set[UUID]) -> dict[UUID, str]:
    return dict(LessonPage.objects.filter(translation_key__in=keys).values_list("translation_key", "slug"))
