"""Keeping a certification: which period it is in, until when, and what stands in it."""

from dataclasses import dataclass
from datetime import date, timedelta

from quizzes.programs.counting import reach
from quizzes.programs.facts import Evidence, Facts, Given, Ledger, months_after, topic_of
from quizzes.programs.requirements import Counts, Group, RequirementStanding, State, hours_state, minutes_of
from quizzes.programs.tally import Tally, Window


@dataclass(frozen=True)
class Cycle:
    """The period a certification is in: its first day, and the day on which the next one begins."""

    start: date
    due_on: date
    # The last day it is good, where the board's paper names one.
    until: date | None = None

    @property
    def paper_day(self) -> date:
        """The day people go by: that of the paper, else that of the rules."""
        return self.until or self.due_on

    def holds(self, day: date) -> bool:
        return self.start <= day < self.due_on


def certified_topic(version: dict) -> str:
    return f"{version.get('slug', '')}:certified"


def certifications(version: dict, facts: Facts) -> list[Evidence]:
    """The days the board certified or renewed this person, as they said it, oldest first."""
    return facts.of(Given.CERTIFIED, certified_topic(version))


def certified(version: dict, facts: Facts) -> Evidence | None:
    """The newest of them."""
    found = certifications(version, facts)
    return found[-1] if found else None


def current_cycle(requirement: dict, told: list[Evidence], today: date) -> Cycle:
    """The period a person is in. The board's own paper comes first: it lasts until its day, and is not followed by
    another before that is told. Renewed early, the new one begins when the old one ends."""
    newest = told[-1]
    if newest.until is None:
        return cycle_of(requirement, newest.on, today)
    return Cycle(_beginning(told), _next(newest.until), newest.until)


def _beginning(told: list[Evidence]) -> date:
    before = told[-2].until if len(told) > 1 else None
    return _next(before) if before and before >= told[-1].on else told[-1].on


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def first_of_chain(told: list[Evidence]) -> Evidence:
    """The certification since which it has never lapsed: from there run the periods that are longer than one."""
    first = len(told) - 1
    while first and not ((ended := told[first - 1].until) and ended < told[first].on - timedelta(days=1)):
        first -= 1
    return told[first]


def part_cycle(part: dict, requirement: dict, told: list[Evidence], today: date) -> Cycle:
    """The period of a topic: that of the certification, or a longer one of its own."""
    if not part.get("months"):
        return current_cycle(requirement, told, today)
    return cycle_of({**requirement, **part}, first_of_chain(told).on, today)


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
    told = certifications(version, facts)
    if not told or facts.today == date.min:
        return frozenset()
    cycles = [part_cycle(part, requirement, told, facts.today) for part in ({}, *_parts(requirement))]
    before = _period_before(requirement, told, cycles[0])
    return frozenset(Window(cycle.start, cycle.due_on) for cycle in (*cycles, *before))


def _period_before(requirement: dict, told: list[Evidence], now: Cycle) -> list[Cycle]:
    """The period that ends where this one begins, where something of it may be carried over."""
    by_themselves = told[-1].until is None and told[-1].on < now.start
    earlier = told if by_themselves else told[:-1]
    if not requirement.get("carry_most") or not earlier:
        return []
    before = current_cycle(requirement, earlier, now.start - timedelta(days=1))
    return [before] if before.due_on == now.start else []


def _carried(requirement: dict, version: dict, tally: Tally, told: list[Evidence], now: Cycle) -> int:
    """What was done beyond the hours of the period before, as far as the board lets it count."""
    for before in _period_before(requirement, told, now):
        beyond = tally.minutes(Ledger.CONTINUING, Window(before.start, before.due_on))
        beyond -= minutes_of(requirement.get("hours"), version)
        return max(0, min(beyond, minutes_of(requirement["carry_most"], version)))
    return 0


def _parts(requirement: dict) -> list[dict]:
    """The topics inside: those of the period, and those with a longer period of their own."""
    parts = list(requirement.get("topics") or [])
    if requirement.get("ethics_hours") and not any(part["key"] == "ethics" for part in parts):
        parts.append({"key": "ethics", "label": {"en": "Ethics"}, "hours": requirement["ethics_hours"]})
    return parts


def renewal(requirement: dict, version: dict, tally: Tally, facts: Facts) -> RequirementStanding:
    """Nothing to do before the certification; after it, continuing education against the next date. A new period
    counts from nothing, but for what the board lets over, and leaves the old one as it was."""
    told = certifications(version, facts)
    if not told or facts.today == date.min:
        return RequirementStanding(requirement, Group.KEEP, State.OUTSIDE)
    cycle = current_cycle(requirement, told, facts.today)
    carried = _carried(requirement, version, tally, told, cycle)
    minutes = tally.minutes(Ledger.CONTINUING, Window(cycle.start, cycle.due_on)) + carried
    needed = minutes_of(requirement.get("hours"), version)
    parts = tuple(_part(part, requirement, version, tally, facts, told) for part in _parts(requirement))
    parts += tuple(_word(extra, version, facts, cycle) for extra in requirement.get("extras") or ())
    is_over = facts.today >= cycle.due_on
    state = State.NOT_YET if is_over else _state(requirement, cycle, told, minutes, needed, parts)
    return RequirementStanding(
        requirement, Group.KEEP, state, minutes, needed, parts=parts, due_on=cycle.paper_day, is_over=is_over,
        opens_on=_before(cycle.paper_day, requirement.get("opens_days")),
        apply_by=_apply_by(cycle.paper_day, requirement), carried=carried,
    )  # fmt: skip


def _state(requirement: dict, cycle: Cycle, told: list[Evidence], minutes: int, needed: int, parts: tuple) -> State:
    first, waived = told[0].on, requirement.get("waived_months")
    # Who was certified only lately need not renew with hours the first time.
    if waived and cycle.start == first and months_after(first, waived) >= cycle.due_on:
        return State.DONE
    return _together([hours_state(minutes, needed), *(part.state for part in parts)], started=minutes > 0)


def _part(part: dict, requirement: dict, version: dict, tally: Tally, facts: Facts, told: list[Evidence]):
    """A topic inside the period, or inside a longer one of its own."""
    cycle = part_cycle(part, requirement, told, facts.today)
    window = Window(cycle.start, cycle.due_on)
    needed, topic = minutes_of(part["hours"], version), topic_of({"key": f"renewal_{part['key']}"}, version)
    placed = part.get("domains") or part.get("competencies")
    asked = {**part, "kind": requirement["kind"], "topic": topic, "counts": Counts.DOMAINS if placed else Counts.ANY}
    everything = sum(tally.within(Ledger.CONTINUING, window).values())
    if placed:
        counted = upper = reach(asked, version, tally, facts, ledger=Ledger.CONTINUING, window=window).counted
    else:
        answers = [a for a in facts.of(Given.ANSWER, topic) if cycle.holds(a.on)]
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
    given = latest and latest.said and cycle.holds(latest.on)
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
