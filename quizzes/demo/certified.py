"""Somebody who was certified long ago: training from elsewhere with its certificate, and periods of renewal."""

from datetime import date, datetime, timedelta

from cms.accounts.models import User
from courses.catalog.rules import Domain, Modality
from quizzes.claims.decisions import approve
from quizzes.claims.models import HoursClaim
from quizzes.claims.rules import Activity, Proof
from quizzes.claims.services import save_draft, send
from quizzes.journey.training import certify_training
from quizzes.programs.facts import months_after
from quizzes.programs.queries import published_version
from quizzes.programs.renewal import certified_topic
from quizzes.programs.rules import Given
from quizzes.programs.services import Told, choose, tell

PROGRAM = "icrc-peer-recovery"
TRAINING = {
    Domain.ADVOCACY: 10, Domain.MENTORING_EDUCATION: 10, Domain.RECOVERY_WELLNESS: 10,
    Domain.ETHICAL_RESPONSIBILITY: 16,
}  # fmt: skip
TWO_YEARS = 24


def certified(person: User, *, by: User, now: datetime) -> None:
    """The training a board asks for, from before Hearten; its certificate; a period that is over and one that runs."""
    version = published_version(PROGRAM)
    first = (now - timedelta(days=30 * 40)).date()
    aim = choose(person, version, at=now - timedelta(days=40))
    for number, (domain, hours) in enumerate(TRAINING.items()):
        on = first - timedelta(days=100 - 7 * number)
        _brought_along(person, Activity.COURSE, "Core training", domain, hours, on, by=by, at=now - timedelta(days=39))
    for words, domain, hours, months in (
        ("Ethics in peer work", Domain.ETHICAL_RESPONSIBILITY, 6, 8), ("State conference", Domain.ADVOCACY, 14, 15),
        ("Boundaries refresher", Domain.ETHICAL_RESPONSIBILITY, 4, 30),
    ):  # fmt: skip
        on = months_after(first, months)
        _brought_along(person, Activity.CONTINUING, words, domain, hours, on, by=by, at=now - timedelta(days=38))
    certify_training(aim, by=person, at=now - timedelta(days=37))
    for start in (first, months_after(first, TWO_YEARS)):
        until = months_after(start, TWO_YEARS) - timedelta(days=1)
        paper = "In my folder, with the letter"
        told = Told(Given.CERTIFIED, certified_topic(version.payload), start, until=until, proof=paper)
        tell(person, told, version=version, at=now - timedelta(days=36))


def _brought_along(person, activity, title, domain, hours, on: date, *, by: User, at: datetime) -> None:
    claim = HoursClaim(
        trainee=person, activity=activity, title=title, given_by="Riverside Training Network",
        modality=Modality.IN_PERSON, started_on=on - timedelta(days=2), ended_on=on, minutes=60 * hours,
        minutes_by_domain={domain: 60 * hours}, proof=Proof.NONE,
    )  # fmt: skip
    sent = send(save_draft(claim, at=at), by=person, at=at)
    approve(sent, version=sent.version, by=by, at=at)
