"""The signs a lesson gives of itself: one a minute at most, only when it was used, and nothing about how."""

from urllib.parse import parse_qs

import pytest

pytestmark = pytest.mark.browser


def open_lesson(person):
    """A lesson by a page whose clock the test moves; and the list of signs it has given."""
    person.sign_in("trainee")
    signs = []
    person.page.on("request", lambda request: "/active-time/beat/" in request.url and signs.append(request))
    person.page.clock.install()
    person.go("/courses/boundaries/")
    person.page.locator("ol.tasks a").first.click()
    person.page.locator("ol.tasks a").first.click()
    person.page.locator("[data-beat]").wait_for()
    return signs


def minutes_pass(person, count: int) -> None:
    for _ in range(count):
        person.page.clock.run_for(60_100)
    person.page.wait_for_timeout(0)


def test_a_page_that_is_used_gives_one_sign_a_minute_and_one_on_leaving(visit):
    person = visit()
    signs = open_lesson(person)

    person.page.mouse.move(5, 5)
    signs.clear()
    minutes_pass(person, 1)
    signs.clear()
    minutes_pass(person, 3)
    untouched = len(signs)
    person.page.keyboard.press("ArrowDown")
    person.page.keyboard.press("a")
    minutes_pass(person, 1)
    used = len(signs)
    minutes_pass(person, 3)
    again_untouched = len(signs)
    person.page.mouse.move(50, 50)
    person.page.locator(".crumb a").last.click()
    person.page.locator("#parts-h").wait_for()

    assert (untouched, used, again_untouched, len(signs)) == (0, 1, 1, 2)
    for sign in signs:
        told = parse_qs(sign.post_data)
        assert set(told) == {"beat", "opened"}
        assert told["beat"] == ["/active-time/beat/"]


def test_a_page_that_nobody_uses_gives_no_sign(visit):
    person = visit()
    signs = open_lesson(person)
    minutes_pass(person, 1)
    signs.clear()

    minutes_pass(person, 20)

    assert signs == []
