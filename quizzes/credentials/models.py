"""Certificates, their events, and the erasable name beside each."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from cms.records.models import AppendOnlyModel
from cms.records.rules import spell_code
from quizzes.credentials.rules import ONCE_ONLY, CredentialKind


class Credential(AppendOnlyModel):
    # The address and the QR code carry all 128 bits; the short code is for typing from paper.
    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    code = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=12, default=CredentialKind.COURSE)
    # What earned it, e.g. "enrollment:12". Unique with the kind: twenty workers make one certificate.
    source = models.CharField(max_length=100)
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="credentials")
    # Everything that is printed, but for the name, of which it holds a salted digest: see Holder.
    snapshot = models.JSONField()
    checksum = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["kind", "source"], name="credential_issued_once")]

    def __str__(self) -> str:
        return f"{self.snapshot.get('title', '')} {self.spelled_code}"

    @property
    def spelled_code(self) -> str:
        return spell_code(self.code)

    def get_absolute_url(self) -> str:
        return reverse("credentials:certificate", args=[self.public_id])


class Holder(models.Model):
    """The name a certificate prints. Erasable: the snapshot keeps only a salted digest of it."""

    credential = models.OneToOneField(Credential, on_delete=models.PROTECT, related_name="holder")
    name = models.CharField(max_length=200)
    salt = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.name


class CredentialEvent(AppendOnlyModel):
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    # The day it takes effect; an end that is known beforehand is dated ahead.
    on = models.DateField()
    replacement = models.ForeignKey(Credential, null=True, on_delete=models.PROTECT, related_name="replaces")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    checksum = models.CharField(max_length=64)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["credential", "sequence"], name="credential_event_order"),
            # Nobody takes a certificate back twice or replaces it by two.
            models.UniqueConstraint(
                fields=["credential", "kind"],
                condition=models.Q(kind__in=[kind.value for kind in ONCE_ONLY]),
                name="credential_event_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class ExpiryNotice(AppendOnlyModel):
    """A reminder that went out. The constraint makes it one mail, however often and wherever the schedule runs."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="expiry_notices")
    # A renewed certificate ends on another day and is reminded of anew.
    ends_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["credential", "ends_on", "days"], name="expiry_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.credential}: {self.days} days before {self.ends_on}"
