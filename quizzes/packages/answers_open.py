"""Scenarios, questions that a person reads, and information: as a package writes them and as the bank keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field

from cms.uploads.rules import MEGABYTE, MOST_BYTES, Kind
from quizzes.packages.entry import Optional, QuestionEntry, Slug, Strict, Text, item, numbered, short_ids
from quizzes.questions.types import walks

Points = Annotated[int, Field(ge=0, le=10)]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Choice(Strict):
    id: Slug
    text: Text
    then: Text
    # The id of the step it leads to; without one the scenario ends.
    next: Slug | None = None
    points: Points = 0
    talk: bool = False
    feedback: Optional = ""


class Step(Strict):
    id: Slug
    # What authors call it in the CMS; its id when there is none.
    name: Optional = ""
    text: Text
    choices: list[Choice]


class ScenarioEntry(QuestionEntry):
    type: Literal["scenario"]
    worth: walks.Worth = walks.Worth.PATH
    steps: list[Step] = []

    TEXTS: ClassVar = ("steps",)
    PARTS: ClassVar = ("steps",)

    def block_value(self, key: UUID) -> dict[str, Any]:
        names = {step.id: step.name or step.id for step in self.steps}
        return {"steps": [self._step(key, step, names) for step in self.steps], "worth": self.worth.value}

    def _step(self, key: UUID, step: Step, names: dict[str, str]) -> dict[str, Any]:
        choices = [
            item(
                key,
                _choice_part(step.id, choice.id),
                {
                    "text": choice.text,
                    "then": choice.then,
                    "leads_to": names.get(choice.next or "", choice.next or ""),
                    "points": choice.points,
                    "needs_talk": choice.talk,
                    "feedback": choice.feedback,
                },
            )
            for choice in step.choices
        ]
        return item(key, step.id, {"name": names[step.id], "text": step.text, "choices": choices})

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        steps = list(value["steps"])
        ids = short_ids(key, value["steps"], [step["name"] for step in steps])
        by_name = {_plain(step["name"]): name for name, step in zip(ids, steps, strict=True)}
        found = []
        for name, step in zip(ids, steps, strict=True):
            letters = [_choice_part(name, letter) for letter in LETTERS]
            chosen = short_ids(key, step["choices"], letters)
            choices = [
                {
                    "id": part.removeprefix(f"{name}-"),
                    "next": by_name.get(_plain(choice["leads_to"])),
                    "points": choice["points"] or 0,
                    "talk": bool(choice["needs_talk"]),
                    **{text: choice[text] or "" for text in ("text", "then", "feedback")},
                }
                for part, choice in zip(chosen, step["choices"], strict=True)
            ]
            called = "" if step["name"] == name else step["name"]
            found.append({"id": name, "name": called, "text": step["text"], "choices": choices})
        return {"steps": found, "worth": value["worth"] or walks.Worth.PATH.value}

    def faults(self) -> Iterator[str]:
        known = {step.id for step in self.steps}
        if not self.steps:
            yield "needs a first step"
            return
        for step in self.steps:
            ids = [choice.id for choice in step.choices]
            if not 2 <= len(ids) <= walks.MOST_CHOICES or len(set(ids)) < len(ids):
                yield f"needs two to {walks.MOST_CHOICES} choices with ids of their own in the step “{step.id}”"
            for choice in step.choices:
                if choice.next and choice.next not in known:
                    yield f"leads from “{step.id}” to “{choice.next}”, which is no step of it"
        if all(choice.next is None or choice.next in known for step in self.steps for choice in step.choices):
            yield from self._shape()

    def _shape(self) -> Iterator[str]:
        """What is amiss with the ways through it, once every step named is there."""
        steps: list[dict[str, Any]] = []
        points: dict[str, int] = {}
        for step in self.steps:
            parts = {_choice_part(step.id, choice.id): choice for choice in step.choices}
            steps.append({"id": step.id, "choices": [{"id": p, "next": c.next or ""} for p, c in parts.items()]})
            points |= {part: choice.points for part, choice in parts.items()}
        key = walks.key_of(steps, points=points, talk=[], worth=self.worth, names={})
        if walks.reached_from(key, key["first"]) != set(key["steps"]):
            yield "has a step that no choice leads to"
        if walks.has_circle(key):
            yield "has a step that leads back to itself"
        elif walks.longest_way(key) > walks.LONGEST_WAY:
            yield f"has a way of more than {walks.LONGEST_WAY} decisions"
        if not walks.most(key):
            yield "needs points for the choices that work well"

    def texts(self) -> dict[str, Any]:
        found = super().texts()
        if "steps" in found:
            found["steps"] = _spoken(found["steps"])
        return found

    def in_language(self, texts: dict[str, Any]) -> Self:
        plain = super().in_language({name: text for name, text in texts.items() if name != "steps"}).model_dump()
        return type(self).model_validate(plain | {"steps": _in_words(plain["steps"], texts.get("steps", []))})


SPOKEN = ("id", "text", "then", "feedback")


def _spoken(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps or choices with nothing but what a translation says."""
    return [
        {name: part[name] for name in SPOKEN if name in part}
        | ({"choices": _spoken(part["choices"])} if "choices" in part else {})
        for part in parts
    ]


def _in_words(parts: list[dict[str, Any]], said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps or choices in the words of a translation, matched by id at each depth."""
    by_id = {each["id"]: each for each in said}
    found = []
    for part in parts:
        other = by_id.get(part["id"], {})
        words = {name: other[name] for name in SPOKEN if name in other}
        deeper = {"choices": _in_words(part["choices"], other.get("choices", []))} if "choices" in part else {}
        found.append(part | words | deeper)
    return found


def _choice_part(step: str, choice: str) -> str:
    """The name a choice's id is made from: its step's and its own. One that was written in the CMS keeps its id."""
    try:
        return str(UUID(choice))
    except ValueError:
        return f"{step}-{choice}"


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


class Criterion(Strict):
    id: Slug
    text: Text
    must: bool = False
    # Points → what it looks like. A level is known by its points, in every language.
    levels: dict[Points, Text]


class _Read(QuestionEntry):
    """What a person reads by a marking guide."""

    guide: list[Criterion] = []
    enough: Annotated[int, Field(gt=0)] | None = None

    TEXTS: ClassVar = ("guide",)
    PARTS: ClassVar = ("guide",)
    FACTS: ClassVar = frozenset({"must"})
    NEEDS_WHY: ClassVar = False

    def guide_value(self, key: UUID) -> dict[str, Any]:
        lines = []
        for each in self.guide:
            levels = [
                item(key, f"{each.id}-{points}", {"points": points, "text": text})
                for points, text in each.levels.items()
            ]
            lines.append(item(key, each.id, {"text": each.text, "must": each.must, "levels": levels}))
        return {"guide": lines, "enough": self.enough}

    @classmethod
    def guide_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        ids = short_ids(key, value["guide"], numbered("g"))
        guide = [
            {
                "id": name,
                "text": each["text"],
                "must": bool(each["must"]),
                "levels": {level["points"] or 0: level["text"] for level in each["levels"]},
            }
            for name, each in zip(ids, value["guide"], strict=True)
        ]
        return {"guide": guide, "enough": value["enough"]}

    def faults(self) -> Iterator[str]:
        if any(len(each.levels) < 2 for each in self.guide):
            yield "needs at least two levels in every line of its guide"
        if self.enough and self.enough > sum(max(each.levels, default=0) for each in self.guide):
            yield "asks for more points than its guide can give"


class ReflectionEntry(_Read):
    type: Literal["reflection"]
    words_from: Annotated[int, Field(ge=0)] | None = None
    words_to: Annotated[int, Field(ge=0)] | None = None

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {"words_from": self.words_from, "words_to": self.words_to, **self.guide_value(key)}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        words = {name: value[name] for name in ("words_from", "words_to")}
        return {**words, **cls.guide_side(key, value)}

    def faults(self) -> Iterator[str]:
        if not self.guide:
            yield "needs a guide: people see it before they write"
        if self.words_to and (self.words_from or 0) > self.words_to:
            yield "has more words to start from than to end with"
        yield from super().faults()


class UploadEntry(_Read):
    type: Literal["upload"]
    kinds: Annotated[list[Kind], Field(min_length=1)]
    megabytes: Annotated[int, Field(ge=1, le=MOST_BYTES // MEGABYTE)] = 10
    offers_text: bool = True

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {
            "kinds": [kind.value for kind in self.kinds],
            "megabytes": self.megabytes,
            "offers_text": self.offers_text,
            **self.guide_value(key),
        }

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        facts = {name: value[name] for name in ("kinds", "megabytes", "offers_text")}
        return {**facts, **cls.guide_side(key, value)}


class InformationEntry(QuestionEntry):
    type: Literal["information"]
    text: Text

    TEXTS: ClassVar = ("text",)
    IS_SCORED: ClassVar = False

    def block_value(self, key: UUID) -> dict[str, Any]:
        return {"text": self.text}

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        return {"text": value["text"]}
