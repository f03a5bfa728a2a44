"""Who may, where a role alone decides."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from cms.accounts.models import User
from cms.accounts.rules import Role


def has_role(user: User, *roles: Role) -> bool:
    """Whether the person holds one of these roles. An administrator holds them all."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or user.groups.filter(name__in=roles).exists()


def team_only(view):
    """Tell somebody who is signed in and has no work in the CMS so. Left to Wagtail they would be sent to sign in,
    and from there back again, without end."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
