"""How fast a ledger verifies: rows per second beside a bare read of the same rows, and the memory it takes.

uv run bench/ledger.py                                # 100,000 rows
uv run bench/ledger.py --rows 1000000                 # the figure of promise P9: at most 60 s
uv run bench/ledger.py --database postgresql://postgres@127.0.0.1:5432/hearten_bench
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SEED = 29
ROWS_A_PERSON = 60
CHUNK = 5000
START = datetime(2025, 1, 1, 12, tzinfo=UTC)
DOMAINS = ("advocacy", "mentoring_education", "recovery_wellness", "ethical_responsibility")


def entries(people, rows: int):
    """Rows as the product writes them, person by person, with their checksums; every tenth takes one back."""
    from quizzes.hours.models import ChainHead, HoursEntry

    chance, number = random.Random(SEED), 0
    for trainee in people:
        last, length = "", min(ROWS_A_PERSON, rows - number)
        for sequence in range(1, length + 1):
            at = START + timedelta(hours=number)
            entry = HoursEntry(
                trainee=trainee, sequence=sequence, domain=chance.choice(DOMAINS), minutes=chance.randint(10, 300),
                competencies=["cc01_relationships", "cc12_growth"], modality="self_paced",
                source=f"enrollment:{trainee.pk}/module:{uuid.UUID(int=chance.getrandbits(128))}",
                course_key=uuid.UUID(int=number % 20), title=f"Module {sequence}: walking beside people",
                completed_at=at, recorded_by=trainee, recorded_at=at,
            )  # fmt: skip
            entry.checksum = last = entry.link().checksum(after=last)
            number += 1
            yield entry, None
        yield None, ChainHead(trainee=trainee, sequence=length, checksum=last)


def fill(rows: int) -> None:
    from django.core.management import call_command
    from django.db import transaction

    from cms.accounts.models import User
    from quizzes.hours.models import ChainHead, HoursEntry

    call_command("migrate", verbosity=0, interactive=False)
    if HoursEntry.objects.exists():
        raise SystemExit("This database has hours already. Give an empty one.")
    count = -(-rows // ROWS_A_PERSON)
    made = [User(email=f"bench{number}@example.org", password="!") for number in range(count)]
    people = User.objects.bulk_create(made, batch_size=CHUNK)
    buffer, heads = [], []
    with transaction.atomic():
        for entry, head in entries(people, rows):
            (buffer if entry else heads).append(entry or head)
            if len(buffer) == CHUNK:
                HoursEntry.objects.bulk_create(buffer)
                buffer.clear()
        HoursEntry.objects.bulk_create(buffer)
        ChainHead.objects.bulk_create(heads, batch_size=CHUNK)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of this process, and what the work counted."""
    clock, cpu = time.perf_counter(), time.process_time()
    count = work()
    return time.perf_counter() - clock, time.process_time() - cpu, count


def bare_read() -> int:
    """Every column of every row in the same order, handed over by the database driver and dropped."""
    from django.db import connection, transaction

    count = 0
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT * FROM quizzes_hoursentry ORDER BY trainee_id, sequence")
        while rows := cursor.fetchmany(2000):
            count += len(rows)
    return count


def measure() -> None:
    from django.db import transaction

    from quizzes.hours import verify
    from quizzes.hours.models import HoursEntry

    rows = HoursEntry.objects.count()
    bare_read()
    read = timed(bare_read)
    before = memory()
    with transaction.atomic():
        found = timed(lambda: len(list(verify.verify())))
    grown = memory() - before
    print(f"{rows:,} rows, {found[2]} bad")
    print(f"bare read   {rows / read[0]:>12,.0f} rows/s  {read[0]:7.1f} s  {read[1]:7.1f} s CPU")
    print(f"verify      {rows / found[0]:>12,.0f} rows/s  {found[0]:7.1f} s  {found[1]:7.1f} s CPU")
    print(f"verify / bare read: {found[0] / read[0]:.1f} times the time; memory grew by {grown:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--database", help="an empty database (default: a SQLite file that is thrown away)")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", chosen.database or str(Path(folder) / "ledger.sqlite3"))
        import django

        django.setup()
        if chosen.measure:
            return measure()
        print(f"seed {SEED}: writing {chosen.rows:,} rows", flush=True)
        fill(chosen.rows)
        # A process of its own: its memory is that of verifying alone.
        subprocess.run([sys.executable, __file__, "--measure"], check=True, cwd=ROOT)
    return None


if __name__ == "__main__":
    main()
