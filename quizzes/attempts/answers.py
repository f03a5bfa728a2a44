"""What the form of a question says: the answer, what stands around it, and what is wrong with it in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from cms.accounts.models import User
from quizzes.attempts import queries
from quizzes.attempts.feedback import tells_at_once
from quizzes.attempts.files import FileRefused, with_file
from quizzes.attempts.held import Posted, seen_in, words_in
from quizzes.attempts.models import Attempt
from quizzes.attempts.rules import Mode
from quizzes.blueprints.terms import terms
from quizzes.questions import labels
from quizzes.questions.rules import AskedQuestion
from quizzes.questions.types import REGISTRY, TooLong, UnknownOption, Unreadable

# The button that saves and goes on; an older page sends it without a word.
ONWARD = ("", "next")
LEVELS = {"1": 1, "2": 2, "3": 3}


@dataclass(frozen=True)
class Given:
    """An answer as it arrived."""

    response: Any
    flagged: bool
    unsure: bool
    certainty: int | None
    # The last step of the question that its page knew.
    seen: int
    request_key: str
    # The pressed button works inside the question.
    stays: bool
    said: str


class NotTaken(Exception):
    """The form cannot be an answer to this question. `problem` says what to change; `draft` fills the form again where
    the type could make sense of it, and `words` are what the person typed in any case."""

    def __init__(self, problem: str, draft: Any = None, words: str = ""):
        super().__init__(problem)
        self.problem, self.draft, self.words = problem, draft, words


def given(user: User, asked: AskedQuestion, posted: Posted, files: Mapping[str, UploadedFile] | None = None) -> Given:
    """Read a posted form. A file that came along is kept first. Raises NotTaken."""
    kind = REGISTRY[asked.type]
    try:
        posted = with_file(user, kind, asked.asked, posted, files or {})
    except FileRefused as error:
        raise NotTaken(str(error), words=words_in(posted)) from None
    try:
        response = kind.read(posted, asked.asked)
    except UnknownOption:
        problem = gettext("That answer is not one of the choices here, so we kept what you had. Choose again.")
        raise NotTaken(problem, words=words_in(posted)) from None
    except TooLong:
        problem = gettext("That is longer than we can keep, so it is not saved yet. Make it shorter, then save again.")
        raise NotTaken(problem, words=words_in(posted)) from None
    except Unreadable as error:
        raise NotTaken(str(labels.UNREADABLE[error.reason]) % error.fills, draft=error.draft) from None
    return Given(
        response=response,
        flagged=bool(posted.get("flag")),
        unsure=bool(posted.get("unsure")),
        certainty=LEVELS.get((posted.get("certainty") or [""])[-1]),
        seen=seen_in(posted),
        request_key=(posted.get("request_key") or [""])[-1][:64],
        stays=kind.stays(posted),
        said=_said(kind.announce(response, posted, asked.asked)),
    )


def is_last_word(attempt: Attempt, asked: AskedQuestion, said: Given, go: str) -> bool:
    """Whether this save ends its question, so that its person can be told how it went: the quiz tells at once, and they
    pressed Save on a whole answer that is scored here and now. What saves itself, goes back or leaves never does."""
    kind = REGISTRY[asked.type]
    if go not in ONWARD or said.stays or not kind.is_scored or kind.needs_person:
        return False
    # A scenario under way has more to ask.
    is_whole = kind.is_answered(said.response) and not kind.view(asked.asked, said.response).get("goes_on")
    return (said.unsure or is_whole) and tells_at_once(terms(queries.blueprint(attempt)), Mode(attempt.mode))


def _said(announced: tuple[str, Mapping[str, Any]] | None) -> str:
    """What the status line says after a press inside the question."""
    return str(labels.ANNOUNCEMENTS[announced[0]]) % announced[1] if announced else ""
