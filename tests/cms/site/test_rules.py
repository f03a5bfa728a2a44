from datetime import date

import pytest

from cms.site.rules import address_in, help_needs_checking, theme_from

LANGUAGES = {"en", "es"}


@pytest.mark.parametrize(
    ("address", "language", "expected"),
    [
        ("/", "es", "/es/"),
        ("/es/", "en", "/"),
        ("/courses/one/", "es", "/es/courses/one/"),
        ("/es/courses/one/", "en", "/courses/one/"),
        ("/es/courses/one/", "es", "/es/courses/one/"),
        ("/hours/?domain=ethics#total", "es", "/es/hours/?domain=ethics#total"),
        ("/essays/", "es", "/es/essays/"),
        ("/es", "en", "/"),
    ],
)
def test_address_in_changes_the_prefix_and_nothing_else(address, language, expected):
    assert address_in(address, language, LANGUAGES) == expected


@pytest.mark.parametrize(
    "address", ["//evil.example/", "https://evil.example/x", "/es//evil.example/", "\\\\evil.example"]
)
def test_address_in_never_leads_off_the_site(address):
    for language in LANGUAGES:
        assert address_in(address, language, LANGUAGES).startswith("/")
        assert not address_in(address, language, LANGUAGES).startswith("//")


def test_theme_from_believes_only_the_two_it_knows():
    assert [theme_from(cookie) for cookie in ("dark", "light", "device", '"><script>', None)] == [
        "dark",
        "light",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("checked_on", "expected"), [(None, True), (date(2026, 1, 1), True), (date(2026, 6, 1), False)]
)
def test_help_needs_checking_after_half_a_year(checked_on, expected):
    assert help_needs_checking(checked_on, today=date(2026, 11, 23)) is expected
