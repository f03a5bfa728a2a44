"""What the packages of the demo say is a strong answer, by the words a trainee reads."""

import re
from functools import cache

import yaml
from playwright.sync_api import Page

from tests.browser.demo import ROOT


def plain(text: str) -> str:
    return " ".join(text.split())


@cache
def questions(slug: str) -> dict[str, dict]:
    """Every question of a course by its stem."""
    found = {}
    for path in sorted((ROOT / "quizzes" / "demo" / "courses" / slug).glob("*/questions.yaml")):
        for entry in yaml.safe_load(path.read_text()):
            found[plain(entry["stem"])] = entry
    return found


def answer(page: Page, slug: str, *, well: bool = True) -> None:
    """Answers the question on the page, well or not."""
    entry = questions(slug)[plain(page.locator("#stem").inner_text())]
    if entry["type"] == "matching":
        return _match(page, entry, well)
    if entry["type"] == "scenario":
        return _walk(page, entry, well)
    if entry["type"] == "reflection":
        return page.get_by_label("Your words", exact=True).fill("I would listen first, and stay in my role.")
    if entry["type"] == "truefalse":
        wanted = ["True" if entry["answer"] is well else "False"]
    else:
        wanted = [plain(option["text"]) for option in entry["options"] if bool(option.get("fits")) is well]
        wanted = wanted if entry["type"] == "multiple" else wanted[:1]
    for words in wanted:
        pick(page, words)


def _match(page: Page, entry: dict, well: bool) -> None:
    answers = [prompt["answer"] for prompt in entry["prompts"]]
    answers = answers if well else answers[1:] + answers[:1]
    for prompt, words in zip(entry["prompts"], answers, strict=True):
        page.get_by_label(plain(prompt["text"]), exact=True).select_option(label=plain(words))


def _walk(page: Page, entry: dict, well: bool) -> None:
    """Step by step to an ending; not well means the least of each step, without what would need a talk."""
    steps, here = {step["id"]: step for step in entry["steps"]}, entry["steps"][0]["id"]
    while here:
        fair = [choice for choice in steps[here]["choices"] if not choice.get("talk")]
        choice = (max if well else min)(fair, key=lambda each: each.get("points", 0))
        pick(page, choice["text"])
        page.get_by_role("button", name="See what happens").click()
        page.get_by_text("What happened then").wait_for()
        here = choice.get("next")
        if here:
            page.get_by_role("button", name="Go on").click()
            page.locator("label.opt").first.wait_for()


def pick(page: Page, words: str) -> None:
    """Chooses the answer that reads like this."""
    page.locator("label.opt", has_text=re.compile(rf"^\s*{re.escape(plain(words))}\s*$")).locator("input").check()
