"""Ledger rows, the end of each person's chain, and the erasable words beside a row."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cms.records.models import AppendOnlyModel
from quizzes.hours.rules import EntryKind, Ledger, Link


class HoursEntry(AppendOnlyModel):
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hours_entries")
    # Order comes from this number, not from a clock. Given out under the lock of the person's chain head.
    sequence = models.PositiveIntegerField()
    ledger = models.CharField(max_length=12, default=Ledger.TRAINING)
    kind = models.CharField(max_length=10, default=EntryKind.EARNED)
    domain = models.CharField(max_length=40)
    # Minutes, not hours: boards disagree on whether an hour is 50 or 60 minutes, and integers never need
    # rounding. The program version decides at reading time. A reversal carries them negative.
    minutes = models.IntegerField()
    competencies = models.JSONField(default=list)
    modality = models.CharField(max_length=20)
    # What earned the time, e.g. "enrollment:12/module:<translation_key>". Unique together with the domain, so
    # neither a retry nor the Spanish page of the same module can pay twice.
    source = models.CharField(max_length=120)
    course_key = models.UUIDField(null=True)
    # As the course called it that day; a module renamed later does not rename the past.
    title = models.CharField(max_length=255)
    completed_at = models.DateTimeField()
    module_version = models.ForeignKey("courses.ModuleVersion", null=True, on_delete=models.PROTECT, related_name="+")
    # One-to-one: the database refuses a second reversal of the same row.
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversal")
    # By which rule it was given, with the figures it was given by; null in rows from before there was a rule to name.
    basis = models.JSONField(null=True)
    # Digest of the words in HoursNote; they can be erased and the chain still verifies.
    note_digest = models.CharField(max_length=64, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    checksum = models.CharField(max_length=64)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["trainee", "sequence"], name="hours_one_row_per_number"),
            models.UniqueConstraint(
                fields=["source", "domain"], condition=Q(kind=EntryKind.EARNED), name="hours_paid_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.EARNED, minutes__gt=0, reverses__isnull=True)
                | Q(kind=EntryKind.REVERSED, minutes__lt=0, reverses__isnull=False),
                name="hours_sign_fits_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.minutes} minutes"

    def link(self) -> Link:
        """This row as the chain sees it."""
        return Link(
            person=str(self.trainee.person_id),
            sequence=self.sequence,
            ledger=self.ledger,
            kind=self.kind,
            domain=self.domain,
            minutes=self.minutes,
            competencies=self.competencies,
            modality=self.modality,
            source=self.source,
            course=str(self.course_key or ""),
            title=self.title,
            completed_at=self.completed_at,
            version=self.module_version.checksum if self.module_version else "",
            reverses=self.reverses.sequence if self.reverses else None,
            note=self.note_digest,
            recorded_by=str(self.recorded_by.person_id) if self.recorded_by else "",
            recorded_at=self.recorded_at,
            basis=self.basis,
        )


class HoursNote(models.Model):
    """What a person wrote about a row. Erasable: the row keeps only a salted digest of it."""

    entry = models.OneToOneField(HoursEntry, on_delete=models.PROTECT, related_name="note")
    salt = models.CharField(max_length=32)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:50]


class ChainHead(models.Model):
    """The last number and checksum of a person's ledger. Its lock puts parallel writers in a line."""

    trainee = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hours_head")
    sequence = models.PositiveIntegerField(default=0)
    checksum = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.trainee_id}: {self.sequence}"
