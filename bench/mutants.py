"""Mutation testing of the pure packages: every mutant is caught by a table, or named with its reason.

    uv run --group bench bench/mutants.py                 everything; what did not change is not run again
    uv run --group bench bench/mutants.py grading.ordering   only modules whose name has this in it

What is mutated, and by which tests, stands in pyproject.toml under [tool.mutmut]. Mutants that may live are named in
bench/mutants_allowed.toml, each with its reason. Ends with 1 when a mutant lives that is not named there, when a name
there belongs to no living mutant, or when more than 3 % live.
"""

import os
import re
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = ROOT / "bench" / "mutants_allowed.toml"
MUTMUT = Path(sys.executable).with_name("mutmut")
MOST = 0.03
CAUGHT = {"killed", "timeout", "segfault", "caught by type check"}
LINE = re.compile(r"^\s+(?P<name>\S+__mutmut_\d+): (?P<verdict>.+)$")


def mutmut(*arguments: str) -> str:
    # Plugins of pytest that these tests do not need cost more than the tests.
    quick = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ran = subprocess.run([MUTMUT, *arguments], cwd=ROOT, env=quick, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(f"mutmut {' '.join(arguments)} ended with {ran.returncode}:\n{(ran.stdout + ran.stderr)[-4000:]}")
    return ran.stdout


def module_of(mutant: str) -> str:
    """quizzes.grading.ordering.x_distance__mutmut_3 → grading.ordering"""
    return mutant.rpartition(".")[0].removeprefix("quizzes.")


def function_of(mutant: str) -> str:
    """quizzes.questions.types.single.xǁSingleǁgrade__mutmut_3 → questions.types.single.Single.grade"""
    name = mutant.rpartition(".")[2].rpartition("__mutmut_")[0]
    return f"{module_of(mutant)}.{name.removeprefix('x').removeprefix('_').strip('ǁ').replace('ǁ', '.')}"


def change_of(mutant: str) -> tuple[str, str]:
    """The line as it is, and as the mutant has it."""
    diff = [line for line in mutmut("show", mutant).splitlines() if line[:3] not in {"---", "+++"}]
    sides = (" / ".join(line[1:].strip() for line in diff if line.startswith(sign)) for sign in "-+")
    return tuple(sides)


def main(part: str = "") -> int:
    began = time.monotonic()
    mutmut("run", "--max-children", str(os.cpu_count() or 2), *([f"*{part}*"] if part else []))
    verdicts = {m["name"]: m["verdict"] for m in map(LINE.match, mutmut("results", "--all", "true").splitlines()) if m}
    verdicts = {name: verdict for name, verdict in verdicts.items() if part in module_of(name)}
    table: dict[str, Counter[str]] = {}
    for name, verdict in verdicts.items():
        table.setdefault(module_of(name), Counter())["caught" if verdict in CAUGHT else verdict] += 1
    for module, counts in sorted(table.items()):
        print(f"{module:40} " + ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())))

    alive = {name: change_of(name) for name, verdict in verdicts.items() if verdict not in CAUGHT}
    reasons = {
        (entry["function"], entry["is"], entry["becomes"]): entry["reason"]
        for entry in tomllib.loads(ALLOWED.read_text())["allowed"]
        if part in entry["function"]
    }
    living = {(function_of(name), *change) for name, change in alive.items()}
    for name, (old, new) in alive.items():
        if (function_of(name), old, new) not in reasons:
            print(f"\nnot caught, {verdicts[name]}: {function_of(name)}\n  is       {old}\n  becomes  {new}")
    for function, old, _ in sorted(reasons.keys() - living):
        print(f"\nno longer lives, take it out of {ALLOWED.name}: {function}: {old}")
    share = len(alive) / len(verdicts) if verdicts else 0
    print(
        f"\n{len(verdicts)} mutants, {len(verdicts) - len(alive)} caught, {len(alive)} alive ({share:.1%}), "
        f"of these {len(alive) - len(living - reasons.keys())} named with a reason, {time.monotonic() - began:.0f} s"
    )
    return int(living != reasons.keys() or share > MOST)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
