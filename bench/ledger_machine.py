"""The state machine of ledger and claims in full: a million operations, in parts that each print their seed.

uv run bench/ledger_machine.py                              # SQLite; in memory where the system has such a folder
uv run bench/ledger_machine.py --operations 20000           # a part of it
uv run bench/ledger_machine.py --resume                     # go on where the last run stopped
DATABASE_URL=postgresql://postgres@127.0.0.1:5432/hearten uv run bench/ledger_machine.py
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
STATE = Path(__file__).resolve().parent / "results" / "ledger_machine.json"
EXAMPLES = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=1_000_000)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000)
    parser.add_argument("--resume", action="store_true", help="with the seed and the count of the run before")
    options = parser.parse_args()
    before = json.loads(STATE.read_text()) if options.resume else {"seed": options.seed, "part": 0, "operations": 0}

    import django

    django.setup()
    from tests import databases
    from tests.quizzes.claims.test_machine import prepared, run

    name = databases.copy(databases.template(), "ledger-machine")
    databases.use(name)
    stage, begun, done = prepared(), time.monotonic(), before["operations"]
    while done < options.operations:
        before["part"] += 1
        seed = before["seed"] * 10_000 + before["part"]
        done += run(stage, examples=EXAMPLES, steps=options.steps, seed=seed)
        before["operations"] = done
        STATE.parent.mkdir(exist_ok=True)
        STATE.write_text(json.dumps(before))
        print(f"part {before['part']}, seed {seed}: {done:,} operations, 0 differences", flush=True)
    databases.drop(name)
    print(f"clean after {time.monotonic() - begun:.0f} s; seed {before['seed']}, {done:,} operations")


if __name__ == "__main__":
    main()
