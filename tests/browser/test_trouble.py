"""What goes wrong on the way: a stale tab, two clicks, no connection, a sign-in that ran out."""

import pytest

from tests.browser.answers import answer

pytestmark = pytest.mark.browser
QUIZ = "/courses/boundaries/boundaries-as-care/quiz/"


def at_the_quiz(visit, name: str, *, java_script: bool = True):
    """Someone at the first question of the boundaries quiz."""
    person = visit(java_script=java_script)
    person.sign_in(name, "/sign-in/?next=/courses/boundaries/")
    if person.page.get_by_role("button", name="Join this course").count():
        person.press("Join this course")
    person.go(QUIZ)
    person.press("Pick up where you were" if person.says("Pick up where you were") else "Start")
    person.page.get_by_text("Question 1 of 10", exact=True).wait_for()
    return person


@pytest.mark.parametrize("java_script", [False, True], ids=["no-script", "script"])
def test_stale_tab_never_replaces_a_newer_answer(visit, java_script):
    person = at_the_quiz(visit, "stale" if java_script else "author", java_script=java_script)
    person.expects_trouble = ("status of 409",)
    fresh, stale = person.page, person.open_tab()
    stale.goto(fresh.url)
    answer(fresh, "boundaries", well=True)
    person.press("Save and continue")
    fresh.get_by_text("Question 2 of 10", exact=True).wait_for()

    answer(stale, "boundaries", well=False)
    stale.get_by_role("button", name="Save and continue").click()

    stale.get_by_role("heading", name="You answered this question somewhere else too").wait_for()
    stale.get_by_role("link", name="Keep the newer one").click()
    stale.get_by_text("Question 1 of 10", exact=True).wait_for()
    chosen = stale.locator("form#answer select").evaluate_all("all => all.map((one) => one.selectedOptions[0].text)")
    picked = stale.locator("form#answer .opt input:checked").count()
    assert "Choose one" not in chosen
    assert chosen or picked


def test_double_click_on_finish_and_send_gives_one_result(visit):
    person = at_the_quiz(visit, "twice")
    for number in range(1, 11):
        person.page.get_by_text(f"Question {number} of 10", exact=True).wait_for()
        answer(person.page, "boundaries", well=True)
        person.press("Save and continue")
    person.page.get_by_role("heading", name="Check your answers").wait_for()

    person.page.get_by_role("button", name="Finish and send").dblclick()

    person.page.wait_for_url("**/result/")
    person.page.locator(".score-head").wait_for()
    person.go("/tries/")
    assert person.page.locator("main ul.tasks li").count() == 1
    assert person.says("10 of 10")


def test_without_connection_the_page_says_not_saved_yet_and_saves_later(visit):
    person = at_the_quiz(visit, "offline")
    person.expects_trouble = ("ERR_INTERNET_DISCONNECTED",)
    saved = person.page.locator(".saved")
    person.context.set_offline(True)
    answer(person.page, "boundaries", well=True)
    saved.get_by_text("Not saved yet. Check your connection. We’ll keep trying.").wait_for()

    person.context.set_offline(False)
    saved.get_by_text("Answer 1 saved").wait_for(timeout=35_000)

    person.page.reload()
    assert person.page.locator(
        "form#answer .opt input:checked, form#answer option[value]:not([value='']):checked"
    ).count()


def test_answer_comes_along_when_the_sign_in_ran_out(visit):
    person = at_the_quiz(visit, "learner", java_script=False)
    person.expects_trouble = ("status of 401",)
    answer(person.page, "boundaries", well=True)
    person.context.clear_cookies(name="sessionid")

    person.press("Save and continue")
    person.press("Sign in")
    person.sign_in("learner", path="")

    assert person.says("Welcome back. This answer was not saved before you were signed out.")
    person.press("Save and continue")
    person.page.get_by_text("Question 2 of 10", exact=True).wait_for()
