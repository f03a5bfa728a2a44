"""The addresses the product uses itself, read from its own patterns."""

from functools import cache

from django.conf import settings
from django.urls import get_resolver
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages.rules import first_segments, is_taken


@cache
def fixed_segments() -> frozenset[str]:
    """First parts of every address that is not a page."""
    own = {settings.STATIC_URL.strip("/"), settings.MEDIA_URL.strip("/")}
    return first_segments(_routes(get_resolver().url_patterns)) | own


def is_taken_below(parent: Page, slug: str) -> bool:
    """Whether a page with this slug under this parent would stand at an address of the product."""
    return parent.depth == 2 and is_taken(slug, fixed_segments(), dict(settings.LANGUAGES))


def taken_sentence(slug: str) -> str:
    """What an editor reads who chose such an address."""
    return _("“/%(slug)s/” is an address the site uses itself. Choose another, for example “about-%(slug)s”.") % {
        "slug": slug
    }


def _routes(patterns, before: str = "") -> list[str]:
    found = []
    for pattern in patterns:
        # The language prefix is not part of an address; it changes with the language of the moment.
        own = "" if hasattr(pattern.pattern, "prefix_default_language") else str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found += _routes(pattern.url_patterns, before + own)
        else:
            found.append(before + own)
    return found
