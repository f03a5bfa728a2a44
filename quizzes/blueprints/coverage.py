"""What the questions of a plan cover, for certain or by chance. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from quizzes.blueprints.rules import Draw, Fixed, Plan, overdrawn


class Covered(StrEnum):
    """Whether a try asks about something."""

    ALWAYS = "always"
    BY_CHANCE = "by_chance"
    NEVER = "never"


@dataclass(frozen=True)
class Topics:
    """What one question is about."""

    domain: str = ""
    competencies: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        return self.competencies | {self.domain}


def covered(topic: str, plan: Plan, pools: Mapping[int, Collection[str]], topics: Mapping[str, Topics]) -> Covered:
    """Whether every try asks about a domain or competency. `pools` by place in the plan, `topics` by question key.

    A draw always brings it when fewer questions of its pool are about something else than it picks.
    """
    found = Covered.NEVER
    for place, entry in enumerate(plan):
        if isinstance(entry, Fixed):
            if topic in topics.get(entry.question, Topics()).all:
                return Covered.ALWAYS
        elif isinstance(entry, Draw):
            pool = pools.get(place, ())
            other = sum(topic not in topics.get(key, Topics()).all for key in pool)
            if other < len(pool):
                if other < min(entry.draw, len(pool)):
                    return Covered.ALWAYS
                found = Covered.BY_CHANCE
    return found


def not_fresh_twice(plan: Plan, pools: Mapping[int, Collection[str]]) -> list[tuple[Draw, int]]:
    """Draws whose pool is too small for two tries without a known question, each with what it finds; those that are too
    small for one try are a matter of `overdrawn`."""
    small = {entry for entry, _ in overdrawn(plan, pools)}
    doubled = [replace(entry, draw=2 * entry.draw) if isinstance(entry, Draw) else entry for entry in plan]
    found = [(replace(entry, draw=entry.draw // 2), left) for entry, left in overdrawn(doubled, pools)]
    return [(entry, left) for entry, left in found if entry not in small]


def topics_of(facts: Iterable[tuple[str, str, Iterable[str]]]) -> dict[str, Topics]:
    """Topics by question key, from key, domain and competencies."""
    return {key: Topics(domain, frozenset(competencies)) for key, domain, competencies in facts}
