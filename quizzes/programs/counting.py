"""How hours reach into what a board asks for: what counts, what the board must say, and what does not count.

Three figures are kept apart. `counted` is what a published rule places. `upper` is what would count if the board
said yes to everything it may say yes to. The rest stays outside, with the reason.
"""

from dataclasses import dataclass

from quizzes.programs.facts import Facts, Given, Ledger, months_after, months_before, topic_of
from quizzes.programs.requirements import (
    GROUP_OF,
    Counts,
    Reason,
    RequirementKind,
    RequirementStanding,
    State,
    hours_state,
    minutes_of,
    needed_minutes,
)
from quizzes.programs.tally import ALWAYS, Cell, Tally, Window

_NO_LIMIT = 10**9


@dataclass(frozen=True)
class Reach:
    """How far hours reach into one requirement, in minutes."""

    counted: int
    upper: int
    # What would count if the board placed everything, but took what it may take for live as not live.
    certain: int
    # Of `counted`: what the board's own answer placed. And what lies above this category's ceiling.
    answered: int = 0
    over: int = 0
    # Of `upper`, what lies above the ceiling and is placed here for good, so that it can count nowhere else.
    lost: int = 0
    outside: tuple[tuple[Reason, int], ...] = ()


def window_of(requirement: dict, version: dict, facts: Facts) -> Window | None:
    """The days from which hours count: the last so many months, or so many months from a day the person gave. None
    while that day is not known."""
    months = requirement.get("months")
    if not months or requirement["kind"] == RequirementKind.RENEWAL:
        return ALWAYS
    if not requirement.get("months_from"):
        return Window(start=months_before(facts.today, months))
    start = facts.latest(f"{version.get('slug', '')}:{requirement['months_from']}", Given.THERE)
    return Window(start.on, months_after(start.on, months)) if start else None


def placed_domains(version: dict) -> frozenset[str]:
    """The domains a published mapping places somewhere in this program."""
    asked = version["requirements"]
    return frozenset(domain for requirement in asked for domain in requirement.get("domains", ()))


def reach(
    requirement: dict, version: dict, tally: Tally, facts: Facts, *, ledger: str = Ledger.TRAINING,
    window: Window | None = None,
) -> Reach:  # fmt: skip
    """What of a ledger counts here, taken by itself; between the days of the requirement, or those given."""
    window = window or window_of(requirement, version, facts)
    # Until the day is known from which they count, all of them may.
    cells = tally.within(ledger, window or ALWAYS)
    by_class = _by_class(requirement, version, cells)
    limit = minutes_of(requirement["rest_most"], version) if requirement.get("rest_most") is not None else _NO_LIMIT
    if version.get("modalities") or (requirement.get("modalities") and requirement.get("rest_most") is None):
        limit = 0
    sure, may = by_class["sure"], by_class["may"]
    counted = sure["live"] + min(limit, sure["unsure"] + sure["rest"]) if window else 0
    rest = sure["rest"] + may["rest"]
    live, unsure = sure["live"] + may["live"], sure["unsure"] + may["unsure"]
    upper, certain = live + unsure + min(limit, rest), live + min(limit, unsure + rest)
    answer = facts.latest(topic_of(requirement, version), Given.ANSWER)
    answered = min(answer.number or 0, max(0, upper - counted)) if answer else 0
    most = minutes_of(requirement.get("most"), version) or _NO_LIMIT
    reasons = {
        Reason.OVER_CAP if limit else Reason.MODALITY: max(0, rest - limit),
        Reason.OTHER_DAYS: tally.minutes(ledger) - sum(cells.values()),
        Reason.OTHER_COURSE: by_class["other"]["rest"],
    }
    outside = tuple((reason, minutes) for reason, minutes in reasons.items() if minutes > 0)
    over = max(0, counted + answered - most)
    lost = max(0, upper - most) if requirement.get("counts", Counts.DOMAINS) != Counts.BOARD else 0
    return Reach(counted + answered - over, min(most, upper), certain, answered, over, lost, outside)


def _by_class(requirement: dict, version: dict, cells: dict[Cell, int]) -> dict[str, dict[str, int]]:
    """Minutes by placement (sure, may, other course) and by how they were taught (live, unsure, rest)."""
    counts = requirement.get("counts", Counts.DOMAINS)
    live = requirement.get("modalities") or version.get("modalities") or ()
    unsure = requirement.get("unsure") or ()
    domains = frozenset(requirement.get("domains") or ())
    competencies = frozenset(requirement.get("competencies") or ())
    courses = frozenset(requirement.get("courses") or ())
    elsewhere = placed_domains(version) if counts == Counts.BOARD else frozenset()
    found = {placement: {"live": 0, "unsure": 0, "rest": 0} for placement in ("sure", "may", "other")}
    for (domain, modality, named, course), minutes in cells.items():
        taught = "live" if not live or modality in live else "unsure" if modality in unsure else "rest"
        if counts == Counts.ANY or (course and course in courses):
            placement = "sure"
        elif counts == Counts.COURSE:
            placement, taught = "other", "rest"
        elif counts == Counts.BOARD:
            if domain in elsewhere:
                continue
            placement = "may"
        elif domain in domains or named & competencies:
            placement = "sure"
        else:
            continue
        found[placement][taught] += minutes
    return found


def category(requirement: dict, version: dict, tally: Tally, facts: Facts) -> RequirementStanding:
    """A board's category by itself. One with a ceiling and no floor is never in the way."""
    found, needed = reach(requirement, version, tally, facts), needed_minutes(requirement, version)
    return _standing(requirement, found.counted, found.upper, needed, found.outside)


def total(requirement: dict, version: dict, tally: Tally, facts: Facts) -> RequirementStanding:
    """What reaches the total: each category up to its floor, and the rest only as far as the total leaves room above
    the floors. Otherwise 20 hours of ethics would hide that 4 hours of advocacy are missing. Hours above a floor
    flow into that room beside those of a category that has a ceiling only."""
    own, needed = reach(requirement, version, tally, facts), needed_minutes(requirement, version)
    categories = [r for r in version["requirements"] if r["kind"] == RequirementKind.HOURS_IN_CATEGORY]
    if not categories:
        return _standing(requirement, own.counted, own.upper, needed, own.outside)
    floors = [needed_minutes(each, version) for each in categories]
    reached = [reach(each, version, tally, facts) for each in categories]
    room = max(0, needed - sum(floors))
    if requirement.get("counts", Counts.DOMAINS) == Counts.BOARD:
        counted = sum(each.counted for each in reached)
    else:
        counted = own.counted + sum(each.answered - each.over for each in reached)
    counted = _through(floors, [each.counted for each in reached], counted, room)
    possible = own.upper - sum(each.lost for each in reached)
    upper = _through(floors, [each.upper for each in reached], possible, room)
    # A word of the board about the total itself settles what may be taken for live.
    counted = min(counted, max(own.certain, own.answered))
    return _standing(requirement, counted, min(upper, own.upper), needed, own.outside)


def _through(floors: list[int], reached: list[int], everything: int, room: int) -> int:
    filled = sum(min(minutes, floor) for minutes, floor in zip(reached, floors, strict=True))
    return filled + min(room, max(0, everything - filled))


def _standing(requirement: dict, counted: int, upper: int, needed: int, outside: tuple) -> RequirementStanding:
    maybe = max(0, min(upper, max(needed, counted)) - counted) if needed else upper - counted
    return RequirementStanding(
        requirement=requirement,
        group=GROUP_OF[RequirementKind(requirement["kind"])],
        state=_state(requirement, counted, needed, maybe),
        minutes=counted,
        needed=needed,
        maybe=maybe,
        outside=outside,
    )


def _state(requirement: dict, counted: int, needed: int, maybe: int) -> State:
    if needed or not requirement.get("most"):
        return hours_state(counted, needed, maybe)
    # A ceiling without a floor: nothing must be done here, so nothing is ever missing.
    return State.IN_PROGRESS if counted else State.BOARD_DECIDES if maybe else State.NOT_STARTED


def outside_hours(requirement: dict, version: dict, tally: Tally, facts: Facts, ledger: str) -> RequirementStanding:
    """Practice and supervision: a fact while the ledger holds none of it, a count as soon as it does."""
    found = reach({**requirement, "counts": Counts.ANY}, version, tally, facts, ledger=ledger)
    if not found.upper and not found.outside:
        return RequirementStanding(requirement, GROUP_OF[RequirementKind(requirement["kind"])], State.OUTSIDE)
    return _standing(requirement, found.counted, found.upper, needed_minutes(requirement, version), found.outside)
