"""File or audio answer: something made elsewhere. The file lies in `cms.uploads`; the answer names it."""

from collections.abc import Mapping
from typing import Any

from cms.uploads.rules import ENDINGS, MEGABYTE, Kind
from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked
from quizzes.questions.types import guides
from quizzes.questions.types.contract import (
    Asked,
    Explanation,
    Fault,
    Feedback,
    Key,
    Line,
    Posted,
    QuestionType,
    Response,
    Sample,
    UnknownOption,
)
from quizzes.questions.types.reflection import written
from quizzes.questions.types.samples import UPLOAD

NOTE_LENGTH = 4000


class Upload(QuestionType):
    """The response names a kept file (id, name, size in bytes, kind) and may hold a text beside it.

    The door keeps the file first and posts `answer-file` with what it knows of it: `answer-file-name`,
    `answer-file-size`, `answer-file-kind`. Nothing of these comes from the browser.
    """

    slug = "upload"
    needs_person = True
    takes_file = True

    def kinds(self, asked: Asked) -> list[str]:
        return list(asked["kinds"])

    def most_bytes(self, asked: Asked) -> int:
        return asked["megabytes"] * MEGABYTE

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> Response | None:
        text = written(posted, f"{name}-text", NOTE_LENGTH) if asked["offers_text"] else ""
        file = {} if _first(posted, f"{name}-drop") else self._file(posted, asked, name)
        return (file | ({"text": text} if text else {})) or None

    def _file(self, posted: Posted, asked: Asked, name: str) -> dict[str, Any]:
        field = f"{name}-file"
        file, kind, size = (_first(posted, each) for each in (field, f"{field}-kind", f"{field}-size"))
        if not file:
            return {}
        # ASCII digits only: "²" is a digit to Python and no number.
        if kind not in asked["kinds"] or not (size.isascii() and size.isdigit()):
            raise UnknownOption(file)
        return {"file": file, "name": _first(posted, f"{field}-name"), "size": int(size), "kind": kind}

    def stays(self, posted: Posted, name: str = "answer") -> bool:
        """Taking a file out, or adding one, is looked at before going on."""
        return bool(_first(posted, f"{name}-drop") or _first(posted, f"{name}-add"))

    def announce(self, response: Any, posted: Posted, asked: Asked, name: str = "answer"):
        if _first(posted, f"{name}-drop"):
            return "file_taken_out", {}
        return ("file_added", {"name": response["name"]}) if response and "file" in response else None

    def grade(self, response: Response | None, key: Key) -> Grade:
        return Grade(None, guides.SCHEME) if response else worked(guides.SCHEME, "0")

    def view(self, asked: Asked, response: Response | None) -> Mapping[str, Any]:
        held = response or {}
        return {
            "file": held.get("file", ""),
            "name": held.get("name", ""),
            "size": held.get("size", 0),
            "text": held.get("text", ""),
            "kinds": list(asked["kinds"]),
            "endings": ",".join(ENDINGS[Kind(kind)] for kind in asked["kinds"]),
            "megabytes": asked["megabytes"],
            "offers_text": asked["offers_text"],
            "longest": NOTE_LENGTH,
            "guide": asked["guide"],
        }

    def summarize(self, response: Response | None, asked: Asked) -> list[str]:
        return _told(response)

    def best(self, key: Key) -> None:
        return None

    def other(self, asked: Asked, key: Key) -> None:
        return None

    def cases(self, asked: Asked, key: Key) -> dict[str, Any]:
        return {"none": None}

    def explain(self, response: Response | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        return Explanation(yours=[Line(text) for text in _told(response)])

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        return ([] if asked["kinds"] else [Fault.NO_FILE_KIND]) + guides.guide_faults(asked["guide"], key)

    def ids(self, asked: Asked) -> list[str]:
        return sorted(guides.guide_ids(asked["guide"]))

    def sample(self) -> Sample:
        return UPLOAD


def _told(response: Response | None) -> list[str]:
    """The file by its name, and what was said of it."""
    held = response or {}
    return [text for text in (held.get("name"), held.get("text")) if text]


def _first(posted: Posted, field: str) -> str:
    return next((value for value in posted.get(field, ()) if value), "")
