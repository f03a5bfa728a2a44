"""Branching scenario: steps, choices, what happens then. Every way leads somewhere, and back."""

from collections.abc import Mapping
from typing import Any

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked
from quizzes.questions.types import walks
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
    Response,
    Sample,
    UnknownOption,
)
from quizzes.questions.types.samples import SCENARIO


class Scenario(QuestionType):
    """The response holds the choices made, in order, as `path`; and as `step` the step that is being decided, if any.

    After a choice the reader is told what happened; `step` is set once they go on, or back.
    """

    slug = "scenario"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> Response | None:
        path = [value for value in posted.get(f"{name}-path", ()) if value]
        passed = walks.walked(asked["steps"], path)
        if passed is None:
            raise UnknownOption(path)
        if _given(posted, f"{name}-back"):
            return _at(path[:-1], passed[-1][0]["id"]) if len(path) > 1 else None
        follows = walks.comes_next(asked["steps"], path)
        decides = not path or self._decides(posted, follows, name)
        chosen = _given(posted, name)
        if chosen:
            if len(chosen) > 1 or not decides or follows is None or not walks.choice_in(follows, chosen[0]):
                raise UnknownOption(chosen)
            return {"path": [*path, chosen[0]]}
        if follows and path and (decides or _given(posted, f"{name}-go")):
            return _at(path, follows["id"])
        return {"path": path} if path else None

    def _decides(self, posted: Posted, follows: walks.Step | None, name: str) -> bool:
        """Whether the page that was sent showed a step to decide, and not what a choice led to."""
        step = _given(posted, f"{name}-step")
        if step and (len(step) > 1 or follows is None or step[0] != follows["id"]):
            raise UnknownOption(step)
        return bool(step)

    def stays(self, posted: Posted, name: str = "answer") -> bool:
        """A scenario is left only from its ending, or without a choice."""
        return any(_given(posted, field) for field in (name, f"{name}-go", f"{name}-back"))

    def announce(self, response: Any, posted: Posted, asked: Asked, name: str = "answer") -> Announcement | None:
        """What changed on the page: said once, politely."""
        if _given(posted, f"{name}-back"):
            return "scenario_back", {}
        if _given(posted, name):
            follows = walks.comes_next(asked["steps"], response["path"] if response else [])
            return ("scenario_told" if follows else "scenario_end"), {}
        if not _given(posted, f"{name}-go"):
            return None
        return ("scenario_step", {"number": len(response["path"]) + 1}) if response else ("scenario_choose", {})

    def view(self, asked: Asked, response: Response | None) -> Mapping[str, Any]:
        """Where the reader stands. Holds nothing they have not come to: no later step, no outcome of another choice."""
        path = response["path"] if response else []
        passed = walks.walked(asked["steps"], path) or []
        told = [{"scene": at["text"], "choice": choice["text"], "then": choice["then"]} for at, choice in passed]
        follows = walks.comes_next(asked["steps"], path)
        decides = bool(follows) and (not path or bool(response and response.get("step")))
        step: walks.Step = follows if decides and follows else {"id": "", "text": "", "choices": []}
        return {
            "path": path,
            "step": step["id"] if path else "",
            "scene": step["text"],
            "choices": [{"id": choice["id"], "text": choice["text"]} for choice in step["choices"]],
            "number": len(path) + bool(decides),
            "walked": told,
            "last": told[-1] if told and not decides else None,
            "goes_on": bool(follows),
        }

    def grade(self, response: Response | None, key: Key) -> Grade:
        path = response["path"] if response else []
        points, most = walks.earned(key, path), walks.most(key)
        scheme = "scenario_path" if key["worth"] == walks.Worth.PATH else "scenario_ending"
        talk = not set(path).isdisjoint(key["talk"])
        workings = f"({' + '.join(map(str, points))}) / {most}" if most and points else "0"
        return worked(scheme, workings, talk=talk)

    def summarize(self, response: Response | None, asked: Asked) -> list[str]:
        passed = walks.walked(asked["steps"], response["path"]) if response else None
        return [choice["text"] for _, choice in passed or []]

    def is_answered(self, response: Response | None) -> bool:
        return bool(response and response["path"])

    def best(self, key: Key) -> dict[str, Any]:
        return {"path": walks.way(key)}

    def other(self, asked: Asked, key: Key) -> dict[str, Any]:
        """At each step the choice that can come to least."""
        return {"path": walks.way(key, min)}

    def cases(self, asked: Asked, key: Key) -> dict[str, Any]:
        best = self.best(key)
        early = {"stopped_early": {"path": best["path"][:1]}} if len(best["path"]) > 1 else {}
        return {"best": best, **early, "other": {"path": walks.way(key, min)}, "none": None}

    def explain(self, response: Response | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        passed = walks.walked(asked["steps"], response["path"]) if response else []
        worths, yours = walks.worths(key), []
        for step, choice in passed or []:
            fits = worths[choice["id"]] == max(worths[each] for each in key["steps"][step["id"]])
            remark = feedback["options"].get(choice["id"]) or choice["then"]
            yours.append(Line(choice["text"], prompt=step["text"], remark=remark, fits=fits))
        if self.grade(response, key).fraction == 1:
            return Explanation(yours=yours)
        best = walks.walked(asked["steps"], walks.way(key)) or []
        return Explanation(yours=yours, stronger=[Line(choice["text"], prompt=step["text"]) for step, choice in best])

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        if not asked["steps"]:
            return [Fault.NO_STEPS]
        amiss = {fault for step in asked["steps"] for fault in _amiss(step, key)}
        found = [fault for fault in OF_ONE_STEP if fault in amiss]
        if Fault.GOES_IN_CIRCLES not in amiss and walks.longest_way(key) > walks.LONGEST_WAY:
            found.append(Fault.TOO_DEEP)
        if not walks.most(key):
            found.append(Fault.NO_POINTS)
        return found

    def where(self, fault: Fault, asked: Asked, key: Key) -> str:
        """The short name of the first step that has it."""
        return next((key["names"][step["id"]].strip() for step in asked["steps"] if fault in _amiss(step, key)), "")

    def ids(self, asked: Asked) -> list[str]:
        steps = asked["steps"]
        return sorted([*(step["id"] for step in steps), *(each["id"] for step in steps for each in step["choices"])])

    def sample(self) -> Sample:
        return SCENARIO


def _given(posted: Posted, field: str) -> list[str]:
    return [value for value in posted.get(field, ()) if value]


def _at(path: list[str], step: str) -> dict[str, Any]:
    return {"path": path, "step": step}


# What may be amiss with one step, in the order it is told.
OF_ONE_STEP = (
    Fault.EMPTY_STEP,
    Fault.TOO_FEW_CHOICES,
    Fault.EMPTY_OPTION,
    Fault.TWICE_THE_SAME,
    Fault.NO_CONSEQUENCE,
    Fault.STEP_NAME_TWICE,
    Fault.UNKNOWN_STEP,
    Fault.NEVER_REACHED,
    Fault.GOES_IN_CIRCLES,
)


def _amiss(step: walks.Step, key: Key) -> set[Fault]:
    """What has to change in one step, by itself and among the others."""
    choices = step["choices"]
    texts = [choice["text"].strip() for choice in choices]
    names = [name.strip().casefold() for name in key["names"].values()]
    leads_to = [choice["next"] for choice in choices]
    shown = {
        Fault.EMPTY_STEP: not step["text"].strip(),
        Fault.TOO_FEW_CHOICES: not 2 <= len(choices) <= walks.MOST_CHOICES,
        Fault.EMPTY_OPTION: not all(texts),
        Fault.TWICE_THE_SAME: len(set(texts)) < len(texts),
        Fault.NO_CONSEQUENCE: not all(choice["then"].strip() for choice in choices),
        Fault.STEP_NAME_TWICE: names.count(key["names"][step["id"]].strip().casefold()) > 1,
        Fault.UNKNOWN_STEP: None in leads_to,
        Fault.NEVER_REACHED: step["id"] not in walks.reached_from(key, key["first"]),
        Fault.GOES_IN_CIRCLES: any(step["id"] in walks.reached_from(key, follows) for follows in leads_to),
    }
    return {fault for fault, is_there in shown.items() if is_there}
