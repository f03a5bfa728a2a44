"""Typed reads of the environment, and DATABASE_URL."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def number(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def listing(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


SQLITE_OPTIONS = {
    # A write transaction takes its lock at the start, so two writers queue instead of failing.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an answer that was acknowledged survives a power cut.
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
    ),
}


def database(url: str) -> dict:
    """Django's database settings for `sqlite:///path` (or a bare path) or `postgresql://…`."""
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": None,
            # Prepared on the server: half the database's share of a save. Not behind a transaction-mode pooler.
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2},
        }
    path = url.removeprefix("sqlite:///") if url.startswith("sqlite:") else url
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "CONN_MAX_AGE": None, "OPTIONS": dict(SQLITE_OPTIONS)}


# "Hrtn" in the header of a SQLite file (its application id): `manage.py demo` made it and may throw it away.
DEMO_MARK = 0x4872746E


def is_demo(database: dict) -> bool:
    """Whether this is a database of the demo. The file itself says so, never the environment."""
    if not database["ENGINE"].endswith("sqlite3"):
        return False
    try:
        with open(database["NAME"], "rb") as file:
            return int.from_bytes(file.read(72)[68:], "big") == DEMO_MARK
    except OSError:
        return False
