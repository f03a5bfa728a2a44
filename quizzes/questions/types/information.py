"""Information: something to read between questions. Nothing is asked, nothing is scored."""

import re
from collections.abc import Mapping
from typing import Any

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked
from quizzes.questions.types.contract import (
    Asked,
    Explanation,
    Fault,
    Feedback,
    Key,
    Posted,
    QuestionType,
    Sample,
    UnknownOption,
)
from quizzes.questions.types.samples import INFORMATION

# What passing the page leaves behind: it was read. There is nothing else to answer.
READ = "read"
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


class Information(QuestionType):
    """The response is "read", once the page was passed."""

    slug = "information"
    is_scored = False

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> str | None:
        given = {value for value in posted.get(name, ()) if value}
        if not given <= {READ}:
            raise UnknownOption(sorted(given))
        return READ if given else None

    def grade(self, response: str | None, key: Key) -> Grade:
        return worked("not_scored", "0")

    def view(self, asked: Asked, response: str | None) -> Mapping[str, Any]:
        return {"paragraphs": paragraphs(asked["text"])}

    def summarize(self, response: str | None, asked: Asked) -> list[str]:
        return paragraphs(asked["text"])[:1] if response else []

    def best(self, key: Key) -> None:
        return None

    def other(self, asked: Asked, key: Key) -> None:
        return None

    def cases(self, asked: Asked, key: Key) -> dict[str, Any]:
        return {}

    def explain(self, response: str | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        return Explanation()

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        return [] if asked["text"].strip() else [Fault.NO_TEXT]

    def ids(self, asked: Asked) -> list[str]:
        return []

    def sample(self) -> Sample:
        return INFORMATION


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which blank lines part."""
    return [each for each in BLANK_LINES.split(text.replace("\r\n", "\n").strip()) if each]
