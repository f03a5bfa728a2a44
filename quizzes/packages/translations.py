"""Files in a second language: texts only, tied to the source by keys, ids and the order of blocks."""

from typing import Any

from quizzes.packages.format import TRANSLATED
from quizzes.packages.located import BrokenPackage, Fault, Source
from quizzes.packages.markdown import Block


def read(source: Source, kind: str) -> dict[str, Any]:
    """The texts of a translated file. Raises BrokenPackage for a key that is not a text of this kind of file."""
    value = source.load()
    if kind == "questions":
        if not isinstance(value, list):
            raise source.fault("this file should be a list of questions")
        return {"questions": [_entry(source, entry, (index,)) for index, entry in enumerate(value)]}
    if not isinstance(value, dict):
        raise source.fault("this file should hold keys and texts")
    _only(source, value, TRANSLATED[kind], ())
    if kind == "evaluation":
        value["questions"] = [
            _entry(source, entry, ("questions", index)) for index, entry in enumerate(value.get("questions", []))
        ]
    return value


def _entry(source: Source, entry: Any, path: tuple) -> dict[str, Any]:
    if not isinstance(entry, dict) or "key" not in entry:
        raise source.fault("each translated question names its key", source.line_of(path))
    _only(source, entry, TRANSLATED["question"], path)
    if "feedback" in entry and isinstance(entry["feedback"], dict):
        entry["feedback"] = {str(key).lower(): text for key, text in entry["feedback"].items()}
    return entry


def _only(source: Source, value: dict, allowed: set[str], path: tuple) -> None:
    if strange := [key for key in value if key not in allowed]:
        raise BrokenPackage(
            [
                Fault(
                    source.file,
                    source.offset + source.line_of((*path, key)),
                    f"“{key}” is not a text that is translated here",
                )
                for key in strange
            ]
        )


def require_same_shape(file: str, original: list[Block], translated: list[Block]) -> None:
    """Raises BrokenPackage unless the same kinds of blocks follow each other, with the same ids."""
    for number, (source, target) in enumerate(zip(original, translated, strict=False), start=1):
        if source.kind != target.kind or source.value.get("id") != target.value.get("id"):
            wanted = f"{source.kind} {source.value.get('id', '')}".strip()
            raise BrokenPackage(
                [Fault(file, target.line, f"block {number} should be “{wanted}”, as in the source lesson")]
            )
    if len(original) != len(translated):
        line = translated[-1].line if translated else 1
        reason = f"this lesson has {len(translated)} blocks and its source has {len(original)}"
        raise BrokenPackage([Fault(file, line, reason)])
