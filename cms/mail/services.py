"""Writing a mail, handing it over, trying again."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, make_msgid
from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation

from cms.mail import queries
from cms.mail.models import OutboxMail
from cms.mail.rules import LEASE, MailState, next_try_at, split_subject

logger = logging.getLogger(__name__)


def send(template: str, *, to: str, context: dict, language: str = "en", at: datetime | None = None) -> OutboxMail:
    """Put `templates/emails/<template>.txt` into the outbox, in the caller's transaction.

    The first line is the subject. The sending starts once the transaction is through; a caller never waits for a
    mail server and never hears of its troubles.
    """
    at = at or timezone.now()
    context = {"base_url": settings.BASE_URL, **context}
    with translation.override(language):
        # Plain text: an apostrophe stays an apostrophe.
        source: Any = get_template(f"emails/{template}.txt")
        text = source.template.render(Context(context, autoescape=False))
        subject, body = split_subject(text)
        try:
            body_html = str(render_to_string(f"emails/{template}.html", context))
        except TemplateDoesNotExist:
            body_html = ""
    return put(to=to, subject=subject, body=body, body_html=body_html, language=language, at=at)


def put(
    *, to: str, subject: str, body: str, body_html: str = "", language: str = "en", at: datetime | None = None
) -> OutboxMail:
    """Put words that stand already into the outbox."""
    at = at or timezone.now()
    mail = OutboxMail.objects.create(
        to=to, subject=subject[:250], body=body, body_html=body_html, language=language,
        message_id=make_msgid(domain="hearten"), created_at=at, next_try_at=at,
    )  # fmt: skip
    transaction.on_commit(lambda: deliver_soon.enqueue(mail.pk), robust=True)
    return mail


@task(queue_name="mail")
def deliver_soon(mail_id: int) -> None:
    """The task behind an outbox row: deliver it now, or leave it for the next turn."""
    deliver(mail_id)


def deliver(mail_id: int, *, at: datetime | None = None) -> MailState | None:
    """Hand one mail over and say what became of it; None when it is not due or another worker has it."""
    at = at or timezone.now()
    # One statement claims the mail, so two workers never send it twice.
    claimed = queries.due(at).filter(pk=mail_id).order_by().update(tries=F("tries") + 1, next_try_at=at + LEASE)
    if not claimed:
        return None
    mail = OutboxMail.objects.get(pk=mail_id)
    if settings.HEARTEN_DEMO:
        mail.state = MailState.KEPT
    else:
        _hand_over(mail, at)
    mail.save(update_fields=["state", "sent_at", "next_try_at", "last_error"])
    return MailState(mail.state)


def _hand_over(mail: OutboxMail, at: datetime) -> None:
    message = EmailMultiAlternatives(
        mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    if mail.body_html:
        message.attach_alternative(mail.body_html, "text/html")
    try:
        message.send(using="out")
    except Exception as error:  # whatever the server or the address did: the row remembers it
        logger.warning("mail %s not handed over: %s", mail.pk, type(error).__name__)
        mail.last_error = f"{type(error).__name__}: {error}"[:500]
        again = next_try_at(mail.tries, created_at=mail.created_at, at=at)
        mail.state = MailState.WAITING if again else MailState.STOPPED
        mail.next_try_at = again or at
    else:
        mail.state, mail.sent_at, mail.last_error = MailState.SENT, at, ""


def deliver_due(*, at: datetime | None = None, limit: int = 200) -> int:
    """Hand over what waits: tries that are due again, and mails whose task was lost with a machine."""
    at = at or timezone.now()
    waiting = list(queries.due(at).values_list("pk", flat=True)[:limit])
    return sum(deliver(pk, at=at) is not None for pk in waiting)


def prune(*, at: datetime | None = None, keep: timedelta = timedelta(days=30)) -> int:
    """Forget mails that are long gone: they hold addresses and sign-in codes."""
    before = (at or timezone.now()) - keep
    gone, _ = OutboxMail.objects.exclude(state=MailState.WAITING).filter(created_at__lt=before).delete()
    return gone
