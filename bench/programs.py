"""What all 32 programs cost beside one, for a trainee with 10,000 entries: a ratio in one run.

    uv run --group bench bench/programs.py [--entries 10000]

Both read the same ledger by the rules, without a database: one program and all 32, turn by turn, so that a busy machine
slows both. The figure is the median of the ratios; it must stay at or under 3.
"""

import argparse
import json
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quizzes.programs.rules import Entry, Evidence, Facts, Given, evaluate, evaluate_all
from tests.quizzes.programs.made_up import TODAY, seeded

GOAL = 3.0
ROUNDS = 15
LEDGERS = ("training", "training", "training", "practice", "supervision", "continuing")
DOMAINS = ("advocacy", "mentoring_education", "recovery_wellness", "ethical_responsibility")
MODALITIES = ("self_paced", "recorded", "live_online", "in_person")


def person(entries: int, versions: list[dict], seed: int = 1) -> Facts:
    """Ten years of entries on any day, certified by every board, so that every window is in use."""
    dice = random.Random(seed)
    rows = tuple(
        Entry(
            dice.choice(LEDGERS), dice.choice(DOMAINS), dice.randint(5, 120), dice.choice(MODALITIES),
            (f"cc{dice.randint(1, 12):02}",), TODAY - timedelta(days=dice.randint(0, 3650)),
            f"course-{dice.randint(1, 40)}",
        )
        for _ in range(entries)
    )  # fmt: skip
    certified = tuple(
        Evidence(Given.CERTIFIED, f"{version['slug']}:certified", date(2021, 1 + number % 12, 1 + number % 28))
        for number, version in enumerate(versions)
    )
    return Facts(rows, certified, (), TODAY)


def seconds(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    options = parser.parse_args()
    versions = list(seeded().values())
    facts = person(options.entries, versions)
    ones, alls, ratios = [], [], []
    for number in range(ROUNDS):
        # Each program takes its turn to be the one.
        one = versions[number * 2 % len(versions)]
        ones.append(seconds(lambda version=one: evaluate(version, facts)))
        alls.append(seconds(lambda: evaluate_all(versions, facts)))
        ratios.append(alls[-1] / ones[-1])
    found = {
        "entries": options.entries,
        "programs": len(versions),
        "one_ms": round(median(ones) * 1000, 2),
        "all_ms": round(median(alls) * 1000, 2),
        "ratio": round(median(ratios), 2),
        "worst_ratio": round(max(ratios), 2),
        "goal": GOAL,
    }
    print(json.dumps(found))
    raise SystemExit(found["ratio"] > GOAL)


if __name__ == "__main__":
    main()
