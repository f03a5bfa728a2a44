"""What every question of a package says, whatever its type; each type adds its answer side in `answers_*`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, PlainSerializer, StringConstraints

from courses.catalog.rules import Competency, Domain
from quizzes.packages.keys import part_of

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Optional = Annotated[str, StringConstraints(strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


# Exact in memory, a plain number in YAML.
Number = Annotated[
    Decimal,
    PlainSerializer(
        lambda number: int(number) if number == number.to_integral_value() else float(number), when_used="json"
    ),
]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class QuestionEntry(Strict):
    """One question. A type's own class says how its answer side becomes the bank's block, and back."""

    uuid: UUID | None = None
    key: Slug
    type: str
    stem: Text
    scene: Optional = ""
    tags: list[Text] = []
    difficulty: Literal["easy", "medium", "hard"] = "medium"
    domain: Domain | None = None
    competencies: list[Competency] | None = None
    why: Optional = ""
    lesson: Optional = ""

    # Fields of the answer side that a translation says in its own language …
    TEXTS: ClassVar[tuple[str, ...]] = ()
    # … of these, lists whose members are matched by id; and what of a member is no text.
    PARTS: ClassVar[tuple[str, ...]] = ()
    FACTS: ClassVar[frozenset[str]] = frozenset()
    IS_SCORED: ClassVar[bool] = True
    # What a person reads is explained by its reader.
    NEEDS_WHY: ClassVar[bool] = True

    def block_value(self, key: UUID) -> dict[str, Any]:
        """The answer side as the bank's block takes it. `key` is the question's translation key."""
        raise NotImplementedError

    @classmethod
    def answer_side(cls, key: UUID, value: Any) -> dict[str, Any]:
        """The fields of the answer side, from the value of the bank's block."""
        raise NotImplementedError

    def faults(self) -> Iterator[str]:
        """What keeps this answer side from being asked, each after the question's name: “needs …”."""
        yield from ()

    def texts(self) -> dict[str, Any]:
        """Everything a translation says, as plain values."""
        plain = self.model_dump(mode="json", exclude_defaults=True)
        found = {name: plain[name] for name in ("stem", "scene", "why", *self.TEXTS) if name in plain}
        for name in self.PARTS:
            if name in found:
                found[name] = [{k: v for k, v in part.items() if k not in self.FACTS} for part in found[name]]
        return found

    def in_language(self, texts: dict[str, Any]) -> Self:
        """The question with its translated texts in place; members of lists are matched by id."""
        plain = self.model_dump()
        for name in ("stem", "scene", "why", *self.TEXTS):
            if name in self.PARTS:
                by_id = {part["id"]: part for part in texts.get(name, [])}
                plain[name] = [part | by_id.get(part["id"], {}) for part in plain[name]]
            elif texts.get(name):
                plain[name] = texts[name]
        return type(self).model_validate(plain)


def item(key: UUID, part: str, value: Any) -> dict[str, Any]:
    """A member of a list block. It keeps one id in all languages."""
    return {"type": "item", "id": part_of(key, part), "value": value}


def short_ids(key: UUID, items: Any, names: Sequence[str] = ()) -> list[str]:
    """Short ids for the members of a list block that came from a package, their own id for those written in the CMS.

    `names` are tried before the letters a to z.
    """
    known = {part_of(key, name): name for name in (*names, *"abcdefghijklmnopqrstuvwxyz")}
    return [known.get(child.id, child.id) for child in items.bound_blocks]


def numbered(prefix: str) -> list[str]:
    """p1, p2 …: the short ids a package gives to prompts, items, gaps."""
    return [f"{prefix}{number}" for number in range(1, 100)]
