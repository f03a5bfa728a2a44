"""Who may decide about certificates of others."""

from cms.accounts.models import User
from cms.accounts.permissions import has_role
from cms.accounts.rules import Role


def can_decide(user: User) -> bool:
    """Whether somebody may put certificates on hold, take them back, renew and replace them."""
    return has_role(user, Role.ADMINISTRATOR)


def can_look(user: User) -> bool:
    """Whether somebody may read every certificate and all that happened to it."""
    return has_role(user, Role.ADMINISTRATOR, Role.AUDITOR)
