"""What a queue of a thousand answers costs its readers, and counting a thousand tries again. SQLite, no server.

uv run bench/reviews.py                # 1,000 people
uv run bench/reviews.py --people 200
"""

import argparse
import os
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
BASE = ROOT / "var" / "bench-reviews.sqlite3"


@contextmanager
def measured(words: str):
    """Print how long it took and how often the database was asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        yield
    print(f"{words:<44} {time.perf_counter() - began:8.3f} s {len(asked):6d} queries", flush=True)


def fill(home, first: int, last: int, now) -> None:
    """So many people who each sent a choice by the old key and a reflection."""
    words = {"text": "Somebody waited. Then I could say it. " * 20, "seen_by": "reader"}
    for number in range(first, last):
        home.sent(f"Guest{number}", ["b", words], at=now - timedelta(minutes=last - number))


def main(people: int) -> None:
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from quizzes.reviews import rescoring
    from quizzes.reviews.models import Rescore
    from quizzes.reviews.policies import Policy
    from quizzes.reviews.recounting import Key, dry_run
    from tests.quizzes.reviews.conftest import house

    call_command("migrate", verbosity=0)
    home, now, client = house(("single", "reflection")), timezone.now(), Client()
    client.force_login(home.rosa)
    done = 0
    for rows in sorted({1, 3, people}):
        fill(home, done, rows, now)
        done = rows
        client.get("/admin/grading/")
        with measured(f"queue, {rows} waiting"):
            assert client.get("/admin/grading/").status_code == 200
    last = home.sent("Last", ["a", {"text": "Mine.", "seen_by": "reader"}], at=now)
    with measured(f"one answer, {people} before it"):
        assert client.get(f"/admin/grading/{last.pk}/2/").status_code == 200
    home.correct(0, "b")
    version = rescoring.newest_version(home.questions[0].translation_key)
    with measured(f"dry run over {people + 1} tries"):
        found = dry_run(Key(version, Policy.NO_LOWER))
    with measured(f"counting {people + 1} tries again"):
        run = rescoring.begin(version, Policy.NO_LOWER, reason="The key was off.", by=home.rosa, at=now)
        while rescoring.take_a_bite(Rescore.objects.get(pk=run.pk), at=now):
            pass
    run.refresh_from_db()
    print(f"{len(found.planned)} planned, {run.changed} changed, {run.seen} of {run.total} looked at")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--people", type=int, default=1000)
    for suffix in ("", "-wal", "-shm"):
        Path(f"{BASE}{suffix}").unlink(missing_ok=True)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": str(BASE)}
    import django

    django.setup()
    main(arguments.parse_args().people)
