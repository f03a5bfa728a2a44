"""Every kind of question at 390 px: by keyboard alone and without script; what axe says of it; the quiet clock."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from quizzes.questions.types import REGISTRY
from tests.browser.test_pages import OPTIONS, faults_of
from tests.databases import VAR

pytestmark = pytest.mark.browser
KINDS = [kind for kind in REGISTRY if kind != "survey"]
COURSE = "/courses/every-kind/"
PICTURES = VAR / "screenshots"


def enter(visit, name: str, slug: str, press: str = "Start", **options):
    """Someone new at the first question of one of the quizzes."""
    person = visit(**options)
    person.sign_in(name, f"/sign-in/?next={COURSE}")
    if person.page.get_by_role("button", name="Join this course").count():
        person.press("Join this course")
    person.go(f"{COURSE}all-of-them/{slug}/")
    person.press(press)
    return person


def at(person, number: int) -> str:
    """Waits for a question, and says of what kind it is."""
    person.page.get_by_text(f"Question {number} of {len(KINDS)}", exact=True).wait_for()
    return re.search(r"kind (\w+)", person.page.locator("#stem").inner_text())[1]


def focused(page):
    return page.evaluate_handle("document.activeElement").as_element()


def tab_to(page, selector: str) -> None:
    """Goes there with the Tab key, as fast as nobody can."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if focused(page) and focused(page).evaluate("(one, selector) => one.matches(selector)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


def look_at(person, name: str) -> list[str]:
    """What axe finds, light and dark; a picture of each."""
    faults = []
    for scheme in ("light", "dark"):
        person.page.emulate_media(color_scheme=scheme)
        # Colors take a moment to change.
        person.page.wait_for_timeout(250)
        faults += [f"{name} {scheme}: {fault}" for fault in faults_of(Axe().run(person.page, options=OPTIONS))]
        person.picture(PICTURES / f"{name}-390-{scheme}.png")
    person.page.emulate_media(color_scheme="light")
    wide = person.page.evaluate("document.documentElement.scrollWidth")
    return faults + ([f"{name}: {wide} px wide"] if wide > 390 else [])


def by_keyboard(person, kind: str) -> None:
    """Answers with keys only."""
    page, keys = person.page, person.page.keyboard
    if kind in {"single", "truefalse", "multiple"}:
        tab_to(page, ".opts input")
        keys.press("Space")
    elif kind == "kprime":
        for index in range(page.locator("form#answer .opts, form#answer .statement").count()):
            tab_to(page, "form#answer input[type=radio]")
            keys.press("Space")
            if index > 3:
                break
    elif kind in {"matching"}:
        tab_to(page, "form#answer select")
        keys.press("ArrowDown")
    elif kind == "ordering":
        tab_to(page, ".order li:first-child button[value$=':down']")
        keys.press("Enter")
        page.locator("[data-tell]", has_text="is now 2 of 3").wait_for(state="attached")
        assert focused(page).get_attribute("value").endswith(":down")
    elif kind in {"gaps", "short", "number"}:
        tab_to(page, "form#answer input.input, form#answer textarea")
        keys.type("90" if kind == "number" else "listen")
        if kind == "number" and page.locator("form#answer select").count():
            tab_to(page, "form#answer select")
            keys.press("ArrowDown")
    elif kind == "reflection":
        tab_to(page, "form#answer textarea")
        keys.type("Someone waited with me.")
    elif kind == "scenario":
        tab_to(page, ".opts input")
        keys.press("Space")
        tab_to(page, "button[name='answer-go']")
        keys.press("Enter")
        page.get_by_text("What happened then").wait_for()


def test_every_kind_by_keyboard_alone_and_without_a_fault(visit):
    person = enter(visit, "keys", "kinds")
    faults, seen = [], []
    for number in range(1, len(KINDS) + 1):
        kind = at(person, number)
        faults += look_at(person, f"ask-{kind}")
        by_keyboard(person, kind)
        tab_to(person.page, ".quiz-actions button.btn")
        person.page.keyboard.press("Enter")
        seen.append(kind)
    person.page.get_by_role("heading", name="Check your answers").wait_for()
    faults += look_at(person, "check")
    tab_to(person.page, ".quiz-actions button.btn")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/result/")
    person.page.locator(".score-head").wait_for()
    faults += look_at(person, "result-waiting")
    person.page.reload()
    person.press("Keep the receipt")
    faults += look_at(person, "receipt")

    assert sorted(seen) == sorted(KINDS)
    assert faults == []


def without_script(person, kind: str) -> None:
    page = person.page
    if kind in {"single", "truefalse", "multiple"}:
        page.locator(".opts input").first.check()
    elif kind == "ordering":
        last = page.locator(".order li").last
        words = last.locator("span").nth(1).inner_text()
        last.get_by_role("button", name=re.compile("^Up")).click()
        page.wait_for_load_state()
        assert words in page.locator(".order li").nth(1).inner_text()
        assert page.url.split("#")[1].startswith("answer-")
        assert "is now 2 of 3" in page.locator("main [role=status]").first.inner_text()
    elif kind == "scenario":
        page.locator(".opts input").first.check()
        person.press("See what happens")
        assert person.says("What happened then")
    elif kind in {"gaps", "short", "number"}:
        page.locator("form#answer input.input, form#answer textarea").first.fill("90" if kind == "number" else "listen")
        if page.locator("form#answer select").count():
            page.locator("form#answer select").first.select_option(index=1)
    elif kind == "reflection":
        page.locator("form#answer textarea").fill("Someone waited with me.")
    elif kind == "upload":
        page.locator("input[type=file]").set_input_files(
            {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"A plan for a hard night."}
        )
        person.press("Add this file")
        assert person.says("plan.txt")


def test_every_kind_without_script(visit):
    person = enter(visit, "plain", "kinds", java_script=False)
    for number in range(1, len(KINDS) + 1):
        without_script(person, at(person, number))
        person.press(
            "Save and continue" if person.page.get_by_role("button", name="Save and continue").count() else "Go on"
        )
    assert person.title() == "Check your answers"
    person.press("Finish and send")
    assert person.path().endswith("/result/")
    assert person.says("so far")


def test_practice_shows_the_reasons_at_once_and_counts_for_nothing(visit):
    person = enter(visit, "curious", "kinds", press="Practice first")
    at(person, 1)
    person.page.locator(".opts input").first.check()
    person.press("Save and see why")
    person.page.get_by_text("This is practice. Nothing counts").wait_for()
    assert look_at(person, "why") == []
    person.press("Next question")
    at(person, 2)
    person.go(f"{COURSE}all-of-them/kinds/")
    assert person.says("Go on with your practice")


def test_clock_is_quiet_speaks_twice_and_can_be_hidden(visit):
    person = visit()
    person.page.clock.install()
    person.sign_in("hurried", f"/sign-in/?next={COURSE}")
    person.press("Join this course")
    person.go(f"{COURSE}all-of-them/clock/")
    assert person.says("You have 12 minutes once you start.")
    person.press("Start")
    page, spoken = person.page, person.page.locator("[data-tell]")
    page.get_by_text("About 12 minutes left").wait_for()
    assert look_at(person, "ask-clock") == []
    page.clock.run_for(125_000)
    assert spoken.inner_text() == "About 10 minutes left"
    page.get_by_role("button", name="Hide the clock").click()
    assert not page.locator("[data-left]").is_visible()
    page.clock.run_for(480_000)
    assert spoken.inner_text() == "About 2 minutes left"
    assert not page.locator("[data-left]").is_visible()

    # The server's word counts, whatever this device believes: a save puts the clock right.
    page.get_by_role("button", name="Show the clock").click()
    page.locator(".opts input").first.check()
    page.clock.run_for(5_000)
    page.get_by_text("Answer 1 saved").wait_for()
    assert re.search(r"About 1[12] minutes left", page.locator("[data-left]").inner_text())


def test_when_time_is_up_what_was_saved_is_sent_and_the_page_says_so(visit):
    person = enter(visit, "sealed", "minute")
    person.page.locator(".opts input").first.check()
    person.page.get_by_text("Answer 1 saved").wait_for()

    person.page.wait_for_url("**/result/", timeout=90_000)

    assert person.says("Time was up, so everything you had saved was sent for you.")
    assert person.says("Keep the receipt")


def test_words_stay_in_the_page_and_leaving_asks_first(visit):
    person = enter(visit, "wordy", "clock")
    person.expects_trouble = ("ERR_INTERNET_DISCONNECTED",)
    person.press("Save and continue")
    page = person.page
    page.get_by_text("Question 2 of 2", exact=True).wait_for()
    person.context.set_offline(True)
    page.get_by_label("Your answer").fill("my own words")
    page.get_by_text("Keep this page open: your words are only here.").wait_for()
    assert "my own words" not in str(page.evaluate("Object.entries(localStorage)"))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    person.context.set_offline(False)
    page.get_by_text("Answer 2 saved").wait_for(timeout=35_000)


def test_choice_that_waited_on_the_device_beyond_the_end_is_handed_over_as_late(visit):
    person = enter(visit, "late", "minute")
    person.expects_trouble = ("ERR_INTERNET_DISCONNECTED", "status of 409")
    address = person.page.url
    person.context.set_offline(True)
    person.page.locator(".opts input").first.check()
    person.page.get_by_text("Not saved yet.").wait_for()
    person.page.wait_for_timeout(62_000)
    person.page.close(run_before_unload=False)
    person.context.set_offline(False)

    person.page = person.open_tab()
    person.go(address)

    assert person.path().endswith("/result/")
    person.page.get_by_text("We kept it and your instructor can see it").wait_for()
    assert person.page.evaluate("Object.keys(localStorage)") == []
