"""What the half-way trainee brought along from elsewhere: approved, waiting, to be changed, begun."""

from datetime import datetime, timedelta
from typing import Any

from cms.accounts.models import User
from courses.catalog.rules import Domain, Modality
from quizzes.claims.decisions import approve, ask_for_change
from quizzes.claims.models import HoursClaim
from quizzes.claims.rules import Activity, Proof
from quizzes.claims.services import save_draft, send

SITE = "Riverbend Drop-in Center"


def bring_along(trainee: User, *, supervisor: User, reviewer: User, now: datetime) -> None:
    """Claims in every state a person meets, dated over the last weeks."""
    workshop = _sent(
        trainee, now, 30, Activity.WORKSHOP, "Recovery stories workshop", 120, given_by="Statewide peer network",
        minutes_by_domain={Domain.RECOVERY_WELLNESS: 120}, note="The certificate is on paper. I can bring it.",
    )  # fmt: skip
    approve(workshop, version=1, by=reviewer, at=now - timedelta(days=28))
    for days_ago, minutes in ((26, 300), (24, 240), (22, 330)):
        practice = _practice(trainee, now, days_ago, minutes, supervisor)
        approve(practice, version=1, by=supervisor, at=now - timedelta(days=20))
    talk = _sent(
        trainee, now, 21, Activity.SUPERVISION, "Talk about boundaries", 60, given_by=SITE, supervisor=supervisor
    )
    approve(talk, version=1, by=supervisor, at=now - timedelta(days=20))
    for days_ago, minutes in ((6, 240), (4, 300), (2, 270)):
        _practice(trainee, now, days_ago, minutes, supervisor)
    _sent(
        trainee, now, 5, Activity.CONFERENCE, "Ethics day for peers", 150, given_by="County health department",
        minutes_by_domain={Domain.ETHICAL_RESPONSIBILITY: 120, Domain.ADVOCACY: 30},
    )  # fmt: skip
    college = _sent(trainee, now, 12, Activity.COLLEGE, "Helping relationships", 900, given_by="Community college")
    ask_for_change(
        college, version=1, by=reviewer, at=now - timedelta(days=9),
        note="Thank you for sending this. Which days was it? Fifteen hours on one day looks like a slip.",
    )  # fmt: skip
    begun = HoursClaim(trainee=trainee, activity=Activity.WORKSHOP, title="Talking with families")
    save_draft(begun, at=now - timedelta(days=1))


def _practice(trainee: User, now: datetime, days_ago: int, minutes: int, supervisor: User) -> HoursClaim:
    facts = {"given_by": SITE, "supervisor": supervisor}
    return _sent(trainee, now, days_ago, Activity.PRACTICE, "Evening at the drop-in center", minutes, **facts)


def _sent(
    trainee: User, now: datetime, days_ago: int, activity: Activity, title: str, minutes: int, **facts: Any
) -> HoursClaim:
    """An entry of one day, sent the evening after."""
    day, sent_at = (now - timedelta(days=days_ago)).date(), now - timedelta(days=days_ago - 1)
    told = HoursClaim(
        trainee=trainee, activity=activity, title=title, minutes=minutes, started_on=day, ended_on=day,
        modality=Modality.IN_PERSON, proof=Proof.NONE, **facts,
    )  # fmt: skip
    return send(save_draft(told, at=sent_at), by=trainee, at=sent_at)
