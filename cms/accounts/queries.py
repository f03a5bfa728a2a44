"""Reads of accounts and sessions."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet

from cms.accounts.models import Session, User
from cms.accounts.rules import Role


def live_session(key: str | None, *, at: datetime) -> Session | None:
    """The session with its person, whether they are of the team and whether they supervise, in one query."""
    groups = Group.objects.filter(user=OuterRef("user"))
    session = (
        Session.objects.select_related("user")
        .annotate(
            in_team_group=Exists(groups.filter(permissions__codename="access_admin")),
            is_supervisor=Exists(groups.filter(name=Role.SUPERVISOR)),
        )
        .filter(session_key=key, expire_date__gt=at)
        .first()
    )
    if session and session.user:
        session.user.is_team = session.user.is_superuser or session.in_team_group
        session.user.supervises = session.is_supervisor
    return session


def team() -> QuerySet[User]:
    """Everybody who may open the CMS."""
    groups = Group.objects.filter(user=OuterRef("pk"), permissions__codename="access_admin")
    return User.objects.filter(is_active=True).filter(Exists(groups))


def has_second_factor(user: User) -> bool:
    """Recovery codes alone do not count: they are the spare key of a lock that must exist."""
    from allauth.mfa.models import Authenticator

    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def person(pk: int) -> User:
    """A fresh copy of an account, apart from the one a request carries around."""
    return User.objects.get(pk=pk)


def names_of(ids: Collection[int]) -> dict[int, str]:
    """What people are called here, by their id. Asks nothing for nobody."""
    return {each.pk: each.get_full_name() for each in User.objects.filter(pk__in=ids)} if ids else {}


def optional_mails(user: User) -> dict[str, str]:
    """The mails this person could do without, by name, in words."""
    kinds = settings.OPTIONAL_MAILS.items()
    return {name: str(words) for name, (words, is_for_team) in kinds if user.is_team or not is_for_team}


def wants_mail(user: User, name: str) -> bool:
    """Whether a mail of this kind may go to this person: they are here and have not switched it off."""
    return user.is_active and name not in user.unwanted_mails
