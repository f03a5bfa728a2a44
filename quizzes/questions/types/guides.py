"""Marking guides: criteria with levels that a person picks, and what the picked levels come to.

A guide is a list of criteria: id, text, `must`, levels. A level has a text and points, and its points are its id.
Learner and reader see the same words. The key holds the points once more, and how many of them are enough.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked
from quizzes.questions.types.contract import Fault, Key

SCHEME = "marking_guide"


class UnknownLevel(Exception):
    """A level was picked that the guide does not have, or a criterion was left out."""


def key_of(guide: Sequence[Mapping[str, Any]], enough: int) -> dict[str, Any]:
    """What grades: points by criterion and level, the criteria that must not be missed, the points that are enough."""
    return {
        "guide": {each["id"]: {level["id"]: level["points"] for level in each["levels"]} for each in guide},
        "must": sorted(each["id"] for each in guide if each["must"]),
        "enough": enough,
    }


def most(key: Key) -> int:
    """The most points all criteria give together."""
    return sum(max(levels.values(), default=0) for levels in key["guide"].values())


def missed(levels: Mapping[str, str], key: Key) -> list[str]:
    """Criteria that must be met and were given their lowest level: such an answer goes back to be written again."""
    guide = key["guide"]
    return [each for each in key["must"] if guide[each][levels[each]] == min(guide[each].values())]


def rubric_grade(levels: Mapping[str, str], key: Key) -> Grade:
    """What the levels a reader picked come to: their points over the points that are enough, never more than all.

    A criterion that must be met and was not takes the rest with it. Raises UnknownLevel unless exactly one level of
    every criterion is given.
    """
    guide = key["guide"]
    if levels.keys() != guide.keys() or any(level not in guide[each] for each, level in levels.items()):
        raise UnknownLevel(dict(levels))
    points = " + ".join(str(guide[each][levels[each]]) for each in guide)
    enough = key["enough"] or most(key)
    workings = f"min(1, ({points}) / {enough})"
    return worked(SCHEME, f"0 * {workings}" if missed(levels, key) else workings)


def guide_faults(guide: Sequence[Mapping[str, Any]], key: Key) -> list[Fault]:
    """What keeps a guide from being read and picked from. A guide without criteria has none: points are then given."""
    found = []
    texts = [each["text"].strip() for each in guide]
    if not all(texts) or not all(level["text"].strip() for each in guide for level in each["levels"]):
        found.append(Fault.EMPTY_OPTION)
    if len(set(texts)) < len(texts):
        found.append(Fault.TWICE_THE_SAME)
    if any(len(each["levels"]) < 2 for each in guide):
        found.append(Fault.TOO_FEW_LEVELS)
    if any(len({level["points"] for level in each["levels"]}) < len(each["levels"]) for each in guide):
        found.append(Fault.LEVELS_ALIKE)
    if key["enough"] > most(key):
        found.append(Fault.NEEDS_TOO_MUCH)
    return found


def guide_ids(guide: Sequence[Mapping[str, Any]]) -> list[str]:
    """Criteria, and levels as criterion/points."""
    return [
        name for each in guide for name in (each["id"], *(f"{each['id']}/{level['id']}" for level in each["levels"]))
    ]
