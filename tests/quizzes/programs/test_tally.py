"""One pass over the entries says the same as counting them anew for each question."""

import random
from datetime import date, timedelta

import pytest

from quizzes.programs.rules import Entry
from quizzes.programs.tally import ALWAYS, Tally, Wanted, Window

FIRST = date(2020, 1, 1)


def rows(count: int, seed: int) -> list[Entry]:
    dice = random.Random(seed)
    return [
        Entry(
            dice.choice(["training", "practice", "continuing"]), dice.choice("ab"), dice.randint(-60, 120),
            dice.choice(["in_person", "self_paced"]), tuple(dice.sample(["c1", "c2", "c3"], 2)),
            FIRST + timedelta(days=dice.randint(0, 40)), dice.choice(["k1", "k2"]),
        )
        for _ in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_sums_between_days_are_those_of_a_fresh_count(seed):
    dice = random.Random(seed)
    entries = rows(60, seed)
    days = [FIRST + timedelta(days=dice.randint(-2, 42)) for _ in range(8)]
    windows = [Window(*sorted(dice.sample(days, 2))) for _ in range(5)] + [ALWAYS, Window(start=days[0])]
    tally = Tally(entries, Wanted(frozenset(("training", window) for window in windows)))

    for window in windows:
        counted = sum(
            entry.minutes
            for entry in entries
            if entry.ledger == "training" and window.start <= entry.completed_on < window.end
        )
        assert tally.minutes("training", window) == counted


def test_only_what_matters_is_told_apart():
    entries = [
        Entry("training", "a", 10, "in_person", ("c1", "c2"), FIRST, "k1"),
        Entry("training", "a", 20, "in_person", ("c2",), FIRST, "k2"),
        Entry("training", "a", 30, "in_person", ("c1",), FIRST, "k3"),
    ]

    tally = Tally(entries, Wanted(competencies=frozenset({"c1"}), courses=frozenset({"k1"})))

    assert tally.within("training") == {
        ("a", "in_person", frozenset({"c1"}), "k1"): 10,
        ("a", "in_person", frozenset(), ""): 20,
        ("a", "in_person", frozenset({"c1"}), ""): 30,
    }


def test_a_ledger_without_entries_is_empty():
    assert Tally([]).within("practice", Window(FIRST, FIRST)) == {}
