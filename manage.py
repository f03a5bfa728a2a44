#!/usr/bin/env python
"""Hearten's command line."""

import os
import sys
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    if sys.argv[1:2] == ["demo"]:
        # The demo keeps to a database and files of its own, unless somebody names others.
        var = Path(__file__).resolve().parent / "var"
        os.environ.setdefault("DATABASE_URL", str(var / "demo.sqlite3"))
        os.environ.setdefault("MEDIA_ROOT", str(var / "demo-media"))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
