"""What the site says of a course in its other languages, in the shape of a package's translated files."""

from typing import Any

from wagtail.models import Page

from courses.catalog.models import CoursePage, LessonPage, ModulePage
from quizzes.blueprints.models import QuizPage
from quizzes.packages import bank, pages
from quizzes.packages.blocks import from_stream
from quizzes.packages.entry import QuestionEntry
from quizzes.packages.format import TRANSLATED, as_plain
from quizzes.packages.reading import LANGUAGES, Course, Lesson, Module
from quizzes.questions.models import Question


def add_translations(course: Course, page: CoursePage) -> Course:
    """The same course with the texts of every language its pages and questions have."""
    for language in LANGUAGES:
        translated = _in(CoursePage, page, language)
        if translated is None:
            continue
        course.translations[language] = _texts(pages.course_file(translated), "course")
        for module, source in zip(course.modules, ModulePage.objects.child_of(page).order_by("path"), strict=True):
            _module(module, source, course.slug, language)
        evaluation = QuizPage.objects.child_of(page).first()
        if course.evaluation and evaluation and (spoken := _in(QuizPage, evaluation, language)):
            entries = _questions(course.slug, course.evaluation.questions, language)
            course.evaluation_translations[language] = {
                "title": spoken.title,
                "summary": spoken.summary,
                "questions": list(entries.values()),
            }
    return course


def _module(module: Module, source: ModulePage, course: str, language: str) -> None:
    translated = _in(ModulePage, source, language)
    if translated is None:
        return
    module.translations[language] = _texts(pages.module_file(translated, course), "module")
    for lesson, page in zip(module.lessons, LessonPage.objects.child_of(source).order_by("path"), strict=True):
        if spoken := _in(LessonPage, page, language):
            head = lesson.head.model_copy(update={"title": spoken.title, "lede": spoken.lede, "aims": spoken.aims})
            lesson.translations[language] = Lesson(lesson.slug, head, from_stream(spoken.body))
    if entries := _questions(course, module.questions, language):
        module.question_translations[language] = entries
    quiz = QuizPage.objects.child_of(source).order_by("path").first()
    if module.quiz and quiz and (spoken := _in(QuizPage, quiz, language)):
        basis = spoken.timing[0]["basis"] if spoken.timing else ""
        module.quiz_translations[language] = {"title": spoken.title, "summary": spoken.summary, "basis": basis}


def _in(model: type[Page], page: Page, language: str) -> Any:
    return model.objects.filter(translation_key=page.translation_key, locale__language_code=language).first()


def _texts(file, kind: str) -> dict[str, Any]:
    return {key: value for key, value in as_plain(file).items() if key in TRANSLATED[kind]}


def _questions(course: str, entries: list[QuestionEntry], language: str) -> dict[str, dict[str, Any]]:
    keys = {bank.question_key(course, entry): entry for entry in entries}
    rows = Question.objects.filter(translation_key__in=keys, locale__language_code=language)
    spoken = {row.translation_key: bank.entry_of(row, course, None, {}) for row in rows}
    return {entry.key: {"key": entry.key, **spoken[key].texts()} for key, entry in keys.items() if key in spoken}
