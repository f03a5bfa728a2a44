"""Flows through the real forms by an asynchronous client: a save, and a whole quiz."""

import asyncio
import html
import json
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urljoin

import aiohttp
from yarl import URL

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
FIELD = re.compile(r"<(input|button)\b([^>]*)>", re.S)
SELECT = re.compile(r"<select\b([^>]*)>(.*?)</select>", re.S)
OPTION = re.compile(r'<option\b[^>]*value="([^"]+)"')
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


def attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in ATTRIBUTE.findall(text)}


@dataclass
class Form:
    """A form as a browser would send it, with an answer picked for each question."""

    action: str
    values: list[tuple[str, str]] = field(default_factory=list)


def forms(page: str) -> list[Form]:
    found = []
    for head, body in FORM.findall(page):
        form, radios = Form(attributes(head).get("action", "")), {}
        for kind, text in FIELD.findall(body):
            values = attributes(text)
            name, value = values.get("name"), values.get("value", "on")
            if not name or kind == "button":
                continue
            match values.get("type", "text"):
                case "radio" | "checkbox":
                    radios.setdefault(name, []).append(value)
                case "hidden" | "text":
                    form.values.append((name, value))
        for name, options in radios.items():
            if name != "flag" and name != "flagged":
                form.values.append((name, random.choice(options)))
        for head_text, options in SELECT.findall(body):
            form.values.append((attributes(head_text)["name"], random.choice(OPTION.findall(options))))
        found.append(form)
    return found


class Visitor:
    """One signed-in trainee."""

    def __init__(self, base: str, name: str, cookie: str, csrf: str):
        self.base, self.csrf, self.requests = base, csrf, 0
        jar = aiohttp.CookieJar(unsafe=True)
        jar.update_cookies({name: cookie, "csrftoken": csrf}, URL(base))
        self.session = aiohttp.ClientSession(cookie_jar=jar)

    async def get(self, path: str) -> tuple[str, str]:
        self.requests += 1
        async with self.session.get(urljoin(self.base, path), allow_redirects=False) as response:
            return await self._followed(response, path)

    async def post(self, path: str, values: list[tuple[str, str]], **headers: str) -> tuple[str, str]:
        self.requests += 1
        sent = [(name, value) for name, value in values if name != "csrfmiddlewaretoken"]
        sent.append(("csrfmiddlewaretoken", self.csrf))
        async with self.session.post(
            urljoin(self.base, path), data=sent, headers=headers, allow_redirects=False
        ) as response:
            return await self._followed(response, path)

    async def _followed(self, response, path: str) -> tuple[str, str]:
        if response.status in {301, 302, 303}:
            await response.read()
            return await self.get(response.headers["Location"])
        if response.status != 200:
            raise RuntimeError(f"{path} answers {response.status}: {(await response.text())[:300]}")
        return path, await response.text()

    async def close(self) -> None:
        await self.session.close()


async def many(visitors: list[Visitor], work, seconds: float) -> tuple[int, list[float]]:
    """Every visitor repeats `work` until the time is up. Returns how often it was done and how long each took."""
    times: list[float] = []
    end = time.monotonic() + seconds

    async def loop(visitor: Visitor) -> None:
        while time.monotonic() < end:
            started = time.monotonic()
            await work(visitor)
            times.append(time.monotonic() - started)

    await asyncio.gather(*(loop(visitor) for visitor in visitors))
    return len(times), sorted(times)


SCRIPT = {"Accept": "application/json"}


def answer_form(page: str) -> Form | None:
    """The form of a question, if this page asks one."""
    return next((form for form in forms(page) if any(name == "seen" for name, _ in form.values)), None)


def with_key(form: Form, **changes: str) -> list[tuple[str, str]]:
    """The form's values with a fresh request key and these changes."""
    changed = {"request_key": f"{random.getrandbits(64):x}", **changes}
    kept = [(name, value) for name, value in form.values if name not in changed]
    return kept + list(changed.items())


async def ready(visitor: Visitor, facts: dict) -> None:
    """Know where a try starts. An open one goes on from there."""
    visitor.start = facts["start"]


async def open_a_try(visitor: Visitor, facts: dict) -> None:
    """Stand at the first question of an open try."""
    await ready(visitor, facts)
    _, page = await visitor.post(visitor.start, [])
    visitor.form = answer_form(page)
    if visitor.form is None:
        _, page = await visitor.get(facts["quiz"])
        raise RuntimeError("no question on the first page of a try")
    visitor.page = page


def save_an_answer(facts: dict):
    """One answer saved quietly, as the script does after a change. Each save changes the answer."""

    async def work(visitor: Visitor) -> None:
        fresh = answer_form(visitor.page)
        visitor.turn = getattr(visitor, "turn", 0) + 1
        values = [pair for pair in fresh.values if pair[0] not in {"seen", "flag"}]
        seen = next(value for name, value in visitor.form.values if name == "seen")
        form = Form(fresh.action, [*values, ("seen", seen)])
        extra = {"flag": "1"} if visitor.turn % 2 else {}
        _, text = await visitor.post(form.action, with_key(form, go="stay", **extra), **SCRIPT)
        visitor.form = Form(form.action, [("seen", str(json.loads(text)["step"]))])

    return work


def whole_quiz_with_script(facts: dict):
    """Start, ten answers whose saves bring the next question, send, result."""

    async def work(visitor: Visitor) -> None:
        _, page = await visitor.post(visitor.start, [])
        while form := answer_form(page):
            _, text = await visitor.post(form.action, with_key(form, go="next"), **SCRIPT)
            page = json.loads(text)["main"]
        send = next(form for form in forms(page) if form.action.endswith("/check/"))
        _, text = await visitor.post(send.action, send.values, **SCRIPT)
        if "result" not in text:
            raise RuntimeError("the quiz was not sent")

    return work


def whole_quiz_without_script(facts: dict):
    """The same by plain forms, each post followed by a page."""

    async def work(visitor: Visitor) -> None:
        _, page = await visitor.post(visitor.start, [])
        while form := answer_form(page):
            _, page = await visitor.post(form.action, with_key(form))
        send = next(form for form in forms(page) if form.action.endswith("/check/"))
        path, _ = await visitor.post(send.action, send.values)
        if not path.endswith("/result/"):
            raise RuntimeError("the quiz was not sent")

    return work
