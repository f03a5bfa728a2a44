"""What a person shows or does outside Hearten: age, papers, letters, courses, exams, their own word."""

from quizzes.programs.facts import Evidence, Facts, Given, fresh, months_after, months_before, topic_of
from quizzes.programs.requirements import GROUP_OF, RequirementKind, RequirementStanding, State


def _standing(requirement: dict, state: State, **more) -> RequirementStanding:
    return RequirementStanding(requirement, GROUP_OF[RequirementKind(requirement["kind"])], state, **more)


def shown(requirement: dict, version: dict, facts: Facts) -> RequirementStanding:
    """Something to have, once: the newest word counts, if it is young enough for the board."""
    return _standing(requirement, _word(topic_of(requirement, version), requirement, facts))


def _word(topic: str, requirement: dict, facts: Facts) -> State:
    latest = facts.latest(topic)
    if latest is None:
        return State.OUTSIDE
    if not latest.said:
        return State.NOT_YET
    return State.DONE if fresh([latest], requirement.get("fresh_months"), facts.today) else State.NOT_YET


def recovery(requirement: dict, version: dict, facts: Facts) -> RequirementStanding:
    """A person's own dated yes or no; the newest decides. A yes about a longer time answers for a shorter one, a no
    about a shorter time for a longer one; nothing is worked out from the days that passed since."""
    months, about = requirement.get("recovery_months") or 0, requirement.get("about") or "recovery"
    answers = [
        answer
        for answer in sorted(facts.recovery, key=lambda answer: answer.on)
        if answer.about == about and (answer.months >= months if answer.said else answer.months <= months)
    ]
    if not answers:
        return _standing(requirement, State.OUTSIDE)
    return _standing(requirement, State.DONE if answers[-1].said else State.NOT_YET)


def letters(requirement: dict, version: dict, facts: Facts) -> RequirementStanding:
    """Letters of reference, counted; the newest count a person gave is the one that stands."""
    asked, latest = requirement["count"], facts.latest(topic_of(requirement, version))
    count = min(asked, latest.number or 0) if latest and latest.said else 0
    return _standing(requirement, _counted(count, asked), count=count, asked=asked)


def documents(requirement: dict, version: dict, facts: Facts) -> RequirementStanding:
    """A list of papers. One without a list is a stated fact."""
    items = requirement.get("items") or []
    if not items:
        return _standing(requirement, _word(topic_of(requirement, version), requirement, facts))
    count = sum(
        _word(item.get("topic") or f"{version.get('slug', '')}:{item['key']}", item, facts) is State.DONE
        for item in items
    )
    return _standing(requirement, _counted(count, len(items)), count=count, asked=len(items))


def _counted(count: int, asked: int) -> State:
    return State.DONE if count >= asked else State.IN_PROGRESS if count else State.OUTSIDE


def course(requirement: dict, version: dict, facts: Facts) -> RequirementStanding:
    """One course that the board names: passed, and not too long ago."""
    passed = [piece for piece in facts.of(Given.COURSE, topic_of(requirement, version)) if piece.said]
    if not passed:
        return _standing(requirement, State.OUTSIDE)
    young = fresh(passed, requirement.get("fresh_months"), facts.today)
    return _standing(requirement, State.DONE if young else State.NOT_YET)


def units(requirement: dict, version: dict, facts: Facts) -> RequirementStanding:
    """Courses or days instead of hours. The same course counts once; credits must be reached too where they are
    asked."""
    passed = {p.name: p for p in facts.of(Given.COURSE, topic_of(requirement, version)) if p.said}
    asked, credits = requirement["count"], sum(piece.number or 0 for piece in passed.values())
    # A school may give its days or courses in one piece: then the number says how many.
    count = credits if requirement.get("unit") == "day" else len(passed)
    enough = count >= asked and credits >= (requirement.get("credits") or 0)
    state = State.DONE if enough else State.IN_PROGRESS if count else State.OUTSIDE
    return _standing(requirement, state, count=min(count, asked), asked=asked)


def exam(requirement: dict, version: dict, facts: Facts) -> RequirementStanding:
    """An exam, ours or the board's, by its date and proof. Where the score to pass is known, the score decides."""
    sittings = facts.of(Given.SITTING, topic_of(requirement, version))
    left = _tries_left(requirement, sittings, facts)
    if whole := requirement.get("each_of"):
        of = next(r for r in version["requirements"] if r["key"] == whole)
        standing = units(of, version, facts)
        state = standing.state if standing.state is not State.OUTSIDE or not sittings else State.NOT_YET
        return _standing(requirement, state, count=standing.count, asked=standing.asked, tries_left=left)
    young = fresh(sittings, requirement.get("fresh_months"), facts.today)
    if any(_passed(piece, requirement.get("pass_mark")) for piece in young):
        return _standing(requirement, State.DONE)
    return _standing(requirement, State.NOT_YET if sittings else State.OUTSIDE, tries_left=left)


def _passed(sitting: Evidence, mark: int | None) -> bool:
    if mark and sitting.number is not None:
        return sitting.number >= mark
    return bool(sitting.said)


def _tries_left(requirement: dict, sittings: list[Evidence], facts: Facts) -> int | None:
    """Of the tries the board gives: by course and term where it counts so, else within so many months. The terms
    are those of the person's last sitting, since boards do not publish their days."""
    tries = requirement.get("tries")
    if not tries:
        return None
    last = sittings[-1] if sittings else None
    if last and requirement.get("tries_per") == "term":
        used = sum(piece.term == last.term and piece.name == last.name for piece in sittings)
    elif last and requirement.get("tries_months"):
        since = _approval(requirement, facts) or months_before(facts.today, requirement["tries_months"])
        until = months_after(since, requirement["tries_months"])
        used = sum(since <= piece.on <= until for piece in sittings)
    else:
        used = len(sittings)
    return max(0, tries - used)


def _approval(requirement: dict, facts: Facts):
    """The day the board let the person in, from which it counts tries."""
    latest = facts.latest(requirement.get("tries_from") or "")
    return latest.on if latest and latest.said else None
