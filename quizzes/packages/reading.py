"""A folder read whole into a package, or refused whole with every fault it has."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import RootModel

from quizzes.packages import format as shape
from quizzes.packages import translations
from quizzes.packages.entry import QuestionEntry
from quizzes.packages.located import BrokenPackage, Fault, Source, relative
from quizzes.packages.markdown import Block, cut
from quizzes.packages.quizzes import QuizFile

NUMBERED = re.compile(r"^(\d+)-([a-z0-9]+(?:-[a-z0-9]+)*)$")
FRONT = re.compile(r"\A---\n(.*?)\n---\n?", re.S)
MAX_BYTES = 2_000_000
LANGUAGES = ("es",)


class Questions(RootModel[list[shape.AnyQuestion]]):
    """A question file."""


@dataclass
class Lesson:
    slug: str
    head: shape.LessonHead
    blocks: list[Block]
    translations: dict[str, "Lesson"] = field(default_factory=dict)


@dataclass
class Module:
    slug: str
    file: shape.ModuleFile
    lessons: list[Lesson]
    questions: list[QuestionEntry]
    quiz: QuizFile | None
    # language → the texts of that file, as written
    translations: dict[str, dict] = field(default_factory=dict)
    question_translations: dict[str, dict[str, dict]] = field(default_factory=dict)
    quiz_translations: dict[str, dict] = field(default_factory=dict)


@dataclass
class Course:
    slug: str
    file: shape.CourseFile
    modules: list[Module]
    evaluation: shape.EvaluationFile | None
    translations: dict[str, dict] = field(default_factory=dict)
    evaluation_translations: dict[str, dict] = field(default_factory=dict)

    @property
    def questions(self) -> list[QuestionEntry]:
        asked = [question for module in self.modules for question in module.questions]
        return asked + (self.evaluation.questions if self.evaluation else [])


class Reader:
    """Reads one folder, gathering faults instead of stopping at the first."""

    def __init__(self, root: Path):
        self.root = root.resolve()
        self.faults: list[Fault] = []
        # file name → where each named thing stands, for faults that are found later
        self.lines: dict[tuple[str, str], int] = {}

    def complain(self, file: str, reason: str, line: int = 1) -> None:
        self.faults.append(Fault(file, line, reason))

    def source(self, path: Path) -> Source | None:
        """The text of a file, or a fault: too large, not UTF-8, a link out of the folder."""
        name = relative(path, self.root)
        if path.is_symlink() or not path.resolve().is_relative_to(self.root):
            self.complain(name, "links to files elsewhere are not followed")
        elif path.stat().st_size > MAX_BYTES:
            self.complain(name, f"this file is larger than {MAX_BYTES:,} bytes")
        else:
            try:
                return Source(name, path.read_text(encoding="utf-8").replace("\r\n", "\n"))
            except UnicodeDecodeError as error:
                self.complain(name, f"this file is not UTF-8 text (byte {error.start})")
        return None

    def read(self, path: Path, model):
        """A whole YAML file as a model; None, and a fault, when it does not fit."""
        if not path.exists():
            self.complain(relative(path, self.root), "this file is missing")
            return None
        if (source := self.source(path)) is None:
            return None
        try:
            value = source.read(model)
        except BrokenPackage as broken:
            self.faults += broken.faults
            return None
        if isinstance(value, RootModel):
            for index, entry in enumerate(value.root):
                self.lines[source.file, entry.key] = source.line_of((index,))
        return value

    def translated(self, path: Path, kind: str) -> dict[str, dict]:
        """Language → texts, for each translation beside this file."""
        found = {}
        for language in LANGUAGES:
            beside = path.with_suffix(f".{language}{path.suffix}")
            if beside.exists() and (source := self.source(beside)):
                try:
                    found[language] = translations.read(source, kind)
                except BrokenPackage as broken:
                    self.faults += broken.faults
        return found

    def numbered(self, parent: Path, *, folders: bool) -> list[tuple[str, Path]]:
        """Slug and path of the numbered children, in order."""
        found = []
        for path in sorted(parent.iterdir()):
            stem = path.name if folders else path.name.removesuffix(".md")
            if path.is_dir() != folders or path.name.startswith("."):
                continue
            if not folders and (path.suffix != ".md" or "." in stem):
                continue
            if match := NUMBERED.match(stem):
                found.append((int(match[1]), match[2], path))
            elif not folders or path.name not in {"images", "files"}:
                self.complain(relative(path, self.root), "its name should be a number and a slug, like 01-first-steps")
        return [(slug, path) for _, slug, path in sorted(found)]

    def lesson(self, slug: str, path: Path) -> Lesson | None:
        if (source := self.source(path)) is None:
            return None
        front = FRONT.match(source.text)
        if not front:
            self.complain(source.file, "a lesson begins with its front matter between two lines of ---")
            return None
        lesson = None
        body = Source(source.file, source.text[front.end() :], source.text[: front.end()].count("\n"))
        head_source = Source(source.file, front[1], 1)
        try:
            head, blocks = None, []
            try:
                head = head_source.read(shape.LessonHead)
            finally:
                blocks = cut(body)
            lesson = Lesson(slug, head, blocks)
        except BrokenPackage as broken:
            self.faults += broken.faults
            return None
        for language in LANGUAGES:
            beside = path.with_suffix(f".{language}.md")
            if beside.exists() and (text := self.source(beside)):
                try:
                    lesson.translations[language] = self.translated_lesson(text, lesson)
                except BrokenPackage as broken:
                    self.faults += broken.faults
        return lesson

    def translated_lesson(self, source: Source, original: Lesson) -> Lesson:
        front = FRONT.match(source.text)
        if not front:
            raise source.fault("a lesson begins with its front matter between two lines of ---")
        texts = translations.read(Source(source.file, front[1], 1), "lesson")
        blocks = cut(Source(source.file, source.text[front.end() :], source.text[: front.end()].count("\n")))
        translations.require_same_shape(source.file, original.blocks, blocks)
        head = original.head.model_copy(update=texts)
        return Lesson(original.slug, head, blocks)

    def module(self, slug: str, path: Path) -> Module | None:
        file = self.read(path / "module.yaml", shape.ModuleFile)
        questions_path, quiz_path = path / "questions.yaml", path / "quiz.yaml"
        questions = self.read(questions_path, Questions) if questions_path.exists() else None
        quiz = self.read(quiz_path, QuizFile) if quiz_path.exists() else None
        lessons = [self.lesson(name, where) for name, where in self.numbered(path, folders=False)]
        if file is None:
            return None
        return Module(
            slug,
            file,
            [lesson for lesson in lessons if lesson],
            questions.root if questions else [],
            quiz,
            self.translated(path / "module.yaml", "module"),
            {
                language: {entry["key"]: entry for entry in entries["questions"]}
                for language, entries in self.translated(questions_path, "questions").items()
            },
            self.translated(quiz_path, "quiz"),
        )


def read_course(folder: Path) -> Course:
    """The course in this folder. Raises BrokenPackage with every fault, by file and line, when it has any."""
    from quizzes.packages.checks import check

    folder = folder.resolve()
    if not (folder / "course.yaml").is_file():
        raise BrokenPackage([Fault(folder.name, 1, "there is no course.yaml in this folder")])
    reader = Reader(folder)
    file = reader.read(folder / "course.yaml", shape.CourseFile)
    evaluation_path = folder / "evaluation.yaml"
    evaluation = reader.read(evaluation_path, shape.EvaluationFile) if evaluation_path.exists() else None
    modules = [reader.module(slug, path) for slug, path in reader.numbered(folder, folders=True)]
    if file is None or None in modules:
        raise BrokenPackage(reader.faults)
    course = Course(
        reader.root.name,
        file,
        [module for module in modules if module],
        evaluation,
        reader.translated(folder / "course.yaml", "course"),
        reader.translated(evaluation_path, "evaluation"),
    )
    # What files say of each other is only asked once each can be read: one slip should not look like ten.
    if faults := reader.faults or check(course, reader.lines):
        raise BrokenPackage(faults)
    return course
