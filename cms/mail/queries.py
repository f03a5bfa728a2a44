"""What is in the outbox."""

from datetime import datetime

from django.db.models import QuerySet

from cms.mail.models import OutboxMail
from cms.mail.rules import MailState


def due(at: datetime) -> QuerySet[OutboxMail]:
    """Mails whose time to be sent, or sent again, has come: oldest first."""
    return OutboxMail.objects.filter(state=MailState.WAITING, next_try_at__lte=at).order_by("next_try_at")


def demo_mails() -> QuerySet[OutboxMail]:
    """All mails of a demo database, newest first."""
    return OutboxMail.objects.order_by("-pk")
