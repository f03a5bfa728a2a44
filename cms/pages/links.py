"""Addresses of pages, in the language of the moment."""

from django.conf import settings
from django.utils.translation import get_language

from cms.site.rules import DEFAULT_LANGUAGE, address_in

# One place for the codes: the dictionary is asked on every link.
LANGUAGES = dict(settings.LANGUAGES)


def localized(path: str, language: str | None = None) -> str:
    """A language-neutral path (`courses/foundations/`) as an address: `/courses/…` or `/es/courses/…`."""
    return address_in(f"/{path.lstrip('/')}", language or get_language() or DEFAULT_LANGUAGE, LANGUAGES)
