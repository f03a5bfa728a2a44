"""What the files of a package say of each other: links that exist, minutes that add up, questions that can be asked."""

import re
from collections.abc import Iterator, Mapping

from django.utils.text import slugify

from cms.blocks.rules import count_words, plain_text
from courses.catalog.rules import is_far_off, reading_minutes
from quizzes.blueprints.rules import REQUIRED
from quizzes.packages.entry import QuestionEntry
from quizzes.packages.located import Fault
from quizzes.packages.markdown import Block, to_html
from quizzes.packages.quizzes import plan_faults

READ_BLOCKS = {"prose", "key", "word", "before", "story", "table"}
HEADING = re.compile(r"<h[23]>(.*?)</h[23]>")


def block_text(block: Block) -> str:
    """The words of a block that is read."""
    value = block.value
    match block.kind:
        case "prose":
            return plain_text(value["html"])
        case "table":
            cells = [*value["head"], *(cell for row in value["rows"] for cell in row)]
            return plain_text("\n".join([value["caption"], *cells]))
        case _:
            texts = [text for key, text in value.items() if isinstance(text, str) and key != "id"]
            return plain_text("\n".join(to_html(text) for text in texts))


def reading_text(blocks: list[Block]) -> str:
    return "\n".join(block_text(block) for block in blocks if block.kind in READ_BLOCKS)


def counted_minutes(blocks: list[Block]) -> int:
    """Minutes of reading plus what the blocks state for themselves."""
    stated = sum(block.value.get("minutes", 0) for block in blocks)
    return reading_minutes(count_words(reading_text(blocks))) + stated


def anchors(blocks: list[Block]) -> set[str]:
    found = {block.value["id"] for block in blocks if "id" in block.value}
    for block in blocks:
        if block.kind == "prose":
            found |= {slugify(plain_text(heading)) for heading in HEADING.findall(block.value["html"])}
    return found


def check(course, lines: Mapping[tuple[str, str], int]) -> list[Fault]:
    """Every fault of a course whose files each read well."""
    faults = list(_keys(course))
    for number, module in enumerate(course.modules, start=1):
        folder = f"{course.slug}/{number:02d}-{module.slug}"
        faults += _module(course, module, number, folder)
        for question in module.questions:
            file = f"{folder}/questions.yaml"
            line = lines.get((file, question.key), 1)
            faults += [Fault(file, line, reason) for reason in question_faults(question, scored=True)]
            faults += [Fault(file, line, reason) for reason in _link(course, module, question)]
    for question in course.evaluation.questions if course.evaluation else []:
        file = f"{course.slug}/evaluation.yaml"
        faults += [Fault(file, 1, reason) for reason in question_faults(question, scored=False)]
    return faults


def _keys(course) -> Iterator[Fault]:
    seen: set[str] = set()
    for question in course.questions:
        if question.key in seen:
            yield Fault(course.slug, 1, f"two questions have the key “{question.key}”")
        seen.add(question.key)
    slugs = [module.slug for module in course.modules]
    for slug in {slug for slug in slugs if slugs.count(slug) > 1}:
        yield Fault(course.slug, 1, f"two modules are called “{slug}”")


def _module(course, module, number: int, folder: str) -> Iterator[Fault]:
    file = f"{folder}/module.yaml"
    earlier = [other.slug for other in course.modules[: number - 1]]
    if module.file.opens_after and module.file.opens_after not in earlier:
        yield Fault(file, 1, f"it opens after “{module.file.opens_after}”, which is no earlier module")
    asked = module.quiz.minutes if module.quiz and module.quiz.purpose in REQUIRED else 0
    total = sum(lesson.head.minutes for lesson in module.lessons) + asked
    if is_far_off(module.file.minutes, total):
        yield Fault(file, 1, f"it declares {module.file.minutes} minutes, and its lessons and quiz state {total}")
    for place, lesson in enumerate(module.lessons, start=1):
        where = f"{folder}/{place:02d}-{lesson.slug}.md"
        counted = counted_minutes(lesson.blocks)
        if is_far_off(lesson.head.minutes, counted):
            yield Fault(where, 1, f"it declares {lesson.head.minutes} minutes, and its parts add up to {counted}")
        text = " ".join(reading_text(lesson.blocks).split())
        for sentence, phrase in lesson.head.teaches.items():
            if " ".join(plain_text(to_html(phrase)).split()) not in text:
                yield Fault(where, 1, f"“{phrase}” (for {sentence}) does not stand in this lesson")
        ids = [block.value["id"] for block in lesson.blocks if "id" in block.value]
        for name in {name for name in ids if ids.count(name) > 1}:
            yield Fault(where, 1, f"two blocks have the id “{name}”")
    if module.quiz:
        yield from _plan(module, f"{folder}/quiz.yaml")


def _plan(module, file: str) -> Iterator[Fault]:
    known = {question.key: question.tags for question in module.questions}
    for reason in plan_faults(module.quiz, known):
        yield Fault(file, 1, reason)


def _link(course, module, question: QuestionEntry) -> Iterator[str]:
    if not question.lesson:
        return
    slug, _, anchor = question.lesson.partition("#")
    lessons = [lesson for lesson in module.lessons if lesson.slug == slug]
    if not lessons:
        yield f"“{question.key}” links to the lesson “{slug}”, which this module does not have"
    elif anchor and anchor not in anchors(lessons[0].blocks):
        yield f"“{question.key}” links to “#{anchor}”, which is no heading or block of that lesson"


def question_faults(question: QuestionEntry, *, scored: bool) -> Iterator[str]:
    """Sentences that say why a question cannot be asked."""
    name = f"“{question.key}”"
    if scored == (question.type == "survey"):
        yield f"{name}: a quiz asks scored questions, an evaluation only survey questions"
    if question.IS_SCORED and question.NEEDS_WHY and not question.why:
        yield f"{name} needs a “why”"
    for reason in question.faults():
        yield f"{name} {reason}"
    ids = [part.id for each in question.PARTS for part in getattr(question, each)]
    if len(ids) != len(set(ids)):
        yield f"{name} has two parts with the same id"
