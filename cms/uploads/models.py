"""A file somebody handed in."""

from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models

from cms.uploads.rules import Kind


def private() -> Storage:
    """Where no web server looks."""
    return storages["private"]


def place(stored: "StoredFile", name: str) -> str:
    """No name a person gave is ever a name on a disk."""
    return f"{stored.pk.hex[:2]}/{stored.pk.hex}"


class StoredFile(models.Model):
    # Addresses carry it, so it must not be guessed.
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stored_files")
    # Which concept it was handed to; `settings.UPLOAD_READERS` names who else may read it.
    purpose = models.CharField(max_length=30)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    # Of the bytes as they are kept; for a picture, as drawn anew.
    sha256 = models.CharField(max_length=64)
    content = models.FileField(storage=private, upload_to=place, max_length=100)
    # When it was handed in last.
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            # A post that is sent twice keeps one file.
            models.UniqueConstraint(fields=["owner", "purpose", "sha256"], name="one_file_per_owner_and_content")
        ]
        indexes = [models.Index(fields=["owner", "created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
