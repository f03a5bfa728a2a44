"""Fixtures every test may use."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections
from django.db.models.signals import post_save
from django.utils import translation
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests import databases

# With the mark `django_db`, the ways of a test to a database: `worker` names the copies that races, browsers and
# processes get. One without any of them cannot reach it: pytest-django refuses it.
WAYS = {"db", "transactional_db", "worker"}
HERE = Path(__file__).parent
# Where a course is only where things begin: nothing there searches, or asks what is used where.
LOOKS_NOTHING_UP = {"quizzes/reviews", "quizzes/journey", "quizzes/hours", "quizzes/claims"}
ONCE = pytest.StashKey[int]()


def is_of_both(item) -> bool:
    """Whether a test can come out differently on another database."""
    if item.get_closest_marker("once"):
        return False
    return bool(item.get_closest_marker("django_db") or item.get_closest_marker("both") or WAYS & {*item.fixturenames})


def pytest_collection_modifyitems(config, items):
    """What is the same on every database runs on SQLite only: the run on PostgreSQL leaves it out, and says so."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    once = [item for item in items if not is_of_both(item)]
    items[:] = [item for item in items if is_of_both(item)]
    config.hook.pytest_deselected(items=once)
    config.stash[ONCE] = len(once)
    if hasattr(config, "workeroutput"):
        config.workeroutput["once"] = len(once)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Every worker collects all tests, so the last one's count is everybody's."""
    node.config.stash[ONCE] = getattr(node, "workeroutput", {}).get("once", 0)


def pytest_terminal_summary(terminalreporter, config):
    if count := config.stash.get(ONCE, 0):
        terminalreporter.write_line(f"{count} tests do not depend on the database: they run on SQLite (see README).")


@pytest.fixture(scope="session")
def worker(request) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "main") + f"-{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker):
    """A copy of the migrated template for each worker: migrating takes longer than all the tests of an app."""
    with django_db_blocker.unblock():
        name = databases.copy(databases.template(), f"test-{worker}")
        databases.use(name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        databases.drop(name)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What is kept in memory by key never changes; but a rolled back test gives its keys to the next one. A request in
    Spanish leaves its language behind."""
    caches["frozen"].clear()
    translation.deactivate()


@contextmanager
def unindexed() -> Iterator[None]:
    """Pages and questions are saved, and neither search nor the index of references is told."""
    indexed = get_indexed_models()
    for model in indexed:
        post_save.disconnect(post_save_signal_handler, sender=model)
    with disable_reference_index_auto_update():
        yield
    for model in indexed:
        post_save.connect(post_save_signal_handler, sender=model)


@pytest.fixture(autouse=True)
def only_what_is_needed(request):
    """Telling both indexes takes two fifths of the time that making a course takes."""
    if request.path.parent.relative_to(HERE).as_posix() not in LOOKS_NOTHING_UP:
        yield
        return
    with unindexed():
        yield


@pytest.fixture
def racing_db(django_db_setup, django_db_blocker, worker):
    """A database of its own that really commits, and `race(function, count)`: the function run by `count` threads
    that start together, each with its own connection and its number as argument. Returns what each returned or
    raised. Do not combine with `db`."""
    with django_db_blocker.unblock():
        home = connection.settings_dict["NAME"]
        name = databases.copy(databases.template(), f"race-{worker}")
        databases.use(name)
        yield _race
        connections.close_all()
        databases.use(home)
        databases.drop(name)


def _race(function: Callable[[int], object], count: int) -> list[object]:
    outcomes: list[object] = [None] * count
    start = threading.Barrier(count)

    def run(number: int) -> None:
        try:
            start.wait(timeout=30)
            outcomes[number] = function(number)
        except Exception as error:
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes
