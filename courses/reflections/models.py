"""A reflection: one text per person and prompt."""

from django.db import models
from django.utils import timezone

from courses.reflections.rules import Visibility


class Reflection(models.Model):
    enrollment = models.ForeignKey("courses.Enrollment", on_delete=models.PROTECT, related_name="reflections")
    lesson_key = models.UUIDField()
    # The block's stable name, the same in every language.
    block_id = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    visibility = models.CharField(
        max_length=12, choices=[(v.value, v.value) for v in Visibility], default=Visibility.ONLY_ME
    )
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "lesson_key", "block_id"], name="one_reflection_per_prompt")
        ]

    def __str__(self) -> str:
        return f"{self.block_id} ({self.visibility})"
