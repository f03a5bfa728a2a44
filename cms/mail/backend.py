"""What Django and Wagtail mail by themselves goes into the outbox too, by the name of the default mailer."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from cms.mail import services


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """A row for each address: nobody learns who else was written to."""
        count = 0
        for message in email_messages:
            html = next((str(part.content) for part in getattr(message, "alternatives", ())), "")
            for address in message.recipients():
                services.put(
                    to=address,
                    subject=" ".join(str(message.subject).split()),
                    body=str(message.body),
                    body_html=html,
                    language=get_language() or "en",
                )
            count += 1
        return count
