"""Hours that people of the demo ask others to confirm: by an account, and by a link in a mail one can open."""

from datetime import datetime, timedelta

from cms.accounts.models import User
from quizzes.claims.confirming import Choice, Chosen, decide
from quizzes.claims.models import ConfirmationLink, HoursClaim
from quizzes.claims.services import save_draft, send

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LUIS = {"confirmer_name": "Luis Ortega", "confirmer_email": "luis@example.net"}


def ask_by_mail(trainee: User, *, now: datetime) -> None:
    """Two entries answered through a link last week, and a link in the mail with two that wait."""
    for title, minutes, ago in (("Evening group, co-led", 120, 16), ("Front desk at the center", 240, 15)):
        _practice(trainee, title, minutes, day=now - ago * DAY, sent=now - 9 * DAY, **LUIS)
    _answer(trainee, at=now - 8 * DAY)
    for title, minutes, ago in (("Welcome table at the open house", 180, 4), ("Walk and talk group", 90, 3)):
        _practice(trainee, title, minutes, day=now - ago * DAY, sent=now - 2 * DAY + ago * MINUTE, **LUIS)


def ask_supervisor(trainee: User, supervisor: User, *, now: datetime) -> None:
    """Three entries that wait for a supervisor with an account."""
    who = {"supervisor": supervisor}
    _practice(trainee, "Front desk at the center", 240, day=now - 6 * DAY, sent=now - 5 * DAY, **who)
    _practice(trainee, "Evening group, co-led", 150, day=now - 5 * DAY, sent=now - 4 * DAY, **who)
    _practice(
        trainee, "Weekly talk with Denise", 60, day=now - 5 * DAY, sent=now - 4 * DAY, activity="supervision", **who
    )


def _practice(trainee: User, title: str, minutes: int, *, day: datetime, sent: datetime, **who) -> HoursClaim:
    facts = {"activity": "practice", "given_by": "Riverbend Recovery Center", "modality": "in_person", **who}
    claim = HoursClaim(
        trainee=trainee, title=title, minutes=minutes, started_on=day.date(), ended_on=day.date(), **facts
    )
    return send(save_draft(claim, at=sent), by=trainee, at=sent)


def _answer(trainee: User, *, at: datetime) -> None:
    """Luis says yes to one and asks about the other."""
    link = ConfirmationLink.objects.filter(trainee=trainee).latest("made_at")
    first, second = link.claims.order_by("pk")
    chosen = {
        first.key: Chosen(Choice.APPROVE, first.version),
        second.key: Chosen(Choice.CHANGE, second.version, "You left at noon that day. Was it three hours?"),
    }
    decide(link, chosen, name="Luis Ortega", role="Site lead", at=at)
