"""Question types: one pure class a file. A new type is its file, one line here, a block and two templates."""

from quizzes.questions.types.contract import (
    Explanation,
    Fault,
    QuestionType,
    Reason,
    TooLong,
    UnknownOption,
    Unreadable,
)
from quizzes.questions.types.kprime import Kprime
from quizzes.questions.types.matching import Matching
from quizzes.questions.types.multiple import Multiple
from quizzes.questions.types.single import Single
from quizzes.questions.types.survey import Survey
from quizzes.questions.types.truefalse import TrueFalse

REGISTRY: dict[str, QuestionType] = {
    kind.slug: kind for kind in (Single(), Multiple(), TrueFalse(), Kprime(), Matching(), Survey())
}

__all__ = ["REGISTRY", "Explanation", "Fault", "QuestionType", "Reason", "TooLong", "UnknownOption", "Unreadable"]
