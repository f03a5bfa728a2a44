from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

import pytest

from courses.progress.rules import ResultState
from quizzes.people.rules import (
    Cell,
    Headline,
    Hello,
    HelloReason,
    Posted,
    Reach,
    Stage,
    Trail,
    cell,
    headline,
    hellos,
    leading_reach,
    reading_reach,
    stage,
)

LESSON, QUIZ = UUID(int=1), UUID(int=2)
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
PARTS = tuple(SimpleNamespace(key=key, is_required=True) for key in (LESSON, QUIZ))
MODULE = SimpleNamespace(key=UUID(int=9), opens_after_key=None, activities=PARTS)
COURSE = SimpleNamespace(modules=(MODULE,), module=lambda key: None)


def posted(state, score=None, *, day=0, key=QUIZ):
    points = None if score is None else Decimal(score)
    return Posted(key, ResultState(state), points, points and Decimal(10), START + timedelta(days=day))


def trail(*results, done=()):
    return Trail(START, tuple((key, "done", START + timedelta(days=day)) for key, day in done), tuple(results))


@pytest.mark.parametrize(
    ("roles", "reads", "leads"),
    [
        ({"instructor"}, Reach.OWN, Reach.OWN),
        ({"auditor"}, Reach.EVERYBODY, Reach.NOBODY),
        ({"auditor", "instructor"}, Reach.EVERYBODY, Reach.OWN),
        ({"administrator"}, Reach.EVERYBODY, Reach.EVERYBODY),
        ({"reviewer"}, Reach.NOBODY, Reach.NOBODY),
        ({"supervisor"}, Reach.NOBODY, Reach.NOBODY),
        (set(), Reach.NOBODY, Reach.NOBODY),
    ],
)
def test_reach_follows_the_roles(roles, reads, leads):
    found = reading_reach(roles, is_superuser=False), leading_reach(roles, is_superuser=False)

    assert found == (reads, leads)


def test_a_superuser_reaches_everybody():
    assert (reading_reach((), is_superuser=True), leading_reach((), is_superuser=True)) == (Reach.EVERYBODY,) * 2


@pytest.mark.parametrize(
    ("left_behind", "expected"),
    [
        (trail(), Cell(Stage.NOT_STARTED, 0, 2)),
        (trail(done=[(LESSON, 1)]), Cell(Stage.GOING, 1, 2)),
        (trail(posted("started")), Cell(Stage.GOING, 0, 2)),
        (
            trail(posted("not_yet", 5), posted("passed", 9), posted("not_yet", 6), done=[(LESSON, 1)]),
            Cell(Stage.DONE, 2, 2, Decimal(9), Decimal(10)),
        ),
    ],
)
def test_a_cell_says_how_far_and_keeps_the_best_try(left_behind, expected):
    assert cell(MODULE, left_behind) == expected


def test_tries_are_those_sent_and_the_one_still_open():
    left_behind = trail(posted("started"), posted("not_yet", 5), posted("started", day=1))

    assert [each.state for each in left_behind.tries(QUIZ)] == [ResultState.NOT_YET, ResultState.STARTED]


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([], Stage.NOT_STARTED),
        (["not_started", "not_started"], Stage.NOT_STARTED),
        (["done", "not_started"], Stage.GOING),
        (["done", "done"], Stage.DONE),
    ],
)
def test_stage_of_a_course(stages, expected):
    assert stage([Cell(Stage(each), 0, 1) for each in stages]) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(11, ()), (12, (Hello(HelloReason.QUIET, 12),)), (40, (Hello(HelloReason.QUIET, 40),))]
)
def test_twelve_days_without_a_step_may_want_a_hello(days, expected):
    assert hellos(COURSE, trail(), now=START + timedelta(days=days)) == expected


def test_any_step_ends_the_quiet():
    assert hellos(COURSE, trail(done=[(LESSON, 30)]), now=START + timedelta(days=40)) == ()


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_third_not_yet_may_want_a_hello(count):
    found = hellos(COURSE, trail(*[posted("not_yet", 5)] * count), now=START)

    assert found == ((Hello(HelloReason.TRIES, count, QUIZ),) if count >= 3 else ())


def test_not_yet_on_different_quizzes_are_not_added_up():
    results = [posted("not_yet", 5, key=UUID(int=number)) for number in range(20, 23)]

    assert hellos(COURSE, trail(*results), now=START) == ()


def test_passing_after_three_tries_ends_the_reason():
    results = [*[posted("not_yet", 5)] * 3, posted("passed", 9)]

    assert hellos(COURSE, trail(*results), now=START) == ()


def test_nobody_who_has_finished_is_called_quiet():
    left_behind = trail(posted("passed", 9), done=[(LESSON, 1)])

    assert hellos(COURSE, left_behind, now=START + timedelta(days=99)) == ()


def test_headline_counts_people_stages_and_hellos():
    rows = [(Stage.DONE, False), (Stage.GOING, True), (Stage.GOING, False)]

    assert headline(rows) == Headline(3, {Stage.DONE: 1, Stage.GOING: 2, Stage.NOT_STARTED: 0}, 1)
