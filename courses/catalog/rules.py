"""What a course is made of, how its time is stated, and what keeps it from going live."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

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


def reading_minutes(words: int) -> int:
    """Minutes to read so many words, rounded up."""
    return -(-words // WORDS_PER_MINUTE)


def total(parts: Iterable[TimedPart]) -> int:
    return sum(part.minutes for part in parts)


def is_far_off(declared: int, stated: int) -> bool:
    """Whether declared minutes differ from the stated parts by more than the tolerance."""
    return abs(declared - stated) * 100 > TOLERANCE_PERCENT * stated
