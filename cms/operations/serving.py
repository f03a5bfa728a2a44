"""One process that keeps the web server and the task worker running, and takes them along when it ends."""

import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

logger = logging.getLogger(__name__)

# A child that lives shorter than this is in trouble, and is started again more slowly each time.
STEADY = 10.0
LONGEST_PAUSE = 30.0
# How long a child may take to finish what it is doing.
GRACE = 25.0
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    pause: float = 0.5
    start_again_at: float = field(default=0.0)

    def start(self) -> None:
        # A session of its own: Ctrl+C reaches the parent alone, who then ends the children in order.
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_end_with_parent)
        self.started_at = time.monotonic()

    def look_after(self, now: float) -> None:
        """Start what has ended; sooner if it had been running well."""
        if self.process is None:
            if now >= self.start_again_at:
                self.start()
        elif self.process.poll() is not None:
            self.pause = 0.5 if now - self.started_at > STEADY else min(self.pause * 2, LONGEST_PAUSE)
            logger.error("%s ended with %s, again in %s s", self.name, self.process.returncode, self.pause)
            self.process, self.start_again_at = None, now + self.pause

    def tell(self, signum: int) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signum)


def _end_with_parent() -> None:
    """Even a parent that is killed takes its children along, so no port stays taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def children(*, host: str, port: int, workers: int, threads: int, verbosity: int = 1) -> list[Child]:
    """The web server and the task worker as commands."""
    web = [
        sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", f"{host}:{port}", "--workers", str(workers),
        "--threads", str(threads), "--preload", "--no-control-socket", "--graceful-timeout", "20", "--log-level",
        "warning",
    ]  # fmt: skip
    if Path("/dev/shm").is_dir():  # noqa: S108 gunicorn makes its own file there: a heartbeat that costs no disk
        web += ["--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    return [Child("web", web), Child("worker", [sys.executable, "manage.py", "work", "-v", str(verbosity)])]


def _answers(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


def keep(
    running: list[Child], *, listening: tuple[str, int] | None = None, then: Callable[[], None] | None = None
) -> None:
    """Run the children until told to stop; then end them, and those who do not listen, for good.

    Once something listens at `listening`, `then` is called, once.
    """
    stopping = False

    def stop(signum, frame):
        nonlocal stopping
        stopping = True

    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, stop)
    while not stopping:
        for child in running:
            child.look_after(time.monotonic())
        if listening and then and _answers(*listening):
            then()
            then = None
        time.sleep(0.2)
    for child in running:
        child.tell(signal.SIGTERM)
    until = time.monotonic() + GRACE
    while time.monotonic() < until and any(child.process and child.process.poll() is None for child in running):
        time.sleep(0.1)
    for child in running:
        if child.process is not None and child.process.poll() is None:
            os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
