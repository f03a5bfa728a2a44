"""Who decides about hours, and who reads their proofs."""

from cms.accounts.models import User
from cms.accounts.permissions import has_role
from cms.accounts.rules import Role
from cms.uploads.models import StoredFile
from quizzes.claims.models import HoursClaim
from quizzes.claims.queries import claims_in_reach
from quizzes.claims.rules import CONFIRMED_BY_PERSON


def can_decide(user: User, claim: HoursClaim) -> bool:
    """Reviewers and administrators about all ledgers; the supervisor a claim names about practice and supervision.
    Nobody about their own."""
    if not user.is_authenticated or claim.trainee_id == user.pk:
        return False
    if has_role(user, Role.REVIEWER, Role.ADMINISTRATOR):
        return True
    return claim.ledger in CONFIRMED_BY_PERSON and claim.supervisor_id == user.pk and has_role(user, Role.SUPERVISOR)


def can_take_back(user: User, claim: HoursClaim) -> bool:
    """Whether somebody may undo an approval: it reaches into the ledger, so it takes more than having been there."""
    own = claim.trainee_id == user.pk
    return user.is_authenticated and not own and has_role(user, Role.REVIEWER, Role.ADMINISTRATOR)


def can_read_file(user: User, stored: StoredFile) -> bool:
    """Whether a file belongs to a sent claim this person may look into."""
    return claims_in_reach(user).filter(files=stored).exists()
