"""Ordering: items put in order with buttons, one step at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.grading.grades import Grade
from quizzes.grading.ordering import ORDERING
from quizzes.grading.receipts import worked
from quizzes.questions.types.contract import (
    Announcement,
    Asked,
    Explanation,
    Fault,
    Feedback,
    Key,
    Line,
    Posted,
    QuestionType,
    Sample,
    UnknownOption,
)
from quizzes.questions.types.options import texts

# Moodle's default too. Anybody can do it again by hand, and an order drawn by chance earns 1/n on average. "Relative
# to correct position" is kinder to one shifted item, but pays (2n − 1)/3n for any order at all: more than half.
ORDERING_RECOMMENDED = "absolute_position"
UP, DOWN = "up", "down"


class Ordering(QuestionType):
    """The response lists the ids of all items in the order given.

    A form always carries an order, also one nobody touched. The order a question starts with is never the right one,
    so an untouched start is no answer, and walking past the question earns nothing. It becomes one by the first move;
    moved back to the start it stays one, which the form tells with a field `…-moved`.
    """

    slug = "ordering"
    shuffles = "items"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> list[str] | None:
        start, order = list(texts(asked, "items")), [item for item in posted.get(name, ()) if item]
        move = self._move(posted, asked, name)
        if not order and not move:
            return None
        order = order or start
        if sorted(order) != sorted(start):
            raise UnknownOption(order)
        if move:
            return _moved(order, *move)
        return order if order != start or any(posted.get(f"{name}-moved", ())) else None

    def _move(self, posted: Posted, asked: Asked, name: str) -> tuple[str, str] | None:
        """The item of the pressed button, and where it goes."""
        pressed = [value for value in posted.get(f"{name}-move", ()) if value]
        if not pressed:
            return None
        moves = {f"{item}:{way}": (item, way) for item in texts(asked, "items") for way in (UP, DOWN)}
        if len(pressed) > 1 or pressed[0] not in moves:
            raise UnknownOption(pressed)
        return moves[pressed[0]]

    def stays(self, posted: Posted, name: str = "answer") -> bool:
        return any(posted.get(f"{name}-move", ()))

    def announce(self, response: Any, posted: Posted, asked: Asked, name: str = "answer") -> Announcement | None:
        move = self._move(posted, asked, name)
        if not move or not response:
            return None
        item, way = move
        before = [each for each in posted.get(name, ()) if each] or list(texts(asked, "items"))
        fills = {
            "text": texts(asked, "items")[item],
            "place": response.index(item) + 1,
            "total": len(response),
            "id": item,
        }
        if before == response:
            return ("already_first" if way == UP else "already_last"), fills
        return "moved", fills

    def arranged(self, order: Sequence[str], key: Key) -> list[str]:
        """Never the right order, where there is another one: the first goes last."""
        return [*order[1:], *order[:1]] if list(order) == key["order"] else list(order)

    def grade(self, response: list[str] | None, key: Key) -> Grade:
        scheme = key["scheme"]
        return ORDERING[scheme](response, key["order"]) if response else worked(scheme, "0")

    def summarize(self, response: list[str] | None, asked: Asked) -> list[str]:
        shown = texts(asked, "items")
        return [f"{place}. {shown[item]}" for place, item in enumerate(response or [], start=1)]

    def best(self, key: Key) -> list[str]:
        return list(key["order"])

    def other(self, asked: Asked, key: Key) -> list[str]:
        return key["order"][::-1]

    def explain(self, response: list[str] | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        shown, given, remarks = texts(asked, "items"), response or [], feedback["options"]
        yours = []
        for place, item in enumerate(given):
            fits = key["order"].index(item) == place
            yours.append(Line(shown[item], remark="" if fits else remarks.get(item, ""), fits=fits))
        stronger = [] if given == key["order"] else [Line(shown[item]) for item in key["order"]]
        return Explanation(yours=yours, stronger=stronger)

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        shown = [text.strip() for text in texts(asked, "items").values()]
        faults = {
            Fault.TOO_FEW_ITEMS: len(shown) < 3,
            Fault.EMPTY_OPTION: not all(shown),
            Fault.TWICE_THE_SAME: len(set(shown)) < len(shown),
        }
        return [fault for fault, is_so in faults.items() if is_so]

    def ids(self, asked: Asked) -> list[str]:
        return sorted(texts(asked, "items"))

    def view(self, asked: Asked, response: list[str] | None) -> Mapping[str, Any]:
        shown = texts(asked, "items")
        order = response if response and set(response) == shown.keys() else list(shown)
        rows = [{"id": item, "place": place, "text": shown[item]} for place, item in enumerate(order, start=1)]
        return {"rows": rows, "is_moved": bool(response)}

    def cases(self, asked: Asked, key: Key) -> dict[str, Any]:
        """Between the best order and the one turned around: two neighbors changed, and the first put last."""
        order = list(key["order"])
        return {
            "best": order,
            "neighbors_changed": [*order[1:2], *order[:1], *order[2:]],
            "first_put_last": [*order[1:], *order[:1]],
            "turned_around": order[::-1],
            "none": None,
        }

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "Someone asks for more than your role. Put the steps in order.",
                "scene": "",
                "items": [
                    {"id": "i3", "text": "Stay, and offer what you can do"},
                    {"id": "i1", "text": "Show you heard it"},
                    {"id": "i2", "text": "Be honest about your role"},
                ],
            },
            key={"order": ["i1", "i2", "i3"], "scheme": ORDERING_RECOMMENDED},
            feedback={
                "why": "People can take a limit once they feel heard.",
                "options": {
                    "i1": "Being heard comes first.",
                    "i2": "",
                    "i3": "An offer helps once the limit is clear.",
                },
            },
            posted={"answer": ["i1", "i2", "i3"], "answer-moved": ["1"]},
            response=["i1", "i2", "i3"],
        )


def _moved(order: Sequence[str], item: str, way: str) -> list[str]:
    """The order after one step; the same where there is no further step that way."""
    place = order.index(item)
    other = max(place - 1, 0) if way == UP else min(place + 1, len(order) - 1)
    changed = list(order)
    changed[place], changed[other] = changed[other], changed[place]
    return changed
