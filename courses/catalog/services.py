"""Freezing modules."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.cache import caches
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.accounts.models import User
from cms.pages.queries import edition
from cms.records.rules import checksum
from courses.catalog import queries
from courses.catalog.loading import SOURCE_LANGUAGE
from courses.catalog.models import KeptPage, ModulePage, ModuleVersion
from courses.catalog.payloads import module_payload


class NotPublished(Exception):
    """A record was about to point at a module that has never been live."""


def freeze_module(module: ModulePage, *, by: User | None, at: datetime | None = None) -> ModuleVersion:
    """Keep the module as it is live now, in all its languages. Unchanged content makes no version."""
    with transaction.atomic():
        # One at a time: two publishers would claim the same number.
        pages = list(
            ModulePage.objects.select_for_update(of=("self",))
            .filter(translation_key=module.translation_key, live=True)
            .select_related("locale")
        )
        if not pages:
            raise NotPublished(module.title)
        pages.sort(key=lambda page: page.locale.language_code != SOURCE_LANGUAGE)
        payload = module_payload(pages)
        newest, digest = queries.newest_version(module.translation_key), checksum(payload)
        if newest and newest.checksum == digest:
            return newest
        return ModuleVersion.objects.create(
            module_key=module.translation_key,
            number=newest.number + 1 if newest else 1,
            payload=payload,
            checksum=digest,
            created_at=at or timezone.now(),
            created_by=by,
        )


def freeze_around(
    pages: Iterable[Page], *, places: Iterable[str] = (), by: User | None, at: datetime | None = None
) -> None:
    """Freeze the live modules these pages stand in, and those of `places`, the tree paths where they stood before."""
    rows = Page.objects.filter(pk__in=[page.pk for page in pages if page.pk])
    paths = [*rows.values_list("path", flat=True), *places]
    parents = {path[: -Page.steplen] for path in paths}
    for module in ModulePage.objects.filter(path__in=parents, live=True):
        freeze_module(module, by=by, at=at)


def keep(*keys: UUID, at: datetime | None = None) -> None:
    """From now on the pages of these courses and modules, in every language, can be retired but not deleted."""
    pages = Page.objects.filter(translation_key__in=keys)
    missing = pages.exclude(pk__in=KeptPage.objects.values("page")).values_list("pk", flat=True)
    rows = [KeptPage(page_id=pk, since=at or timezone.now()) for pk in missing]
    # Two who earn their first hours at once name the same pages.
    KeptPage.objects.bulk_create(rows, ignore_conflicts=True)


def current_version(module_key: UUID, *, at: datetime | None = None) -> ModuleVersion:
    """The version a record made now points at. Freezes first what has changed through a door that does not freeze,
    so it is never behind the live pages. A module that is no longer live keeps its last version."""
    frozen, name = caches["frozen"], f"module-version:{module_key}:{edition()}"
    if known := frozen.get(name):
        return known
    live = ModulePage.objects.filter(translation_key=module_key, live=True).first()
    version = freeze_module(live, by=None, at=at) if live else queries.newest_version(module_key)
    if version is None:
        raise NotPublished(str(module_key))
    # Only a version that stays: a rolled back one would be remembered under a number that another takes.
    transaction.on_commit(lambda: frozen.set(name, version))
    return version
