"""All 32 programs against made-up people, by a table written by hand from the JSON (expected/README.md)."""

from pathlib import Path

import pytest
import yaml

from quizzes.programs.rules import Facts, evaluate, evaluate_all
from tests.quizzes.programs.made_up import TODAY, facts, outcome, seeded

VERSIONS = seeded()
TABLE = [
    program
    for file in sorted((Path(__file__).parent / "expected").glob("*.yaml"))
    for program in yaml.safe_load(file.read_text())
]
ROWS = [
    (program["program"], who["who"], who["has"], {**program["empty"], **who["then"]})
    for program in TABLE
    for who in [{"who": "Nothing yet", "has": [], "then": {}}, *program["people"]]
]


@pytest.mark.parametrize(("key", "who", "has", "expected"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])
def test_a_made_up_person_stands_as_the_table_says(key, who, has, expected):
    version = VERSIONS[key]

    assert outcome(evaluate(version, facts(has, version))) == expected


def test_the_table_holds_every_program_at_least_six_times_and_200_people_in_all():
    people = {key: sum(row[0] == key for row in ROWS) for key in VERSIONS}

    assert len(VERSIONS) == 32
    assert [key for key, count in people.items() if count < 6] == []
    assert sum(people.values()) >= 200
    assert len({(row[0], row[1]) for row in ROWS}) == len(ROWS)


def test_one_pass_for_all_programs_says_the_same_as_a_pass_for_each():
    """A person with a bit of everything: what the windows of one program cut must not move in another."""
    has = [
        "train 30 self_paced advocacy 2020-05-01", "train 20 live_online ethical_responsibility 2022-02-01",
        "train 50 in_person recovery_wellness 2025-06-01", "practice 700 2021-01-01", "ce 12 advocacy 2026-02-01",
    ]  # fmt: skip
    versions = list(VERSIONS.values())
    person = facts(has, versions[0])
    certified = tuple(piece for each in versions for piece in facts(["certified 2024-03-01"], each).evidence)
    person = Facts(person.entries, certified, (), TODAY)

    assert evaluate_all(versions, person) == [evaluate(version, person) for version in versions]
