"""Whether a page costs more with a thousand times as many people: 100 trainees beside 100,000, 60 entries each.

uv run bench/people_scale.py                                     # SQLite; about four minutes
uv run bench/people_scale.py --people 10000 --rounds 5           # smaller
DATABASE_URL=postgresql://postgres@127.0.0.1:5432/hearten uv run bench/people_scale.py

Both databases hold the same courses, and every person of the large one is a copy of one of the small one, so a page
shows as much in both. Measured by turns in one run, warmed up: statements, and the CPU of this process and (on
PostgreSQL) of the server process behind it. Ends with 1 when a page costs more than 1.25 times as much, or another
number of statements.
"""

import argparse
import os
import random
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
ROOT = Path(__file__).resolve().parents[1]
SEED = 29
BASE = 100
ENTRIES = 60
A_COHORT = 25
# The keys of a copy lie this far from those of its original, times its number.
STEP = 10_000
LIMIT = 1.25


def main() -> None:
    options = _options()
    import django

    django.setup()
    from bench.people_scale_rows import copy_people, first_people
    from tests import databases

    begun = time.monotonic()
    small = databases.copy(databases.template(), "scale-small")
    databases.use(small)
    first_people(BASE, entries=ENTRIES, a_cohort=A_COHORT, seed=SEED)
    large = databases.copy(small, "scale-large")
    databases.use(large)
    copy_people(options.people // BASE - 1, step=STEP)
    print(f"filled in {time.monotonic() - begun:.0f} s: {_counted()}", flush=True)
    try:
        worst = _compare({"small": small, "large": large}, options)
    finally:
        for name in (small, large):
            databases.drop(name)
    raise SystemExit(1 if worst > LIMIT else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--visitors", type=int, default=20, help="people whose pages are opened in each round")
    return parser.parse_args()


def _counted() -> str:
    from cms.accounts.models import User
    from quizzes.hours.models import HoursEntry

    return f"{User.objects.count():,} people, {HoursEntry.objects.count():,} entries"


def _compare(names: dict[str, str], options: argparse.Namespace) -> float:
    from tests import databases

    visits = {}
    for size, name in names.items():
        databases.use(name)
        visits[size] = _visits(options.visitors)
    costs: dict = {(size, page): [] for size in names for page in visits["small"]}
    statements = {}
    for number in range(options.rounds + 1):
        # By turns, and in turn first.
        for size in sorted(names, reverse=bool(number % 2)):
            databases.use(names[size])
            for page, asked in visits[size].items():
                cpu, count = _open(asked)
                statements[size, page] = count
                # The first round warms up.
                if number:
                    costs[size, page].append(cpu)
    return _report(visits["small"], costs, statements)


def _visits(count: int) -> dict[str, list]:
    """Who opens what: for each page as many clients, each signed in, spread over everybody."""
    from django.test import Client

    from cms.accounts.models import User

    chance = random.Random(SEED)
    trainees = list(User.objects.filter(email__startswith="bench").order_by("pk").values_list("pk", flat=True))
    # The same originals in both, whichever copy of them it is.
    picked = [chance.choice(trainees[number % BASE :: BASE]) for number in range(count)]
    clients = [_signed_in(Client(), pk) for pk in picked]
    teacher = _signed_in(Client(), User.objects.get(email="teacher@example.org").pk)
    pages = {"dashboard": "/home/", "roadmap": "/roadmap/", "hours": "/hours/", "transcript": "/hours/transcript/"}
    found: dict[str, list] = {page: [(client, address) for client in clients] for page, address in pages.items()}
    found["roster"] = [(teacher, "/admin/cohorts-report/")] * count
    return found


def _signed_in(client, pk: int):
    from cms.accounts.models import User

    client.force_login(User.objects.get(pk=pk))
    return client


def _open(asked: list) -> tuple[float, int]:
    """CPU for opening these pages once each, and the statements of all of them."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        for client, address in asked:
            _fine(client.get(address), address)
    count = len(captured)
    before = _cpu()
    for client, address in asked:
        _fine(client.get(address), address)
    return _cpu() - before, count


def _fine(response, address: str) -> None:
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")


def _cpu() -> float:
    """Seconds of CPU of this process, and of the PostgreSQL process it talks to."""
    from django.db import connection

    spent = time.process_time()
    if connection.vendor == "postgresql":
        pid = connection.connection.info.backend_pid
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def _report(pages, costs: dict, statements: dict) -> float:
    print(f"{'page':12} {'statements':>22} {'CPU, small':>12} {'CPU, large':>12} {'ratio':>7}")
    worst = 0.0
    for page, asked in pages.items():
        small, large = (1000 * median(costs[size, page]) / len(asked) for size in ("small", "large"))
        counts = [statements[size, page] / len(asked) for size in ("small", "large")]
        ratio = large / small if counts[0] == counts[1] else float("inf")
        worst = max(worst, ratio)
        print(f"{page:12} {counts[0]:10.2f} {counts[1]:11.2f} {small:9.2f} ms {large:9.2f} ms {large / small:7.3f}")
    print(f"worst {worst:.3f}, at most {LIMIT}; seed {SEED}")
    return worst


if __name__ == "__main__":
    main()
