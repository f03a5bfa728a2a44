"""All models of the app, where Django looks for them."""

from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep, SurveyAnswer
from quizzes.blueprints.models import QuizPage, QuizVersion
from quizzes.claims.models import ClaimEvent, ClaimNote, ConfirmationLink, DeskNote, HoursClaim, SilentAddress
from quizzes.credentials.models import Credential, CredentialEvent, ExpiryNotice, Holder
from quizzes.hours.models import ChainHead, HoursEntry, HoursNote
from quizzes.programs.models import Evidence, Program, ProgramVersion, Pursuit, RecoveryWord
from quizzes.questions.models import Question, QuestionTag, QuestionVersion
from quizzes.reviews.models import (
    Challenge,
    ChallengeAnswer,
    Claim,
    Concern,
    ConcernSettings,
    Doubt,
    Rescore,
    SavedNote,
    TalkNote,
)

__all__ = [
    "Attempt",
    "AttemptQuestion",
    "AttemptStep",
    "ChainHead",
    "Challenge",
    "ChallengeAnswer",
    "Claim",
    "ClaimEvent",
    "ClaimNote",
    "Concern",
    "ConcernSettings",
    "ConfirmationLink",
    "Credential",
    "CredentialEvent",
    "DeskNote",
    "Doubt",
    "Evidence",
    "ExpiryNotice",
    "Holder",
    "HoursClaim",
    "HoursEntry",
    "HoursNote",
    "Program",
    "ProgramVersion",
    "Pursuit",
    "Question",
    "QuestionTag",
    "QuestionVersion",
    "QuizPage",
    "QuizVersion",
    "RecoveryWord",
    "Rescore",
    "SavedNote",
    "SilentAddress",
    "SurveyAnswer",
    "TalkNote",
]
