"""Questions with answers to choose from, as a package writes them and as the bank keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal
from uuid import UUID

from quizzes.packages.entry import Optional, QuestionEntry, Slug, Strict, Text, item, numbered, short_ids


class Option(Strict):
    id: Slug
    text: Text
    fits: bool = False
    feedback: Optional = ""


class Prompt(Strict):
    id: Slug
    text: Text
    answer: Text
    feedback: Optional = ""


class _Choice(QuestionEntry):
    options: list[Option] = []

    TEXTS: ClassVar = ("options",)
    PARTS: ClassVar = ("options",)
    FACTS: ClassVar = frozenset({"fits"})

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {
            "options": [
                item(key, each.id, {"text": each.text, "fits": each.fits, "feedback": each.feedback})
                for each in self.options
            ]
        }

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        options = zip(short_ids(key, value["options"]), value["options"], strict=True)
        return {
            "options": [
                {"id": name, **{part: each[part] for part in ("text", "fits", "feedback")}} for name, each in options
            ]
        }

    def fitting(self) -> int:
        return sum(option.fits for option in self.options)


class SingleEntry(_Choice):
    type: Literal["single"]

    def faults(self) -> Iterator[str]:
        if self.fitting() != 1 or len(self.options) < 2:
            yield "needs two or more options of which exactly one fits"


class MultipleEntry(_Choice):
    type: Literal["multiple"]

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


class MatchingEntry(QuestionEntry):
    type: Literal["matching"]
    prompts: list[Prompt] = []
    extra_answers: list[Text] = []

    TEXTS: ClassVar = ("prompts", "extra_answers")
    PARTS: ClassVar = ("prompts",)

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {
            "prompts": [
                item(key, each.id, {"text": each.text, "answer": each.answer, "feedback": each.feedback})
                for each in self.prompts
            ],
            "extra_answers": [item(key, f"extra-{n}", text) for n, text in enumerate(self.extra_answers, 1)],
        }

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        prompts = zip(short_ids(key, value["prompts"], numbered("p")), value["prompts"], strict=True)
        return {
            "prompts": [
                {"id": name, **{part: each[part] for part in ("text", "answer", "feedback")}} for name, each in prompts
            ],
            "extra_answers": list(value["extra_answers"]),
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
