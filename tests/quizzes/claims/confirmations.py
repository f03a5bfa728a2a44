"""Entries of Dana that ask Pat Lee, who has no account, and the token in Pat's mail."""

import re
from datetime import UTC, date, datetime

from cms.mail.models import OutboxMail
from quizzes.claims.models import ConfirmationLink
from tests.builders import hours_claim

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PAT = "pat@example.net"


def practice(trainee, title="Group at the center", *, at=NOON, **fields):
    """Four hours of practice that Pat was there for."""
    facts = {
        "activity": "practice", "given_by": "Riverbend Center", "started_on": date(2026, 11, 8),
        "ended_on": date(2026, 11, 8), "minutes": 240, "proof": "person", "confirmer_name": "Pat Lee",
        "confirmer_email": PAT, **fields,
    }  # fmt: skip
    return hours_claim(trainee, title=title, at=at, **facts)


def mails_to(address=PAT):
    return list(OutboxMail.objects.filter(to=address).order_by("pk"))


def token_in(mail) -> str:
    return re.search(r"/confirm/([\w-]{43})/", mail.body).group(1)


def last_token(address=PAT) -> str:
    return token_in(mails_to(address)[-1])


def last_link() -> ConfirmationLink:
    return ConfirmationLink.objects.order_by("-pk").first()
