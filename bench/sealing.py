"""Scenario 6 at full size: many tries whose time is over, several sweepers at once, one grade each.

    uv run --group bench bench/sealing.py                        # 10,000 tries, 4 sweepers, SQLite
    uv run --group bench bench/sealing.py --tries 500 --database postgresql://postgres@127.0.0.1:5432/hearten_bench

Each try has one answer. Afterwards every try is looked at: sent once, scored once, told to the course once, finished at
its deadline to the microsecond, its row the fold of its steps. Ends with 1 where one is not.
"""

import argparse
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def fill(tries: int) -> None:
    """So many people in one course, each with an open try of an hour and one answer in it."""
    from cms.accounts.models import User
    from quizzes.attempts import services
    from tests.builders import course_page, enrolled, module_page, question, quiz_page

    course = course_page()
    quiz = quiz_page(module_page(course), [question(stem=f"Question {n}?") for n in range(3)], time_limit_minutes=60)
    User.objects.bulk_create(User(email=f"guest{n}@example.org", password="!") for n in range(tries))
    for trainee in User.objects.filter(email__startswith="guest").iterator(chunk_size=500):
        attempt = services.start(enrolled(trainee, course), quiz.translation_key, at=NOON)
        services.save_response(attempt, 1, "a", flagged=False, seen=0, request_key="k", at=NOON)


def sweep() -> None:
    from quizzes.attempts.services import seal_overdue

    print(seal_overdue(at=NOON + timedelta(days=1)))


def verify(tries: int) -> None:
    """Everything that has to be so, counted by the database, and the fold of every try."""
    from django.db.models import Count

    from courses.progress.models import Result
    from quizzes.attempts.history import differences
    from quizzes.attempts.models import Attempt, AttemptStep

    def once(kind: str) -> int:
        each = AttemptStep.objects.filter(kind=kind).order_by().values("attempt").annotate(n=Count("pk"))
        return each.filter(n=1).count()

    facts = {
        "sent at the deadline": Attempt.objects.filter(state="sent", sent_at=NOON + HOUR, sent_by="deadline").count(),
        "with one point": Attempt.objects.filter(points=1, possible=3).count(),
        "sent once": once("sent"),
        "scored once": once("scored"),
        "told once": Result.objects.exclude(state="started").count(),
        "rows that are their steps": sum(found is None for found in differences()),
    }
    for said, count in facts.items():
        print(f"{said:28} {count}")
    sys.exit(any(count != tries for count in facts.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tries", type=int, default=10_000)
    parser.add_argument("--sweepers", type=int, default=4)
    parser.add_argument("--database", default="")
    parser.add_argument("--part", choices=["fill", "sweep", "verify"])
    asked = parser.parse_args()
    if asked.part:
        import django

        django.setup()
        return {"fill": lambda: fill(asked.tries), "sweep": sweep, "verify": lambda: verify(asked.tries)}[asked.part]()
    from bench.site import empty

    env = os.environ | empty(asked.database, "sealing")
    part = [sys.executable, __file__, "--tries", str(asked.tries), "--part"]
    subprocess.run([*part, "fill"], env=env, check=True)
    began = time.monotonic()
    running = [
        subprocess.Popen([*part, "sweep"], env=env, stdout=subprocess.PIPE, text=True) for _ in range(asked.sweepers)
    ]
    sealed = [int(process.communicate()[0]) for process in running]
    took = time.monotonic() - began
    print(f"{asked.sweepers} sweepers sealed {sealed}, together {sum(sealed)} of {asked.tries}, in {took:.0f} s")
    checked = subprocess.run([*part, "verify"], env=env, check=False).returncode
    sys.exit(checked or sum(sealed) != asked.tries)


if __name__ == "__main__":
    main()
