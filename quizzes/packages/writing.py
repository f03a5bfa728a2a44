"""A course written out as a folder that reads back as the same course."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from quizzes.packages.format import TRANSLATED, as_plain
from quizzes.packages.markdown import Block, to_markdown
from quizzes.packages.reading import Course, Lesson, Module


class _Dumper(yaml.SafeDumper):
    """Block style for long texts, no anchors, no reordering."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False):
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str):
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def as_yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def write_course(course: Course, folder: Path) -> list[Path]:
    """Write every file of the course below `folder`, which must not hold another one. Returns the paths written."""
    written = [_write(folder / "course.yaml", as_yaml(as_plain(course.file)))]
    for language, texts in course.translations.items():
        written.append(_write(folder / f"course.{language}.yaml", as_yaml(texts)))
    if course.evaluation:
        written.append(_write(folder / "evaluation.yaml", as_yaml(as_plain(course.evaluation))))
        for language, texts in course.evaluation_translations.items():
            written.append(_write(folder / f"evaluation.{language}.yaml", as_yaml(texts)))
    for number, module in enumerate(course.modules, start=1):
        written += _write_module(module, folder / f"{number:02d}-{module.slug}")
    return written


def _write_module(module: Module, folder: Path) -> list[Path]:
    written = [_write(folder / "module.yaml", as_yaml(as_plain(module.file)))]
    for number, lesson in enumerate(module.lessons, start=1):
        written.append(_write(folder / f"{number:02d}-{lesson.slug}.md", lesson_text(lesson, as_plain(lesson.head))))
        for language, translated in lesson.translations.items():
            texts = {key: value for key, value in as_plain(translated.head).items() if key in TRANSLATED["lesson"]}
            written.append(_write(folder / f"{number:02d}-{lesson.slug}.{language}.md", lesson_text(translated, texts)))
    if module.questions:
        written.append(_write(folder / "questions.yaml", as_yaml([as_plain(entry) for entry in module.questions])))
    for language, entries in module.question_translations.items():
        written.append(_write(folder / f"questions.{language}.yaml", as_yaml(list(entries.values()))))
    if module.quiz:
        written.append(_write(folder / "quiz.yaml", as_yaml(as_plain(module.quiz))))
    for kind, translations in (("module", module.translations), ("quiz", module.quiz_translations)):
        for language, texts in translations.items():
            written.append(_write(folder / f"{kind}.{language}.yaml", as_yaml(texts)))
    return written


def lesson_text(lesson: Lesson, head: dict[str, Any]) -> str:
    parts = [f"---\n{as_yaml(head)}---", *(_block_text(block) for block in lesson.blocks)]
    return "\n\n".join(parts) + "\n"


def _block_text(block: Block) -> str:
    match block.kind:
        case "prose":
            return to_markdown(block.value["html"])
        case "table":
            rows = [block.value["head"], ["---"] * len(block.value["head"]), *block.value["rows"]]
            lines = ["| " + " | ".join(to_markdown(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
            caption = [f"Table: {block.value['caption']}"] if block.value["caption"] else []
            return "\n".join([*caption, *lines])
        case _:
            return f"```{block.kind}\n{as_yaml(block.value)}```"


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def copy_media(files: dict[str, Path], folder: Path) -> list[Path]:
    """Put pictures and documents where the blocks say they are. `files`: name in the package → where it is now."""
    written = []
    for name, source in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        written.append(target)
    return written
