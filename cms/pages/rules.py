"""Which addresses belong to the product, so that no page may take them; which visitors may share a copy."""

import re
from collections.abc import Collection, Iterable

# Cookies that change nothing a copy does not know: the theme is part of its key.
HARMLESS_COOKIES = frozenset({"theme", "csrftoken", "django_language"})


def first_segments(routes: Iterable[str]) -> frozenset[str]:
    """The fixed first parts of address patterns: `tries/<int:id>/check/` → tries."""
    heads = (route.lstrip("^").split("/", 1) for route in routes)
    return frozenset(head[0] for head in heads if len(head) == 2 and re.fullmatch(r"[\w-]+", head[0]))


def is_taken(slug: str, fixed: Collection[str], languages: Collection[str]) -> bool:
    """Whether a page right under the front page would never be seen at this address."""
    return slug in fixed or slug in languages


def may_share(cookies: Collection[str]) -> bool:
    """Whether a visitor with these cookies sees what every stranger sees."""
    return HARMLESS_COOKIES.issuperset(cookies)


def may_be_kept(cookies: Collection[str]) -> bool:
    """Whether the page drawn for this visitor may be shown to the next one: it must hold nothing of theirs."""
    return not set(cookies) - {"theme"}
