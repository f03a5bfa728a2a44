"""Ways through a branching scenario: which choices follow each other, what a way is worth, which way is best.

`asked["steps"]` is a list of steps, the first one first: id, text, choices. A choice has id, text, what happens `then`
and the step that comes `next`: "" ends the scenario, None names a step that does not exist. The key of a scenario
holds the same graph with points; nothing here needs both.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

# A phone and a tired reader: more decisions in a row, or more ways at once, are not read to the end.
LONGEST_WAY = 8
MOST_CHOICES = 5

Step = Mapping[str, Any]


class Worth(StrEnum):
    """What earns: every choice along the way, or only the ending it comes to."""

    PATH = "path"
    ENDING = "ending"


def steps_by_id(steps: Sequence[Step]) -> dict[str, Step]:
    return {step["id"]: step for step in steps}


def choice_in(step: Step, choice: str) -> Mapping[str, Any] | None:
    return next((each for each in step["choices"] if each["id"] == choice), None)


def walked(steps: Sequence[Step], path: Sequence[str]) -> list[tuple[Step, Mapping[str, Any]]] | None:
    """The steps passed and the choice made at each; None when no way through the scenario goes like that."""
    known, here, found = steps_by_id(steps), steps[0] if steps else None, []
    for name in path:
        choice = choice_in(here, name) if here else None
        if here is None or choice is None:
            return None
        found.append((here, choice))
        here = known.get(choice["next"])
    return found


def comes_next(steps: Sequence[Step], path: Sequence[str]) -> Step | None:
    """The step that follows a way that was walked; None at an ending."""
    passed = walked(steps, path)
    if not passed:
        return steps[0] if steps and passed == [] else None
    return steps_by_id(steps).get(passed[-1][1]["next"])


def key_of(
    steps: Sequence[Step], *, points: Mapping[str, int], talk: Sequence[str], worth: str, names: Mapping[str, str]
) -> dict[str, Any]:
    """The part of a scenario that grades: its graph, points by choice, the choices that need a talk.

    `names` are the authors' short names of the steps: no reader sees them, faults are found by them.
    """
    return {
        "worth": worth,
        "first": steps[0]["id"] if steps else "",
        "steps": {step["id"]: [choice["id"] for choice in step["choices"]] for step in steps},
        "next": {choice["id"]: choice["next"] for step in steps for choice in step["choices"]},
        "points": dict(points),
        "talk": sorted(talk),
        "names": dict(names),
    }


def earned(key: Mapping[str, Any], path: Sequence[str]) -> list[int]:
    """The points a way earns, one number for each choice that earns: all of them, or only the one that ended it."""
    points = [int(key["points"].get(choice, 0)) for choice in path]
    if key["worth"] == Worth.PATH:
        return points
    return points[-1:] if path and not key["next"].get(path[-1]) else []


def worths(key: Mapping[str, Any]) -> dict[str, int]:
    """The most each choice can come to: its own points and what follows, or the best ending it leads to.

    Each step is looked at once. Where a draft turns in a circle, the way ends at the step it comes back to.
    """
    by_choice: dict[str, int] = {}
    by_step: dict[str, int] = {}

    def most_from(step: str) -> int:
        if step not in by_step:
            by_step[step] = 0
            for choice in key["steps"][step]:
                follows, own = key["next"].get(choice), int(key["points"].get(choice, 0))
                later = most_from(follows) if follows in key["steps"] else None
                keeps_own = key["worth"] == Worth.PATH or later is None
                by_choice[choice] = (own if keeps_own else 0) + (later or 0)
            by_step[step] = max((by_choice[choice] for choice in key["steps"][step]), default=0)
        return by_step[step]

    for step in key["steps"]:
        most_from(step)
    return by_choice


def most(key: Mapping[str, Any]) -> int:
    """The most a whole scenario can earn."""
    found = worths(key)
    return max((found[choice] for choice in key["steps"].get(key["first"], ())), default=0)


def way(key: Mapping[str, Any], better: Callable[..., str] = max) -> list[str]:
    """The first of the ways that earn the most; with `min`, the one that takes the least promising choice each time."""
    found, step, seen, path = worths(key), key["first"], set(), []
    while key["steps"].get(step) and step not in seen:
        seen.add(step)
        path.append(better(key["steps"][step], key=found.__getitem__))
        step = key["next"].get(path[-1])
    return path


def reached_from(key: Mapping[str, Any], start: str) -> set[str]:
    """Every step some way from `start` comes to, itself included."""
    found, waiting = set(), [start]
    while waiting:
        step = waiting.pop()
        if step in key["steps"] and step not in found:
            found.add(step)
            waiting += [key["next"].get(choice) for choice in key["steps"][step]]
    return found


def has_circle(key: Mapping[str, Any]) -> bool:
    """Whether some step leads back to itself."""
    return any(
        step in reached_from(key, key["next"].get(choice))
        for step, choices in key["steps"].items()
        for choice in choices
    )


def longest_way(key: Mapping[str, Any]) -> int:
    """How many decisions the longest way has. Only for a scenario without circles."""
    lengths: dict[str, int] = {}

    def length(step: str) -> int:
        if step not in lengths:
            follow = [length(key["next"].get(choice)) for choice in key["steps"].get(step, ())]
            lengths[step] = 1 + max(follow) if follow else 0
        return lengths[step]

    return length(key["first"])
