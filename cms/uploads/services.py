"""Keeping a file, and taking it away for good."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from cms.accounts.models import User
from cms.uploads import checking
from cms.uploads.models import StoredFile
from cms.uploads.queries import files_for, kept_since
from cms.uploads.recordings import without_words
from cms.uploads.rules import (
    FRESH,
    KEEP_UNNAMED,
    MEGABYTE,
    MOST_A_DAY,
    Kind,
    Refusal,
    Refused,
    allowed_bytes,
    clean_name,
    ending_of,
    fits_name,
)


def keep(
    file: UploadedFile,
    *,
    kinds: Collection[str],
    purpose: str,
    by: User,
    most_bytes: int = 0,
    at: datetime | None = None,
) -> StoredFile:
    """Keep a file somebody hands in, as what it is and without what it tells beside that.

    The same content handed in again is the file that is there already. Raises Refused, with nothing kept, when it is
    not of `kinds`, larger than `most_bytes` (0: the house's limit), not what its name says, or not safe to keep.
    """
    at = at or timezone.now()
    limit = allowed_bytes(most_bytes)
    # Read no more than the limit and one byte: a client may say any size.
    content = file.read(limit + 1)
    if len(content) > limit:
        raise Refused(Refusal.TOO_LARGE, megabytes=limit // MEGABYTE)
    name, format = file.name or "", checking.recognize(content)
    if format.kind not in kinds:
        raise Refused(Refusal.NOT_THIS_KIND, kinds=list(kinds))
    if not fits_name(name, format):
        raise Refused(Refusal.MISMATCH, ending=ending_of(name))
    if format.kind == Kind.PICTURE:
        content, format = checking.drawn_anew(content)
    content = without_words(content, format)
    digest = hashlib.sha256(content).hexdigest()
    known = files_for(by).filter(purpose=purpose, sha256=digest)
    if (found := known.first()) and renewed(found, at=at):
        return found
    if kept_since(by, at) >= MOST_A_DAY:
        raise Refused(Refusal.TOO_MANY_TODAY)
    stored = StoredFile(
        owner=by,
        purpose=purpose,
        kind=format.kind,
        media_type=format.media_type,
        name=clean_name(name, format),
        size=len(content),
        sha256=digest,
        created_at=at,
    )
    try:
        with transaction.atomic():
            stored.content.save("", ContentFile(content), save=False)
            stored.save(force_insert=True)
    except IntegrityError:
        # The same post, twice at once: the other one was first.
        stored.content.storage.delete(stored.content.name)
        return known.get()
    return stored


def renewed(stored: StoredFile, *, at: datetime | None = None) -> bool:
    """Whether a file is still there to be named again; if so, the sweep keeps off it for another week."""
    at = at or timezone.now()
    if stored.created_at > at - FRESH:
        return True
    return bool(StoredFile.objects.filter(pk=stored.pk).update(created_at=at))


def sweep(*, at: datetime | None = None) -> int:
    """Take files away that were handed in long ago and that nothing names; say how many."""
    before, count = (at or timezone.now()) - KEEP_UNNAMED, 0
    for purpose, holder in settings.UPLOAD_HOLDERS.items():
        old = StoredFile.objects.filter(purpose=purpose, created_at__lt=before).order_by("pk")
        for batch in batched(old.iterator(), 500):
            named = import_string(holder)(batch)
            count += sum(_taken(stored, before) for stored in batch if stored.pk not in named)
    return count


@transaction.atomic
def _taken(stored: StoredFile, before: datetime) -> bool:
    """Erase, unless somebody has just handed it in again: naming a file renews it first, and that waits for this."""
    held = StoredFile.objects.select_for_update().filter(pk=stored.pk, created_at__lt=before).first()
    if held:
        erase(held)
    return bool(held)


def erase(stored: StoredFile) -> None:
    """Take a file away for good, bytes and row. For erasing a person; an answer that named it then names nothing."""
    storage, name = stored.content.storage, stored.content.name
    with transaction.atomic():
        stored.delete()
        transaction.on_commit(lambda: storage.delete(name))
