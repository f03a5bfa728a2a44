"""The real server with its real children, on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from cms.operations.serving import Child
from tests import databases


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children_of(pid: int) -> dict[str, int]:
    """Names and ids of the children of a process, from the system itself."""
    found = {}
    for line in subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True).stdout.splitlines()[1:]:
        child, parent, command = line.split(None, 2)
        if int(parent) == pid:
            found["web" if "gunicorn" in command else "worker"] = int(child)
    return found


def wait_for(something, seconds: float = 60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if result := something():
            return result
        time.sleep(0.2)
    raise AssertionError(f"{something.__name__} did not come true in {seconds} s")


@pytest.fixture
def served(django_db_setup, django_db_blocker, worker, tmp_path):
    with django_db_blocker.unblock():
        home = settings.DATABASES["default"]["NAME"]
        name = databases.copy(databases.template(), f"serve-{worker}")
        databases.use(home)
    port = free_port()
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DATABASE_URL": databases.url(name), "DEBUG": "0",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            with urlopen(f"{address}/healthz", timeout=2) as answer:
                return answer.read() == b"ok"
        except (URLError, OSError):
            return False

    wait_for(answers)
    yield process, answers
    if process.poll() is None:
        process.kill()
        process.wait()
    with django_db_blocker.unblock():
        databases.drop(name)


def test_serve_restarts_a_killed_web_server_and_ends_with_its_children(served):
    process, answers = served
    wait_for(lambda: len(children_of(process.pid)) == 2)
    before = children_of(process.pid)
    os.kill(before["web"], signal.SIGKILL)
    wait_for(lambda: children_of(process.pid).get("web", before["web"]) != before["web"])
    wait_for(answers)

    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=40) == 0
    assert not answers()
    assert [pid for pid in before.values() if os.path.exists(f"/proc/{pid}")] == []


def test_child_that_keeps_dying_is_started_again_more_slowly():
    child = Child("web", [sys.executable, "-c", "raise SystemExit(3)"])
    pauses = []
    for _ in range(3):
        child.start()
        child.process.wait()
        child.look_after(child.started_at + 1)
        pauses.append(child.pause)

    assert pauses == [1.0, 2.0, 4.0]
