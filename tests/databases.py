"""Test databases: migrated once per set of migrations, then copied. On SQLite files, on PostgreSQL templates."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django
import wagtail
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

VAR = Path(settings.BASE_DIR) / "var"


def migrations_digest() -> str:
    """Changes with any migration of ours, with the trigger code, and with Django or Wagtail."""
    digest = hashlib.sha256(f"{django.VERSION} {wagtail.VERSION}".encode())
    for app in ("cms", "courses", "quizzes"):
        for path in sorted((Path(settings.BASE_DIR) / app / "migrations").glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    for path in sorted((Path(settings.BASE_DIR) / "cms" / "records").glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """One process at a time."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use(name: str) -> None:
    """Point every connection of this process at another database."""
    connections.close_all()
    connections.databases["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _migrate_into(name: str) -> None:
    use(name)
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()


def _sql(statement: str) -> None:
    use("postgres")
    connection.ensure_connection()
    connection.connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connections.close_all()


def _postgresql_exists(name: str) -> bool:
    use("postgres")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        found = cursor.fetchone() is not None
    connections.close_all()
    return found


def template() -> str:
    """The name of a migrated database that nobody writes to."""
    with only_one("template"):
        if connection.vendor == "sqlite":
            path = VAR / f"template-{migrations_digest()}.sqlite3"
            if not path.exists():
                building = path.with_suffix(".building")
                building.unlink(missing_ok=True)
                _migrate_into(str(building))
                for old in VAR.glob("template-*.sqlite3"):
                    old.unlink()
                building.rename(path)
            return str(path)
        name = f"hearten_template_{migrations_digest()}"
        if not _postgresql_exists(name):
            building = f"{name}_building"
            _sql(f'DROP DATABASE IF EXISTS "{building}"')
            _sql(f'CREATE DATABASE "{building}"')
            _migrate_into(building)
            _sql(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
        return name


def copy(source: str, name: str) -> str:
    """A fresh copy of a database under a name of its own. Returns what Django calls it."""
    if connection.vendor == "sqlite":
        path = VAR / f"{name}.sqlite3"
        drop(str(path))
        shutil.copyfile(source, path)
        return str(path)
    with only_one("template"):
        _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _sql(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return name


def made_once(name: str, source: str, fill: Callable[[str], None]) -> str:
    """A copy that `fill` (given its URL) brings content into, the first time anybody asks for this name. Older ones
    that start alike are removed: call it under a lock."""
    kind = name.rsplit("-", 1)[0]
    if connection.vendor == "sqlite":
        path = VAR / f"{name}.sqlite3"
        if not path.exists():
            building = copy(source, f"{name}.building")
            fill(url(building))
            for old in VAR.glob(f"{kind}-*.sqlite3"):
                if str(old) != building:
                    old.unlink()
            Path(building).rename(path)
        return str(path)
    if not _postgresql_exists(name):
        building = copy(source, f"{name}_building")
        fill(url(building))
        _sql(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
    return name


def drop(name: str) -> None:
    """Remove a copied database."""
    if connection.vendor == "sqlite":
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)
    else:
        _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def url(name: str) -> str:
    """The DATABASE_URL under which another process finds a copied database."""
    if connection.vendor == "sqlite":
        return name
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
