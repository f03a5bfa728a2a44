"""What a board's requirements are, and how far one person has come in them: the front door of the law.

`requirements` names the kinds, `facts` what is known of a person, `counting` the arithmetic of hours, `proving` what
is shown from outside, `renewal` the time after certification, `faults` what keeps a program from going live.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_

from quizzes.programs import counting, proving
from quizzes.programs.facts import Entry, Evidence, Facts, Given, Ledger, RecoveryAnswer
from quizzes.programs.faults import Fault, Missing, faults
from quizzes.programs.renewal import renewal, windows
from quizzes.programs.requirements import (
    COUNTED,
    GROUP_OF,
    Counts,
    Group,
    Reason,
    RequirementKind,
    RequirementStanding,
    State,
    needed_minutes,
)
from quizzes.programs.tally import Tally, Wanted, Window

__all__ = [
    "COUNTED", "GROUP_OF", "Counts", "Entry", "Evidence", "Facts", "Fault", "Given", "Group", "Ledger", "Missing",
    "Reason", "RecoveryAnswer", "RequirementKind", "RequirementStanding", "State", "Tally", "Wanted", "evaluate",
    "evaluate_all", "faults", "needed_minutes", "unplaced",
]  # fmt: skip

_SHOWN: dict[str, Callable[[dict, dict, Facts], RequirementStanding]] = {
    RequirementKind.AGE: proving.shown,
    RequirementKind.EDUCATION: proving.shown,
    RequirementKind.RESIDENCE: proving.shown,
    RequirementKind.ETHICS_CODE: proving.shown,
    RequirementKind.BACKGROUND: proving.shown,
    RequirementKind.RECOVERY: proving.recovery,
    RequirementKind.DOCUMENTS: proving.documents,
    RequirementKind.LETTERS: proving.letters,
    RequirementKind.COURSE: proving.course,
    RequirementKind.UNITS: proving.units,
    RequirementKind.EXAM: proving.exam,
}


def evaluate(version: dict, facts: Facts) -> list[RequirementStanding]:
    """Each requirement of a frozen program against what a person has, in the order of the program."""
    return evaluate_all([version], facts)[0]


def evaluate_all(versions: Sequence[dict], facts: Facts) -> list[list[RequirementStanding]]:
    """The same for any number of programs, in one pass over the entries."""
    tally = tally_for(versions, facts)
    return [[_standing(asked, version, tally, facts) for asked in version["requirements"]] for version in versions]


def tally_for(versions: Iterable[dict], facts: Facts) -> Tally:
    """A person's entries, added up as finely as these programs need it."""
    return Tally(facts.entries, reduce(or_, (wanted(version, facts) for version in versions), Wanted()))


def wanted(version: dict, facts: Facts) -> Wanted:
    """What a program tells apart."""
    found: set[tuple[str, Window]] = set()
    competencies: set[str] = set()
    courses: set[str] = set()
    for asked in version["requirements"]:
        if asked["kind"] == RequirementKind.RENEWAL:
            found.update((Ledger.CONTINUING, window) for window in windows(asked, version, facts))
        elif asked.get("months") and (window := counting.window_of(asked, version, facts)):
            kind = RequirementKind(asked["kind"])
            found.add((Ledger.TRAINING if kind in COUNTED else kind, window))
        for part in (asked, *(asked.get("topics") or ())):
            competencies.update(part.get("competencies") or ())
        courses.update(asked.get("courses") or ())
    return Wanted(frozenset(found), frozenset(competencies), frozenset(courses))


def unplaced(version: dict, facts: Facts) -> dict[str, int]:
    """Minutes by domain that no requirement of this program counts: the board decides about them."""
    tally = tally_for([version], facts)
    if any(r.get("counts") == Counts.ANY for r in version["requirements"] if r["kind"] in COUNTED):
        return {}
    placed, allowed = counting.placed_domains(version), version.get("modalities") or ()
    found: dict[str, int] = {}
    for (domain, modality, _, _), minutes in tally.within(Ledger.TRAINING).items():
        if domain not in placed and (not allowed or modality in allowed):
            found[domain] = found.get(domain, 0) + minutes
    return found


def _standing(asked: dict, version: dict, tally: Tally, facts: Facts) -> RequirementStanding:
    kind = RequirementKind(asked["kind"])
    match kind:
        case RequirementKind.OPEN:
            return RequirementStanding(asked, Group.BOARD, State.BOARD_DECIDES)
        case RequirementKind.NOT_ASKED:
            return RequirementStanding(asked, Group.NOT_ASKED, State.NOT_ASKED)
        case RequirementKind.HOURS_TOTAL:
            return counting.total(asked, version, tally, facts)
        case RequirementKind.HOURS_IN_CATEGORY:
            return counting.category(asked, version, tally, facts)
        case RequirementKind.PRACTICE | RequirementKind.SUPERVISION:
            return counting.outside_hours(asked, version, tally, facts, kind.value)
        case RequirementKind.RENEWAL:
            return renewal(asked, version, tally, facts)
    return _SHOWN[kind](asked, version, facts)
