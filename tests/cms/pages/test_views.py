import gzip
import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.pages import views
from cms.pages.models import StandardPage
from cms.pages.services import ensure_site
from cms.site.models import HelpTexts, SiteSettings
from tests.builders import dana, ivan, live_page

pytestmark = pytest.mark.django_db
HELP = re.compile(r'<aside class="help-strip".*?</aside>', re.DOTALL)
FOOT = re.compile(r'<section aria-labelledby="help-h">.*?</section>', re.DOTALL)


@pytest.fixture
def tree():
    return ensure_site()


def seen(response) -> str:
    return response.content.decode()


def test_landing_shows_what_the_editor_wrote(client, tree):
    page = seen(client.get("/"))

    assert '<h1 id="welcome">You’ve been there. Now help someone through.</h1>' in page
    assert "<title>Training for people who’ve been there – Hearten</title>" in page
    for heading in ("How it works", "What you need", "Questions people ask", "Check a certificate", "Talk to a person"):
        assert heading in page


def test_a_page_costs_two_queries_and_a_stranger_one(client, tree, django_assert_num_queries):
    client.get("/about/")  # the shell is known from here on
    with django_assert_num_queries(2):
        client.get("/")
    with django_assert_num_queries(1):
        client.get("/")
    with django_assert_num_queries(2):
        client.get("/", {"from": "a-letter"})


def test_a_signed_in_person_costs_one_query_more(client, tree, django_assert_num_queries):
    client.force_login(dana())
    client.get("/about/")
    with django_assert_num_queries(3):
        client.get("/")


def test_landing_in_spanish_lives_under_its_prefix(client, tree):
    page = seen(client.get("/es/"))

    assert '<html lang="es">' in page
    assert "Usted ya lo ha vivido." in page
    assert 'href="/" lang="en" hreflang="en"' in page


def test_a_page_missing_in_spanish_is_shown_in_english_and_says_so(client, tree):
    live_page(tree.home, StandardPage(title="Fees", slug="fees", body="<p>Free for all.</p>"))

    page = seen(client.get("/es/fees/"))

    assert '<html lang="es">' in page
    assert '<article lang="en">' in page
    assert "quiet-bar" in page
    assert '<a href="/fees/" lang="en" hreflang="en">English</a>' in page
    assert "Free for all." in page


def test_the_note_stands_only_where_it_is_true(client, tree):
    live_page(tree.home, StandardPage(title="Fees", slug="fees"))

    assert "quiet-bar" not in seen(client.get("/fees/"))
    assert "quiet-bar" not in seen(client.get("/es/about/"))


def test_a_published_change_shows_at_the_next_request(client, tree):
    about = StandardPage.objects.get(slug="about", locale=tree.home.locale)
    assert "Our new words." not in seen(client.get("/about/"))

    about.lede = "Our new words."
    about.save_revision().publish()

    assert "Our new words." in seen(client.get("/about/"))


def test_a_change_of_the_help_line_shows_on_a_page_that_is_kept(client, tree):
    client.get("/about/")
    texts = HelpTexts.objects.get(locale__language_code="en")
    texts.strip_text = "Talk to someone:"
    texts.save()

    assert "Talk to someone:" in seen(client.get("/about/"))


def test_an_unpublished_page_is_gone_at_the_next_request(client, tree):
    client.get("/about/")
    StandardPage.objects.get(slug="about", locale=tree.home.locale).unpublish()

    assert client.get("/about/").status_code == 404


def test_a_restricted_page_sends_strangers_to_the_sign_in(client, tree):
    client.get("/about/")
    StandardPage.objects.get(slug="about", locale=tree.home.locale).view_restrictions.create(restriction_type="login")

    response = client.get("/about/")

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
    client.force_login(dana())
    assert "About Hearten" in seen(client.get("/about/"))
    assert client.get("/es/about/").status_code == 200


def test_a_password_opens_a_page_that_asks_for_one(client, tree):
    about = StandardPage.objects.get(slug="about", locale=tree.home.locale)
    restriction = about.view_restrictions.create(restriction_type="password", password="open")

    asked = client.get("/about/")
    assert "To hearten is to give someone courage" not in seen(asked)
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, about.pk])
    opened = client.post(address, {"password": "open", "return_url": "/about/"}, follow=True)

    assert "To hearten is to give someone courage" in seen(opened)


def test_redirects_still_lead_on(client, tree):
    Redirect.objects.create(old_path="/old", redirect_link="/about/", site=Site.objects.get())

    assert client.get("/old/").url == "/about/"


def test_a_missing_slash_is_added(client, tree):
    response = client.get("/about")

    assert (response.status_code, response.url) == (301, "/about/")


def test_a_chosen_theme_is_on_the_page_and_stays_with_its_person(tree):
    dark = Client()
    dark.cookies["theme"] = "dark"

    assert '<html lang="en" data-theme="dark">' in seen(dark.get("/about/"))
    assert '<html lang="en">' in seen(Client().get("/about/"))


def test_a_kept_page_holds_nothing_of_the_person_it_was_drawn_for(client, tree):
    client.force_login(dana())
    own = seen(client.get("/about/"))
    client.logout()
    messenger = Client()
    messenger.cookies["messages"] = "anything"
    messenger.get("/about/")

    stranger = seen(Client().get("/about/"))

    assert "Account" in own
    assert "Account" not in stranger
    assert Client().get("/about/").cookies == {}
    assert "Cookie" in Client().get("/about/").headers["Vary"]


def test_a_signed_in_page_stays_in_the_browser(client, tree):
    client.force_login(dana())

    assert client.get("/about/").headers["Cache-Control"] == "private"


def test_the_edit_bar_is_for_people_who_may_edit(client, tree):
    client.force_login(dana())
    assert "wagtail-userbar" not in seen(client.get("/about/"))

    client.force_login(ivan())

    assert "wagtail-userbar" in seen(client.get("/about/"))


def test_preview_is_drawn_anew(tree):
    about = StandardPage.objects.get(slug="about", locale=tree.home.locale)
    about.lede = "Not published."

    response = about.make_preview_request(preview_mode=about.default_preview_mode)

    assert "Not published." in seen(response)
    assert "Not published." not in seen(Client().get("/about/"))


def test_pause_offers_the_way_back_on_this_site_only(client):
    here = client.get("/pause/", headers={"referer": "http://testserver/courses/one/"})
    elsewhere = client.get("/pause/", headers={"referer": "https://elsewhere.example/"})

    assert 'href="http://testserver/courses/one/"' in seen(here)
    assert "elsewhere.example" not in seen(elsewhere)
    assert "You can stop here" in seen(elsewhere)


def test_the_same_help_stands_on_every_layout_and_on_error_pages(client, tree):
    failing = RequestFactory().get("/about/")
    pages = [client.get("/"), client.get("/about/"), client.get("/pause/"), client.get("/nothing/")]
    pages.append(views.server_error(failing))
    pages.append(Client(enforce_csrf_checks=True).post("/about/"))

    strips = {HELP.search(seen(page)).group() for page in pages}
    feet = {FOOT.search(seen(page)).group() for page in pages}

    assert [page.status_code for page in pages] == [200, 200, 200, 404, 500, 403]
    assert len(strips) == len(feet) == 1
    assert 'href="tel:988"' in strips.pop()


def test_server_error_asks_the_database_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = seen(views.server_error(RequestFactory().get("/hours/")))

    assert "Your saved work is safe." in page


def test_the_person_to_ask_stands_at_the_foot_once_they_are_known(client, tree):
    assert "Help with your training" not in seen(client.get("/about/"))
    settings = SiteSettings.for_site(Site.objects.get())
    settings.phone, settings.contact_name = "(555) 010-0100", "Denise Carter"
    settings.save()

    page = seen(client.get("/about/"))

    assert "Help with your training" in page
    assert '<a href="tel:5550100100">Call (555) 010-0100</a>' in page


def test_pages_load_nothing_from_elsewhere_and_weigh_little(client, tree):
    for address in ("/", "/es/", "/about/", "/pause/", "/nothing/"):
        page = seen(client.get(address))
        loaded = re.findall(r'<(?:link|script|img|iframe|source)\b[^>]*?(?:href|src)="([^"]+)"', page)
        assert [name for name in loaded if not name.startswith("/")] == []
        assert len(gzip.compress(page.encode())) < 14_000
        assert not re.search(r'\sstyle="|<style|<script(?![^>]*\bsrc=)|\son\w+="', page)
