"""Robots save answers while workers are killed: is every acknowledged answer there? Promises P1, scenarios 16 and 17.

    uv run --group bench bench/kills.py                               # 500 kills, 100,000 acknowledged saves
    uv run --group bench bench/kills.py --kills 20 --saves 2000
    uv run --group bench bench/kills.py --all --kills 200             # all processes at once, and the power with them
    uv run --group bench bench/kills.py --database postgresql://postgres@127.0.0.1:5432/hearten_kills

What was acknowledged is written to bench/results/kills.jsonl as it happens; `--resume` goes on where a run stopped.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import aiohttp

from bench import power, site
from bench.flows import SCRIPT, Form, Visitor, answer_form, forms, with_key
from bench.server import children, started

PORT = 8293
WORKERS = 4
# What a proxy or a dying worker may answer; the sender tries again with the same key, as the page's script does.
AGAIN = {502, 503, 504}


class Book:
    """What was acknowledged, on disk at once, and what went wrong in a way nobody explained."""

    def __init__(self, path: Path, resume: bool):
        path.parent.mkdir(exist_ok=True)
        before = path.read_text().splitlines() if resume and path.exists() else []
        self.saves = sum('"step"' in line for line in before)
        self.kills = sum('"killed"' in line for line in before)
        self.retries, self.unexplained = 0, 0
        self.file = path.open("a" if resume else "w", buffering=1)

    def write(self, **line) -> None:
        self.file.write(json.dumps(line) + "\n")
        self.saves += "step" in line
        self.kills += "killed" in line


class Robot(Visitor):
    """A trainee whose script insists: the same body again until somebody answers for it."""

    book: Book

    async def insist(self, path: str, values: list[tuple[str, str]] | None = None) -> tuple[str, str]:
        for wait in range(1, 200):
            try:
                if values is None:
                    return await self.get(path)
                return await self.post(path, values, **SCRIPT)
            except (aiohttp.ClientError, ConnectionError, TimeoutError):
                self.book.retries += 1
            except RuntimeError as error:
                if not any(f"answers {status}" in str(error) for status in AGAIN):
                    self.book.unexplained += " answers 5" in str(error)
                    raise
                self.book.retries += 1
            await asyncio.sleep(min(0.05 * wait, 1))
        raise SystemExit(f"{path} did not answer any more")

    async def take_a_try(self, facts: dict, rounds: int, chance: random.Random, until) -> None:
        """Start, answer every question `rounds` times, send."""
        _, page = await self.begin(facts)
        while (form := answer_form(page)) and not until():
            attempt, number = (int(part) for part in form.action.strip("/").split("/")[-2:])
            for _ in range(rounds):
                await self.save(form, attempt, number, chance)
            _, text = await self.insist(form.action, with_key(_with_answer(form, chance), go="next"))
            said = json.loads(text)
            self.noted(form.action, said)
            page = said["main"]
        if until():
            return
        send = next(form for form in forms(page) if form.action.endswith("/check/"))
        _, text = await self.insist(send.action, send.values)
        if "result" not in text:
            raise RuntimeError("the quiz was not sent")
        self.book.write(closed=int(send.action.strip("/").split("/")[-2]))

    async def begin(self, facts: dict) -> tuple[str, str]:
        """Start a try; a start whose reply was lost leads to the same open try."""
        for _ in range(200):
            try:
                return await self.post(facts["start"], [])
            except (aiohttp.ClientError, ConnectionError, TimeoutError):
                self.book.retries += 1
                await asyncio.sleep(0.2)
        raise SystemExit("no try could be started")

    async def save(self, form: Form, attempt: int, number: int, chance: random.Random) -> None:
        fresh = _with_answer(form, chance)
        sent = with_key(fresh, go="stay")
        _, text = await self.insist(form.action, sent)
        said = json.loads(text)
        form.values = [(name, str(said["step"]) if name == "seen" else value) for name, value in form.values]
        self.noted(form.action, said, answer=[pair for pair in sent if _is_answer(pair)])

    def noted(self, action: str, said: dict, **more) -> None:
        attempt = int(action.strip("/").split("/")[-2])
        if said.get("said"):
            self.book.write(attempt=attempt, question=said["number"], step=said["step"], **more)


def _is_answer(pair: tuple[str, str]) -> bool:
    return pair[0] == "flag" or pair[0].split("-")[0] == "answer"


def _with_answer(form: Form, chance: random.Random) -> Form:
    """The form with its flag set by chance, so that saves differ from each other."""
    kept = [pair for pair in form.values if pair[0] != "flag"]
    return Form(form.action, [*kept, ("flag", "1")] if chance.random() < 0.5 else kept)


async def killer(book: Book, options, pids, chance: random.Random) -> None:
    """Kill one worker now and then, without a word."""
    while book.kills < options.kills:
        await asyncio.sleep(chance.uniform(0.2, 2 * options.every))
        if workers := children(pids()[0]):
            victim = chance.choice(workers)
            os.kill(victim, signal.SIGKILL)
            book.write(killed=victim)


async def load(book: Book, options, facts: dict, pids, seed: int) -> None:
    """All robots and the killer, until there were enough kills and enough acknowledged saves."""
    robots = []
    for number in range(options.robots):
        robot = Robot(f"http://localhost:{PORT}", facts["session_cookie"], facts["cookies"][number], facts["csrf"])
        robot.book = book
        robots.append(robot)
    killing = asyncio.create_task(killer(book, options, pids, random.Random(seed)))

    def enough() -> bool:
        return killing.done() and book.saves >= options.saves

    async def live(robot: Robot, number: int) -> None:
        chance = random.Random(f"{seed}/{number}")
        while not enough():
            await robot.take_a_try(facts, options.rounds, chance, enough)

    async def tell() -> None:
        while not enough():
            await asyncio.sleep(15)
            print(f"  {book.kills} kills, {book.saves} acknowledged, {book.retries} sent again", flush=True)

    telling = asyncio.create_task(tell())
    try:
        await asyncio.gather(*(live(robot, number) for number, robot in enumerate(robots)))
    finally:
        telling.cancel()
        killing.cancel()
        await asyncio.gather(*(robot.close() for robot in robots))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--saves", type=int, default=100_000)
    parser.add_argument("--robots", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=5, help="quiet saves of each question")
    parser.add_argument("--every", type=float, default=0.6, help="mean seconds between kills")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--database", default="", help="postgresql://…; SQLite when left out")
    parser.add_argument("--resume", action="store_true", help="go on where a run stopped")
    parser.add_argument("--all", action="store_true", help="cut the power of everything, again and again (SQLite)")
    options = parser.parse_args()
    print(f"seed {options.seed}")
    path, kept = site.ROOT / "bench" / "results" / "kills.jsonl", site.ROOT / "bench" / "results" / "kills-facts.json"
    if options.resume and kept.exists():
        facts, env = json.loads(kept.read_text()), site.environment(options.database, "kills")
    else:
        facts, env = site.fresh(options.database, "kills")
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(facts))
    book = Book(path, options.resume)
    begun = time.monotonic()
    if options.all:
        power.cycles(book, options, facts, env)
    else:
        with started("cms.wsgi:application", PORT, env, workers=WORKERS, preload=True) as pids:
            asyncio.run(load(book, options, facts, pids, options.seed))
    seconds = time.monotonic() - begun
    print(
        f"{book.kills} kills, {book.saves} acknowledged saves in {seconds:.0f} s, {book.retries} sent again, "
        f"{book.unexplained} unexplained 5xx"
    )
    print(site.python(env, "bench/acknowledged.py", str(path)), end="")
    raise SystemExit(1 if book.unexplained else 0)


if __name__ == "__main__":
    main()
