"""Adding to the ledger. Nothing else inserts into it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.records.rules import new_salt, salted_digest
from quizzes.hours.models import ChainHead, HoursEntry, HoursNote
from quizzes.hours.rules import EntryKind


class AlreadyPaid(Exception):
    """This source has earned its minutes in this domain before."""


class AlreadyReversed(Exception):
    """These hours have been taken back before."""


def lock_chain(trainee: User) -> ChainHead:
    """Hold a person's ledger until the transaction ends: what is read under it cannot be paid meanwhile."""
    heads = ChainHead.objects.select_for_update().filter(trainee=trainee)
    if head := heads.first():
        return head
    # The first entry: made first and locked second, so that two at once meet in the unique constraint.
    ChainHead.objects.get_or_create(trainee=trainee)
    return heads.get()


@transaction.atomic
def append(entry: HoursEntry, *, note: str = "") -> HoursEntry:
    """Give a row its number and checksum and add it. A source pays once per domain."""
    head = lock_chain(entry.trainee)
    if entry.kind == EntryKind.EARNED and _is_paid(entry):
        raise AlreadyPaid(entry.source)
    salt = new_salt() if note else ""
    entry.sequence = head.sequence + 1
    entry.note_digest = salted_digest(note, salt) if note else ""
    entry.checksum = entry.link().checksum(after=head.checksum)
    entry.save()
    if note:
        HoursNote.objects.create(entry=entry, salt=salt, text=note)
    head.sequence, head.checksum = entry.sequence, entry.checksum
    head.save(update_fields=["sequence", "checksum"])
    return entry


def _is_paid(entry: HoursEntry) -> bool:
    return HoursEntry.objects.filter(source=entry.source, domain=entry.domain, kind=EntryKind.EARNED).exists()


def reverse_entry(entry: HoursEntry, *, reason: str, by: User, at: datetime | None = None) -> HoursEntry:
    """Take hours back by adding their opposite. The database refuses a second reversal."""
    at = at or timezone.now()
    opposite = HoursEntry(
        trainee=entry.trainee,
        ledger=entry.ledger,
        kind=EntryKind.REVERSED,
        domain=entry.domain,
        minutes=-entry.minutes,
        competencies=entry.competencies,
        modality=entry.modality,
        source=f"reversal:{entry.pk}",
        course_key=entry.course_key,
        title=entry.title,
        completed_at=at,
        module_version=entry.module_version,
        reverses=entry,
        recorded_by=by,
        recorded_at=at,
    )
    try:
        return append(opposite, note=reason)
    except IntegrityError as error:
        raise AlreadyReversed(entry.pk) from error
