from collections import Counter
from decimal import Decimal

import pytest

from quizzes.blueprints.rules import (
    Draw,
    Fixed,
    Pick,
    Section,
    asks,
    draw,
    overdrawn,
    picks,
    plan_from,
    plan_payload,
    section_title,
    shuffled,
    worth,
)

POOL = [f"q{number}" for number in range(10)]


def test_the_same_seed_draws_the_same():
    plan = [Fixed("x"), Draw(4, tag="m11")]

    assert draw(plan, {1: POOL}, "seed") == draw(plan, {1: list(reversed(POOL))}, "seed")
    assert draw(plan, {1: POOL}, "seed") != draw(plan, {1: POOL}, "other")


def test_no_question_comes_twice_even_from_two_draws_and_a_fixed_place():
    plan = [Draw(4, tag="m11"), Fixed("q3"), Draw(5, domain="advocacy")]

    for seed in range(30):
        picked = draw(plan, {0: POOL, 2: POOL}, str(seed))

        assert max(Counter(picked).values()) == 1
        assert len(picked) == 10


def test_a_pool_that_became_too_small_gives_what_it_has():
    assert sorted(draw([Draw(5, tag="m11")], {0: ["a", "b"]}, "seed")) == ["a", "b"]


def test_every_question_of_a_pool_is_drawn_about_as_often():
    seen = Counter(key for seed in range(2000) for key in draw([Draw(5, tag="t")], {0: POOL}, str(seed)))

    assert all(900 < times < 1100 for times in seen.values())


@pytest.mark.parametrize(
    ("plan", "pools", "left"),
    [
        ([Draw(3, tag="t")], {0: POOL[:3]}, []),
        ([Draw(4, tag="t")], {0: POOL[:3]}, [3]),
        ([Fixed("q0"), Draw(3, tag="t")], {1: POOL[:3]}, [2]),
        ([Draw(2, tag="t"), Draw(2, tag="t")], {0: POOL[:3], 1: POOL[:3]}, [1]),
    ],
)
def test_overdrawn_finds_pools_that_are_smaller_than_what_is_wanted(plan, pools, left):
    assert [found for _, found in overdrawn(plan, pools)] == left


def test_a_plan_survives_freezing():
    plan = [Fixed("x"), Draw(4, tag="m11", difficulty="easy")]

    assert plan_from(plan_payload(plan)) == plan
    assert asks(plan) == 5


def test_shuffled_keeps_every_option_and_follows_its_seed():
    assert sorted(shuffled("abcdef", "1")) == sorted("abcdef")
    assert shuffled("abcdef", "1") == shuffled("abcdef", "1")
    assert len({tuple(shuffled("abcdef", str(seed))) for seed in range(20)}) > 10


FULL = [
    Section({"en": "Basics", "es": "Bases"}),
    Fixed("x", Decimal("2.5"), critical=True),
    Draw(4, tag="m11", difficulty="easy", points=Decimal(2)),
    Section({"en": "More"}),
    Fixed("y"),
]


def test_a_plan_with_sections_points_and_critical_questions_survives_freezing():
    assert plan_from(plan_payload(FULL)) == FULL
    assert plan_payload(FULL) == [
        {"section": {"en": "Basics", "es": "Bases"}},
        {"question": "x", "points": "2.5", "critical": True},
        {"draw": 4, "tag": "m11", "difficulty": "easy", "points": "2"},
        {"section": {"en": "More"}},
        {"question": "y"},
    ]
    assert (asks(FULL), worth(FULL)) == (6, Decimal("11.5"))


def test_an_empty_plan_asks_nothing_and_is_worth_nothing():
    assert (asks([]), worth([])) == (0, Decimal(0))


def test_every_pick_says_what_its_place_in_the_plan_says():
    found = picks(FULL, {2: POOL}, "seed")

    assert found[0] == Pick("x", Decimal("2.5"), critical=True, section=0)
    assert [(pick.points, pick.critical, pick.section) for pick in found[1:5]] == [(Decimal(2), False, 0)] * 4
    assert found[5] == Pick("y", section=3)


def test_questions_are_shuffled_within_their_section_only():
    orders = {
        tuple(pick.question for pick in picks(FULL, {2: POOL[:4]}, str(seed), shuffle=True)) for seed in range(30)
    }

    assert all(order[5] == "y" and "x" in order[:5] for order in orders)
    assert len({order.index("x") for order in orders}) > 2


def test_shuffling_follows_its_seed():
    assert picks(FULL, {2: POOL}, "s", shuffle=True) == picks(FULL, {2: POOL}, "s", shuffle=True)


@pytest.mark.parametrize(("seen", "fresh"), [(POOL[:6], 4), (POOL[:8], 2), (POOL, 0), ([], 4)])
def test_what_a_person_has_had_comes_only_when_nothing_else_is_left(seen, fresh):
    for seed in range(20):
        drawn = [pick.question for pick in picks([Draw(4, tag="t")], {0: POOL}, str(seed), seen=seen)]

        assert len(set(drawn)) == 4
        assert sum(key not in seen for key in drawn) == fresh


def test_two_fresh_tries_share_no_question_when_the_pool_is_large_enough():
    first = {pick.question for pick in picks([Draw(5, tag="t")], {0: POOL}, "1")}
    second = {pick.question for pick in picks([Draw(5, tag="t")], {0: POOL}, "2", seen=first)}

    assert first & second == set()


@pytest.mark.parametrize(
    ("place", "language", "title"),
    [(0, "es", "Bases"), (0, "en", "Basics"), (3, "es", "More"), (None, "en", "")],
)
def test_a_section_is_called_by_its_title_in_the_language_it_has(place, language, title):
    frozen = {"plan": plan_payload(FULL), "source_language": "en"}

    assert section_title(frozen, place, language) == title
