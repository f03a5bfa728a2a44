"""What a plan is, what is wrong with one, and how questions are picked from it."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any


class Purpose(StrEnum):
    """Graded quizzes stand in a module and earn; an evaluation stands in a course and asks without names."""

    GRADED = "graded"
    EVALUATION = "evaluation"


class FeedbackWhen(StrEnum):
    AFTER_SENDING = "after_sending"
    AFTER_PASSING = "after_passing"
    TOPICS_ONLY = "topics_only"


class PlanFault(StrEnum):
    EMPTY = "empty"
    SMALL_POOL = "small_pool"
    NOT_PUBLISHED = "not_published"
    TWICE = "twice"
    SURVEY_IN_QUIZ = "survey_in_quiz"
    GRADED_IN_EVALUATION = "graded_in_evaluation"
    DRAW_IN_EVALUATION = "draw_in_evaluation"
    DRAW_OF_EVERYTHING = "draw_of_everything"
    NOT_IN_MODULE = "not_in_module"
    NOT_IN_COURSE = "not_in_course"


@dataclass(frozen=True)
class Fixed:
    """This question, in its newest version when a try starts."""

    question: str


@dataclass(frozen=True)
class Draw:
    """So many questions, at random from those that match every filter given."""

    draw: int
    tag: str = ""
    type: str = ""
    domain: str = ""
    competency: str = ""
    difficulty: str = ""

    def filters(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if name != "draw" and value}


Plan = Sequence[Fixed | Draw]


def plan_from(entries: Sequence[Mapping[str, Any]]) -> list[Fixed | Draw]:
    """A plan read back from a frozen payload."""
    known = {field.name for field in fields(Draw)}
    return [
        Fixed(entry["question"]) if "question" in entry else Draw(**{k: v for k, v in entry.items() if k in known})
        for entry in entries
    ]


def plan_payload(plan: Plan) -> list[dict[str, Any]]:
    """A plan as it is frozen: only what is said."""
    return [
        {"question": entry.question} if isinstance(entry, Fixed) else {"draw": entry.draw, **entry.filters()}
        for entry in plan
    ]


def asks(plan: Plan) -> int:
    """How many questions a try has when every pool is large enough."""
    return sum(1 if isinstance(entry, Fixed) else entry.draw for entry in plan)


def free_in_pool(pool: Collection[str], plan: Plan) -> list[str]:
    """The part of a pool that the plan does not fix anyway, in a stable order."""
    fixed = {entry.question for entry in plan if isinstance(entry, Fixed)}
    return sorted(set(pool) - fixed)


def draw(plan: Plan, pools: Mapping[int, Collection[str]], seed: str) -> list[str]:
    """The question keys of one try, in order. `pools` holds, by place in the plan, what each draw may pick from.

    The same seed picks the same. No question comes twice; a pool that has become too small gives what it has.
    """
    chance = random.Random(seed)  # noqa: S311 - fairness, not secrecy: the seed is kept with the try
    picked: list[str] = []
    for place, entry in enumerate(plan):
        if isinstance(entry, Fixed):
            picked.append(entry.question)
            continue
        free = [key for key in free_in_pool(pools.get(place, ()), plan) if key not in picked]
        picked += chance.sample(free, min(entry.draw, len(free)))
    return picked


def shuffled(options: Sequence[str], seed: str) -> list[str]:
    """Option ids in an order of their own for one question of one try."""
    order = list(options)
    random.Random(seed).shuffle(order)  # noqa: S311
    return order


def overdrawn(plan: Plan, pools: Mapping[int, Collection[str]]) -> list[tuple[Draw, int]]:
    """Draws that cannot be filled when earlier draws may already have taken from the same pool, and what is left."""
    found, taken = [], set()
    for place, entry in enumerate(plan):
        if isinstance(entry, Fixed):
            continue
        free = [key for key in free_in_pool(pools.get(place, ()), plan) if key not in taken]
        if len(free) < entry.draw:
            found.append((entry, len(free)))
        # Which ones are drawn is chance; taking the first ones stands for any.
        taken |= set(free[: entry.draw])
    return found


def spoken_title(blueprint: Mapping[str, Any], language: str) -> str:
    """A quiz's title in a language, else in the one it was written in."""
    titles = blueprint["titles"]
    return titles.get(language) or titles[blueprint["source_language"]]
