"""Reads of the page tree."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms.site import queries as site
from cms.site.rules import DEFAULT_LANGUAGE

# One query in place of one for each level of the tree, one for the site, one for restrictions and one for the edition.
# The root in the asked language comes first, the English one stands in where a translation is missing.
LOOKUP_SQL = f"""
SELECT page.id, kind.app_label, kind.model, page.live_revision_id, locale.language_code, site.id,
  EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction restriction
    JOIN wagtailcore_page above ON above.id = restriction.page_id
    WHERE above.path = SUBSTR(page.path, 1, LENGTH(above.path))),
  {site.EDITION_SQL}, {site.SHELL_SQL}
FROM wagtailcore_site site
JOIN wagtailcore_page home ON home.id = site.root_page_id
JOIN wagtailcore_page root ON root.translation_key = home.translation_key
JOIN wagtailcore_locale locale ON locale.id = root.locale_id AND locale.language_code IN (%s, %s)
JOIN wagtailcore_page page ON page.url_path = root.url_path || CAST(%s AS TEXT)
JOIN django_content_type kind ON kind.id = page.content_type_id
WHERE site.id = {site.SITE_SQL} AND page.live
ORDER BY CASE WHEN locale.language_code = %s THEN 0 ELSE 1 END LIMIT 1
"""  # noqa: S608 the inserted parts are constants


@dataclass(frozen=True, slots=True)
class Found:
    """What an address led to, before the page itself is read."""

    page_id: int
    model: type[Page]
    revision_id: int | None
    language: str
    is_restricted: bool
    stamp: site.Stamp


def edition() -> int:
    """Names the present state of all pages: what is kept in memory under it never has to be thrown away by hand."""
    return site.stamp().edition


def found_at(path: str, *, host: str, language: str) -> Found | None:
    """The live page at a path (`courses/foundations/`), in the language or, where it is missing, in English."""
    values: list[Any] = [language, DEFAULT_LANGUAGE, path, *site.site_parameters(host), language]
    with connection.cursor() as cursor:
        cursor.execute(LOOKUP_SQL, values)
        row = cursor.fetchone()
    if row is None:
        return None
    page_id, app, model, revision_id, code, site_id, is_restricted, edition_number, shell = row
    stamp = site.Stamp(site_id, edition_number, shell)
    return Found(page_id, apps.get_model(app, model), revision_id, code, bool(is_restricted), stamp)


def page_of(found: Found) -> Page:
    """The page as what it is. Large fields stay in the database until somebody asks for them."""
    return found.model.objects.defer(*getattr(found.model, "read_late", ())).get(pk=found.page_id)


def kept(request: HttpRequest, page: Page, part: str, build: Callable[[], Any]) -> Any:
    """What `build` makes of a page, kept in memory for this revision, edition and language. It may depend on nothing
    else, least of all on a person. A preview is always built anew."""
    if getattr(request, "is_preview", False):
        return build()
    key = f"page:{page.pk}:{page.live_revision_id}:{edition()}:{get_language()}:{part}"
    value = caches["frozen"].get(key)
    if value is None:
        value = build()
        caches["frozen"].set(key, value)
    return value
