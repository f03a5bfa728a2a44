"""All models of the app, where Django looks for them."""

from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep, SurveyAnswer
from quizzes.blueprints.models import QuizPage, QuizVersion
from quizzes.questions.models import Question, QuestionTag, QuestionVersion

__all__ = [
    "Attempt",
    "AttemptQuestion",
    "AttemptStep",
    "Question",
    "QuestionTag",
    "QuestionVersion",
    "QuizPage",
    "QuizVersion",
    "SurveyAnswer",
]
