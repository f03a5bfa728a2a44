from collections import Counter

import pytest

from quizzes.blueprints.rules import Draw, Fixed, asks, draw, overdrawn, plan_from, plan_payload, shuffled

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
