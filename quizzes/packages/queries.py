"""A course as it stands on the site, in the shape of a package."""

from collections.abc import Iterable
from uuid import UUID

from courses.catalog.models import CoursePage, LessonPage, ModulePage
from quizzes.blueprints.models import QuizPage
from quizzes.blueprints.rules import Purpose
from quizzes.packages import bank, pages
from quizzes.packages.blocks import from_stream
from quizzes.packages.entry import QuestionEntry
from quizzes.packages.format import EvaluationFile, ModuleFile
from quizzes.packages.reading import Course, Module
from quizzes.questions.models import Question

SOURCE = "en"


def course_on_site(slug: str, key: UUID) -> Course | None:
    """The course with this key in the source language as a package would hold it; None when there is none."""
    page = CoursePage.objects.filter(translation_key=key, locale__language_code=SOURCE).first()
    if page is None:
        return None
    modules = [module_on_site(child, slug) for child in ModulePage.objects.child_of(page).order_by("path")]
    return Course(slug, pages.course_file(page), modules, _evaluation(page, slug))


def module_on_site(page: ModulePage, course: str) -> Module:
    lessons = list(LessonPage.objects.child_of(page).order_by("path"))
    quizzes = list(QuizPage.objects.child_of(page).exclude(purpose=Purpose.EVALUATION).order_by("path"))
    # The one the module waits for; an offer beside it stays on the site.
    quiz = next((each for each in quizzes if each.is_required), quizzes[0] if quizzes else None)
    file = pages.module_file(page, course)
    slugs = {lesson.translation_key: lesson.slug for lesson in lessons}
    asked = questions_of(course, page.slug, quiz)
    return Module(
        page.slug,
        file,
        [pages.lesson_of(lesson, course, page.slug) for lesson in lessons],
        [bank.entry_of(question, course, file, slugs) for question in asked],
        pages.quiz_file(quiz, course, page.slug) if quiz else None,
    )


def questions_of(course: str, module: str, quiz: QuizPage | None) -> list[Question]:
    """The module's part of the bank: what came with its package, and what its plan asks by name."""
    prefix = Question.objects.filter(slug_key__startswith=f"{course}/{module}/", locale__language_code=SOURCE)
    found = list(prefix.order_by("pk").prefetch_related("tags"))
    known = {question.pk for question in found}
    named = [block.value["question"] for block in quiz.plan if block.block_type == "question"] if quiz else []
    return found + [question for question in named if question and question.pk not in known]


def _evaluation(course: CoursePage, slug: str) -> EvaluationFile | None:
    page = QuizPage.objects.child_of(course).filter(purpose=Purpose.EVALUATION).first()
    if page is None:
        return None
    questions = [bank.entry_of(block.value["question"], slug, None, {}) for block in page.plan]
    uuid = pages.quiz_uuid(page, slug)
    return EvaluationFile(uuid=uuid, title=page.title, slug=page.slug, summary=page.summary, questions=questions)


def normal(entry: QuestionEntry, defaults: ModuleFile | None) -> QuestionEntry:
    """The question as the site would write it back: without what the module says anyway, tags in order."""
    changes: dict = {"tags": sorted(entry.tags)}
    if defaults and entry.domain == defaults.domain:
        changes["domain"] = None
    if not entry.competencies or (defaults and entry.competencies == defaults.competencies):
        changes["competencies"] = None
    return entry.model_copy(update=changes)


def asks_the_same(
    here: QuestionEntry | None, entry: QuestionEntry, key: UUID, facts: Iterable[str] = QuestionEntry.model_fields
) -> bool:
    """Whether the site asks this already in these facts and in its answer side, whatever the folder calls its parts."""
    if here is None or here.type != entry.type:
        return False
    alike = all(getattr(here, fact) == getattr(entry, fact) for fact in facts)
    return alike and here.block_value(key) == entry.block_value(key)


def says_the_same(page, draft) -> bool:
    """Whether a page in a second language already holds what a draft of it says."""
    names = ("title", "summary", "lede", "objectives", "content_note", "about", "attestation", "aims", "minutes")
    if any(getattr(page, name, None) != getattr(draft, name, None) for name in names):
        return False
    return not isinstance(page, LessonPage) or from_stream(page.body) == from_stream(draft.body)


def left_alone(before: Course | None, course: Course) -> list[str]:
    """Names of modules and lessons that the site has and the folder has not."""
    if before is None:
        return []
    kept = {module.slug: {lesson.slug for lesson in module.lessons} for module in course.modules}
    names = [f"module {module.slug}" for module in before.modules if module.slug not in kept]
    for module in before.modules:
        names += [
            f"lesson {module.slug}/{lesson.slug}"
            for lesson in module.lessons
            if module.slug in kept and lesson.slug not in kept[module.slug]
        ]
    return names
