"""People for the table of expected outcomes, from the short words of expected/README.md; no database."""

import json
from datetime import date, timedelta
from pathlib import Path

import yaml

from quizzes.programs.reading import read
from quizzes.programs.rules import Entry, Evidence, Facts, Given, RecoveryAnswer, RequirementStanding, State

SEED = Path(__file__).parents[3] / "quizzes" / "programs" / "seed"
TODAY = date(2026, 11, 23)
EARLIER = date(2026, 10, 1)
WORDS = {
    State.DONE: "done", State.IN_PROGRESS: "going", State.NOT_STARTED: "not_started", State.NOT_YET: "not_yet",
    State.OUTSIDE: "outside", State.BOARD_DECIDES: "ask", State.NOT_ASKED: "none",
}  # fmt: skip
HOURS = {"hours_total", "hours_in_category", "practice", "supervision", "renewal"}


def seeded() -> dict[str, dict]:
    """All programs of the seed by their key, as the importer reads them."""
    readings = yaml.safe_load((SEED / "readings.yaml").read_text())
    mappings = yaml.safe_load((SEED / "mappings.yaml").read_text())
    found = {}
    for program in json.loads((SEED / "certification-programs.json").read_text()):
        key = program["key"]
        mapped = {
            name: {**place, "source": each["source"]}
            for each in mappings
            if key in each["programs"]
            for name, place in each["categories"].items()
        }
        reading = readings[key]
        file = reading.get("file")
        found[key] = yaml.safe_load((SEED / file).read_text()) if file else read(program, reading, mapped).written
        for requirement in found[key]["requirements"]:
            requirement.setdefault("label", {})
    return found


def facts(has: list[str], version: dict) -> Facts:
    """A made-up person."""
    entries: list[Entry] = []
    evidence: list[Evidence] = []
    recovery: list[RecoveryAnswer] = []
    for number, said in enumerate(has):
        word, *rest = said.split()
        day = next((date.fromisoformat(part) for part in rest if part.count("-") == 2 and part[0] == "2"), None)
        rest = [part for part in rest if not (part.count("-") == 2 and part[0] == "2")]
        if word in ("train", "practice", "supervision", "ce"):
            entries.append(_entry(word, rest, day or EARLIER))
        elif word in ("recovery", "lived", "services"):
            recovery.append(RecoveryAnswer(word, int(rest[0]), rest[1] == "yes", day or EARLIER))
        else:
            evidence += _evidence(word, rest, day or EARLIER + timedelta(days=number), version)
    return Facts(tuple(entries), tuple(evidence), tuple(recovery), TODAY)


def _entry(word: str, rest: list[str], day: date) -> Entry:
    ledger = {"train": "training", "ce": "continuing"}.get(word, word)
    minutes = round(float(rest[0]) * 60)
    if word == "train":
        return Entry(ledger, rest[2] if len(rest) > 2 else "advocacy", minutes, rest[1], (), day)
    return Entry(ledger, rest[1] if len(rest) > 1 else "advocacy", minutes, "live_online", (), day)


def _evidence(word: str, rest: list[str], day: date, version: dict) -> list[Evidence]:
    slug = version["slug"]
    asked = {requirement["key"]: requirement for requirement in version["requirements"]}

    def there(topic: str, number: int | None = None) -> list[Evidence]:
        return [Evidence(Given.THERE, topic, day, number=number)]

    match word:
        case "age":
            return there(asked["age"]["topic"])
        case "diploma":
            return there("diploma")
        case "there":
            return there(rest[0])
        case "start":
            return there(f"{slug}:{rest[0]}")
        case "approved":
            return there(f"{slug}:approved")
        case "ethics":
            return there(f"{slug}:ethics_code")
        case "background":
            return there(f"{slug}:background")
        case "letters":
            return there(f"{slug}:letters", int(rest[0]))
        case "sign":
            return there(f"{slug}:{rest[0]}", int(rest[1]) if len(rest) > 1 else None)
        case "papers":
            items = asked["documents"]["items"][: int(rest[0]) if rest else None]
            return [piece for item in items for piece in there(item.get("topic") or f"{slug}:{item['key']}")]
        case "certified":
            return [Evidence(Given.CERTIFIED, f"{slug}:certified", day)]
        case "answer":
            return [Evidence(Given.ANSWER, f"{slug}:{rest[0]}", day, number=round(float(rest[1]) * 60))]
        case "days":
            return [Evidence(Given.COURSE, f"{slug}:{rest[0]}", day, number=int(rest[1]), name="in one piece")]
        case "course":
            count, credits = [*map(int, rest[1:]), None, None][:2]
            names = [f"{rest[0]} {number}" for number in range(count or 1)]
            return [Evidence(Given.COURSE, f"{slug}:{rest[0]}", day, number=credits, name=name) for name in names]
        case "icrc":
            return [Evidence(Given.SITTING, "exam_icrc", day, said=None, number=int(rest[0]))]
        case "exam":
            topic = asked.get("exam", {}).get("topic") or f"{slug}:exam"
            score = int(rest[0]) if rest[0].isdigit() else None
            term, name = [*rest[1:], "", ""][:2]
            said = None if score is not None else rest[0] == "passed"
            return [Evidence(Given.SITTING, topic, day, said=said, number=score, term=term, name=name)]
    raise ValueError(word)


def outcome(standings: list[RequirementStanding]) -> dict[str, str]:
    """Standings in the words of the table."""
    found = {}
    for standing in standings:
        found[standing.key] = _in_words(standing)
        for part in standing.parts:
            found[f"{standing.key}.{part.key}"] = _in_words(part)
    return found


def _in_words(standing: RequirementStanding) -> str:
    said = [WORDS[standing.state]]
    if standing.kind in HOURS and (standing.state is not State.OUTSIDE):
        maybe = f"+{_hours(standing.maybe)}" if standing.maybe else ""
        said.append(f"{_hours(standing.minutes)}{maybe}/{_hours(standing.needed)}")
    if standing.asked:
        said.append(f"{standing.count}/{standing.asked}")
    if standing.outside:
        said.append("out " + " ".join(f"{reason}={_hours(minutes)}" for reason, minutes in standing.outside))
    if standing.tries_left is not None:
        said.append(f"tries={standing.tries_left}")
    named = {"due": standing.due_on, "opens": standing.opens_on, "by": standing.apply_by}
    said += [f"{name}={day.isoformat()}" for name, day in named.items() if day]
    return " ".join(said)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g}"
