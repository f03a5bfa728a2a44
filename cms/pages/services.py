"""Deeds on the page tree."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.accounts.models import User
from cms.pages import texts
from cms.pages.models import BasePage, HomePage, StandardPage


@dataclass(frozen=True)
class SiteTree:
    """The two front pages everything else stands under."""

    site: Site
    home: HomePage
    home_es: HomePage


@transaction.atomic
def ensure_site(
    *, hostname: str = "localhost", port: int = 80, name: str = "Hearten", by: User | None = None
) -> SiteTree:
    """Make the front pages and plain pages of a new site in both languages. What is there already stays as it is, so
    it may run on every start."""
    english, spanish = (Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "es"))
    home = _home(english, "home", None, texts.front_page("en"), by)
    home_es = _home(spanish, "home-es", home.translation_key, texts.front_page("es"), by)
    site = _site(home, hostname, port, name)
    for slug in texts.PLAIN_PAGES:
        source = _plain(home, english, slug, None, by)
        _plain(home_es, spanish, slug, source.translation_key, by)
    return SiteTree(site, home, home_es)


def _home(locale: Locale, slug: str, key: uuid.UUID | None, fields: dict, by: User | None) -> HomePage:
    found = HomePage.objects.filter(locale=locale).order_by("pk").first()
    if found:
        return found
    root = Page.get_first_root_node()
    # Wagtail's welcome page may still sit on this slug; its site moves over before it goes.
    if key is None and (welcome := Page.objects.child_of(root).filter(slug=slug).first()):
        welcome.slug = "welcome-to-wagtail"
        welcome.save()
    return _publish_below(root, HomePage(slug=slug, locale=locale, translation_key=key or uuid.uuid4(), **fields), by)


def _site(home: HomePage, hostname: str, port: int, name: str) -> Site:
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return Site.objects.create(hostname=hostname, port=port, site_name=name, root_page=home, is_default_site=True)
    welcome = site.root_page
    if isinstance(welcome.specific, HomePage):
        return site
    site.root_page, site.hostname, site.port, site.site_name = home, hostname, port, name
    site.save()
    if type(welcome.specific) is Page and not welcome.get_children().exists():
        welcome.delete()
    return site


def _plain(home: HomePage, locale: Locale, slug: str, key: uuid.UUID | None, by: User | None) -> StandardPage:
    found = StandardPage.objects.child_of(home).filter(slug=slug).first()
    if found:
        return found
    fields = texts.plain_page(slug, locale.language_code)
    page = StandardPage(slug=slug, locale=locale, translation_key=key or uuid.uuid4(), **fields)
    return _publish_below(home, page, by)


def _publish_below[P: BasePage](parent: Page, page: P, by: User | None) -> P:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()
    parent.refresh_from_db()
    return page
