"""A hundred trainees save at once: how long does a save take, and does anybody see a locked database? Scenario 18.

    uv run --group bench bench/writers.py                                # 100 saves a second for 10 minutes, SQLite
    uv run --group bench bench/writers.py --minutes 1 --rate 100
    uv run --group bench bench/writers.py --database postgresql://postgres@127.0.0.1:5432/hearten_writers

Saves leave on a timetable whether or not the ones before have come back, and each is timed from the moment it was
due, so that a queue shows in the figures. Four workers are four connections that write.
"""

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import aiohttp

from bench import flows, site
from bench.server import running

PORT = 8294
WRITERS = 100
WORKERS = 4


async def hammer(facts: dict, rate: int, seconds: float) -> tuple[list[float], dict[str, int]]:
    """Seconds each save took, and what was answered other than a save."""
    visitors = [
        flows.Visitor(f"http://localhost:{PORT}", facts["session_cookie"], cookie, facts["csrf"])
        for cookie in facts["cookies"][:WRITERS]
    ]
    for visitor in visitors:
        await flows.open_a_try(visitor, facts)
        # One at a time for each person, as one page does it; the rest of the world goes on.
        visitor.turn_to_save = asyncio.Lock()
    save, times, other = flows.save_an_answer(facts), [], {}
    begun, sent = time.monotonic(), []

    async def one(visitor, due: float) -> None:
        async with visitor.turn_to_save:
            try:
                await save(visitor)
                times.append(time.monotonic() - due)
            except (RuntimeError, aiohttp.ClientError, json.JSONDecodeError) as error:
                said = str(error).split(":")[0][-20:] or type(error).__name__
                other[said] = other.get(said, 0) + 1

    for number in range(int(rate * seconds)):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        sent.append(asyncio.create_task(one(visitors[number % WRITERS], due)))
        if number % (rate * 30) == rate * 30 - 1:
            print(f"  {number + 1} saves sent, {len(times)} acknowledged", flush=True)
    await asyncio.gather(*sent)
    for visitor in visitors:
        await visitor.close()
    return sorted(times), other


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=100, help="saves a second")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--database", default="", help="postgresql://…; SQLite when left out")
    options = parser.parse_args()
    facts, env = site.fresh(options.database, "writers")
    with running("cms.wsgi:application", PORT, env, workers=WORKERS):
        times, other = asyncio.run(hammer(facts, options.rate, options.minutes * 60))
    at = {share: times[min(len(times) - 1, int(len(times) * share))] * 1000 for share in (0.5, 0.95, 0.99, 1.0)}
    print(
        f"{len(times)} saves acknowledged; p50 {at[0.5]:.0f}, p95 {at[0.95]:.0f}, p99 {at[0.99]:.0f}, "
        f"longest {at[1.0]:.0f} ms; other replies {other or 'none'}"
    )
    raise SystemExit(1 if other or at[0.99] > 500 else 0)


if __name__ == "__main__":
    main()
