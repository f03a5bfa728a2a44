"""What may stand in each file of a package. pydantic holds the shape; `checks` holds what files say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import BaseModel, Field, TypeAdapter

from courses.catalog.rules import Competency, Domain, EntryWay, Modality
from quizzes.packages.answers_choice import (
    KprimeEntry,
    MatchingEntry,
    MultipleEntry,
    SingleEntry,
    SurveyEntry,
    TrueFalseEntry,
)
from quizzes.packages.answers_open import InformationEntry, ReflectionEntry, ScenarioEntry, UploadEntry
from quizzes.packages.answers_words import GapsEntry, NumberEntry, OrderingEntry, ShortEntry
from quizzes.packages.entry import Optional, QuestionEntry, Slug, Strict, Text


class Approval(Strict):
    board: Text
    number: Text
    hours: Annotated[str, Field(pattern=r"^(\d{1,4}(\.\d{1,2})?)?$", coerce_numbers_to_str=True)] = ""


class CourseFile(Strict):
    # The page's translation key; written only when it does not follow from the folder's name.
    uuid: UUID | None = None
    title: Text
    summary: Text
    objectives: Annotated[list[Text], Field(min_length=1)]
    about: Optional = ""
    instructor: Text
    instructor_qualification: Optional = ""
    approvals: list[Approval] = []
    entry: EntryWay = EntryWay.OPEN
    attestation: Text
    sources: list[Text] = []
    # Percent of a module's minutes that must be active time; left out: as on the whole site.
    active_share: Annotated[int, Field(ge=0, le=100)] | None = None


class ModuleFile(Strict):
    uuid: UUID | None = None
    title: Text
    summary: Optional = ""
    objectives: Annotated[list[Text], Field(min_length=1)]
    content_note: Optional = ""
    minutes: Annotated[int, Field(gt=0)]
    domain: Domain
    competencies: list[Competency] = []
    opens_after: Slug | None = None


class LessonHead(Strict):
    uuid: UUID | None = None
    title: Text
    lede: Optional = ""
    minutes: Annotated[int, Field(gt=0)]
    domain: Domain | None = None
    competencies: list[Competency] | None = None
    modality: Modality = Modality.SELF_PACED
    aims: list[Text] = []
    teaches: dict[str, Text] = {}


class Before(Strict):
    coming: Text


class Key(Strict):
    text: Text


class Word(Strict):
    term: Text
    meaning: Text


class Line(Strict):
    who: Text
    text: Text


class Step(Strict):
    says: Annotated[list[Line], Field(max_length=4)] = []
    ask: Text
    choices: Annotated[list[Choice], Field(min_length=2, max_length=4)]


class Choice(Strict):
    say: Text
    outcome: Literal["well", "other"]
    label: Text
    then: Text
    next: Step | None = None


class Timed(Strict):
    id: Slug
    minutes: Annotated[int, Field(gt=0)]
    basis: Text


class Practice(Timed, Step):
    title: Text
    setup: Text
    debrief: Optional = ""


class Story(Strict):
    teller: Text
    note: Optional = ""
    consent: Optional = ""
    text: Text


class Reflect(Timed):
    prompt: Text
    hint: Optional = ""


class CheckOption(Strict):
    text: Text
    fits: bool = False
    feedback: Text


class CheckQuestion(Strict):
    ask: Text
    options: Annotated[list[CheckOption], Field(min_length=2)]


class Check(Timed):
    questions: Annotated[list[CheckQuestion], Field(min_length=1, max_length=3)]


class Exercise(Timed):
    title: Text
    steps: Text
    done_when: Optional = ""


class Media(Strict):
    kind: Literal["video", "audio"]
    title: Text
    url: Text
    minutes: Annotated[int, Field(gt=0)]
    size: Text
    transcript: Text


class Picture(Strict):
    file: Text
    alt: Text
    caption: Optional = ""


class Download(Strict):
    file: Text
    title: Text


BLOCKS: dict[str, type[Strict]] = {
    "before": Before,
    "key": Key,
    "word": Word,
    "practice": Practice,
    "story": Story,
    "reflect": Reflect,
    "check": Check,
    "exercise": Exercise,
    "media": Media,
    "image": Picture,
    "download": Download,
}


# One line a type. pydantic picks the class by `type`, and names what does not fit by its line. To the type checker
# a question is a question: what differs, each class does itself.
if TYPE_CHECKING:
    AnyQuestion = QuestionEntry
else:
    AnyQuestion = Annotated[
        SingleEntry
        | MultipleEntry
        | TrueFalseEntry
        | KprimeEntry
        | MatchingEntry
        | OrderingEntry
        | GapsEntry
        | ShortEntry
        | NumberEntry
        | ScenarioEntry
        | ReflectionEntry
        | UploadEntry
        | SurveyEntry
        | InformationEntry,
        Field(discriminator="type"),
    ]  # fmt: skip
ANSWERS: dict[str, type[QuestionEntry]] = {
    get_args(entry.model_fields["type"].annotation)[0]: entry for entry in get_args(get_args(AnyQuestion)[0])
}
ENTRY: TypeAdapter[QuestionEntry] = TypeAdapter(AnyQuestion)


class EvaluationFile(Strict):
    uuid: UUID | None = None
    title: Text
    slug: Slug = "evaluation"
    summary: Optional = ""
    questions: Annotated[list[AnyQuestion], Field(min_length=1)]


TRANSLATED: dict[str, set[str]] = {
    "course": {"title", "summary", "objectives", "about", "instructor_qualification", "attestation"},
    "module": {"title", "summary", "objectives", "content_note"},
    "lesson": {"title", "lede", "aims"},
    "quiz": {"title", "summary", "basis"},
    "evaluation": {"title", "summary", "questions"},
    "question": {"key", "stem", "scene", "why"} | {name for entry in ANSWERS.values() for name in entry.TEXTS},
}


def as_plain(value: BaseModel) -> dict[str, Any]:
    """A model as YAML would write it: enums as words, nothing that equals its default."""
    return value.model_dump(mode="json", exclude_defaults=True)
