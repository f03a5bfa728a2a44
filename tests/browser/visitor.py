"""A person at a browser: pages, forms, and what went wrong on the way."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.demo import PASSWORD


class Visitor:
    def __init__(self, browser: Browser, address: str, *, java_script: bool = True, width: int = 390, **options):
        self.address, self.java_script, self.troubles = address, java_script, []
        self.expects_trouble: tuple[str, ...] = ()
        self.context = browser.new_context(
            base_url=address,
            java_script_enabled=java_script,
            viewport={"width": width, "height": 844},
            # A color on its way to another is no color that anybody is asked to read.
            **{"reduced_motion": "reduce"} | options,
        )
        self.context.set_default_timeout(10_000)
        self.page = self.open_tab()

    def open_tab(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda said: self._console(said))
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", lambda request: self._request(request.url))
        return page

    def _console(self, said) -> None:
        if said.type in {"error", "warning"} and not any(words in said.text for words in self.expects_trouble):
            self.troubles.append(f"console: {said.text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.troubles.append(f"request to {url}")

    def go(self, path: str):
        """Opens an address and returns the answer."""
        return self.page.goto(path)

    def press(self, words: str) -> None:
        """The button, or else the link, that says exactly this; or else the first that says it among more."""
        ways = [
            self.page.get_by_role(role, name=words, exact=exact)
            for exact in (True, False)
            for role in ("button", "link")
        ]
        next((way for way in ways if way.count()), ways[0]).first.click()
        self.page.wait_for_load_state()

    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def title(self) -> str:
        """What the page says first."""
        return " ".join(self.page.locator("h1").first.inner_text().split())

    def says(self, words: str) -> bool:
        return words in " ".join(self.page.locator("body").inner_text().split())

    def sign_in(self, name: str, path: str = "/sign-in/") -> None:
        if path:
            self.go(path)
        self.page.locator("input[name=login]").fill(f"{name}@example.org")
        self.page.locator("input[name=password]").fill(PASSWORD)
        # Script puts a button beside the password, so the first button is not always the one that signs in.
        with self.page.expect_navigation():
            self.page.locator("input[name=password]").press("Enter")

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.page.is_closed():
            self.page.screenshot(path=path, full_page=True)

    def leave(self) -> None:
        self.context.close()
