"""Holds a list of acknowledged saves against the database: what is missing, there twice, or does not add up."""

import json
import os
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path


def says(payload: dict, posted: list[list[str]]) -> bool:
    """Whether a step holds what a form of choices said."""
    values = [value for name, value in posted if name == "answer" and value]
    pairs = {name.removeprefix("answer-"): value for name, value in posted if name.startswith("answer-") and value}
    response = payload["response"]
    meant = pairs or None if isinstance(response, dict) else sorted(values) if isinstance(response, list) else None
    if isinstance(response, str):
        meant = values[0] if values else None
    return response == meant and payload["flagged"] == (["flag", "1"] in posted)


def main(path: Path) -> int:
    """Prints the figures; returns how many things are not as they were acknowledged."""
    import django

    django.setup()
    from courses.progress.models import Result
    from quizzes.attempts.models import Attempt, AttemptStep
    from quizzes.attempts.rules import StepKind, fold

    lines = [json.loads(line) for line in path.read_text().splitlines()]
    saves = [line for line in lines if "step" in line]
    sent = [line["closed"] for line in lines if "closed" in line]
    steps: dict[int, dict[int, tuple]] = {}
    for attempt, number, kind, question, payload, key in AttemptStep.objects.values_list(
        "attempt_id", "number", "kind", "question", "payload", "request_key"
    ).iterator():
        steps.setdefault(attempt, {})[number] = (kind, question, payload, key)
    lost = wrong = 0
    for save in saves:
        kind, question, payload = steps.get(save["attempt"], {}).get(save["step"], (None, None, {}))[:3]
        if kind != StepKind.SAVED or question != save["question"]:
            lost += 1
        elif "answer" in save and not says(payload, save["answer"]):
            wrong += 1
    keys = Counter((attempt, step[3]) for attempt, own in steps.items() for step in own.values() if step[3])
    doubles = sum(count > 1 for count in keys.values())
    gaps = differing = 0
    for attempt in Attempt.objects.iterator():
        own = list(AttemptStep.objects.filter(attempt=attempt).order_by("number"))
        gaps += [step.number for step in own] != list(range(1, len(own) + 1))
        differing += asdict(fold(own)) != asdict(attempt.projection())
    closings = Counter(AttemptStep.objects.filter(kind=StepKind.SENT).values_list("attempt_id", flat=True))
    results = Counter(Result.objects.exclude(state="started").values_list("source", flat=True))
    twice = sum(count > 1 for count in closings.values()) + sum(count > 1 for count in results.values())
    unsent = sum(attempt not in closings for attempt in sent)
    print(f"acknowledged {len(saves)} saves and {len(sent)} sendings; lost {lost + unsent}, other than sent {wrong}")
    print(f"doubles {doubles + twice}; attempts with a gap {gaps}, whose row is not the fold of its steps {differing}")
    return lost + wrong + unsent + doubles + twice + gaps + differing


if __name__ == "__main__":
    bad = main(Path(sys.argv[1]))
    sys.stdout.flush()
    os._exit(1 if bad else 0)
