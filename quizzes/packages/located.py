"""YAML that remembers its lines, and faults that name them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: where it stands and why it cannot stay."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class BrokenPackage(Exception):
    """The folder cannot be read as a course. Nothing was written."""

    def __init__(self, faults: list[Fault]):
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@lru_cache(maxsize=8)
def _composed(text: str) -> yaml.Node | None:
    """The tree with its marks. A file is asked for many of its lines, one after the other."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """A piece of YAML and the place it was read from. `offset` counts the lines before it in its file."""

    file: str
    text: str
    offset: int = 0

    def fault(self, reason: str, line: int = 1) -> BrokenPackage:
        return BrokenPackage([Fault(self.file, self.offset + line, reason)])

    def load(self) -> Any:
        """The plain value. Raises BrokenPackage with the line where YAML stops making sense."""
        try:
            return yaml.safe_load(self.text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = f"this is not readable YAML ({error.problem or error.context})"
            raise self.fault(reason, mark.line + 1 if mark else 1) from error
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise self.fault(f"this is not readable YAML ({error})") from error

    def read(self, model: type[Model]) -> Model:
        """The value as a model. Raises BrokenPackage with every field that does not fit."""
        value = self.load()
        try:
            return model.model_validate(value)
        except ValidationError as error:
            raise BrokenPackage(
                [
                    Fault(self.file, self.offset + self.line_of(path), _sentence(detail, path))
                    for detail in error.errors()
                    for path in [_as_written(value, detail["loc"])]
                ]
            ) from error

    def line_of(self, path: tuple[int | str, ...]) -> int:
        """The line, from 1, on which the value at this path stands, or the nearest one above it that exists."""
        node = _composed(self.text)
        line = node.start_mark.line if node else 0
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = [(key, value) for key, value in node.value if key.value == str(step)]
                if not found:
                    break
                line, node = found[0][0].start_mark.line, found[0][1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
        return line + 1


def _as_written(value: Any, path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The path without the names pydantic puts in for the class it chose by a list member's `type`."""
    kept: list[int | str] = []
    may_be_chosen = False
    for step in path:
        if may_be_chosen and isinstance(value, dict) and value.get("type") == step:
            may_be_chosen = False
            continue
        kept.append(step)
        may_be_chosen = isinstance(step, int)
        try:
            value = value[step]
        except (LookupError, TypeError):
            value = None
    return tuple(kept)


def _sentence(detail: Any, path: tuple[int | str, ...]) -> str:
    where = ".".join(str(step) for step in path) or "the file"
    match detail["type"]:
        case "missing":
            return f"“{where}” is needed here"
        case "extra_forbidden":
            return f"“{where}” has no meaning here; check its spelling"
        case "union_tag_not_found":
            return f"“{where}.type” is needed here"
        case "union_tag_invalid":
            return f"“{where}.type” should be one of {detail['ctx']['expected_tags']}"
        case _:
            return f"“{where}”: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def relative(path: Path, root: Path) -> str:
    return path.relative_to(root.parent).as_posix()
