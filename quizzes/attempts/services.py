"""The deeds of attempts, each in the file that says where it belongs."""

from quizzes.attempts.accommodating import accommodate
from quizzes.attempts.appending import TooManyRaces
from quizzes.attempts.finishing import (
    AttemptFrozen,
    NotSentYet,
    ScoreChanged,
    append_scorecard,
    finish,
    revise,
    seal_due,
    seal_if_over,
    seal_overdue,
)
from quizzes.attempts.pausing import NoBreakLeft, adjust_deadlines, end_break, reinstate, suspend, take_break
from quizzes.attempts.saving import (
    AnswerFinal,
    AnswerTooLate,
    AttemptClosed,
    RequestKeyReused,
    Saved,
    StaleAnswer,
    save_response,
)
from quizzes.attempts.starting import (
    CannotStart,
    NothingToAsk,
    NotOpenYet,
    NoTriesLeft,
    NoTriesThisPeriod,
    PracticeNotOffered,
    QuizClosed,
    TooSoon,
    start,
)

__all__ = [
    "AnswerFinal", "AnswerTooLate", "AttemptClosed", "AttemptFrozen", "CannotStart", "NoBreakLeft", "NoTriesLeft",
    "NoTriesThisPeriod", "NotOpenYet", "NotSentYet", "NothingToAsk", "PracticeNotOffered", "QuizClosed",
    "RequestKeyReused", "Saved", "ScoreChanged", "StaleAnswer", "TooManyRaces", "TooSoon", "accommodate",
    "adjust_deadlines", "append_scorecard", "end_break", "finish", "reinstate", "revise", "save_response",
    "seal_due", "seal_if_over", "seal_overdue", "start", "suspend", "take_break",
]  # fmt: skip
