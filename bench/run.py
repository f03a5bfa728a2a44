"""All measurements in one run: pages by wrk, flows by an asynchronous client, each beside a bare Django view."""

import argparse
import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import flows, site
from bench.server import ROOT, Meter, running

CLIENTS = 16
SECONDS = 5
TAKEN = 0.15
HELLO, SITE = 8291, 8292
GOALS = {"landing": 0.30, "lesson": 0.10, "save": 0.12, "dashboard": 0.08, "quiz script on": 0.006}


@dataclass
class Row:
    """What one row measured. Rates per second; times in milliseconds."""

    name: str
    rate: float
    p50: float
    p95: float
    cpu: float
    cpu_database: float
    taken_by_others: float
    requests: float = 1
    sql: float | None = None
    bad: int = 0
    ratio_by_rate: float = 0
    ratio_by_cpu: float = 0


LUA = """
local cookies = {{{cookies}}}
local turn = 0
request = function()
  turn = turn + 1
  local headers = {{}}
  if #cookies > 0 then headers["Cookie"] = "{name}=" .. cookies[turn % #cookies + 1] end
  return wrk.format("GET", "{path}", headers)
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %f %f %d\\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, summary.bytes))
end
"""


def wrk(name: str, port: int, path: str, pids, cookies: list[str], cookie_name: str) -> Row:
    """One page under load."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        listed = ", ".join(f'"{cookie}"' for cookie in cookies)
        script.write(LUA.format(cookies=listed, name=cookie_name, path=path))
        script.flush()
        command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "-H", "Host: localhost", "-s", script.name]
        with Meter(pids) as meter:
            out = subprocess.run(
                [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
            )
    found = re.search(r"RESULT (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+)", out.stdout)
    if not found:
        raise SystemExit(out.stdout + out.stderr)
    requests, duration, bad = (int(found[number]) for number in (1, 2, 3))
    return Row(
        name, requests / (duration / 1e6), float(found[4]), float(found[5]), meter.server / requests * 1000,
        meter.database / requests * 1000, meter.taken_by_others, bad=bad,
    )  # fmt: skip


def flow(name: str, pids, facts: dict, prepare, work, seconds: float) -> Row:
    """A flow under load: `prepare` once for each visitor, `work` again and again."""

    async def run() -> tuple[int, list[float], float, Meter]:
        base = f"http://localhost:{SITE}"
        visitors = [
            flows.Visitor(base, facts["session_cookie"], cookie, facts["csrf"]) for cookie in facts["cookies"][:CLIENTS]
        ]
        for visitor in visitors:
            await prepare(visitor, facts)
            visitor.requests = 0
        with Meter(pids) as meter:
            count, times = await flows.many(visitors, work(facts), seconds)
        requests = sum(visitor.requests for visitor in visitors)
        for visitor in visitors:
            await visitor.close()
        return count, times, requests / max(1, count), meter

    count, times, requests, meter = asyncio.run(run())
    return Row(
        name, count / meter.seconds, times[len(times) // 2] * 1000, times[int(len(times) * 0.95)] * 1000,
        meter.server / count * 1000, meter.database / count * 1000, meter.taken_by_others, requests=requests,
    )  # fmt: skip


def quiet(measure) -> Row:
    """The row, measured again while others took too much of the machine; the last one after three times."""
    for _ in range(3):
        row = measure()
        print(f"{row.name}: {row.rate:.1f}/s, {row.cpu:.2f} ms, others {row.taken_by_others:.0%}", flush=True)
        if row.taken_by_others <= TAKEN:
            break
        time.sleep(5)
    return row


def measured(wanted: set[str], database: str) -> list[Row]:
    rows = []
    facts, env = site.fresh(database)
    with running("bench.hello:application", HELLO, {}) as pids:
        hello = quiet(lambda: wrk("hello", HELLO, "/", pids, [], ""))
    rows.append(hello)
    with running("cms.wsgi:application", SITE, env) as pids:
        for name in ("landing", "lesson", "dashboard"):
            if not wanted or name in wanted:
                cookies = [] if name == "landing" else facts["cookies"]
                wrk(name, SITE, facts[name], pids, cookies, facts["session_cookie"])  # warms up
                row = quiet(lambda n=name, c=cookies: wrk(n, SITE, facts[n], pids, c, facts["session_cookie"]))
                row.sql = facts["sql"][name]
                rows.append(row)
        for name, prepare, work in (
            ("save", flows.open_a_try, flows.save_an_answer),
            ("quiz script on", flows.ready, flows.whole_quiz_with_script),
            ("quiz script off", flows.ready, flows.whole_quiz_without_script),
        ):
            if not wanted or name.split()[0] in wanted:
                rows.append(quiet(lambda n=name, p=prepare, w=work: flow(n, pids, facts, p, w, SECONDS * 2)))
    for row in rows:
        row.ratio_by_rate = row.rate / hello.rate
        row.ratio_by_cpu = hello.cpu / (row.cpu + row.cpu_database)
    return rows


def show(rows: list[Row]) -> None:
    heads = ("rate/s", "p50 ms", "p95 ms", "CPU ms", "db ms", "requests", "SQL", "ratio", "by CPU", "goal", "others")
    print("\n" + f"{'':16}" + "".join(f"{head:>9}" for head in heads) + "  bad")
    for row in rows:
        cells = (
            f"{row.rate:.1f}", f"{row.p50:.1f}", f"{row.p95:.1f}", f"{row.cpu:.2f}", f"{row.cpu_database:.2f}",
            f"{row.requests:.1f}", "" if row.sql is None else f"{row.sql:g}", f"{row.ratio_by_rate:.4f}",
            f"{row.ratio_by_cpu:.4f}", str(GOALS.get(row.name, "")), f"{row.taken_by_others:.0%}",
        )  # fmt: skip
        print(f"{row.name:16}" + "".join(f"{cell:>9}" for cell in cells) + f"{row.bad:5}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", choices=["landing", "lesson", "dashboard", "save", "quiz", []])
    parser.add_argument("--database", default="", help="postgresql://…; SQLite when left out")
    options = parser.parse_args()
    rows = measured(set(options.rows), options.database)
    show(rows)
    results = ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    name = time.strftime("%Y%m%d-%H%M%S") + ("-postgresql" if options.database else "-sqlite") + ".json"
    (results / name).write_text(json.dumps([asdict(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()
