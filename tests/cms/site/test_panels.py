from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.site.models import HelpTexts
from tests.builders import ivan, person

pytestmark = pytest.mark.django_db
ASKED = "Please try the help numbers"


def front_page_of_the_cms(client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_cms_asks_until_somebody_has_checked_the_numbers(client):
    client.force_login(person("Admin", is_superuser=True))
    assert ASKED in front_page_of_the_cms(client)

    HelpTexts.objects.update(checked_on=timezone.localdate())

    assert ASKED not in front_page_of_the_cms(client)


def test_the_cms_asks_again_after_half_a_year_and_names_the_language(client):
    client.force_login(person("Admin", is_superuser=True))
    HelpTexts.objects.update(checked_on=timezone.localdate())
    old = HelpTexts.objects.get(locale__language_code="es")
    HelpTexts.objects.filter(pk=old.pk).update(checked_on=timezone.localdate() - timedelta(days=181))

    page = front_page_of_the_cms(client)

    assert ASKED in page
    assert reverse("help_texts:edit", args=[old.pk]) in page
    assert page.count("last checked") == 1


def test_only_those_who_may_change_the_numbers_are_asked(client):
    client.force_login(ivan())

    assert ASKED not in front_page_of_the_cms(client)
    assert client.get(reverse("help_texts:index")).status_code == 302


def test_an_administrator_edits_the_help_and_it_shows(client):
    client.force_login(person("Admin", is_superuser=True))
    texts = HelpTexts.objects.get(locale__language_code="en")

    page = client.get(reverse("help_texts:edit", args=[texts.pk]))

    assert page.status_code == 200
    assert "Need to talk? Call or text" in page.content.decode()
