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
from quizzes.questions.types.gaps import Gaps
from quizzes.questions.types.information import Information
from quizzes.questions.types.kprime import Kprime
from quizzes.questions.types.matching import Matching
from quizzes.questions.types.multiple import Multiple
from quizzes.questions.types.number import Number
from quizzes.questions.types.ordering import Ordering
from quizzes.questions.types.reflection import Reflection
from quizzes.questions.types.scenario import Scenario
from quizzes.questions.types.short import Short
from quizzes.questions.types.single import Single
from quizzes.questions.types.survey import Survey
from quizzes.questions.types.truefalse import TrueFalse
from quizzes.questions.types.upload import Upload

REGISTRY: dict[str, QuestionType] = {
    kind.slug: kind
    for kind in (
        Single(),
        Multiple(),
        TrueFalse(),
        Kprime(),
        Matching(),
        Ordering(),
        Gaps(),
        Short(),
        Number(),
        Scenario(),
        Reflection(),
        Upload(),
        Survey(),
        Information(),
    )
}

__all__ = ["REGISTRY", "Explanation", "Fault", "QuestionType", "Reason", "TooLong", "UnknownOption", "Unreadable"]
