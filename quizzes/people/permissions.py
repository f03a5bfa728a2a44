"""Who may."""

from cms.accounts.models import User
from quizzes.people.queries import viewer
from quizzes.people.rules import Reach


def can_audit(user: User) -> bool:
    """Whether somebody reads whole records: those who read everybody's."""
    return viewer(user).reads == Reach.EVERYBODY


def can_see_people(user: User) -> bool:
    """Whether somebody has people here at all; which ones is a question of scope."""
    return viewer(user).reads != Reach.NOBODY


def can_accommodate(user: User) -> bool:
    """Whether somebody may set what people need; for whom is a question of scope."""
    return user.has_perm("courses.change_accommodation")
