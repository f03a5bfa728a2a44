"""Who may fetch a file."""

from django.conf import settings
from django.utils.module_loading import import_string

from cms.accounts.models import User
from cms.uploads.models import StoredFile


def can_read(user: User, stored: StoredFile) -> bool:
    """Its owner; and who the concept it was handed to says, by the function `UPLOAD_READERS` names for it."""
    if not user.is_authenticated:
        return False
    if stored.owner_id == user.pk:
        return True
    reader = settings.UPLOAD_READERS.get(stored.purpose)
    return bool(reader) and import_string(reader)(user, stored)
