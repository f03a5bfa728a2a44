"""What every question type offers, and the shapes that pass between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from quizzes.grading.grades import Grade

# A posted form: every field name with all its values.
Posted = Mapping[str, Sequence[str]]
# Plain JSON: the texts of one language, what is right, what is said afterwards, what was answered.
Asked = Mapping[str, Any]
Key = Mapping[str, Any]
Feedback = Mapping[str, Any]
Response = Any


class UnknownOption(Exception):
    """The form names an answer this question does not have. Nothing of it is kept."""


class TooLong(Exception):
    """A text is longer than the question allows. Nothing of it is kept."""


class Fault(StrEnum):
    """Why a question may not be published yet."""

    NO_STEM = "no_stem"
    NO_WHY = "no_why"
    TOO_FEW_OPTIONS = "too_few_options"
    TOO_FEW_PROMPTS = "too_few_prompts"
    EMPTY_OPTION = "empty_option"
    TWICE_THE_SAME = "twice_the_same"
    NO_FEEDBACK = "no_feedback"
    NOT_ONE_FITS = "not_one_fits"
    TOO_FEW_FIT = "too_few_fit"
    ALL_FIT = "all_fit"
    NOTHING_TO_ANSWER = "nothing_to_answer"
    OTHER_OPTIONS_THAN_SOURCE = "other_options_than_source"


@dataclass(frozen=True)
class Line:
    """One thing chosen, or one that would have been stronger."""

    text: str
    prompt: str = ""
    remark: str = ""
    fits: bool = True


@dataclass(frozen=True)
class Explanation:
    """An answer beside a stronger one. Nothing in `stronger` when the answer went well."""

    yours: list[Line] = field(default_factory=list)
    stronger: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Sample:
    """A small complete question: what tests and previews show."""

    asked: dict[str, Any]
    key: dict[str, Any]
    feedback: dict[str, Any]
    posted: dict[str, list[str]]
    response: Response


class QuestionType(Protocol):
    """Pure: no Django, no database. `name` is the form field the answer stands under."""

    slug: str
    is_scored: bool
    # Which list of `asked` may be put in another order for each try; empty when none.
    shuffles: str

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> Response | None:
        """The response a form carries, None when it is left blank. Raises UnknownOption, TooLong."""

    def grade(self, response: Response | None, key: Key) -> Grade:
        """What the answer earns, by which scheme, with its arithmetic. Asks nothing but the frozen key."""

    def summarize(self, response: Response | None, asked: Asked) -> list[str]:
        """The response in words."""

    def is_answered(self, response: Response | None) -> bool: ...

    def best(self, key: Key) -> Response | None:
        """The response that earns everything."""

    def other(self, asked: Asked, key: Key) -> Response | None:
        """A response that earns less: what an author previews as "look again"."""

    def explain(self, response: Response | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation: ...

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]: ...

    def ids(self, asked: Asked) -> list[str]:
        """Ids of the parts a translation must have too."""

    def sample(self) -> Sample: ...
