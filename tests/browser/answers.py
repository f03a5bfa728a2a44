"""What the packages of the demo say is a strong answer, by the words a trainee reads."""

import re
from functools import cache

import yaml
from playwright.sync_api import Page, expect

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
    by_type = {"matching": _match, "ordering": _order, "gaps": _fill, "number": _number, "scenario": _walk}
    if entry["type"] in by_type:
        return by_type[entry["type"]](page, entry, well)
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


def _order(page: Page, entry: dict, well: bool) -> None:
    """Moves one item at a time, as a person does; not well is the start, which is never right, touched once."""
    rows = page.locator(".order li > span:nth-of-type(2)")
    wanted = [plain(item["text"]) for item in entry["items"]]
    if not well:
        first = plain(rows.first.inner_text())
        _press(page, first, "Down", 1)
        return _press(page, first, "Up", 0)
    for place, words in enumerate(wanted):
        shown = [plain(text) for text in rows.all_inner_texts()]
        for step in range(shown.index(words), place, -1):
            _press(page, words, "Up", step - 1)
    return None


def _press(page: Page, words: str, way: str, place: int) -> None:
    """Presses a button of an item and waits until the item stands where it should."""
    page.get_by_role("button", name=re.compile(rf"^{way}\s?: {re.escape(words)}$")).click()
    expect(page.locator(".order li").nth(place)).to_contain_text(words)


def _fill(page: Page, entry: dict, well: bool) -> None:
    for number, gap in enumerate(entry["gaps"], start=1):
        wanted = [each["texts"][0] for each in gap["answers"] if (each.get("share", 100) == 100) is well]
        field = page.get_by_label(f"Gap {number} of {len(entry['gaps'])}", exact=True)
        if gap.get("kind") == "chosen":
            field.select_option(label=plain(wanted[0]))
        else:
            field.fill(wanted[0].replace("*", ""))


def _number(page: Page, entry: dict, well: bool) -> None:
    wanted = [each["value"] for each in entry["answers"] if (each.get("share", 100) == 100) is well]
    page.get_by_label("Your number", exact=True).fill(str(wanted[0]))
