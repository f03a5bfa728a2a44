"""Deeds at their time that need more than one concept."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, Revision

from cms.mail import services as mail
from cms.records.publishing import CannotPublish

logger = logging.getLogger(__name__)


def publish_scheduled(*, at: datetime | None = None) -> int:
    """Put live, and take off, what is due. A draft with faults is held and its author told; the others go on."""
    at = at or timezone.now()
    done = 0
    for thing in _expired(at):
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        done += 1
    due = Revision.objects.filter(approved_go_live_at__lt=at).order_by("approved_go_live_at").select_related("user")
    for revision in due:
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
            done += 1
        except CannotPublish as error:
            hold(revision, error.faults, at=at)
    return done


@transaction.atomic
def hold(revision: Revision, faults: list[str], *, at: datetime | None = None) -> None:
    """Take a draft off the schedule and tell its author what stands in the way."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    logger.warning("scheduled publishing held", extra={"revision": revision.pk})
    author = revision.user
    if author is None or not author.is_active:
        return
    address = AdminURLFinder(author).get_edit_url(revision.as_object()) or "/admin/"
    mail.send(
        "publishing_held", to=author.email, language=author.language, at=at,
        context={"faults": faults, "address": address},
    )  # fmt: skip


def _expired(at: datetime) -> Iterator[Any]:
    drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    # Every kind of page is in Page's own table already.
    for model in [Page, *(model for model in drafts if not issubclass(model, Page))]:
        for thing in model.objects.filter(live=True, expire_at__lt=at).order_by("expire_at"):
            yield thing.specific if isinstance(thing, Page) else thing
