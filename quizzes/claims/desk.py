"""The desk of those who decide: which entries lie on it, and what is known of one of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from cms.accounts.models import User
from cms.accounts.permissions import has_role
from cms.accounts.rules import Role
from quizzes.claims.models import ConfirmationLink, HoursClaim
from quizzes.claims.queries import claims_in_say, claims_to_decide
from quizzes.claims.rules import CONFIRMED_BY_PERSON, State
from quizzes.hours.models import HoursEntry

# A person who was there comes first. After this long without a word a reviewer looks too.
PATIENCE = timedelta(days=14)


def decides_all(user: User) -> bool:
    """Whether somebody decides about every ledger, or only about what names them."""
    return has_role(user, Role.REVIEWER, Role.ADMINISTRATOR)


def is_at_desk(user: User) -> bool:
    """Whether this person decides about hours at all."""
    return has_role(user, Role.REVIEWER, Role.ADMINISTRATOR, Role.SUPERVISOR)


def mine(claims: QuerySet[HoursClaim], user: User, *, at: datetime) -> QuerySet[HoursClaim]:
    """Of what somebody may decide, what is up to them: not what a person who was there is still asked about."""
    named_me, nobody_was_there = Q(supervisor=user), ~Q(ledger__in=CONFIRMED_BY_PERSON)
    refused = ConfirmationLink.objects.filter(claims=OuterRef("pk"), ended_why__in=["not_me", "silenced"])
    left = Q(sent_at__lt=at - PATIENCE) | Q(Exists(refused))
    return claims.filter(named_me | nobody_was_there | left)


def on_desk(user: User, *, at: datetime) -> QuerySet[HoursClaim]:
    """What waits for this person, oldest first."""
    return mine(claims_to_decide(user), user, at=at)


def waiting_since(user: User, *, at: datetime) -> list[datetime]:
    """When each entry that waits for this person was sent, oldest first. One question for those who decide."""
    return [each for each in on_desk(user, at=at).values_list("sent_at", flat=True) if each]


def as_rows(claims: QuerySet[HoursClaim]) -> QuerySet[HoursClaim]:
    """With what a line of the list shows."""
    return claims.select_related("trainee", "supervisor").annotate(file_count=Count("files"))


def people_with(claims: QuerySet[HoursClaim]) -> list[tuple[int, str]]:
    """Whose entries these are, by name."""
    people = User.objects.filter(pk__in=claims.order_by().values("trainee"))
    return sorted(((each.pk, each.get_full_name()) for each in people), key=lambda pair: pair[1].casefold())


def picked(user: User, versions: Mapping[UUID, int]) -> list[HoursClaim]:
    """The entries somebody picked, whatever became of them since, in the order they were sent."""
    found = claims_in_say(user).filter(key__in=versions).select_related("trainee", "supervisor")
    return list(found.order_by("sent_at", "pk"))


def sums_of(person: User) -> dict[str, tuple[int, int]]:
    """By ledger: the minutes that stand, and those that wait. Two questions."""
    stand = HoursEntry.objects.filter(trainee=person).order_by().values_list("ledger").annotate(Sum("minutes"))
    waits = HoursClaim.objects.filter(trainee=person, state=State.WAITING).order_by()
    standing, waiting = dict(stand), dict(waits.values_list("ledger").annotate(Sum("minutes")))
    return {each: (standing.get(each, 0), waiting.get(each, 0)) for each in [*standing, *waiting]}


def next_after(user: User, claim: HoursClaim, *, at: datetime) -> HoursClaim | None:
    """The next entry on the desk: after this one in the line, else from its beginning."""
    line = on_desk(user, at=at).exclude(pk=claim.pk)
    later = line.filter(Q(sent_at__gt=claim.sent_at) | Q(sent_at=claim.sent_at, pk__gt=claim.pk))
    return later.first() or line.first()
