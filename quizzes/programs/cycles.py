"""The periods of a certification, one after the other: each as it stood on its last day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from quizzes.programs.facts import Evidence, Facts, Given
from quizzes.programs.renewal import Cycle, certifications, certified_topic, current_cycle
from quizzes.programs.requirements import RequirementKind, RequirementStanding
from quizzes.programs.rules import evaluate

# A certification of eighty years, renewed each year.
_MOST = 80


@dataclass(frozen=True)
class Period:
    """One period and what counted in it."""

    cycle: Cycle
    # The word that began it, or the one before it where the board's rules went on by themselves.
    certified_on: date
    standing: RequirementStanding
    is_current: bool
    # The rules it is read by.
    version: dict


def renewal_in(version: dict) -> dict | None:
    """What a program asks for after the certification."""
    return next((r for r in version["requirements"] if r["kind"] == RequirementKind.RENEWAL), None)


def periods(version: dict, facts: Facts, versions: dict[Evidence, dict] | None = None) -> list[Period]:
    """Every period a person told of, newest first. An earlier one is read by the rules that were told with it
    (`versions`), with what was known by its end: a new period takes nothing from it."""
    told = [each for each in certifications(version, facts) if each.on <= facts.today]
    found: list[Period] = []
    for number, each in enumerate(told):
        # The period that runs follows the rules the person pursues now.
        rules = version if number + 1 == len(told) else (versions or {}).get(each) or version
        end = told[number + 1].on if number + 1 < len(told) else None
        found += _periods_of(rules, facts, told[: number + 1], end)
    return found[::-1]


def _periods_of(version: dict, facts: Facts, told: list[Evidence], ended_by: date | None) -> list[Period]:
    """The periods from one word of the board to the next, or to today."""
    requirement, day = renewal_in(version), told[-1].on
    found: list[Period] = []
    while requirement and len(found) < _MOST:
        cycle = current_cycle(requirement, told, day)
        # A later word ends a period early, unless the paper gave it its own day.
        if ended_by and cycle.until is None:
            cycle = replace(cycle, due_on=min(cycle.due_on, ended_by))
        is_current = ended_by is None and (cycle.until is not None or facts.today < cycle.due_on)
        last = facts.today if is_current else cycle.due_on - timedelta(days=1)
        found.append(Period(cycle, told[-1].on, _as_of(version, facts, told, last), is_current, version))
        if is_current or cycle.until or cycle.due_on >= (ended_by or date.max):
            break
        day = cycle.due_on
    return found


def _as_of(version: dict, facts: Facts, told: list[Evidence], day: date) -> RequirementStanding:
    """How the renewal stood on a day, by the words told up to it about the certification."""
    topic = certified_topic(version)
    others = [each for each in facts.evidence if (each.given, each.topic) != (Given.CERTIFIED, topic)]
    done = tuple(entry for entry in facts.entries if entry.completed_on <= day)
    then = Facts(done, (*others, *told), (), day)
    return next(standing for standing in evaluate(version, then) if standing.kind == RequirementKind.RENEWAL)
