from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from quizzes.claims import rules
from quizzes.claims.rules import Lack

TODAY = date(2026, 11, 25)


@dataclass
class Told:
    activity: str = "workshop"
    ledger: str = "training"
    title: str = "NAMI workshop"
    modality: str = "in_person"
    started_on: date | None = date(2026, 11, 9)
    ended_on: date | None = date(2026, 11, 9)
    minutes: int = 120
    minutes_by_domain: dict = field(default_factory=dict)
    proof: str = "none"
    confirmer_name: str = ""
    confirmer_email: str = ""
    not_treatment: bool = False


def lacks(told=None, *, files=0, has_supervisor=False, **changes):
    return rules.lacks(replace(told or Told(), **changes), files=files, has_supervisor=has_supervisor, today=TODAY)


def test_a_whole_claim_lacks_nothing():
    assert lacks() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"activity": "party"}, [Lack.NO_ACTIVITY]),
        ({"title": "   "}, [Lack.NO_TITLE]),
        ({"started_on": None}, [Lack.NO_DAY]),
        ({"started_on": date(2026, 11, 10)}, [Lack.ENDS_BEFORE]),
        ({"ended_on": date(2026, 11, 26)}, [Lack.NOT_YET]),
        ({"ended_on": TODAY}, []),
        ({"started_on": date(2025, 11, 9)}, []),
        ({"started_on": date(2025, 11, 8)}, [Lack.TOO_LONG]),
        ({"minutes": 0}, [Lack.NO_MINUTES]),
        ({"minutes": -5}, [Lack.NO_MINUTES]),
        ({"minutes": 1440}, []),
        ({"minutes": 1441}, [Lack.TOO_MANY_MINUTES]),
        ({"minutes": 2880, "ended_on": date(2026, 11, 10)}, []),
        ({"minutes": 2881, "ended_on": date(2026, 11, 10)}, [Lack.TOO_MANY_MINUTES]),
        ({"started_on": None, "minutes": 0}, [Lack.NO_DAY, Lack.NO_MINUTES]),
        ({"modality": ""}, [Lack.NO_MODALITY]),
        ({"minutes_by_domain": {"advocacy": 60, "ethical_responsibility": 60}}, []),
        ({"minutes_by_domain": {"advocacy": 60, "ethical_responsibility": 59}}, [Lack.SPLIT_OFF]),
        ({"minutes_by_domain": {"advocacy": 130, "ethical_responsibility": -10}}, [Lack.SPLIT_OFF]),
        ({"proof": ""}, [Lack.NO_PROOF]),
        ({"proof": "file"}, [Lack.NO_FILE]),
        ({"proof": "person"}, [Lack.NO_PERSON]),
        ({"proof": "person", "confirmer_name": "Pat"}, [Lack.NO_PERSON]),
        ({"proof": "person", "confirmer_name": "Pat", "confirmer_email": "pat@example.org"}, []),
        ({"activity": "practice", "ledger": "practice"}, [Lack.NO_PERSON]),
        ({"title": "", "modality": "", "proof": ""}, [Lack.NO_TITLE, Lack.NO_MODALITY, Lack.NO_PROOF]),
    ],
)
def test_what_keeps_a_claim_from_being_sent(changes, expected):
    assert lacks(**changes) == expected


def test_practice_needs_a_person_and_no_paper():
    assert lacks(activity="practice", ledger="practice", has_supervisor=True) == []


def test_a_file_needs_the_word_that_it_is_no_treatment_record():
    assert lacks(proof="file", files=1) == [Lack.TREATMENT]
    assert lacks(proof="file", files=1, not_treatment=True) == []


@pytest.mark.parametrize(
    ("ledger", "minutes", "split", "expected"),
    [
        ("training", 120, {"advocacy": 120}, True),
        ("training", 90, {"advocacy": 90}, True),
        ("training", 121, {"advocacy": 121}, False),
        ("training", 120, {}, False),
        ("training", 120, {"advocacy": 60}, False),
        ("training", 0, {}, False),
        ("practice", 120, {}, True),
        ("supervision", 1, {}, True),
        ("continuing", 120, {}, True),
        ("practice", 121, {}, False),
    ],
)
def test_numbers_that_may_go_into_the_ledger(ledger, minutes, split, expected):
    assert rules.can_be_approved(ledger, minutes, split, claimed=120) is expected


def test_an_unsorted_claim_is_one_part_and_a_sorted_one_a_part_for_each_category():
    assert rules.parts(120, {}) == {"": 120}
    assert rules.parts(120, {"b": 50, "a": 70}) == {"a": 70, "b": 50}


def test_every_activity_has_a_ledger_and_every_event_a_way_from_somewhere():
    assert set(rules.LEDGER_OF) == set(rules.Activity)
    assert set(rules.FROM) == set(rules.EventKind)
