import pytest
from wagtail.models import Locale, Page, Revision, Site

from cms.pages.models import HomePage, StandardPage
from cms.pages.services import ensure_site

pytestmark = pytest.mark.django_db


def test_ensure_site_makes_both_languages_and_replaces_the_welcome_page():
    tree = ensure_site(port=8000)

    assert [page.slug for page in tree.home.get_children()] == ["about", "help", "accessibility", "privacy"]
    assert tree.home_es.translation_key == tree.home.translation_key
    assert tree.home_es.locale == Locale.objects.get(language_code="es")
    assert set(tree.home_es.get_children().values_list("slug", "live")) == {
        (page.slug, True) for page in tree.home.get_children()
    }
    assert Site.objects.get().root_page.specific == tree.home
    assert Site.objects.get().port == 8000
    assert set(Page.objects.filter(depth=2).values_list("slug", flat=True)) == {"home", "home-es"}


def test_ensure_site_again_changes_nothing():
    ensure_site()
    StandardPage.objects.filter(slug="about").update(lede="Written by our editor.")
    before = list(Page.objects.values()), Revision.objects.count()

    ensure_site()

    assert (list(Page.objects.values()), Revision.objects.count()) == before
    assert StandardPage.objects.filter(slug="about", lede="Written by our editor.").count() == 2


def test_ensure_site_publishes_each_page_once():
    ensure_site()

    assert Revision.objects.count() == 10
    assert HomePage.objects.filter(live=True, live_revision__isnull=False).count() == 2


def test_the_starting_texts_avoid_the_words_we_do_not_say():
    ensure_site()
    said = " ".join(str(page.body) for page in StandardPage.objects.filter(locale__language_code="en")).lower()
    said += " ".join(str(page.questions) for page in HomePage.objects.all()).lower()

    for word in ("fail", "wrong", "incorrect", "invalid", "overdue", "rejected", "attempt", "submit", "click here"):
        assert word not in said
