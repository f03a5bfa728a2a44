"""Programs from files: the JSON of certification programs with our reading of it, and single programs in YAML."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError

from cms.accounts.models import User
from cms.records.publishing import CannotPublish
from quizzes.programs import services
from quizzes.programs.models import ProgramVersion
from quizzes.programs.reading import Unreadable, read
from quizzes.programs.rules import RequirementKind

SEED = Path(__file__).parent / "seed"
PROGRAMS = SEED / "certification-programs.json"


@dataclass
class Report:
    """What became of one program of the file."""

    key: str
    version: ProgramVersion | None = None
    made: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    sources: int = 0
    fault: str = ""


def import_programs(
    file: Path = PROGRAMS, *, readings: Path = SEED / "readings.yaml", mappings: Path = SEED / "mappings.yaml",
    by: User | None = None,
) -> Iterator[Report]:  # fmt: skip
    """Each program of the file, published with its reading; one with a fault is reported and left out. Raises
    ValueError when the file is no list of programs."""
    programs = json.loads(file.read_text())
    if not isinstance(programs, list) or not all(isinstance(program, dict) for program in programs):
        raise ValueError("The file holds no list of programs.")
    typed, mapped = yaml.safe_load(readings.read_text()) or {}, yaml.safe_load(mappings.read_text()) or []
    for program in programs:
        yield load(program, typed, mapped, folder=readings.parent, by=by)


def seed_readings() -> tuple[dict, list[dict]]:
    """The readings and mappings that Hearten brings along."""
    return yaml.safe_load((SEED / "readings.yaml").read_text()), yaml.safe_load((SEED / "mappings.yaml").read_text())


def load(program: dict, readings: dict, mappings: list[dict], *, folder: Path = SEED, by: User | None = None) -> Report:
    """One program, published, or its fault by program and field."""
    key = str(program.get("key") or "?")
    try:
        return _import(program, readings.get(key) or {}, _mapped(key, mappings), folder, by)
    except Unreadable as error:
        return Report(key, fault=str(error))
    except CannotPublish as error:
        return Report(key, fault=f"{key}: {' '.join(error.faults)}")
    except ValidationError as error:
        told = "; ".join(f"{name}: {' '.join(said)}" for name, said in error.message_dict.items())
        return Report(key, fault=f"{key}: {told}")


def _import(program: dict, reading: dict, mapped: dict, folder: Path, by: User | None) -> Report:
    key = program.get("key") or "?"
    found = read(program, {name: each for name, each in reading.items() if name != "file"}, mapped)
    written, made, left = found.written, found.made, found.open
    if "file" in reading:
        # Written out by hand, in two languages; its numbers must be those of the JSON.
        written = yaml.safe_load((folder / reading["file"]).read_text())
        if differences := differences_to(written, found.written):
            raise Unreadable(key, reading["file"], f"says something else than the JSON: {'; '.join(differences)}")
        made = [each["key"] for each in written["requirements"] if each["kind"] != "open"]
        left = [each["key"] for each in written["requirements"] if each["kind"] == "open"]
    version = services.import_program(written, by=by)
    return Report(key, version, made, left, len(written["sources"]))


def _mapped(key: str, mappings: list[dict]) -> dict[str, dict]:
    """Which of our domains each category of a program counts, with the source that says so."""
    return {
        name: {**place, "source": each["source"]}
        for each in mappings
        if key in each["programs"]
        for name, place in each["categories"].items()
    }


_NUMBERS = ("hours", "months", "pass_mark", "scale_from", "scale_to", "minutes", "domains")


def differences_to(written: dict, found: dict) -> list[str]:
    """Where a program written by hand states another number than the file."""
    by_key = {each["key"]: each for each in written["requirements"]}
    said = []
    for each in found["requirements"]:
        if each["kind"] in (RequirementKind.OPEN, RequirementKind.NOT_ASKED):
            continue
        own = by_key.get(each["key"])
        if own is None:
            said.append(f"{each['key']} is missing")
            continue
        for name in _NUMBERS:
            if each.get(name) and own.get(name) != each[name]:
                said.append(f"{each['key']}, {name}: {own.get(name)} instead of {each[name]}")
    return said
