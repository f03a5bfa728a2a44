"""What stands in the demo's way, and whether there is one already."""

import socket
from pathlib import Path

from django.conf import settings

from cms.settings.environment import is_demo


class NotADemo(Exception):
    """The database is somebody's own; the demo keeps its hands off it."""


def demo_file(database: dict, settings_module: str) -> Path:
    """Where the demo's database stands. Refuses anything that is not the demo's own."""
    if settings_module != "cms.settings.dev":
        raise NotADemo(f"The demo runs with cms.settings.dev, not with {settings_module}.")
    if not database["ENGINE"].endswith("sqlite3"):
        raise NotADemo("The demo keeps to a SQLite file of its own. Take DATABASE_URL out of the environment.")
    path = Path(settings.BASE_DIR, database["NAME"])
    if path.exists() and not is_demo(database):
        raise NotADemo(f"{path} is not a demo database. Nothing was changed. Take DATABASE_URL out of the environment.")
    return path


def is_port_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        # As the web server does it: a port that was just left counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
