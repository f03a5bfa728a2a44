"""Answers that cannot be sent yet: what the page says of them, where they wait, and that none is lost or called saved
before the server said so."""

import json
import re

import pytest

from tests.browser.answers import answer
from tests.browser.test_trouble import at_the_quiz

pytestmark = pytest.mark.browser
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "status of 403", "status of 401", "status of 503")
QUESTION = re.compile(r"/tries/\d+/\d+/$")


def waiting(page) -> list[dict]:
    """What the device keeps, oldest first."""
    kept = page.evaluate("Object.entries(localStorage).filter(([name]) => name.startsWith('hearten.'))")
    return sorted((json.loads(entry) for _, entry in kept), key=lambda entry: entry["order"])


def on(person, number: int):
    person.page.get_by_text(f"Question {number} of 10", exact=True).wait_for()


def change(page) -> None:
    """Another answer than the one that is there."""
    picks = page.locator("form#answer select")
    if picks.count():
        pick = picks.first
        options = pick.locator("option").evaluate_all("all => all.map((one) => one.value)")
        now = pick.input_value()
        return pick.select_option(next(value for value in options if value and value != now))
    page.locator("form#answer .opts input:not(:checked)").first.check()


def chosen(page) -> list[str]:
    """What is ticked and picked on the page."""
    return page.locator("form#answer").evaluate(
        "form => [...new FormData(form)].filter(([name]) => name.startsWith('answer')).map(([, value]) => value)"
    )


def saved_line(page) -> str:
    return " ".join(page.locator(".saved").inner_text().split())


def until(is_so, page) -> None:
    """Looks again and again for half a minute; the content policy lets no test wait inside the page."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(300)
    raise AssertionError("it never came to that")


def three_answered(visit, name: str):
    """Someone at question 4, with three answers saved; then the connection is gone and all three are changed."""
    person = at_the_quiz(visit, name)
    person.expects_trouble = NO_NETWORK
    for number in (1, 2, 3):
        on(person, number)
        answer(person.page, "boundaries", well=True)
        person.press("Save and continue")
    on(person, 4)
    assert waiting(person.page) == []
    person.context.set_offline(True)
    for number in (3, 2, 1):
        person.page.get_by_role("button", name=f"Back to question {number}").click()
        on(person, number)
        change(person.page)
    return person


def test_three_answers_wait_are_counted_honestly_and_go_out_in_order(visit):
    person = three_answered(visit, "queue")
    page, posted = person.page, []
    page.get_by_text("3 answers not saved yet. Check your connection.").wait_for()
    assert [entry["number"] for entry in waiting(page)] == [3, 2, 1]
    assert "saved, " not in saved_line(page)
    page.on("request", lambda request: request.method == "POST" and posted.append(request))

    person.context.set_offline(False)
    page.get_by_text("Answer 1 saved").wait_for(timeout=35_000)

    numbers = [int(request.url.rstrip("/").rsplit("/", 1)[1]) for request in posted if not request.failure]
    assert numbers[-3:] == [3, 2, 1]
    assert waiting(page) == []
    mine = chosen(page)
    page.reload()
    assert chosen(page) == mine


def test_crash_without_network_loses_no_choice(visit):
    person = three_answered(visit, "crash")
    page = person.page
    page.get_by_text("3 answers not saved yet.").wait_for()
    left, address = waiting(page), page.url
    # A crash: nothing of the page runs any more, what it stored stays.
    page.close(run_before_unload=False)
    again = person.page = person.open_tab()
    held, is_open = [], []

    def gate(route):
        return route.continue_() if is_open or route.request.method != "POST" else held.append(route)

    again.route(QUESTION, gate)
    person.context.set_offline(False)

    again.goto(address)
    again.get_by_text("3 answers not saved yet.").or_(again.locator(".saved", has_text="Saving")).first.wait_for()
    again.wait_for_timeout(500)
    assert "saved, " not in saved_line(again)
    assert [entry["number"] for entry in waiting(again)] == [3, 2, 1]
    is_open.append(True)
    for route in held:
        route.continue_()

    until(lambda: waiting(again) == [], again)
    for entry in left:
        again.goto(entry["url"])
        assert sorted(chosen(again)) == sorted(
            value for name, value in entry["fields"] if name.startswith("answer") and value
        ), entry


def crashed(visit, name: str):
    """Someone whose page died with one answer waiting, about to come back. Their saves are held until `is_open`."""
    person = at_the_quiz(visit, name)
    person.expects_trouble = NO_NETWORK
    person.context.set_offline(True)
    change(person.page)
    person.page.get_by_text("Not saved yet.").wait_for()
    mine, address, held, is_open = chosen(person.page), person.page.url, [], []
    person.page.close(run_before_unload=False)
    person.page = person.open_tab()
    person.page.route(
        QUESTION,
        lambda route: route.continue_() if is_open or route.request.method != "POST" else held.append(route),
    )
    person.context.set_offline(False)
    person.go(address)
    until(lambda: held, person.page)
    return person, mine, held, is_open


def test_page_drawn_before_the_save_takes_nothing_back_when_it_closes(visit):
    person, mine, _, _ = crashed(visit, "closing")
    assert chosen(person.page) == mine

    address = person.page.url
    person.page.close()
    person.page = person.open_tab()
    person.go("/account/")

    assert [
        [value for name, value in entry["fields"] if name.startswith("answer")] for entry in waiting(person.page)
    ] in (
        [],
        [mine],
    )
    person.go(address)
    until(lambda: waiting(person.page) == [], person.page)
    person.page.reload()
    assert chosen(person.page) == mine


def test_going_on_while_an_earlier_answer_waits_keeps_that_answer(visit):
    person, mine, held, is_open = crashed(visit, "going")

    person.page.get_by_role("button", name="Save and continue").click()
    is_open.append(True)
    for route in held:
        route.continue_()
    on(person, 2)

    person.press("Back to question 1")
    on(person, 1)
    assert chosen(person.page) == mine
    person.page.reload()
    assert chosen(person.page) == mine


def test_reply_that_is_not_ours_is_never_called_saved(visit):
    person = at_the_quiz(visit, "away")
    person.expects_trouble = NO_NETWORK
    page = person.page
    replies = iter([
        {"status": 200, "content_type": "text/html", "body": "<h1>Welcome to the airport</h1>"},
        {"status": 200, "content_type": "application/json", "body": "{}"},
        {"status": 200, "content_type": "application/json", "body": '{"number": 1, "step": 2, "said": "Answer 1 saved"}'},  # noqa: E501
        {"status": 503, "headers": {"Retry-After": "1"}, "body": ""},
    ])  # fmt: skip
    given = []

    def lie(route):
        if route.request.method != "POST":
            return route.continue_()
        given.append(next(replies, None))
        return route.fulfill(**given[-1]) if given[-1] else route.continue_()

    page.route(QUESTION, lie)
    change(page)
    for _ in range(4):
        page.get_by_text("Not saved yet.").wait_for()
        before = len(given)
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(300)
        assert "Answer 1 saved" not in saved_line(page) or len(given) == 5, given[before:]
    page.get_by_text("Answer 1 saved").wait_for(timeout=35_000)
    assert len(given) == 5


def test_what_waits_belongs_to_one_person_and_goes_when_they_sign_out(visit):
    person = at_the_quiz(visit, "shared")
    person.expects_trouble = NO_NETWORK
    person.page.evaluate("localStorage.setItem('hearten.999.1.key', '{}')")
    person.page.reload()
    assert person.page.evaluate("Object.keys(localStorage)") == []

    person.context.set_offline(True)
    change(person.page)
    person.page.get_by_text("Not saved yet.").wait_for()
    assert len(waiting(person.page)) == 1
    person.context.route(QUESTION, lambda route: route.abort())
    person.context.set_offline(False)
    person.go("/account/")
    assert len(waiting(person.page)) == 1
    person.press("Sign out")
    assert person.page.evaluate("Object.keys(localStorage)") == []


def test_sign_in_that_ended_is_renewed_in_another_tab_and_nothing_is_lost(visit):
    person = at_the_quiz(visit, "renewed")
    person.expects_trouble = NO_NETWORK
    page = person.page
    person.context.clear_cookies(name="sessionid")
    change(page)
    mine = chosen(page)
    page.get_by_role("link", name="Not saved yet. Sign in, then come back here.").wait_for()

    with person.context.expect_page() as opened:
        page.locator(".saved a").click()
    tab = opened.value
    tab.locator("input[name=login]").fill("renewed@example.org")
    tab.locator("input[name=password]").fill("hearten-demo")
    with tab.expect_navigation():
        tab.locator("input[name=password]").press("Enter")
    tab.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")

    page.get_by_text("Answer 1 saved").wait_for(timeout=35_000)
    page.reload()
    assert chosen(page) == mine


def test_offline_the_next_question_is_not_promised(visit):
    person = at_the_quiz(visit, "stuck")
    person.expects_trouble = NO_NETWORK
    person.context.set_offline(True)
    change(person.page)

    person.page.get_by_role("button", name="Save and continue").click()

    person.page.get_by_text("The next page comes when you are connected again.").wait_for()
    on(person, 1)
    person.context.set_offline(False)
    on(person, 2)
