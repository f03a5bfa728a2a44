"""One page of each type, in two languages and two themes: axe finds nothing, nothing scrolls sideways, no errors."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.places import LATER, STRANGER, TRAINEE, walked
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
MISSING = "the server responded with a status of 404"


@pytest.fixture(scope="module")
def half_way(chromium, server):
    """What the browser of a signed-in trainee remembers, and where their own pages are."""
    person = Visitor(chromium, server.address)
    person.sign_in("trainee")
    found = walked(person)
    remembered = person.context.storage_state()
    person.leave()
    return remembered, found


def look(person: Visitor, path: str) -> list[str]:
    """Everything that is not as it should be: light and wide, then dark and narrow."""
    page, axe = person.page, Axe()
    page.set_viewport_size({"width": 1280, "height": 900})
    answered = person.go(path)
    wanted = (404, path) if path.endswith(STRANGER["not-found"]) else (200, path)
    assert (answered.status, person.path()) == wanted
    faults = [f"light: {fault}" for fault in faults_of(axe.run(page, options=OPTIONS))]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 640})
    faults += [f"dark: {fault}" for fault in faults_of(axe.run(page, options=OPTIONS))]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return faults + ([f"{wide} px wide at 320"] if wide > 320 else [])


def faults_of(results) -> list[str]:
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.once
@pytest.mark.parametrize("language", ["", "/es"], ids=["en", "es"])
@pytest.mark.parametrize("place", STRANGER)
def test_page_for_everyone_has_no_faults(visit, place, language):
    stranger = visit()
    stranger.expects_trouble = (MISSING,) if place == "not-found" else ()

    assert look(stranger, language + STRANGER[place]) == []


@pytest.mark.once
@pytest.mark.parametrize("language", ["", "/es"], ids=["en", "es"])
@pytest.mark.parametrize("place", [*TRAINEE, *LATER, "verify"])
def test_page_for_a_trainee_has_no_faults(visit, half_way, place, language):
    remembered, found = half_way
    addresses = TRAINEE | found | {"verify": found["certificate"].replace("/certificates/", "/v/")}

    assert look(visit(storage_state=remembered), language + addresses[place]) == []


@pytest.mark.once
def test_axe_is_heard_when_it_finds_something(visit):
    stranger = visit()
    stranger.go("/")
    stranger.page.evaluate("document.documentElement.removeAttribute('lang')")

    assert [fault.split(":")[0] for fault in faults_of(Axe().run(stranger.page, options=OPTIONS))] == ["html-has-lang"]


def test_theme_chosen_in_the_account_wins_over_the_device(visit, half_way):
    person = visit(color_scheme="dark")
    person.sign_in("finishing")
    person.go("/account/settings/")
    person.page.locator("[name=theme][value=light], option[value=light]").first.wait_for(state="attached")
    chooser = person.page.locator("select[name=theme]")
    if chooser.count():
        chooser.select_option("light")
    else:
        person.page.locator("[name=theme][value=light]").check()
    person.page.locator("main form button.btn").first.click()
    person.go("/")

    assert person.page.locator("html").get_attribute("data-theme") == "light"


@pytest.mark.once
def test_lesson_weighs_60_kilobytes_and_8_requests_at_most_on_first_view(visit, half_way):
    person = visit(storage_state=half_way[0])
    sizes = []
    wire = person.context.new_cdp_session(person.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]))
    person.page.goto(TRAINEE["lesson"], wait_until="networkidle")

    assert len(sizes) <= 8, sizes
    assert sum(sizes) <= 60 * 1024, sizes
