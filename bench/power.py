"""Power cuts, as a model: every process is killed at once, and of the database only what was synced is left.

`durable.c` is preloaded into the servers and copies what each sync made safe into shadow files. After a cut the
shadow files are the database; everything that was written and not synced is gone, as after a real cut.
"""

import asyncio
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from bench import site
from bench.server import started

PARTS = ("", "-wal")


def library() -> Path:
    """The compiled model of a disk cache."""
    source, target = site.ROOT / "bench" / "durable.c", site.ROOT / "var" / "durable.so"
    subprocess.run(["gcc", "-O2", "-fPIC", "-shared", "-o", str(target), str(source), "-ldl"], check=True)
    return target


def settle_down(database: Path) -> None:
    """Before a server starts: what is on disk is safe, so the shadow files hold the same."""
    for part in PARTS:
        shadow = Path(f"{database}{part}.durable")
        shadow.unlink(missing_ok=True)
        Path(f"{database}{part}.pending").unlink(missing_ok=True)
        if Path(f"{database}{part}").exists():
            shutil.copyfile(f"{database}{part}", shadow)


def cut(database: Path) -> str:
    """Lose everything that was not synced; what SQLite says of the rest."""
    for part in (*PARTS, "-shm"):
        Path(f"{database}{part}").unlink(missing_ok=True)
    for part in PARTS:
        if (shadow := Path(f"{database}{part}.durable")).exists():
            shutil.move(shadow, f"{database}{part}")
    connection = sqlite3.connect(database)
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()


def cycles(book, options, facts: dict, env: dict[str, str]) -> None:
    """Serve, save, cut the power; again and again. Stops at the first database that is not whole."""
    from bench.kills import PORT, WORKERS, load

    database, preload = Path(env["DATABASE_URL"]), str(library())
    chance = random.Random(options.seed)
    for cycle in range(book.kills, options.kills):
        settle_down(database)
        shimmed = env | {"LD_PRELOAD": preload, "DURABLE_PREFIX": str(database)}
        with started("cms.wsgi:application", PORT, shimmed, workers=WORKERS, preload=True) as pids:

            async def some_seconds(pids=pids, cycle=cycle):
                work = asyncio.create_task(load(book, _never_killing(options), facts, pids, options.seed + cycle))
                await asyncio.sleep(chance.uniform(1.0, 3.0))
                # The group leader and all its workers at the same moment.
                os.killpg(pids()[0], signal.SIGKILL)
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)

            asyncio.run(some_seconds())
        time.sleep(0.1)
        said = cut(database)
        book.write(killed=cycle)
        if said != "ok":
            raise SystemExit(f"cycle {cycle}: {said}")
        if cycle % 10 == 9:
            print(f"  {cycle + 1} cuts, {book.saves} acknowledged", flush=True)
    print("integrity_check ok after every cut")


def _never_killing(options):
    copy = type(options)(**vars(options))
    copy.kills, copy.saves = 0, 10**9
    return copy
