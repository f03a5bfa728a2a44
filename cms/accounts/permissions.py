"""Who may, where a role alone decides."""

from cms.accounts.models import User
from cms.accounts.rules import Role


def has_role(user: User, *roles: Role) -> bool:
    """Whether the person holds one of these roles. An administrator holds them all."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or user.groups.filter(name__in=roles).exists()
