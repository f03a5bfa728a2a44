import pytest

from quizzes.attempts.feedback import EVERYTHING, is_topics_only, on_the_way, shown, tells_at_once
from quizzes.attempts.rules import AttemptState, Mode
from quizzes.blueprints.terms import Part, Terms, When

NOTHING = frozenset()
SITUATIONS = {
    "open": {"state": AttemptState.OPEN},
    "open, passed before": {"state": AttemptState.OPEN, "passed": True},
    "open, last try": {"state": AttemptState.OPEN, "passed": False, "tries_left": 0},
    "open, closed": {"state": AttemptState.OPEN, "is_closed": True},
    "sent": {"tries_left": 2},
    "sent, endless tries": {"tries_left": None},
    "sent, last try": {"tries_left": 0},
    "sent, last try, waits": {"tries_left": 0, "passed": None},
    "sent, waits": {"passed": None, "tries_left": 2},
    "passed": {"passed": True, "tries_left": 2},
    "closed": {"is_closed": True, "tries_left": 2},
}
SENT = {name for name in SITUATIONS if not name.startswith("open")}
SEEN = {
    When.AT_ONCE: set(SITUATIONS),
    When.AFTER_SENDING: SENT,
    When.AFTER_PASSING: {"sent, last try", "passed"},
    When.AFTER_CLOSING: {"closed"},
    When.NEVER: set(),
}


def seen(terms, *, mode=Mode.GRADED, **situation):
    usual = {"state": AttemptState.SENT, "passed": False, "tries_left": None, "is_closed": False}
    return shown(terms, mode=mode, **(usual | situation))


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("name", SITUATIONS)
def test_shown_opens_every_part_at_its_time(when, name):
    terms = Terms(feedback=dict.fromkeys(Part, when))

    assert seen(terms, **SITUATIONS[name]) == (EVERYTHING if name in SEEN[when] else NOTHING)


def test_each_part_has_a_time_of_its_own():
    terms = Terms(feedback={
        Part.OWN: When.AT_ONCE, Part.OUTCOME: When.AFTER_SENDING, Part.POINTS: When.AFTER_SENDING,
        Part.GENERAL: When.AFTER_PASSING, Part.OPTIONS: When.AFTER_CLOSING, Part.KEY: When.NEVER,
    })  # fmt: skip

    assert seen(terms, state=AttemptState.OPEN) == {Part.OWN}
    assert seen(terms) == {Part.OWN, Part.OUTCOME, Part.POINTS}
    assert seen(terms, passed=True) == {Part.OWN, Part.OUTCOME, Part.POINTS, Part.GENERAL}
    assert seen(terms, is_closed=True) == {Part.OWN, Part.OUTCOME, Part.POINTS, Part.OPTIONS}


def test_practice_tells_everything_at_once():
    terms = Terms(feedback=dict.fromkeys(Part, When.NEVER))

    assert seen(terms, mode=Mode.PRACTICE, state=AttemptState.OPEN) == EVERYTHING


MIXED = Terms(feedback=dict.fromkeys(Part, When.AFTER_SENDING) | {
    Part.OUTCOME: When.AT_ONCE, Part.GENERAL: When.AT_ONCE, Part.OPTIONS: When.NEVER,
})  # fmt: skip


def test_on_the_way_a_try_that_counts_tells_what_is_told_at_once_of_a_final_answer_alone():
    assert on_the_way(MIXED, mode=Mode.GRADED, is_final=True) == {Part.OUTCOME, Part.GENERAL}
    assert on_the_way(MIXED, mode=Mode.GRADED, is_final=False) == NOTHING
    assert on_the_way(MIXED, mode=Mode.PRACTICE, is_final=False) == EVERYTHING


@pytest.mark.parametrize(
    ("at_once", "tells"),
    [((), False), ((Part.OWN,), False), ((Part.OUTCOME,), True), ((Part.OWN, Part.KEY), True)],
)
def test_tells_at_once_wants_more_than_the_own_answer(at_once, tells):
    terms = Terms(feedback=dict.fromkeys(Part, When.NEVER) | dict.fromkeys(at_once, When.AT_ONCE))

    assert tells_at_once(terms, Mode.GRADED) is tells
    assert not tells_at_once(terms, Mode.PRACTICE)


def test_topics_only_is_when_nothing_is_ever_told():
    assert is_topics_only(Terms(feedback=dict.fromkeys(Part, When.NEVER)))
    assert not is_topics_only(Terms(feedback=dict.fromkeys(Part, When.NEVER) | {Part.OWN: When.AFTER_CLOSING}))
