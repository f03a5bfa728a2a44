"""What every question type offers, and the shapes that pass between them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from quizzes.grading.grades import Grade

# A posted form: every field name with all its values.
Posted = Mapping[str, Sequence[str]]
# Plain JSON: the texts of one language, what is right, what is said afterwards, what was answered.
Asked = Mapping[str, Any]
Key = Mapping[str, Any]
Feedback = Mapping[str, Any]
Response = Any
# A message by its id, and what fills it: pure types hold no words of a language.
Announcement = tuple[str, Mapping[str, Any]]


class UnknownOption(Exception):
    """The form names an answer this question does not have. Nothing of it is kept."""


class TooLong(Exception):
    """A text is longer than the question allows. Nothing of it is kept."""


class Reason(StrEnum):
    """Why an answer cannot be read; `labels.UNREADABLE` says it in a sentence."""

    NOT_A_NUMBER = "not_a_number"
    TOO_MANY_DIGITS = "too_many_digits"
    UNIT_NEEDED = "unit_needed"
    UNKNOWN_UNIT = "unknown_unit"
    TWO_UNITS = "two_units"


class Unreadable(Exception):
    """What was typed cannot be read as an answer to this question. It is not saved, and it is not lost either.

    `draft` fills the form again just as it was (`view` and `controls` take it like a response); `fills` completes the
    sentence that says what to change.
    """

    def __init__(self, reason: Reason, draft: Any, **fills: str):
        super().__init__(reason)
        self.reason, self.draft, self.fills = reason, draft, fills


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
    TOO_FEW_STATEMENTS = "too_few_statements"
    ONE_ANSWER_FOR_ALL = "one_answer_for_all"
    SHARES_NOT_WHOLE = "shares_not_whole"
    SHARE_AGAINST_FIT = "share_against_fit"
    NOTHING_TO_ANSWER = "nothing_to_answer"
    TOO_FEW_ITEMS = "too_few_items"
    NO_GAPS = "no_gaps"
    MARKS_DIFFER = "marks_differ"
    NO_FULL_ANSWER = "no_full_answer"
    ANYTHING_FITS = "anything_fits"
    NO_UNITS = "no_units"
    FIRST_UNIT_IS_ONE = "first_unit_is_one"
    OTHER_OPTIONS_THAN_SOURCE = "other_options_than_source"
    NO_STEPS = "no_steps"
    EMPTY_STEP = "empty_step"
    TOO_FEW_CHOICES = "too_few_choices"
    NO_CONSEQUENCE = "no_consequence"
    STEP_NAME_TWICE = "step_name_twice"
    UNKNOWN_STEP = "unknown_step"
    NEVER_REACHED = "never_reached"
    GOES_IN_CIRCLES = "goes_in_circles"
    TOO_DEEP = "too_deep"
    NO_POINTS = "no_points"
    NO_CRITERIA = "no_criteria"
    TOO_FEW_LEVELS = "too_few_levels"
    LEVELS_ALIKE = "levels_alike"
    NEEDS_TOO_MUCH = "needs_too_much"
    WORDS_UPSIDE_DOWN = "words_upside_down"
    NO_FILE_KIND = "no_file_kind"
    NO_TEXT = "no_text"


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


class QuestionType(ABC):
    """Pure: no Django, no database. `name` is the form field the answer stands under."""

    slug: ClassVar[str]
    # Whether it counts toward a score at all.
    is_scored: ClassVar[bool] = True
    # Which list of `asked` may be put in another order for each try; empty when none.
    shuffles: ClassVar[str] = ""
    # Whether a person reads and scores it; until then a grade's fraction is None.
    needs_person: ClassVar[bool] = False
    # Whether what is typed is kept while it is still being written.
    keeps_draft: ClassVar[bool] = False
    # Whether a file comes with the answer. The door keeps the file and posts its id as `answer-file`; see `kinds`.
    takes_file: ClassVar[bool] = False

    @abstractmethod
    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> Any:
        """The response a form carries, None when it is left blank. Raises UnknownOption, TooLong, Unreadable."""

    @abstractmethod
    def grade(self, response: Any, key: Key) -> Grade:
        """What the answer earns, by which scheme, with its arithmetic. Asks nothing but the frozen key."""

    @abstractmethod
    def summarize(self, response: Any, asked: Asked) -> list[str]:
        """The response in words."""

    @abstractmethod
    def best(self, key: Key) -> Any:
        """The response that earns everything; None when no answer is better than another."""

    @abstractmethod
    def other(self, asked: Asked, key: Key) -> Any:
        """A response that earns less: what an author previews as "look again"."""

    @abstractmethod
    def explain(self, response: Any, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        """The answer beside a stronger one."""

    @abstractmethod
    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        """Why it may not be published yet."""

    def where(self, fault: Fault, asked: Asked, key: Key) -> str:
        """The name authors know the part by that has a fault; "" where the fault says it all."""
        return ""

    @abstractmethod
    def ids(self, asked: Asked) -> list[str]:
        """Ids of the parts a translation must have too."""

    @abstractmethod
    def sample(self) -> Sample:
        """A small complete question of this type, with the response that earns everything."""

    def is_answered(self, response: Any) -> bool:
        return bool(response)

    def view(self, asked: Asked, response: Any) -> Mapping[str, Any]:
        """What the ask template shows beyond the plain controls. Never what the answer so far has not reached."""
        return {}

    def arranged(self, order: Sequence[str], key: Key) -> list[str]:
        """An order drawn for a try, changed where it would give the answer away. What `shuffles` names is in it."""
        return list(order)

    def joined(self, key: Key, others: Sequence[Key]) -> Key:
        """The key of the source with what its translations bring: typed answers count in every language."""
        return key

    def kinds(self, asked: Asked) -> list[str]:
        """The kinds of file an answer may bring, in the words of `cms.uploads.rules.Kind`; none for most types."""
        return []

    def most_bytes(self, asked: Asked) -> int:
        """How large such a file may be."""
        return 0

    def stays(self, posted: Posted, name: str = "answer") -> bool:
        """Whether the pressed button works inside the question, so that the page stays on it."""
        return False

    def announce(self, response: Any, posted: Posted, asked: Asked, name: str = "answer") -> Announcement | None:
        """What the status line says after such a press: an id of `labels.ANNOUNCEMENTS` and what fills it."""
        return None

    def cases(self, asked: Asked, key: Key) -> dict[str, Any]:
        """Responses an author wants to see the worth of, by an id of `labels.CASES`."""
        return {"best": self.best(key), "other": self.other(asked, key), "none": None}
