"""Questions with answers to choose from, as a package writes them and as the bank keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from quizzes.packages.entry import Number, Optional, QuestionEntry, Slug, Strict, Text, item, numbered, short_ids


class Option(Strict):
    id: Slug
    text: Text
    fits: bool = False
    feedback: Optional = ""
    # Percent of the point, where the scheme weighs each answer.
    share: Number | None = None


class Prompt(Strict):
    id: Slug
    text: Text
    answer: Text
    feedback: Optional = ""


PARTS_OF_AN_OPTION = ("text", "fits", "feedback", "share")


class _Choice(QuestionEntry):
    options: list[Option] = []

    TEXTS: ClassVar = ("options",)
    PARTS: ClassVar = ("options",)
    FACTS: ClassVar = frozenset({"fits", "share"})

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {
            "options": [
                item(key, each.id, {part: getattr(each, part) for part in PARTS_OF_AN_OPTION}) for each in self.options
            ]
        }

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        options = zip(short_ids(key, value["options"]), value["options"], strict=True)
        return {
            "options": [{"id": name, **{part: each[part] for part in PARTS_OF_AN_OPTION}} for name, each in options]
        }

    def fitting(self) -> int:
        return sum(option.fits for option in self.options)


def _named(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Fields that stand in a block under the same name."""
    return {name: value[name] for name in names}


class SingleEntry(_Choice):
    type: Literal["single"]
    scheme: Literal["all_or_nothing", "moodle_single"] = "all_or_nothing"

    def block_value(self, key: UUID) -> dict[str, Any]:
        return super().block_value(key) | {"scheme": self.scheme}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        return super().answer_side(key, value) | _named(value, ("scheme",))

    def faults(self) -> Iterator[str]:
        if self.fitting() != 1 or len(self.options) < 2:
            yield "needs two or more options of which exactly one fits"


class MultipleEntry(_Choice):
    type: Literal["multiple"]
    scheme: Literal[
        "right_minus_wrong",
        "all_or_nothing",
        "canvas_partial",
        "canvas_no_partial",
        "new_quizzes_partial",
        "moodle_fractions",
        "edx_edc",
        "edx_halves",
        "brightspace_right_minus_wrong",
        "brightspace_correct_answers",
        "qti_map_response",
        "qti_match_correct",
    ] = "right_minus_wrong"
    # Percent of the point.
    dock: Annotated[Number, Field(ge=0)] | None = None
    default: Number | None = None
    lower: Number | None = None
    upper: Number | None = None

    SAME: ClassVar = ("scheme", "dock", "default", "lower", "upper")

    def block_value(self, key: UUID) -> dict[str, Any]:
        return super().block_value(key) | {name: getattr(self, name) for name in self.SAME}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        return super().answer_side(key, value) | _named(value, cls.SAME)

    def faults(self) -> Iterator[str]:
        if not 0 < self.fitting() < len(self.options):
            yield "needs options that fit and at least one that does not"


class TrueFalseEntry(QuestionEntry):
    type: Literal["truefalse"]
    answer: bool | None = None
    feedback: dict[Literal["true", "false"], Text] = {}

    TEXTS: ClassVar = ("feedback",)

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {
            "answer": "true" if self.answer else "false",
            "feedback_true": self.feedback.get("true", ""),
            "feedback_false": self.feedback.get("false", ""),
        }

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        said = {"true": value["feedback_true"], "false": value["feedback_false"]}
        return {"answer": value["answer"] == "true", "feedback": {which: text for which, text in said.items() if text}}

    def faults(self) -> Iterator[str]:
        if self.answer is None:
            yield "needs an answer, true or false"


class Statement(Strict):
    id: Slug
    text: Text
    is_true: bool = False
    feedback: Optional = ""


class KprimeEntry(QuestionEntry):
    type: Literal["kprime"]
    statements: list[Statement] = []
    scheme: Literal["kprime", "kprime_parts", "all_or_nothing"] = "kprime"

    TEXTS: ClassVar = ("statements",)
    PARTS: ClassVar = ("statements",)
    FACTS: ClassVar = frozenset({"is_true"})

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {
            "statements": [
                item(key, each.id, {"text": each.text, "is_true": each.is_true, "feedback": each.feedback})
                for each in self.statements
            ],
            "scheme": self.scheme,
        }

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        names = short_ids(key, value["statements"], numbered("s"))
        said = zip(names, value["statements"], strict=True)
        return {
            "statements": [{"id": name, **_named(each, ("text", "is_true", "feedback"))} for name, each in said],
            "scheme": value["scheme"],
        }

    def faults(self) -> Iterator[str]:
        if len(self.statements) < 2:
            yield "needs two or more statements"


class MatchingEntry(QuestionEntry):
    type: Literal["matching"]
    prompts: list[Prompt] = []
    extra_answers: list[Text] = []
    scheme: Literal["matching_parts", "all_or_nothing"] = "matching_parts"

    TEXTS: ClassVar = ("prompts", "extra_answers")
    PARTS: ClassVar = ("prompts",)

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {
            "prompts": [
                item(key, each.id, {"text": each.text, "answer": each.answer, "feedback": each.feedback})
                for each in self.prompts
            ],
            "extra_answers": [item(key, f"extra-{n}", text) for n, text in enumerate(self.extra_answers, 1)],
            "scheme": self.scheme,
        }

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        prompts = zip(short_ids(key, value["prompts"], numbered("p")), value["prompts"], strict=True)
        return {
            "prompts": [
                {"id": name, **{part: each[part] for part in ("text", "answer", "feedback")}} for name, each in prompts
            ],
            "extra_answers": list(value["extra_answers"]),
            "scheme": value["scheme"],
        }

    def faults(self) -> Iterator[str]:
        if len(self.prompts) < 2:
            yield "needs two or more prompts"


class SurveyEntry(_Choice):
    type: Literal["survey"]
    comment: bool = False

    IS_SCORED: ClassVar = False

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {"options": [item(key, each.id, each.text) for each in self.options], "comment": self.comment}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        options = zip(short_ids(key, value["options"]), value["options"], strict=True)
        return {"options": [{"id": name, "text": text} for name, text in options], "comment": value["comment"]}
