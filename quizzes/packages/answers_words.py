"""Questions answered in words, numbers or an order, as a package writes them and as the bank keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field

from quizzes.grading.numbers import plain_words
from quizzes.packages.entry import Number, Optional, QuestionEntry, Slug, Strict, Text, item, numbered, short_ids
from quizzes.packages.keys import nested
from quizzes.questions.types.gaps import MARK

# In percent, as authors write it.
Share = Annotated[Number, Field(ge=0, le=100)]
WHOLE = Decimal(100)
Forgives = list[Literal["case", "accents", "slips"]]
LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")


class Position(Strict):
    id: Slug
    text: Text
    feedback: Optional = ""


class Answer(Strict):
    id: Slug
    texts: Annotated[list[Text], Field(min_length=1)]
    share: Share = WHOLE
    feedback: Optional = ""


class Gap(Strict):
    id: Slug
    kind: Literal["typed", "chosen"] = "typed"
    answers: Annotated[list[Answer], Field(min_length=1)]


class Value(Strict):
    id: Slug
    value: Number
    tolerance: Annotated[Number, Field(ge=0)] = Decimal(0)
    percent: bool = False
    share: Share = WHOLE
    feedback: Optional = ""


class Unit(Strict):
    id: Slug
    text: Text
    also: list[Text] = []
    factor: Annotated[Number, Field(gt=0)] = Decimal(1)


class OrderingEntry(QuestionEntry):
    """Its items stand in the right order."""

    type: Literal["ordering"]
    items: list[Position] = []
    scheme: Literal[
        "absolute_position",
        "all_or_nothing",
        "next_without_last",
        "next_with_last",
        "one_on_each_side",
        "all_on_each_side",
        "longest_ordered",
        "longest_unbroken",
        "distance",
    ] = "absolute_position"

    TEXTS: ClassVar = ("items",)
    PARTS: ClassVar = ("items",)

    def block_value(self, key: UUID) -> dict[str, Any]:
        items = [item(key, each.id, {"text": each.text, "feedback": each.feedback}) for each in self.items]
        return {"items": items, "scheme": self.scheme}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        items = zip(short_ids(key, value["items"], numbered("i")), value["items"], strict=True)
        said = [{"id": name, "text": each["text"], "feedback": each["feedback"] or ""} for name, each in items]
        return {"items": said, "scheme": value["scheme"]}

    def faults(self) -> Iterator[str]:
        if len(self.items) < 3:
            yield "needs three or more items"


def _into(key: UUID, answers: Sequence[Answer], within: str = "") -> list[dict[str, Any]]:
    return [
        item(
            key,
            nested(within, each.id),
            {"texts": "\n".join(each.texts), "share": each.share, "feedback": each.feedback},
        )
        for each in answers
    ]


def _out_of(key: UUID, answers: Any, within: str = "") -> list[dict[str, Any]]:
    names = [within + letter for letter in (*LETTERS, *numbered("a"))]
    return [
        {
            "id": name.removeprefix(within),
            "texts": each["texts"].splitlines(),
            "share": each["share"],
            "feedback": each["feedback"] or "",
        }
        for name, each in zip(short_ids(key, answers, names), answers, strict=True)
    ]


def _full(answers: Sequence[Answer | Value]) -> bool:
    return any(each.share == WHOLE for each in answers)


class GapsEntry(QuestionEntry):
    type: Literal["gaps"]
    text: Text
    gaps: Annotated[list[Gap], Field(min_length=1)]
    forgives: Forgives = ["case", "accents", "slips"]
    scheme: Literal["gap_parts", "all_or_nothing"] = "gap_parts"

    TEXTS: ClassVar = ("text", "gaps")
    PARTS: ClassVar = ("gaps",)
    FACTS: ClassVar = frozenset({"kind"})

    def block_value(self, key: UUID) -> dict[str, Any]:
        gaps = [
            item(key, gap.id, {"kind": gap.kind, "answers": _into(key, gap.answers, f"{gap.id}-")}) for gap in self.gaps
        ]
        return {"text": self.text, "gaps": gaps, "forgives": self.forgives, "scheme": self.scheme}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        gaps = [
            {"id": name, "kind": gap["kind"], "answers": _out_of(key, gap["answers"], f"{name}-")}
            for name, gap in zip(short_ids(key, value["gaps"], numbered("g")), value["gaps"], strict=True)
        ]
        return {"text": value["text"], "gaps": gaps, "forgives": value["forgives"], "scheme": value["scheme"]}

    def texts(self) -> dict[str, Any]:
        found = super().texts()
        found["gaps"] = [gap | {"answers": _spoken(gap["answers"])} for gap in found["gaps"]]
        return found

    def in_language(self, texts: dict[str, Any]) -> Self:
        said = {gap["id"]: gap.get("answers", []) for gap in texts.get("gaps", [])}
        gaps = [
            {"id": gap.id, "answers": _translated(gap.answers, said[gap.id])} for gap in self.gaps if gap.id in said
        ]
        return super().in_language({**texts, "gaps": gaps})

    def faults(self) -> Iterator[str]:
        if sorted(MARK.findall(self.text), key=int) != [str(place) for place in range(1, len(self.gaps) + 1)]:
            yield "needs each gap marked in its text once: [[1]], [[2]] …"
        if any(len({each.id for each in gap.answers}) < len(gap.answers) for gap in self.gaps):
            yield "has two answers with the same id in one gap"
        if not all(_full(gap.answers) for gap in self.gaps):
            yield "needs for each gap an answer with the share 100"


def _spoken(answers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Answers as a translation says them: without their share."""
    return [{name: value for name, value in each.items() if name != "share"} for each in answers]


def _translated(answers: Sequence[Answer], said: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {each["id"]: each for each in said}
    return [each.model_dump() | by_id.get(each.id, {}) for each in answers]


class ShortEntry(QuestionEntry):
    type: Literal["short"]
    answers: Annotated[list[Answer], Field(min_length=1)]
    rows: Literal[1, 3] = 1
    forgives: Forgives = ["case", "accents", "slips"]

    TEXTS: ClassVar = ("answers",)
    PARTS: ClassVar = ("answers",)
    FACTS: ClassVar = frozenset({"share"})

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {"answers": _into(key, self.answers), "rows": str(self.rows), "forgives": self.forgives}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        return {
            "answers": _out_of(key, value["answers"]),
            "rows": int(value["rows"]),
            "forgives": value["forgives"],
        }

    def faults(self) -> Iterator[str]:
        if not _full(self.answers):
            yield "needs an answer with the share 100"


class NumberEntry(QuestionEntry):
    type: Literal["number"]
    answers: Annotated[list[Value], Field(min_length=1)]
    unit: Literal["ignored", "typed", "chosen"] = "ignored"
    units: list[Unit] = []

    TEXTS: ClassVar = ("answers", "units")
    PARTS: ClassVar = ("answers", "units")
    FACTS: ClassVar = frozenset({"value", "tolerance", "percent", "share", "factor"})

    def block_value(self, key: UUID) -> dict[str, Any]:
        answers = [
            item(
                key,
                each.id,
                {
                    "value": each.value,
                    "tolerance": each.tolerance,
                    "kind": "percent" if each.percent else "absolute",
                    "share": each.share,
                    "feedback": each.feedback,
                },
            )
            for each in self.answers
        ]
        units = [
            item(key, each.id, {"text": each.text, "also": ", ".join(each.also), "factor": each.factor})
            for each in self.units
        ]
        return {"answers": answers, "unit": self.unit, "units": units}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        answers = [
            {
                "id": name,
                **{part: plain_words(each[part]) for part in ("value", "tolerance", "share")},
                "percent": each["kind"] == "percent",
                "feedback": each["feedback"] or "",
            }
            for name, each in zip(short_ids(key, value["answers"], numbered("a")), value["answers"], strict=True)
        ]
        units = [
            {
                "id": name,
                "text": each["text"],
                "also": [part.strip() for part in each["also"].split(",") if part.strip()],
                "factor": plain_words(each["factor"]),
            }
            for name, each in zip(short_ids(key, value["units"], numbered("u")), value["units"], strict=True)
        ]
        return {"answers": answers, "unit": value["unit"], "units": units}

    def faults(self) -> Iterator[str]:
        if not _full(self.answers):
            yield "needs an answer with the share 100"
        if self.unit != "ignored" and not self.units:
            yield "needs units, or “unit: ignored”"
        if self.units and self.units[0].factor != 1:
            yield "needs the factor 1 for its first unit"
