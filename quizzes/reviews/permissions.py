"""Who may."""

from collections.abc import Mapping

from cms.accounts.models import User
from cms.uploads.models import StoredFile
from quizzes.reviews.concerns import steps
from quizzes.reviews.queries import attempts_for, reader
from quizzes.reviews.rules import Reach


def can_score(user: User) -> bool:
    """Whether somebody reads answers here at all; whose is a question of scope."""
    return reader(user).reach != Reach.NOBODY


def can_read_upload(user: User, stored: StoredFile) -> bool:
    """Whether a file was handed in with an answer this person may score."""
    tries = attempts_for(reader(user)).filter(trainee_id=stored.owner_id)
    given = (held.get("response") for answers in tries.values_list("answers", flat=True) for held in answers.values())
    return any(isinstance(each, Mapping) and each.get("file") == str(stored.pk) for each in given)


def can_answer_challenges(user: User) -> bool:
    """Questions belong to everybody who may change them."""
    return user.has_perm("quizzes.change_question") or user.has_perm("quizzes.change_challenge")


def can_rescore(user: User) -> bool:
    """A corrected key reaches people of every cohort, so it takes more than leading one."""
    return user.has_perm("quizzes.add_rescore")


def can_confirm(user: User) -> bool:
    """Whether somebody may say that hours and certificates stay or go."""
    return user.has_perm("quizzes.change_doubt")


def can_see_concerns(user: User) -> bool:
    """Administrators, and whoever the program has named as its on-call lead."""
    return user.has_perm("quizzes.view_concern") or user.email.lower() == steps().lead_email.lower()
