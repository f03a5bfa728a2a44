"""Fixtures every test may use."""

import os
import threading
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection, connections
from django.utils import translation

from tests import databases


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
