"""Reflection: a long text of one's own. A person reads it by a guide its writer saw first."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

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
    TooLong,
    UnknownOption,
)
from quizzes.questions.types.samples import REFLECTION

# Characters; a long evening's writing, and a bound on what one answer may store.
LONGEST = 20_000


class SeenBy(StrEnum):
    """Who sees it once it is sent. Before that it is its writer's alone."""

    READER = "reader"
    INSTRUCTOR = "instructor"


class Reflection(QuestionType):
    """The response holds the text as it was written, and who may see it once it is sent."""

    slug = "reflection"
    needs_person = True
    keeps_draft = True

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> Response | None:
        text = written(posted, name, LONGEST)
        seen_by = next((value for value in posted.get(f"{name}-seen-by", ()) if value), SeenBy.READER.value)
        if seen_by not in set(SeenBy):
            raise UnknownOption(seen_by)
        return {"text": text, "seen_by": seen_by} if text else None

    def grade(self, response: Response | None, key: Key) -> Grade:
        return Grade(None, guides.SCHEME) if response else worked(guides.SCHEME, "0")

    def view(self, asked: Asked, response: Response | None) -> Mapping[str, Any]:
        text = response["text"] if response else ""
        return {
            "text": text,
            "words": len(text.split()),
            "words_from": asked["words_from"],
            "words_to": asked["words_to"],
            "longest": LONGEST,
            "guide": asked["guide"],
            "seen_by": response["seen_by"] if response else SeenBy.READER.value,
        }

    def summarize(self, response: Response | None, asked: Asked) -> list[str]:
        return [response["text"]] if response else []

    def best(self, key: Key) -> None:
        return None

    def other(self, asked: Asked, key: Key) -> None:
        return None

    def cases(self, asked: Asked, key: Key) -> dict[str, Any]:
        return {"none": None}

    def explain(self, response: Response | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        return Explanation(yours=[Line(response["text"])] if response else [])

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        found = guides.guide_faults(asked["guide"], key)
        if not asked["guide"]:
            found.insert(0, Fault.NO_CRITERIA)
        if asked["words_to"] and asked["words_from"] > asked["words_to"]:
            found.append(Fault.WORDS_UPSIDE_DOWN)
        return found

    def ids(self, asked: Asked) -> list[str]:
        return sorted(guides.guide_ids(asked["guide"]))

    def sample(self) -> Sample:
        return REFLECTION


def written(posted: Posted, name: str, longest: int) -> str:
    """A text as it was typed, with the line ends of one system; "" when there is nothing to read in it."""
    text = "\n".join(posted.get(name, ())).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > longest:
        raise TooLong(len(text))
    return text if text.strip() else ""
