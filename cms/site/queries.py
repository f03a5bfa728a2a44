"""What the site says at this moment: which site answers, its edition, the texts of its shell."""

from contextvars import ContextVar
from dataclasses import dataclass

from django.core.cache import caches
from django.db import connection
from django.http.request import split_domain_port
from django.utils.translation import get_language

from cms.site.defaults import HELP
from cms.site.models import HelpTexts, SiteSettings
from cms.site.rules import DEFAULT_LANGUAGE
from cms.site.shell import Contact, Help, Shell, contact_from, help_from

# The site for a host name and port, as Wagtail chooses it; parameters: host, port, host, host.
SITE_SQL = """(SELECT id FROM wagtailcore_site ORDER BY CASE
  WHEN hostname = %s AND port = %s THEN 0 WHEN hostname = %s AND is_default_site THEN 1
  WHEN is_default_site THEN 3
  WHEN hostname = %s AND (SELECT COUNT(*) FROM wagtailcore_site s WHERE s.hostname = wagtailcore_site.hostname) = 1
  THEN 2 ELSE 4 END, id LIMIT 1)"""

# Every publish, unpublish, move, delete and restriction writes a line of Wagtail's page log in its own transaction.
# The count beside the highest number catches a transaction that took its number early and committed late.
EDITION_SQL = """(SELECT COALESCE(MAX(id), 0) * 100 FROM wagtailcore_pagelogentry)
  + (SELECT COUNT(*) FROM wagtailcore_pagelogentry
     WHERE id > (SELECT MAX(id) FROM wagtailcore_pagelogentry) - 64)"""

SHELL_SQL = """(SELECT CAST(COUNT(*) AS TEXT) || COALESCE(CAST(MAX(updated_at) AS TEXT), '') FROM cms_helptexts)
  || (SELECT CAST(COUNT(*) AS TEXT) || COALESCE(CAST(MAX(updated_at) AS TEXT), '') FROM cms_sitesettings)"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """`edition` names a state of all pages, `shell` a state of help and provider: keys for what is kept in memory."""

    site_id: int | None
    edition: int
    shell: str


class Moment:
    """The stamp of one request, read at most once."""

    __slots__ = ("host", "stamp")

    def __init__(self, host: str):
        self.host = host
        self.stamp: Stamp | None = None


current_moment: ContextVar[Moment | None] = ContextVar("moment", default=None)


def site_parameters(host: str) -> tuple[str, int, str, str]:
    """What SITE_SQL asks for, from a Host header."""
    name, port = split_domain_port(host)
    return name, int(port) if port.isdigit() else 80, name, name


def stamp() -> Stamp:
    """The stamp of this request; outside of requests it is read anew each time."""
    moment = current_moment.get()
    if moment is None:
        return _read_stamp("")
    if moment.stamp is None:
        moment.stamp = _read_stamp(moment.host)
    return moment.stamp


def keep_stamp(found: Stamp) -> None:
    """Remember a stamp that another query brought along."""
    if moment := current_moment.get():
        moment.stamp = found


def shell(language: str | None = None) -> Shell:
    """Help and provider in a language. One query for the stamp, none more while the texts stay the same."""
    language = language or get_language() or DEFAULT_LANGUAGE
    now = stamp()
    key = f"shell:{now.site_id}:{language}:{now.shell.replace(' ', '_')}"
    kept = caches["frozen"].get(key)
    if kept is None:
        kept = _read_shell(now.site_id, language)
        caches["frozen"].set(key, kept)
    return kept


def default_shell(language: str | None = None) -> Shell:
    """The shell that needs no database, for the page that says something is broken."""
    language = language or get_language() or DEFAULT_LANGUAGE
    return Shell(provider_name="", help=help_from(HELP.get(language, HELP[DEFAULT_LANGUAGE])), contact=Contact())


def _read_stamp(host: str) -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SITE_SQL}, {EDITION_SQL}, {SHELL_SQL}", site_parameters(host))
        return Stamp(*cursor.fetchone())


def _read_shell(site_id: int | None, language: str) -> Shell:
    settings = SiteSettings.objects.filter(site_id=site_id).first() or SiteSettings()
    texts = HelpTexts.objects.filter(site_id=site_id, locale__language_code=language).first()
    return Shell(
        provider_name=settings.provider_name,
        provider_number=settings.provider_number,
        help=_help_of(texts) if texts else default_shell(language).help,
        active_share=settings.active_share,
        contact=contact_from(settings.contact_name, settings.phone, settings.email),
    )


def _help_of(texts: HelpTexts) -> Help:
    plain = {name: getattr(texts, name) for name in ("strip_text", "strip_number", "heading")}
    plain |= {"contact_heading": texts.contact_heading, "contact_hours": texts.contact_hours}
    return help_from(plain | {"lines": [line.value for line in texts.lines]})
