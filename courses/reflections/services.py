"""Saving a reflection."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from courses.enrollments.models import Enrollment
from courses.reflections.models import Reflection
from courses.reflections.rules import Visibility


class NotTheirs(Exception):
    """Only the writer writes: nobody else changes a reflection."""


def save_reflection(
    enrollment: Enrollment,
    lesson_key: UUID,
    block_id: str,
    *,
    text: str,
    visibility: Visibility,
    by: User,
    at: datetime | None = None,
) -> Reflection:
    """Keep what was written under a prompt; one text per person and prompt. Its words appear in no log."""
    if by.pk != enrollment.trainee_id:
        raise NotTheirs(enrollment.pk)
    with transaction.atomic():
        saved, _ = Reflection.objects.update_or_create(
            enrollment=enrollment,
            lesson_key=lesson_key,
            block_id=block_id,
            defaults={"text": text, "visibility": visibility, "updated_at": at or timezone.now()},
        )
        return saved
