"""The state machine of tries in full: 2,000 examples of 50 steps, in parts that each print their seed.

uv run bench/machine.py                              # SQLite; 20 parts of 100 examples
uv run bench/machine.py --from-part 12 --seed 1732   # go on where a run stopped
DATABASE_URL=postgresql://postgres@127.0.0.1:5432/hearten uv run bench/machine.py
"""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--parts", type=int, default=20)
    parser.add_argument("--from-part", type=int, default=1)
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000)
    options = parser.parse_args()

    import django

    django.setup()
    from tests import databases
    from tests.quizzes.attempts.test_machine import prepared, run

    name = databases.copy(databases.template(), "machine")
    databases.use(name)
    taken, begun = prepared(), time.monotonic()
    each = -(-options.examples // options.parts)
    for part in range(options.from_part, options.parts + 1):
        seed = options.seed * 1000 + part
        print(f"part {part} of {options.parts}: {each} examples of {options.steps} steps, seed {seed}", flush=True)
        run(taken, examples=each, steps=options.steps, seed=seed)
    databases.drop(name)
    print(f"clean after {time.monotonic() - begun:.0f} s; seed {options.seed}")


if __name__ == "__main__":
    main()
