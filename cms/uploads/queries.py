"""Reads of handed-in files."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from cms.accounts.models import User
from cms.uploads.models import StoredFile


def files_for(user: User) -> QuerySet[StoredFile]:
    """A person's own files, newest first."""
    return StoredFile.objects.filter(owner=user).order_by("-created_at", "pk")


def own_file(user: User, key: str, *, purpose: str) -> StoredFile | None:
    """The person's file with this id, handed to this concept; None for anything else, whatever the text is."""
    try:
        known = UUID(key)
    except ValueError:
        return None
    return files_for(user).filter(pk=known, purpose=purpose).first()


def kept_since(user: User, at: datetime, hours: int = 24) -> int:
    """How many files somebody handed in lately."""
    return files_for(user).filter(created_at__gt=at - timedelta(hours=hours)).count()
