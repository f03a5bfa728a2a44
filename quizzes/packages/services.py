"""Importing a folder as a course, in one transaction or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale, Page

from cms.accounts.models import User
from cms.pages.models import HomePage
from courses.catalog.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from quizzes.blueprints.models import QuizPage
from quizzes.blueprints.rules import Purpose
from quizzes.packages import bank, media, pages, queries
from quizzes.packages.entry import QuestionEntry
from quizzes.packages.keys import key_of
from quizzes.packages.quizzes import page_fields
from quizzes.packages.reading import Course, Lesson, Module, read_course
from quizzes.packages.spoken import add_translations
from quizzes.packages.writing import copy_media, write_course
from quizzes.questions.models import Question

SOURCE = "en"


@dataclass
class Report:
    """What an import did, or would do: names of what is new, changed and unchanged, and what only the site has."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    only_here: list[str] = field(default_factory=list)


class NothingWritten(Exception):
    """Rolls a dry run back."""


class NoHomePage(Exception):
    """The site has no home page in this language yet, so a course has nowhere to stand."""


def import_course(
    folder: Path, *, by: User | None, dry_run: bool = False, progress: Callable[[str], None] | None = None
) -> Report:
    """Bring the site to what the folder says. What the folder no longer holds is named and left alone.

    Raises BrokenPackage (with file, line and reason) before anything is written, CannotPublish when the house rules
    refuse a module; either way nothing stays half imported. A dry run does it all and rolls back.
    """
    course = read_course(Path(folder))
    importer = _Importer(course, Path(folder), by, progress or (lambda name: None))
    try:
        with transaction.atomic():
            importer.run()
            if dry_run:
                raise NothingWritten
    except NothingWritten:
        pass
    return importer.report


class NoSuchCourse(Exception):
    """No course of the site has this slug."""


def export_course(slug: str, folder: Path) -> list[Path]:
    """Write the course as the site holds it, drafts not included, with all its languages. Returns the files written."""
    page = CoursePage.objects.filter(slug=slug, locale__language_code=SOURCE).first()
    course = queries.course_on_site(slug, page.translation_key) if page else None
    if page is None or course is None:
        raise NoSuchCourse(f"There is no course “{slug}”.")
    written = write_course(add_translations(course, page), folder)
    return written + copy_media(media.files_of(page), folder)


class _Importer:
    def __init__(self, course: Course, folder: Path, by: User | None, progress: Callable[[str], None]):
        self.course, self.folder, self.by, self.progress = course, folder, by, progress
        self.report = Report()
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.before = queries.course_on_site(course.slug, course.file.uuid or key_of(course.slug))

    def run(self) -> None:
        course = self.course
        key = course.file.uuid or key_of(course.slug)
        page = self.page(
            CoursePage, self.index(SOURCE), course.slug, key, pages.course_fields(course.file), self.same_course()
        )
        questions = self.questions()
        opened: dict[str, ModulePage] = {}
        for module in course.modules:
            opened[module.slug] = self.module(page, module, opened, questions)
        self.evaluation(page)
        for language in course.translations:
            self.translation(page, language, questions, opened)
        self.report.only_here = queries.left_alone(self.before, course)

    def changes(self) -> int:
        return len(self.report.new) + len(self.report.changed)

    def same_course(self) -> bool:
        return bool(self.before and self.before.file == self.course.file)

    def same_module(self, module: Module) -> bool:
        known = self.known(module.slug)
        return bool(known and known.file == module.file)

    def known(self, slug: str) -> Module | None:
        found = [module for module in self.before.modules if module.slug == slug] if self.before else []
        return found[0] if found else None

    def index(self, language: str) -> CourseIndexPage:
        locale = self.locales[language]
        home = HomePage.objects.filter(locale=locale).order_by("path").first()
        if home is None:
            raise NoHomePage(f"There is no home page in “{language}”. Set up the site first.")
        title = {"en": "Courses", "es": "Cursos"}[language]
        found = CourseIndexPage.objects.child_of(home).first()
        return found or self.page(
            CourseIndexPage, home, "courses", key_of("courses"), {"title": title}, same=False, locale=language
        )

    def page(
        self,
        model: type[Page],
        parent: Page,
        slug: str,
        key: UUID,
        fields: dict[str, Any],
        same: bool,
        locale: str = SOURCE,
    ) -> Any:
        """The page with this key and language, made or brought up to date, and live."""
        found = model.objects.filter(translation_key=key, locale=self.locales[locale]).first()
        name = f"{model._meta.verbose_name} {slug}" + (f" ({locale})" if locale != SOURCE else "")
        self.progress(fields["title"])
        if found and same and found.live:
            self.report.unchanged.append(name)
            return found
        (self.report.changed if found else self.report.new).append(name)
        if found is None:
            # Drawn before it is filled, so that its children exist before the faults of the whole are asked for.
            found = model(slug=slug, translation_key=key, locale=self.locales[locale], live=False, **fields)
            found.owner = self.by
            parent.add_child(instance=found)
            parent.refresh_from_db()
        else:
            for field_name, value in fields.items():
                setattr(found, field_name, value)
        if not isinstance(found, ModulePage):
            found.save_revision(user=self.by).publish(user=self.by)
        return found

    def questions(self) -> dict[str, Question]:
        """Key in the package → its row of the bank, made or brought up to date, and live."""
        found: dict[str, Question] = {}
        known = {entry.key: entry for entry in self.before.questions} if self.before else {}
        groups: list[tuple[str, Module | None, list[QuestionEntry], dict[str, dict[str, dict]]]] = [
            (module.slug, module, module.questions, module.question_translations) for module in self.course.modules
        ]
        if self.course.evaluation:
            evaluated = {
                language: {entry["key"]: entry for entry in texts.get("questions", [])}
                for language, texts in self.course.evaluation_translations.items()
            }
            groups.append(("evaluation", None, self.course.evaluation.questions, evaluated))
        for slug, module, entries, translations in groups:
            lessons = bank.lesson_keys(self.course.slug, module) if module else {}
            for entry in entries:
                said = queries.normal(entry, module.file if module else None)
                same = queries.asks_the_same(known.get(entry.key), said, bank.question_key(self.course.slug, entry))
                found[entry.key] = self.question(slug, module, entry, lessons, same)
                for language, texts in translations.items():
                    if entry.key in texts:
                        translated = entry.in_language(texts[entry.key])
                        self.question(slug, module, translated, lessons, same=False, locale=language)
        return found

    def question(
        self, slug: str, module, entry, lessons: dict[str, UUID], same: bool, locale: str = SOURCE
    ) -> Question:
        key = bank.question_key(self.course.slug, entry)
        row = Question.objects.filter(translation_key=key, locale=self.locales[locale]).first()
        name = f"question {entry.key}" + (f" ({locale})" if locale != SOURCE else "")
        self.progress(entry.stem)
        values = bank.fields(self.course.slug, slug, entry, lessons, module.file if module else None)
        content = bank.content(key, entry)
        if row and locale != SOURCE:
            here = bank.entry_of(row, self.course.slug, None, {})
            same = queries.asks_the_same(here, entry, key, ("stem", "scene", "why"))
        if row and row.live and same:
            self.report.unchanged.append(name)
            return row
        (self.report.changed if row else self.report.new).append(name)
        row = row or Question(translation_key=key, locale=self.locales[locale], live=False)
        for field_name, value in values.items():
            setattr(row, field_name, value)
        row.content = content
        row.save()
        row.tags.set(entry.tags)
        row.save_revision(user=self.by).publish(user=self.by)
        return row

    def module(self, course: CoursePage, module: Module, opened: dict, questions: dict[str, Question]) -> ModulePage:
        slug = self.course.slug
        known = self.known(module.slug)
        key = module.file.uuid or key_of(slug, module.slug)
        changes = self.changes()
        page = self.page(
            ModulePage,
            course,
            module.slug,
            key,
            pages.module_fields(module.file, opened.get(module.file.opens_after or "")),
            self.same_module(module),
        )
        before = {lesson.slug: lesson for lesson in known.lessons} if known else {}
        for lesson in module.lessons:
            same = _same_lesson(before.get(lesson.slug), lesson)
            lesson_key = lesson.head.uuid or key_of(slug, module.slug, lesson.slug)
            self.page(LessonPage, page, lesson.slug, lesson_key, pages.lesson_fields(lesson, self.folder), same)
        if module.quiz:
            rows = {name: row.pk for name, row in questions.items()}
            quiz_key = module.quiz.uuid or key_of(slug, module.slug, module.quiz.slug)
            values = page_fields(module.quiz, rows)
            same = bool(known and known.quiz == module.quiz)
            self.page(QuizPage, page, module.quiz.slug, quiz_key, values, same)
        if self.changes() > changes or not page.live:
            page.save_revision(user=self.by).publish(user=self.by)
        return page

    def evaluation(self, course: CoursePage) -> None:
        file = self.course.evaluation
        if not file:
            return
        rows = [
            Question.objects.get(
                translation_key=bank.question_key(self.course.slug, entry), locale=self.locales[SOURCE]
            ).pk
            for entry in file.questions
        ]
        same = bool(self.before and self.before.evaluation == file)
        key = file.uuid or key_of(self.course.slug, file.slug)
        self.page(QuizPage, course, file.slug, key, _evaluation_fields(file.title, file.summary, rows), same)

    def translation(self, course: CoursePage, language: str, questions, opened) -> None:
        """The pages of a second language that the folder holds, under that language's home."""
        texts = self.course.translations[language]
        fields = pages.course_fields(self.course.file.model_copy(update=texts))
        parent = self.translated(CoursePage, self.index(language), course, fields, language)
        rows = {name: row.pk for name, row in questions.items()}
        for module in self.course.modules:
            if language not in module.translations:
                continue
            changes = self.changes()
            file = module.file.model_copy(update=module.translations[language])
            source = opened[module.slug]
            after = source.opens_after
            page = self.translated(ModulePage, parent, source, pages.module_fields(file, after), language)
            for lesson in module.lessons:
                if translated := lesson.translations.get(language):
                    original = LessonPage.objects.child_of(source).get(slug=lesson.slug)
                    values = pages.lesson_fields(translated, self.folder)
                    self.translated(LessonPage, page, original, values, language)
            if module.quiz and language in module.quiz_translations:
                quiz = module.quiz.model_copy(update=module.quiz_translations[language])
                original = QuizPage.objects.child_of(source).get(slug=module.quiz.slug)
                self.translated(QuizPage, page, original, page_fields(quiz, rows), language)
            if self.changes() > changes or not page.live:
                page.save_revision(user=self.by).publish(user=self.by)
        if self.course.evaluation and language in self.course.evaluation_translations:
            texts = self.course.evaluation_translations[language]
            original = QuizPage.objects.child_of(course).get(slug=self.course.evaluation.slug)
            plan = [block.value["question"].pk for block in original.plan]
            values = _evaluation_fields(texts["title"], texts.get("summary", ""), plan)
            self.translated(QuizPage, parent, original, values, language)

    def translated(self, model: type[Page], parent: Page, source: Page, fields: dict[str, Any], language: str) -> Any:
        found = model.objects.filter(translation_key=source.translation_key, locale=self.locales[language]).first()
        same = bool(found) and queries.says_the_same(found, model(**fields))
        return self.page(model, parent, source.slug, source.translation_key, fields, same, locale=language)


def _same_lesson(known: Lesson | None, lesson: Lesson) -> bool:
    return bool(known and known.head == lesson.head and known.blocks == lesson.blocks)


def _evaluation_fields(title: str, summary: str, rows: list[int]) -> dict[str, Any]:
    return {
        "title": title,
        "summary": summary,
        "purpose": Purpose.EVALUATION,
        "minutes": 0,
        "plan": [{"type": "question", "value": row} for row in rows],
    }
