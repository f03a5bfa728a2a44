"""What a course is made of, how its time is stated, and what keeps it from going live."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cms.blocks.rules import TIMED, words_to_read

# A slow, careful reader on a phone. The package format and every stated basis use the same figure.
WORDS_PER_MINUTE = 150
# How far the declared minutes may stand from the sum of the stated parts.
TOLERANCE_PERCENT = 10


class Domain(StrEnum):
    """The board's hour categories."""

    ADVOCACY = "advocacy"
    MENTORING_EDUCATION = "mentoring_education"
    RECOVERY_WELLNESS = "recovery_wellness"
    ETHICAL_RESPONSIBILITY = "ethical_responsibility"


class Modality(StrEnum):
    SELF_PACED = "self_paced"
    RECORDED = "recorded"
    LIVE_ONLINE = "live_online"
    IN_PERSON = "in_person"


class Competency(StrEnum):
    """SAMHSA's twelve core competencies for peer workers."""

    RELATIONSHIPS = "cc01_relationships"
    SUPPORT = "cc02_support"
    LIVED_EXPERIENCE = "cc03_lived_experience"
    PERSONALIZE = "cc04_personalize"
    PLANNING = "cc05_planning"
    RESOURCES = "cc06_resources"
    SKILLS_INFO = "cc07_skills_info"
    CRISIS = "cc08_crisis"
    COMMUNICATION = "cc09_communication"
    TEAMWORK = "cc10_teamwork"
    LEADERSHIP_ADVOCACY = "cc11_leadership_advocacy"
    GROWTH = "cc12_growth"


class EntryWay(StrEnum):
    """How a person gets into a course."""

    OPEN = "open"
    CODE = "code"
    INVITATION = "invitation"


class ActivityKind(StrEnum):
    LESSON = "lesson"
    QUIZ = "quiz"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True)
class TimedPart:
    """One stated piece of an activity's time."""

    what: str
    minutes: int
    basis: str


# `what` of the part that is counted from the words of a lesson; its basis is their number.
READING = "reading"


def reading_minutes(words: int) -> int:
    """Minutes to read so many words, rounded up."""
    return -(-words // WORDS_PER_MINUTE)


def timing(blocks: Iterable[dict]) -> list[TimedPart]:
    """What a lesson's minutes are made of: its reading, then each block that states its own time. Takes a stored
    body, `[{"type", "value"}]`."""
    blocks = list(blocks)
    words = words_to_read(blocks)
    parts = [TimedPart(READING, reading_minutes(words), str(words))] if words else []
    for block in blocks:
        if block["type"] in TIMED:
            value = block["value"]
            what = value.get("title") or value.get("prompt") or value.get("block_id") or block["type"]
            parts.append(TimedPart(what, value.get("minutes") or 0, value.get("basis") or value.get("size") or ""))
    return parts


def total(parts: Iterable[TimedPart]) -> int:
    return sum(part.minutes for part in parts)


def split_minutes(minutes: int, domain: str, activities: Iterable[tuple[str, int]]) -> dict[str, int]:
    """A module's declared minutes by domain, from the (domain, minutes) of its activities. What they differ from the
    declared ones falls to the module's own domain, so the split always adds up."""
    split: dict[str, int] = {}
    for each, part in activities:
        split[each] = split.get(each, 0) + part
    split[domain] = split.get(domain, 0) + minutes - sum(split.values())
    return {each: part for each, part in split.items() if part}


def is_far_off(declared: int, stated: int) -> bool:
    """Whether declared minutes differ from the stated parts by more than the tolerance."""
    return abs(declared - stated) * 100 > TOLERANCE_PERCENT * stated


class FaultKind(StrEnum):
    """What keeps a page from going live. `labels.sentence` says it to an author."""

    NO_MINUTES = "no_minutes"
    NO_STATED_PARTS = "no_stated_parts"
    NO_BASIS = "no_basis"
    MINUTES_FAR_OFF = "minutes_far_off"
    NO_DOMAIN = "no_domain"
    NO_COMPETENCIES = "no_competencies"
    NO_OBJECTIVES = "no_objectives"
    NO_SUMMARY = "no_summary"
    NO_ATTESTATION = "no_attestation"
    NO_INSTRUCTOR = "no_instructor"
    NO_ACTIVITIES = "no_activities"
    MODULE_MINUTES_FAR_OFF = "module_minutes_far_off"
    OPENS_AFTER_ITSELF = "opens_after_itself"
    OPENS_AFTER_OTHER_COURSE = "opens_after_other_course"
    STORY_WITHOUT_SOURCE = "story_without_source"
    APPROVED_HOURS_DIFFER = "approved_hours_differ"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: FaultKind
    # What the sentence names: a part, a teller.
    name: str = ""
    declared: int = 0
    stated: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked about an activity before it goes live. Domain and competencies may be its module's."""

    minutes: int | None
    parts: list[TimedPart]
    domain: str
    competencies: list[str]


def activity_faults(facts: Facts) -> list[Fault]:
    """Time with a basis, a domain, competencies: what an hour on a certificate must be able to answer for."""
    found = [Fault(FaultKind.NO_BASIS, name=part.what) for part in facts.parts if not (part.minutes and part.basis)]
    stated = total(facts.parts)
    if not facts.minutes:
        found.insert(0, Fault(FaultKind.NO_MINUTES, stated=stated))
    elif not facts.parts:
        found.insert(0, Fault(FaultKind.NO_STATED_PARTS))
    elif is_far_off(facts.minutes, stated):
        found.insert(0, Fault(FaultKind.MINUTES_FAR_OFF, declared=facts.minutes, stated=stated))
    if not facts.domain:
        found.append(Fault(FaultKind.NO_DOMAIN))
    if not facts.competencies:
        found.append(Fault(FaultKind.NO_COMPETENCIES))
    return found


def story_faults(blocks: Iterable[dict]) -> list[Fault]:
    """A story is made up and says so, or its teller's consent is recorded."""
    stories = (block["value"] for block in blocks if block["type"] == "story")
    return [
        Fault(FaultKind.STORY_WITHOUT_SOURCE, name=story.get("teller") or "")
        for story in stories
        if not (story.get("note") or story.get("consent"))
    ]


def module_faults(minutes: int | None, domain: str, objectives: list[str], live_minutes: list[int]) -> list[Fault]:
    """What a module itself lacks. `live_minutes` are those of its live activities: a module never promises more
    time than people can find in it."""
    found = []
    if not objectives:
        found.append(Fault(FaultKind.NO_OBJECTIVES))
    if not domain:
        found.append(Fault(FaultKind.NO_DOMAIN))
    if not live_minutes:
        found.append(Fault(FaultKind.NO_ACTIVITIES))
    if not minutes:
        found.append(Fault(FaultKind.NO_MINUTES, stated=sum(live_minutes)))
    elif live_minutes and is_far_off(minutes, sum(live_minutes)):
        found.append(Fault(FaultKind.MODULE_MINUTES_FAR_OFF, declared=minutes, stated=sum(live_minutes)))
    return found


def approval_faults(approvals: Iterable[dict], minutes: int) -> list[Fault]:
    """A board takes a certificate only when its hours equal those the board approved. Asked once there are minutes."""
    return [
        Fault(FaultKind.APPROVED_HOURS_DIFFER, name=each["board"], declared=approved, stated=minutes)
        for each in approvals
        if minutes and each["hours"] and (approved := round(Decimal(each["hours"]) * 60)) != minutes
    ]
