"""Claims, what became of them, and the links that people without an account confirm with."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cms.records.models import AppendOnlyModel
from quizzes.claims.asking import EndedWhy
from quizzes.claims.rules import NOTE_LENGTH, TITLE_LENGTH, EventKind, Proof, State

PERSON = settings.AUTH_USER_MODEL


def _words(names) -> list[tuple[str, str]]:
    return [(name.value, name.value) for name in names]


class HoursClaim(models.Model):
    # Addresses carry it, so it must not be guessed.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trainee = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="hours_claims")
    activity = models.CharField(max_length=20, blank=True)
    # Follows from the activity; kept, because queues and totals ask for it.
    ledger = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    # Who taught it, or where the practice was.
    given_by = models.CharField(max_length=TITLE_LENGTH, blank=True)
    modality = models.CharField(max_length=20, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField(default=0)
    # Empty: not sorted. Whoever decides may sort.
    minutes_by_domain = models.JSONField(default=dict, blank=True)
    competencies = models.JSONField(default=list, blank=True)
    proof = models.CharField(max_length=10, blank=True, choices=_words(Proof))
    files = models.ManyToManyField("cms.StoredFile", related_name="hours_claims", blank=True)
    # The writer's word that no file is a record of treatment.
    not_treatment = models.BooleanField(default=False)
    supervisor = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmer_name = models.CharField(max_length=TITLE_LENGTH, blank=True)
    confirmer_email = models.EmailField(blank=True)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    state = models.CharField(max_length=12, choices=_words(State), default=State.DRAFT)
    # Rises with each sending. A decision names the one it read.
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["trainee", "state"], name="claim_of_trainee"),
            # A queue looks for the few that wait among all that were ever decided.
            models.Index(fields=["sent_at"], condition=Q(state=State.WAITING), name="claim_waiting"),
            models.Index(fields=["supervisor", "state"], name="claim_of_supervisor"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(version__gt=0, sent_at__isnull=False), name="claim_sent_has_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.activity}: {self.minutes} minutes"

    def facts(self) -> dict:
        """The numbers of the moment, as events keep them: nothing a person wrote."""
        return {
            "activity": self.activity,
            "ledger": self.ledger,
            "minutes": self.minutes,
            "minutes_by_domain": dict(self.minutes_by_domain),
            "competencies": list(self.competencies),
            "modality": self.modality,
            "started_on": self.started_on.isoformat() if self.started_on else "",
            "ended_on": self.ended_on.isoformat() if self.ended_on else "",
            "proof": self.proof,
            "version": self.version,
        }


class ClaimEvent(AppendOnlyModel):
    # Protects the claim: what was sent once is never deleted.
    claim = models.ForeignKey(HoursClaim, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=_words(EventKind))
    # None: somebody without an account, by a link; the note beside says who.
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    # What stood there before, when a decision or a new sending changed numbers.
    before = models.JSONField(default=dict)
    # Digest of the words and names in ClaimNote; they can be erased and this row stays true.
    note_digest = models.CharField(max_length=64, blank=True)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        ordering = ["claim_id", "number"]
        constraints = [models.UniqueConstraint(fields=["claim", "number"], name="claim_event_one_number")]

    def __str__(self) -> str:
        return f"{self.claim_id}/{self.number} {self.kind}"


class ClaimNote(models.Model):
    """What a person wrote with an event, and who somebody without an account is. Erasable."""

    event = models.OneToOneField(ClaimEvent, on_delete=models.PROTECT, related_name="note")
    salt = models.CharField(max_length=32)
    text = models.TextField(blank=True)
    by_name = models.CharField(max_length=TITLE_LENGTH, blank=True)
    by_email = models.EmailField(blank=True)
    by_role = models.CharField(max_length=TITLE_LENGTH, blank=True)

    def __str__(self) -> str:
        return self.text[:50]

    def words(self) -> str:
        """Everything the event's digest covers."""
        return "\n".join([self.text, self.by_name, self.by_email, self.by_role])


class ConfirmationLink(models.Model):
    """One mail to one person without an account, about entries of one trainee. The token itself is only in the mail."""

    token_digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=TITLE_LENGTH, blank=True)
    trainee = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    claims = models.ManyToManyField(HoursClaim, related_name="links")
    # The version of each claim (by its pk as text) that the mail spoke of.
    versions = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, blank=True, default="", db_default="", choices=_words(EndedWhy))

    class Meta:
        indexes = [
            models.Index(fields=["trainee", "email"], name="link_of_trainee"),
            # How many mails an address had today, among all there ever were.
            models.Index(fields=["email", "made_at"], name="link_to_address"),
        ]
        constraints = [
            # Two good links in one mail box would let one person answer twice.
            models.UniqueConstraint(
                fields=["trainee", "email"], condition=Q(used_at=None, ended_at=None), name="link_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"


class SilentAddress(models.Model):
    """Somebody asked never to be written to again. Of the address we keep a keyed digest, enough to know it again."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]


class DeskNote(models.Model):
    """When somebody was last mailed that hours wait for them: once a week at most."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.told_at:%Y-%m-%d}"
