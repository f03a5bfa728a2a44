import pytest
from django.db import connection
from django.test import RequestFactory
from wagtail.models import Page

from cms.pages import queries
from cms.pages.index import NAME
from cms.pages.models import StandardPage
from cms.pages.services import ensure_site
from tests.builders import live_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return ensure_site()


def found(path: str, language: str = "en"):
    return queries.found_at(path, host="testserver", language=language)


def test_found_at_leads_where_wagtail_would(tree, rf):
    deep = live_page(tree.home.get_children().get(slug="about"), StandardPage(title="Deep", slug="deep"))

    for page in Page.objects.filter(path__startswith=tree.home.path):
        path = page.url_path.removeprefix("/home/")
        assert found(path).page_id == Page.route_for_request(rf.get("/"), path)[0].pk
    assert found("about/deep/").page_id == deep.pk
    assert found("about/nothing/") is None


def test_found_at_costs_one_query(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.found_at("about/", host="testserver", language="es")


def test_found_at_prefers_the_language_and_falls_back_on_english(tree):
    only_english = live_page(tree.home, StandardPage(title="Fees", slug="fees"))

    assert found("about/", "es").language == "es"
    assert found("fees/", "es") is not None
    assert (found("fees/", "es").page_id, found("fees/", "es").language) == (only_english.pk, "en")


def test_english_never_falls_back_on_spanish(tree):
    live_page(tree.home_es, StandardPage(title="Cuotas", slug="cuotas", locale=tree.home_es.locale))

    assert found("cuotas/", "es") is not None
    assert found("cuotas/", "en") is None


def test_a_draft_is_not_found(tree):
    StandardPage.objects.get(slug="about", locale=tree.home.locale).unpublish()

    assert found("about/") is None


def test_a_restriction_covers_the_page_and_what_stands_under_it(tree):
    about = tree.home.get_children().get(slug="about")
    live_page(about, StandardPage(title="Deep", slug="deep"))
    about.view_restrictions.create(restriction_type="login")

    assert [found(path).is_restricted for path in ("about/", "about/deep/", "help/", "")] == [True, True, False, False]


def test_the_lookup_uses_an_index(tree):
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, "wagtailcore_page")

    assert indexes[NAME]["columns"] == ["url_path"]


def test_page_of_reads_the_page_as_what_it_is_in_one_query(tree, django_assert_num_queries):
    seen = found("about/")
    with django_assert_num_queries(1):
        page = queries.page_of(seen)

    assert isinstance(page, StandardPage)


def test_kept_builds_once_for_a_revision_and_language(tree):
    page = queries.page_of(found("about/"))
    built = []

    def build():
        built.append(page.live_revision_id)
        return "drawn"

    request = RequestFactory().get("/about/")
    assert queries.kept(request, page, "body", build) == queries.kept(request, page, "body", build) == "drawn"
    assert len(built) == 1
    page.save_revision().publish()
    page.refresh_from_db()
    queries.kept(request, page, "body", build)
    assert len(built) == 2
    request.is_preview = True
    queries.kept(request, page, "body", build)
    assert len(built) == 3
