"""A real server process on a database of its own."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.browser.demo import MEDIA, ROOT


@dataclass
class Server:
    address: str
    process: subprocess.Popen

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(database_url: str, log) -> Server:
    """Starts gunicorn and waits until it answers."""
    address = f"http://localhost:{free_port()}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings", "DATABASE_URL": database_url, "BASE_URL": address,
        "DEBUG": "0", "MEDIA_ROOT": str(MEDIA),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", address.removeprefix("http://"),
         "--workers", "1", "--threads", "4", "--no-control-socket", "--log-level", "warning"],
        cwd=ROOT, env=environment, stdout=log, stderr=log,
    )  # fmt: skip
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}; see {log.name}")
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return Server(address, process)
        except (HTTPError, URLError, OSError):
            time.sleep(0.2)
    process.terminate()
    raise RuntimeError("the server did not answer in a minute")
