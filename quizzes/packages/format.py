"""What may stand in each file of a package. pydantic holds the shape; `checks` holds what files say of each other."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from courses.catalog.rules import Competency, Domain, EntryWay, Modality

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Optional = Annotated[str, StringConstraints(strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CourseFile(Strict):
    # The page's translation key; written only when it does not follow from the folder's name.
    uuid: UUID | None = None
    title: Text
    summary: Text
    objectives: Annotated[list[Text], Field(min_length=1)]
    about: Optional = ""
    instructor: Text
    instructor_qualification: Optional = ""
    entry: EntryWay = EntryWay.OPEN
    attestation: Text
    sources: list[Text] = []


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


class Option(Strict):
    id: Slug
    text: Text
    fits: bool = False
    feedback: Optional = ""


class Prompt(Strict):
    id: Slug
    text: Text
    answer: Text
    feedback: Optional = ""


class QuestionEntry(Strict):
    uuid: UUID | None = None
    key: Slug
    type: Literal["single", "multiple", "truefalse", "matching", "survey"]
    stem: Text
    scene: Optional = ""
    tags: list[Text] = []
    difficulty: Literal["easy", "medium", "hard"] = "medium"
    domain: Domain | None = None
    competencies: list[Competency] | None = None
    options: list[Option] = []
    answer: bool | None = None
    feedback: dict[Literal["true", "false"], Text] = {}
    prompts: list[Prompt] = []
    extra_answers: list[Text] = []
    comment: bool = False
    why: Optional = ""
    lesson: Optional = ""


class PlanEntry(Strict):
    question: Slug | None = None
    draw: Annotated[int, Field(gt=0)] | None = None
    tag: Optional = ""
    type: Optional = ""
    domain: Domain | None = None
    competency: Competency | None = None
    difficulty: Optional = ""


class QuizFile(Strict):
    uuid: UUID | None = None
    title: Text
    slug: Slug = "quiz"
    summary: Optional = ""
    minutes: Annotated[int, Field(gt=0)]
    basis: Text
    passing: Annotated[int, Field(ge=0, le=100)] = 80
    tries: Annotated[int, Field(gt=0)] | None = None
    counts: Literal["highest", "latest", "first", "average"] = "highest"
    feedback: Literal["after_sending", "after_passing", "topics_only"] = "after_sending"
    shuffle_options: bool = True
    plan: Annotated[list[PlanEntry], Field(min_length=1)]


class EvaluationFile(Strict):
    uuid: UUID | None = None
    title: Text
    slug: Slug = "evaluation"
    summary: Optional = ""
    questions: Annotated[list[QuestionEntry], Field(min_length=1)]


TRANSLATED: dict[str, set[str]] = {
    "course": {"title", "summary", "objectives", "about", "instructor_qualification", "attestation"},
    "module": {"title", "summary", "objectives", "content_note"},
    "lesson": {"title", "lede", "aims"},
    "quiz": {"title", "summary", "basis"},
    "evaluation": {"title", "summary", "questions"},
    "question": {"key", "stem", "scene", "options", "prompts", "extra_answers", "feedback", "why"},
}


def as_plain(value: BaseModel) -> dict[str, Any]:
    """A model as YAML would write it: enums as words, nothing that equals its default."""
    return value.model_dump(mode="json", exclude_defaults=True)
