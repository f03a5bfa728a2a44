"""Keeping a certification: which period it is in, until when, and what stands in it."""

from dataclasses import dataclass
from datetime import date, timedelta

from quizzes.programs.counting import reach
from quizzes.programs.facts import Evidence, Facts, Given, Ledger, months_after, topic_of
from quizzes.programs.requirements import Counts, Group, RequirementStanding, State, hours_state, minutes_of
from quizzes.programs.tally import Tally, Window


@dataclass(frozen=True)
class Cycle:
    """The period a certification is in: its first day, and the day by which it must be renewed."""

    start: date
    due_on: date


def certified_topic(version: dict) -> str:
    return f"{version.get('slug', '')}:certified"


def certified(version: dict, facts: Facts) -> Evidence | None:
    """The newest day the board certified or renewed this person, as they said it."""
    return facts.latest(certified_topic(version), Given.CERTIFIED)


def cycle_of(requirement: dict, certified_on: date, today: date) -> Cycle:
    """The period that holds this day. Anniversaries of the certification, unless the board has fixed days for
    everybody (`due_month`, `due_day`, and `due_years`: "odd", "even" or all)."""
    start = certified_on.replace(day=1) if requirement.get("starts") == "month" else certified_on
    months = requirement["months"]
    if requirement.get("due_month"):
        return _fixed(requirement, start, today)
    number = 0
    while months_after(start, months * (number + 1)) <= today and number < 1000:
        number += 1
    return Cycle(months_after(start, months * number), months_after(start, months * (number + 1)))


def _fixed(requirement: dict, start: date, today: date) -> Cycle:
    """The next fixed day after today; the period before it began at the one before, or at the certification."""
    due, before = start, start
    for year in range(start.year, min(today.year + 6, date.max.year)):
        if requirement.get("due_years") in ("odd", "even") and year % 2 != (requirement["due_years"] == "odd"):
            continue
        day = date(year, requirement["due_month"], requirement["due_day"])
        if day <= start:
            continue
        before, due = due, day
        if due > today:
            break
    return Cycle(before, due)


def windows(requirement: dict, version: dict, facts: Facts) -> frozenset[Window]:
    """The stretches of days this renewal reads."""
    since = certified(version, facts)
    if since is None or facts.today == date.min:
        return frozenset()
    found = [requirement, *(p for p in _parts(requirement) if p.get("months"))]
    cycles = [cycle_of({**requirement, **part}, since.on, facts.today) for part in found]
    return frozenset(Window(cycle.start, cycle.due_on) for cycle in cycles)


def _parts(requirement: dict) -> list[dict]:
    """The topics inside: those of the period, and those with a longer period of their own."""
    parts = list(requirement.get("topics") or [])
    if requirement.get("ethics_hours") and not any(part["key"] == "ethics" for part in parts):
        parts.append({"key": "ethics", "label": {"en": "Ethics"}, "hours": requirement["ethics_hours"]})
    return parts


def renewal(requirement: dict, version: dict, tally: Tally, facts: Facts) -> RequirementStanding:
    """Nothing to do before the certification; after it, continuing education against the next date. A new period
    counts from nothing and leaves the old one as it was."""
    since = certified(version, facts)
    if since is None or facts.today == date.min:
        return RequirementStanding(requirement, Group.KEEP, State.OUTSIDE)
    cycle = cycle_of(requirement, since.on, facts.today)
    minutes = tally.minutes(Ledger.CONTINUING, Window(cycle.start, cycle.due_on))
    needed = minutes_of(requirement.get("hours"), version)
    parts = tuple(_part(part, requirement, version, tally, facts, since.on) for part in _parts(requirement))
    parts += tuple(_word(extra, version, facts, cycle) for extra in requirement.get("extras") or ())
    waived = (requirement.get("waived_months") or 0) and (
        months_after(since.on, requirement["waived_months"]) >= cycle.due_on and cycle.start == since.on
    )
    states = [hours_state(minutes, needed), *(part.state for part in parts)]
    state = State.DONE if waived else _together(states, started=minutes > 0)
    return RequirementStanding(
        requirement, Group.KEEP, state, minutes, needed, parts=parts, due_on=cycle.due_on,
        opens_on=_before(cycle.due_on, requirement.get("opens_days")),
        apply_by=_apply_by(cycle.due_on, requirement),
    )  # fmt: skip


def _part(part: dict, requirement: dict, version: dict, tally: Tally, facts: Facts, since: date):
    """A topic inside the period, or inside a longer one of its own."""
    cycle = cycle_of({**requirement, **part}, since, facts.today)
    window = Window(cycle.start, cycle.due_on)
    needed, topic = minutes_of(part["hours"], version), topic_of({"key": f"renewal_{part['key']}"}, version)
    placed = part.get("domains") or part.get("competencies")
    asked = {**part, "kind": requirement["kind"], "topic": topic, "counts": Counts.DOMAINS if placed else Counts.ANY}
    everything = sum(tally.within(Ledger.CONTINUING, window).values())
    if placed:
        counted = upper = reach(asked, version, tally, facts, ledger=Ledger.CONTINUING, window=window).counted
    else:
        answers = [a for a in facts.of(Given.ANSWER, topic) if cycle.start <= a.on < cycle.due_on]
        counted, upper = min(everything, answers[-1].number or 0) if answers else 0, everything
    maybe = max(0, min(upper, max(needed, counted)) - counted)
    state = hours_state(counted, needed, maybe)
    return RequirementStanding(
        asked, Group.KEEP, state, counted, needed, maybe, due_on=cycle.due_on if part.get("months") else None
    )


def _word(extra: dict, version: dict, facts: Facts, cycle: Cycle) -> RequirementStanding:
    """Something to sign or send again in each period."""
    topic = topic_of({"key": f"renewal_{extra['key']}"}, version)
    latest = facts.latest(topic)
    given = latest and latest.said and cycle.start <= latest.on < cycle.due_on
    count = min(extra.get("count") or 1, latest.number or 1) if given and latest else 0
    asked = extra.get("count") or 1
    state = State.DONE if count >= asked else State.IN_PROGRESS if count else State.OUTSIDE
    requirement = {**extra, "kind": "letters" if extra.get("count") else "documents", "topic": topic}
    return RequirementStanding(requirement, Group.KEEP, state, count=count, asked=asked)


def _together(states: list[State], *, started: bool) -> State:
    if all(state is State.DONE for state in states):
        return State.DONE
    if all(state in (State.DONE, State.BOARD_DECIDES) for state in states):
        return State.BOARD_DECIDES
    return State.IN_PROGRESS if started or State.DONE in states else State.NOT_STARTED


def _before(day: date, days: int | None) -> date | None:
    return day - timedelta(days=days) if days else None


def _apply_by(due_on: date, requirement: dict) -> date | None:
    months = requirement.get("submit_months_before")
    return months_after(due_on, -months) if months else None
