"""Publishing as one deed: ask for faults, go live, freeze. The same for pages and snippets."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone


class CannotPublish(ValidationError):
    """What stands in the way of publishing, as sentences an author can act on. `what` names the draft."""

    def __init__(self, faults: list[str], what: object = ""):
        self.faults = faults
        self.what = str(what)
        super().__init__({NON_FIELD_ERRORS: faults})


class FreezesOnPublish:
    """Mixin before Page or DraftStateMixin. Every door to going live ends in `save`: button, workflow, schedule,
    bulk action, restored revision, Wagtail's own API. The page editor and the API never call `publish`."""

    # What Page and DraftStateMixin bring along.
    pk: Any
    live: bool
    live_revision: Any
    live_revision_id: int | None
    _base_manager: Any

    def faults(self) -> list[str]:
        """Sentences that say why this draft may not go live; none when it may."""
        return []

    def freeze(self, *, by) -> None:
        """Keep what has just gone live as a version row. Unchanged content makes no version."""

    def refuse_faults(self) -> None:
        if found := self.faults():
            raise CannotPublish(found, what=self)

    def publish(self, revision, user=None, **kwargs):
        with transaction.atomic():
            draft = revision.as_object()
            if draft.go_live_at and draft.go_live_at > timezone.now():
                # Nothing goes live yet, but an author should hear of faults now and not on the day.
                draft.refuse_faults()
            # Wagtail hands this very revision on to the draft it saves.
            revision.published_by = user
            return super().publish(revision, user=user, **kwargs)  # type: ignore[misc]

    def save(self, *args, **kwargs):
        if not self._is_going_live():
            return super().save(*args, **kwargs)  # type: ignore[misc]
        with transaction.atomic():
            self.refuse_faults()
            result = super().save(*args, **kwargs)  # type: ignore[misc]
            revision = self.live_revision
            self.freeze(by=getattr(revision, "published_by", None) or revision.user)
            return result

    def _is_going_live(self) -> bool:
        """Whether this save puts a revision live that is not live yet. Pages made live without a revision, as in
        `add_child`, are no draft that anybody published."""
        if not (self.live and self.live_revision_id):
            return False
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("live", "live_revision_id").first()
        return stored != (True, self.live_revision_id)
