import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.pages.addresses import fixed_segments, is_taken_below
from cms.pages.models import StandardPage
from cms.pages.rules import first_segments, is_taken
from cms.pages.services import ensure_site
from tests.builders import live_page, person


@pytest.mark.parametrize(
    ("route", "segment"),
    [
        ("tries/<int:attempt_id>/check/", "tries"),
        ("v/", "v"),
        ("^_util/login/", "_util"),
        ("certificates/<uuid:public_id>.pdf", "certificates"),
        ("<slug:anything>/", None),
        ("^((?:[\\w\\-]+/)*)$", None),
        ("", None),
    ],
)
def test_first_segments_keeps_what_is_fixed(route, segment):
    assert first_segments([route]) == ({segment} if segment else set())


def test_is_taken_knows_addresses_and_languages():
    assert is_taken("hours", {"hours"}, {"en", "es"})
    assert is_taken("es", {"hours"}, {"en", "es"})
    assert not is_taken("courses", {"hours"}, {"en", "es"})


def test_fixed_segments_hold_every_address_of_the_product():
    assert {"admin", "pause", "static", "sign-in", "account", "hours", "v", "tries", "home", "join"} <= fixed_segments()
    assert not {"about", "help", "courses", ""} & fixed_segments()


@pytest.mark.django_db
def test_a_page_cannot_take_an_address_of_the_product():
    tree = ensure_site()

    with pytest.raises(ValidationError, match="“/pause/” is an address the site uses itself"):
        tree.home.add_child(instance=StandardPage(title="Pause", slug="pause"))
    with pytest.raises(ValidationError):
        tree.home_es.add_child(instance=StandardPage(title="Pausa", slug="pause", locale=tree.home_es.locale))


@pytest.mark.django_db
def test_deeper_down_the_same_word_is_free():
    about = ensure_site().home.get_children().get(slug="about")

    assert not is_taken_below(about, "pause")
    assert live_page(about, StandardPage(title="Pause", slug="pause")).live


@pytest.mark.django_db
def test_an_editor_reads_it_beside_the_field_before_anything_is_saved(client):
    tree = ensure_site()
    client.force_login(person("Admin", is_superuser=True))
    address = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", tree.home.pk])

    form = {"title": "Pause", "slug": "pause", "lede": "", "body": "null"}
    response = client.post(address, form | {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0})

    assert response.status_code == 200
    assert "“/pause/” is an address the site uses itself" in response.content.decode()
    assert not StandardPage.objects.filter(slug="pause").exists()


@pytest.mark.django_db
def test_a_page_cannot_be_moved_behind_an_address_of_the_product(client):
    tree = ensure_site()
    deep = live_page(tree.home.get_children().get(slug="about"), StandardPage(title="Pause", slug="pause"))
    client.force_login(person("Admin", is_superuser=True))

    client.post(reverse("wagtailadmin_pages:move_confirm", args=[deep.pk, tree.home.pk]))

    deep.refresh_from_db()
    assert deep.url_path == "/home/about/pause/"
