"""The signs a lesson gives of itself: one a minute at most, only when it was used, and nothing about how."""

from urllib.parse import parse_qs

import pytest

pytestmark = pytest.mark.browser
# Writes down what a page sends, where the next page finds it, and sends it all the same.
WRITE_DOWN = """
const send = navigator.sendBeacon.bind(navigator);
navigator.sendBeacon = (url, body) => {
  sessionStorage.signs = (sessionStorage.signs || "") + `${url} ${body}\\n`;
  return send(url, body);
};
"""


@pytest.fixture
def person(visit):
    """Somebody at a lesson whose clock the test moves."""
    found = visit()
    found.sign_in("trainee")
    found.page.add_init_script(WRITE_DOWN)
    found.page.clock.install()
    found.go("/courses/boundaries/")
    found.page.locator("ol.tasks a").first.click()
    found.page.locator("#parts-h").wait_for()
    found.page.locator("ol.tasks a").first.click()
    found.page.locator("[data-beat]").wait_for()
    minutes_pass(found, 1)
    found.page.evaluate("sessionStorage.signs = ''")
    return found


def minutes_pass(person, count: int) -> None:
    for _ in range(count):
        person.page.clock.run_for(60_000)


def signs(person) -> list[str]:
    return person.page.evaluate("sessionStorage.signs").splitlines()


def test_a_page_that_is_used_gives_one_sign_a_minute_and_one_on_leaving(person):
    minutes_pass(person, 3)
    untouched = len(signs(person))
    for letter in "words":
        person.page.keyboard.press(letter)
    minutes_pass(person, 1)
    used = len(signs(person))
    minutes_pass(person, 3)
    again_untouched = len(signs(person))
    person.page.locator(".crumb a").last.click()
    person.page.locator("#parts-h").wait_for()

    assert (untouched, used, again_untouched, len(signs(person))) == (0, 1, 1, 2)
    for sign in signs(person):
        address, told = sign.split(" ")
        assert address == "/active-time/beat/"
        assert set(parse_qs(told)) == {"beat", "opened"}


def test_a_page_that_nobody_uses_gives_no_sign(person):
    minutes_pass(person, 20)

    assert signs(person) == []
