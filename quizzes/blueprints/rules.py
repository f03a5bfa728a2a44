"""What a plan is, what is wrong with one, and how questions are picked from it."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from quizzes.grading.scores import plain


class Purpose(StrEnum):
    """What a quiz is for. Graded quizzes and finals stand in a module and are part of finishing it. Practice, pre-tests
    and test-outs stand in a module too, but nobody has to take them and they grant no hours: a pre-test is noted as
    done, a test-out as passed or not yet. An evaluation stands in a course and asks without names."""

    GRADED = "graded"
    PRACTICE = "practice"
    PRETEST = "pretest"
    FINAL = "final"
    TEST_OUT = "test_out"
    EVALUATION = "evaluation"


# What a module waits for. The others are offers.
REQUIRED = frozenset({Purpose.GRADED, Purpose.FINAL, Purpose.EVALUATION})


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
    NOTHING_SCORED = "nothing_scored"
    NO_PASSING_POINTS = "no_passing_points"
    UNREACHABLE_POINTS = "unreachable_points"
    NO_SCALE = "no_scale"
    DOMAIN_NOT_ASKED = "domain_not_asked"
    COMPETENCY_NOT_ASKED = "competency_not_asked"
    CLOSES_BEFORE_OPENING = "closes_before_opening"
    NEVER_CLOSES = "never_closes"
    PERIOD_IN_PART = "period_in_part"


class PlanWarning(StrEnum):
    """What an author should know but may decide."""

    NOT_TWO_FRESH_TRIES = "not_two_fresh_tries"
    DOMAIN_BY_CHANCE = "domain_by_chance"


@dataclass(frozen=True)
class Fixed:
    """This question, in its newest version when a try starts."""

    question: str
    points: Decimal = Decimal(1)
    # Must be right, whatever the score.
    critical: bool = False


@dataclass(frozen=True)
class Draw:
    """So many questions, at random from those that match every filter given."""

    draw: int
    tag: str = ""
    type: str = ""
    domain: str = ""
    competency: str = ""
    difficulty: str = ""
    # What each of them is worth.
    points: Decimal = Decimal(1)

    def filters(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if name not in {"draw", "points"} and value}


@dataclass(frozen=True)
class Section:
    """A heading: it begins a part of the quiz, up to the next one. Its title by language."""

    titles: Mapping[str, str] = field(default_factory=dict)


Entry = Fixed | Draw | Section
Plan = Sequence[Entry]


@dataclass(frozen=True)
class Pick:
    """One question of a try, and what its place in the plan says of it."""

    question: str
    points: Decimal = Decimal(1)
    critical: bool = False
    # The place of its section in the plan; None before the first one.
    section: int | None = None


def plan_from(entries: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """A plan read back from a frozen payload."""
    return [_entry(entry) for entry in entries]


def _entry(entry: Mapping[str, Any]) -> Entry:
    if "section" in entry:
        return Section(dict(entry["section"]))
    points = Decimal(str(entry.get("points", 1)))
    if "question" in entry:
        return Fixed(entry["question"], points, bool(entry.get("critical")))
    known = {each.name for each in fields(Draw)} - {"points"}
    return Draw(points=points, **{name: value for name, value in entry.items() if name in known})


def plan_payload(plan: Plan) -> list[dict[str, Any]]:
    """A plan as it is frozen: only what is said."""
    return [_said(entry) for entry in plan]


def _said(entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Section):
        return {"section": dict(entry.titles)}
    worth = {} if entry.points == 1 else {"points": plain(entry.points)}
    if isinstance(entry, Draw):
        return {"draw": entry.draw, **entry.filters(), **worth}
    return {"question": entry.question, **worth, **({"critical": True} if entry.critical else {})}


def asks(plan: Plan) -> int:
    """How many questions a try has when every pool is large enough."""
    return sum(entry.draw if isinstance(entry, Draw) else 1 for entry in plan if not isinstance(entry, Section))


def worth(plan: Plan) -> Decimal:
    """How many points a try has when every pool is large enough."""
    return sum(
        (entry.points * (entry.draw if isinstance(entry, Draw) else 1))
        for entry in plan
        if not isinstance(entry, Section)
    ) or Decimal(0)


def free_in_pool(pool: Collection[str], plan: Plan) -> list[str]:
    """The part of a pool that the plan does not fix anyway, in a stable order."""
    fixed = {entry.question for entry in plan if isinstance(entry, Fixed)}
    return sorted(set(pool) - fixed)


def picks(
    plan: Plan,
    pools: Mapping[int, Collection[str]],
    seed: str,
    *,
    seen: Collection[str] = (),
    shuffle: bool = False,
) -> list[Pick]:
    """The questions of one try, in order. `pools` holds, by place in the plan, what each draw may pick from.

    The same seed picks the same. No question comes twice; a pool that has become too small gives what it has. What is
    in `seen` is drawn only when the rest does not suffice. `shuffle` mixes questions within their section.
    """
    chance = random.Random(seed)  # noqa: S311 - fairness, not secrecy: the seed is kept with the try
    parts: list[list[Pick]] = [[]]
    section: int | None = None
    taken: set[str] = set()
    for place, entry in enumerate(plan):
        if isinstance(entry, Section):
            section = place
            parts.append([])
        elif isinstance(entry, Fixed):
            parts[-1].append(Pick(entry.question, entry.points, entry.critical, section))
        else:
            free = [key for key in free_in_pool(pools.get(place, ()), plan) if key not in taken]
            drawn = _drawn(chance, free, entry.draw, seen)
            taken |= set(drawn)
            parts[-1] += [Pick(key, entry.points, section=section) for key in drawn]
    if shuffle:
        for number, part in enumerate(parts):
            random.Random(f"{seed}/part {number}").shuffle(part)  # noqa: S311
    return [pick for part in parts for pick in part]


def _drawn(chance: random.Random, free: Sequence[str], count: int, seen: Collection[str]) -> list[str]:
    fresh, known = [key for key in free if key not in seen], [key for key in free if key in seen]
    drawn = chance.sample(fresh, min(count, len(fresh)))
    return drawn + chance.sample(known, min(count - len(drawn), len(known)))


def draw(plan: Plan, pools: Mapping[int, Collection[str]], seed: str) -> list[str]:
    """The question keys of one try, in order."""
    return [pick.question for pick in picks(plan, pools, seed)]


def shuffled(options: Sequence[str], seed: str) -> list[str]:
    """Option ids in an order of their own for one question of one try."""
    order = list(options)
    random.Random(seed).shuffle(order)  # noqa: S311
    return order


def overdrawn(plan: Plan, pools: Mapping[int, Collection[str]]) -> list[tuple[Draw, int]]:
    """Draws that cannot be filled when earlier draws may already have taken from the same pool, and what is left."""
    found, taken = [], set()
    for place, entry in enumerate(plan):
        if not isinstance(entry, Draw):
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


def section_title(blueprint: Mapping[str, Any], place: int | None, language: str) -> str:
    """The title of the section at a place of the plan, in a language or else in the one it was written in."""
    if place is None:
        return ""
    titles = blueprint["plan"][place]["section"]
    return titles.get(language) or titles.get(blueprint["source_language"]) or next(iter(titles.values()), "")
