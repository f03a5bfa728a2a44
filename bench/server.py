"""A gunicorn under measurement, and what it cost."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
WORKERS = 2


@contextmanager
def started(application: str, port: int, env: dict[str, str], *, workers: int = WORKERS, preload: bool = False):
    """Sync workers that serve `application`; yields a function that lists the process ids, the parent's first."""
    command = [
        sys.executable, "-m", "gunicorn", application, "--workers", str(workers), "--bind", f"127.0.0.1:{port}",
        "--no-control-socket", "--keep-alive", "5", "--backlog", "2048", "--log-level", "critical",
        *(["--preload"] if preload else []),
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | env, start_new_session=True)
    try:
        _wait(port)
        yield lambda: [process.pid, *children(process.pid)]
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


@contextmanager
def running(application: str, port: int, env: dict[str, str], workers: int = WORKERS):
    """Workers that have served their first request, which loads every view and is no part of any figure."""
    with started(application, port, env, workers=workers) as pids:
        for _ in range(workers * 4):
            urllib.request.urlopen(
                urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "localhost"})
            ).read()
        yield pids


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def children(pid: int) -> list[int]:
    """The processes a process has started, such as the workers of a gunicorn."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def cpu_seconds(pids: list[int]) -> float:
    """User and system time of these processes so far."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def database_pids() -> list[int]:
    """PostgreSQL's backends, if any run here."""
    found = subprocess.run(["pgrep", "-u", "postgres"], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def machine_busy_seconds() -> float:
    """Busy time of all cores so far."""
    values = [int(value) for value in Path("/proc/stat").read_text().splitlines()[0].split()[1:8]]
    return (sum(values) - values[3] - values[4]) / TICKS


class Meter:
    """CPU of the server and of the database over a stretch, and how much of the machine others took."""

    def __init__(self, server_pids):
        self.server_pids = server_pids

    def __enter__(self):
        self.started = time.monotonic()
        self.server = cpu_seconds(self.server_pids())
        self.database = cpu_seconds(database_pids())
        self.machine = machine_busy_seconds()
        self.own = cpu_seconds([os.getpid()]) + _of_children()
        return self

    def __exit__(self, *error):
        self.seconds = time.monotonic() - self.started
        self.server = cpu_seconds(self.server_pids()) - self.server
        self.database = cpu_seconds(database_pids()) - self.database
        own = cpu_seconds([os.getpid()]) + _of_children() - self.own
        busy = machine_busy_seconds() - self.machine
        cores = os.cpu_count() or 1
        self.taken_by_others = max(0.0, (busy - self.server - self.database - own) / (self.seconds * cores))


def _of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system
