"""Deeds on accounts."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.accounts.rules import Role
from cms.accounts.sessions import SessionStore

EDITABLE = frozenset({"chosen_name", "pronouns", "legal_name", "language", "theme", "time_zone", "unwanted_mails"})


@transaction.atomic
def update_account(user: User, *, by: User, **changes: str | list[str]) -> User:
    """Change what a person says about themselves. The log keeps which fields, not their old words."""
    unknown = set(changes) - EDITABLE
    if unknown:
        raise ValueError(f"not for people to change: {', '.join(sorted(unknown))}")
    changed = sorted(name for name, value in changes.items() if getattr(user, name) != value)
    if changed:
        for name in changed:
            setattr(user, name, changes[name])
        user.save(update_fields=changed)
        log(user, "wagtail.edit", user=by, data={"fields": changed})
    return user


@transaction.atomic
def set_roles(user: User, roles: set[Role], *, by: User | None) -> None:
    """Give a person exactly these roles. Administrators may do everything, so they also carry Django's mark for it."""
    groups = Group.objects.filter(name__in=roles)
    others = user.groups.exclude(name__in=list(Role))
    user.groups.set([*groups, *others])
    user.is_superuser = Role.ADMINISTRATOR in roles
    user.save(update_fields=["is_superuser"])
    for name in ("is_team", "supervises"):
        vars(user).pop(name, None)
    log(user, "wagtail.edit", user=by, data={"roles": sorted(roles)})


@transaction.atomic
def create_account(
    email: str,
    password: str | None = None,
    *,
    roles: AbstractSet[Role] = frozenset(),
    by: User | None,
    at: datetime | None = None,
    **fields: str,
) -> User:
    """An account whose address is taken as confirmed: for people an administrator or the demo brings in."""
    user = User.objects.create_user(email, password, date_joined=at or timezone.now(), **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if roles:
        set_roles(user, set(roles), by=by)
    return user


def prune_sessions() -> None:
    """Forget sessions that have run out."""
    SessionStore.clear_expired()
