"""Chromium against a real server process. Everything that touches the ORM happens before the browser starts."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from tests import databases
from tests.browser import demo
from tests.browser.serving import Server, serve
from tests.browser.visitor import Visitor

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    """Without Chromium these tests say by name that they did not run; where all must run, they fail instead."""
    here = [item for item in items if item.path.is_relative_to(demo.ROOT / "tests" / "browser")]
    missing = not shutil.which("chromium")
    for item in here:
        item.add_marker(pytest.mark.browser)
        if missing and not os.environ.get("HEARTEN_REQUIRE_ALL"):
            item.add_marker(pytest.mark.skip(reason=f"{item.name} needs Chromium: apt-get install chromium"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A picture of every page that was open when a test did not go through."""
    report = yield
    if report.when == "call" and report.failed:
        for number, visitor in enumerate(getattr(item, "visitors", [])):
            name = re.sub(r"\W+", "-", item.name)
            visitor.picture(databases.VAR / "screenshots" / f"{name}-{number}.png")
    return report


@contextmanager
def at_home(blocker) -> Iterator[None]:
    """Copying databases moves the connection; the tests after this one find it where it was."""
    with blocker.unblock():
        home = connection.settings_dict["NAME"]
        try:
            yield
        finally:
            connections.close_all()
            databases.use(home)


@pytest.fixture(scope="session")
def demo_database(django_db_blocker, worker) -> str:
    """The name of a database with the whole demo in it, that nobody writes to. Made once for all workers."""
    name = f"demo-{demo.digest()}"
    with at_home(django_db_blocker):
        template = databases.template()
        with databases.only_one("demo-for-tests"):
            return databases.made_once(name, template, demo.fill_in_a_process)


@pytest.fixture(scope="module")
def server(demo_database, django_db_blocker, worker, request) -> Iterator[Server]:
    """A server with the demo, fresh for each module (and for each parameter of a module)."""
    part = re.sub(r"\W+", "-", f"{request.module.__name__.rsplit('.', 1)[-1]}-{getattr(request, 'param', '')}")
    with at_home(django_db_blocker):
        name = databases.copy(demo_database, f"browser-{worker}-{part}".lower().strip("-"))
    (databases.VAR / "logs").mkdir(parents=True, exist_ok=True)
    with (databases.VAR / "logs" / f"{part}.log").open("w") as log:
        running = serve(databases.url(name), log)
        yield running
        running.stop()
    with at_home(django_db_blocker):
        databases.drop(name)


@pytest.fixture(scope="module")
def chromium(server):
    """One browser for a module. It ends with the module: while it runs, this thread may not use the ORM."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("HEARTEN_REQUIRE_ALL is set and there is no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, server, request):
    """`visit(java_script_enabled=False, …)`: a new person at a browser of their own. At the end nobody may have seen
    a script error, a refusal by the content policy, or a request to anyone else."""
    request.node.visitors = visitors = []

    def arrive(**options) -> Visitor:
        visitors.append(Visitor(chromium, server.address, **options))
        return visitors[-1]

    yield arrive
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    for visitor in visitors:
        visitor.leave()
    assert troubles == []
