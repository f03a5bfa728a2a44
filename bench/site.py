"""A fresh database with the demo courses and trainees, and the environment of a server that uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment(database: str, name: str = "bench") -> dict[str, str]:
    """What a server or a command needs to meet the database of a measurement; `database` is empty for SQLite."""
    return {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": "bench-" * 10,
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": database or str(ROOT / "var" / f"{name}.sqlite3"),
    }


def fresh(database: str, name: str = "bench") -> tuple[dict, dict[str, str]]:
    """Make the database anew; returns what `people.py` says of it and the environment that uses it."""
    env = empty(database, name)
    return json.loads(python(env, "bench/people.py").splitlines()[-1]), env


def empty(database: str, name: str) -> dict[str, str]:
    """Make the database anew, migrated and without people; returns the environment that uses it."""
    env = environment(database, name)
    if database:
        name = database.rsplit("/", 1)[1]
        for statement in (f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"'):
            subprocess.run(["psql", database.rsplit("/", 1)[0] + "/postgres", "-qc", statement], check=True)
    else:
        (ROOT / "var").mkdir(exist_ok=True)
        for suffix in ("", "-wal", "-shm"):
            Path(env["DATABASE_URL"] + suffix).unlink(missing_ok=True)
    python(env, "manage.py", "migrate", "-v0")
    return env


def python(env: dict[str, str], *command: str) -> str:
    """Run a Python program of the project; what it prints. Stops everything when it does not work out."""
    out = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=os.environ | env, capture_output=True, text=True, check=False
    )
    if out.returncode:
        raise SystemExit(out.stdout[-3000:] + out.stderr[-3000:])
    return out.stdout
