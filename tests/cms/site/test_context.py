import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils.translation import override

from cms.site.context import Chrome, StaticChrome
from tests.builders import dana


def chrome_at(address: str, user=None) -> Chrome:
    request = RequestFactory().get(address)
    request.user = user or AnonymousUser()
    if user:
        request.COOKIES["sessionid"] = "one"
    return Chrome(request)


def addresses(chrome: Chrome) -> list[str]:
    return [link.address for link in chrome.links]


def test_strangers_and_people_signed_in_see_their_own_links(db):
    person = dana()

    assert addresses(chrome_at("/")) == ["/about/", "/courses/", "/v/"]
    assert addresses(chrome_at("/", person)) == ["/home/", "/courses/", "/hours/", "/roadmap/"]
    person.is_team = True
    assert addresses(chrome_at("/", person))[-1] == "/admin/"


def test_links_stay_in_the_language():
    with override("es"):
        assert addresses(chrome_at("/es/")) == ["/es/about/", "/es/courses/", "/es/v/"]


def test_the_language_link_keeps_the_page_and_what_was_asked_of_it():
    [spanish] = chrome_at("/hours/?domain=ethics").languages

    assert (spanish.code, spanish.label, spanish.address) == ("es", "Español", "/es/hours/?domain=ethics")


def test_a_stranger_is_never_looked_up(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not chrome_at("/").is_signed_in


def test_static_chrome_knows_nobody():
    request = RequestFactory().get("/hours/")

    assert not StaticChrome(request).is_signed_in
    assert StaticChrome(request).help.strip_number == "988"


@pytest.mark.parametrize(("missing", "language"), [(True, "en"), (False, "")])
def test_content_lang_names_the_language_only_where_it_differs(missing, language):
    chrome = chrome_at("/es/fees/")
    chrome.request.content_locale_missing = missing

    assert chrome.content_lang == language
