"""The outbox."""

from django.db import models
from django.db.models import Q

from cms.mail.rules import MailState


class OutboxMail(models.Model):
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in MailState], default=MailState.WAITING)
    to = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.TextField()
    # Only where a mail has something to show that text cannot; the text always says everything.
    body_html = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    # Fixed when the row is made: a second sending after a crash is recognized as the same mail.
    message_id = models.CharField(max_length=250, unique=True)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            # The sweep each minute looks for the few that wait among all that went out.
            models.Index(fields=["next_try_at"], condition=Q(state=MailState.WAITING), name="outbox_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
