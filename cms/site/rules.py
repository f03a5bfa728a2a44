"""Small laws of the shell: addresses in a language, the look a person chose, when help must be checked again."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlsplit, urlunsplit

DEFAULT_LANGUAGE = "en"
# The look of the site, as chosen under Account. The account writes the cookie, the shell reads it.
THEME_COOKIE = "theme"
THEMES = frozenset({"light", "dark"})
HELP_IS_FRESH_FOR = timedelta(days=180)


def theme_from(cookie: str | None) -> str:
    """The chosen theme, or nothing when the device decides."""
    return cookie if cookie in THEMES else ""


def address_in(path: str, language: str, languages: Iterable[str]) -> str:
    """The same address in another language: the default has no prefix, the others have theirs."""
    parts = urlsplit(path)
    # Never two slashes at the start: a browser would read a host there.
    rest = parts.path.lstrip("/")
    head, _, tail = rest.partition("/")
    bare = tail.lstrip("/") if head in languages and head != DEFAULT_LANGUAGE else rest
    prefix = "" if language == DEFAULT_LANGUAGE else f"{language}/"
    return urlunsplit(("", "", f"/{prefix}{bare}", parts.query, parts.fragment))


def help_needs_checking(checked_on: date | None, today: date) -> bool:
    """Numbers to call change. Half a year after the last look, or when nobody ever looked, staff are asked."""
    return checked_on is None or today - checked_on > HELP_IS_FRESH_FOR
