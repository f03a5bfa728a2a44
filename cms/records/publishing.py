"""Publishing as one deed: ask for faults, go live, freeze. The same for pages and snippets."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone


class CannotPublish(ValidationError):
    """What stands in the way of publishing, as sentences an author can act on."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__(faults)


class FreezesOnPublish:
    """Mixin before Page or DraftStateMixin. `publish` is the one method every door ends in: button, workflow,
    schedule, bulk action, restored revision."""

    def faults(self) -> list[str]:
        """Sentences that say why this draft may not go live; none when it may."""
        return []

    def freeze(self, *, by) -> None:
        """Keep what has just gone live as a version row. Unchanged content makes no version."""

    def publish(self, revision, user=None, **kwargs):
        with transaction.atomic():
            draft = revision.as_object()
            if found := draft.faults():
                raise CannotPublish(found)
            result = super().publish(revision, user=user, **kwargs)  # type: ignore[misc]
            if not (draft.go_live_at and draft.go_live_at > timezone.now()):
                draft.freeze(by=user)
            return result
