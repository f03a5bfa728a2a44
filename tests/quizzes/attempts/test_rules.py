"""What each step makes of an attempt, as whole projections."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from quizzes.attempts.rules import (
    SCORING,
    AttemptState,
    Mode,
    Projection,
    StepKind,
    content,
    content_of,
    ended,
    fold,
    follow,
    is_answered,
    is_final,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ONE = datetime(2026, 11, 23, 13, tzinfo=UTC)
TWO = datetime(2026, 11, 23, 14, tzinfo=UTC)


@dataclass
class Step:
    number: int
    kind: str
    question: int | None = None
    payload: dict = field(default_factory=dict)
    request_key: str = ""

    @property
    def at(self) -> datetime:
        return NOON + timedelta(seconds=self.number)


def saved(number, question, response, flagged=False, key=""):
    return Step(number, "saved", question, {"response": response, "flagged": flagged}, key)


# A try under way, in which everything differs from what it begins with.
UNDER_WAY = Projection(
    mode=Mode.PRACTICE,
    last_step=8,
    answers={"1": {"response": "a", "flagged": False, "step": 2, "at": "then", "key": ""}},
    deadline_at=ONE,
    grace_seconds=30,
    paused_at=NOON,
    pause_until=ONE,
    pause_reason="break",
    break_seconds=60,
    stopped_seconds=100,
    late=1,
)


def test_no_steps_are_an_open_try_without_answers():
    assert fold([]) == Projection()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, {"response": "a", "flagged": False}),
        ({"flagged": True}, {"response": "a", "flagged": True}),
        ({"certainty": 2}, {"response": "a", "flagged": False, "certainty": 2}),
        ({"unsure": True}, {"response": None, "flagged": False, "unsure": True}),
        ({"unsure": True, "certainty": 3}, {"response": None, "flagged": False, "unsure": True}),
    ],
)
def test_content_keeps_a_modifier_only_when_it_says_something(said, kept):
    assert content("a", **said) == kept


def test_content_without_a_response_is_not_certain_of_anything():
    assert content(None, certainty=3) == {"response": None, "flagged": False}


def test_content_of_leaves_out_where_and_when_it_was_kept():
    said = {"response": "a", "flagged": True, "unsure": False, "certainty": 2}

    assert content_of({**said, "step": 3, "at": "then", "key": "k"}) == said
    assert content_of({"response": None}) == {"response": None}


@pytest.mark.parametrize(
    ("said", "final", "kept"),
    [
        ({"response": "a"}, True, {"response": "a", "final": True}),
        ({"response": None, "unsure": True}, True, {"response": None, "unsure": True, "final": True}),
        ({"response": "a"}, False, {"response": "a"}),
        ({"response": None}, True, {"response": None}),
    ],
)
def test_only_an_answer_can_end_its_question(said, final, kept):
    assert ended(said, final=final) == kept
    assert is_final(kept) is ("final" in kept)


def test_the_fold_keeps_that_an_answer_is_final_and_content_leaves_it_out():
    step = Step(2, "saved", 1, {"response": "a", "flagged": False, "final": True}, "k")

    held = fold([Step(1, "started", None, {}), step]).answers["1"]

    assert held == {
        "response": "a", "flagged": False, "final": True, "step": 2, "at": step.at.isoformat(), "key": "k",
    }  # fmt: skip
    assert content_of(held) == {"response": "a", "flagged": False}


@pytest.mark.parametrize(
    ("held", "answered"),
    [
        ({}, False),
        ({"response": None}, False),
        ({"response": None, "unsure": True}, True),
        ({"unsure": False}, False),
        ({"response": "a"}, True),
        ({"response": 0}, True),
    ],
)
def test_is_answered_by_a_response_or_by_not_knowing_yet(held, answered):
    assert is_answered(held) is answered


@pytest.mark.parametrize(
    ("payload", "changes"),
    [
        ({}, {}),
        ({"mode": "practice"}, {"mode": Mode.PRACTICE}),
        (
            {"mode": "graded", "deadline_at": ONE.isoformat(), "grace_seconds": 45},
            {"deadline_at": ONE, "grace_seconds": 45},
        ),
        ({"deadline_at": None}, {}),
    ],
)
def test_starting_says_the_mode_and_the_time(payload, changes):
    assert follow(Projection(), Step(1, "started", payload=payload)) == replace(Projection(), last_step=1, **changes)


def test_the_last_answer_of_each_question_stands():
    projection = fold([Step(1, "started"), saved(2, 1, "a"), saved(3, 2, ["c"]), saved(4, 1, "b", True, "k")])

    assert projection.last_step == 4
    assert projection.answers == {
        "1": {"response": "b", "flagged": True, "step": 4, "at": "2026-11-23T12:00:04+00:00", "key": "k"},
        "2": {"response": ["c"], "flagged": False, "step": 3, "at": "2026-11-23T12:00:03+00:00", "key": ""},
    }


def test_what_came_late_is_counted_and_nothing_else_changes():
    assert follow(UNDER_WAY, Step(9, "late", 1, {"response": "b"})) == replace(UNDER_WAY, last_step=9, late=2)


@pytest.mark.parametrize("deadline", [TWO, None])
def test_a_deadline_moves_or_goes(deadline):
    step = Step(9, "adjusted", payload={"deadline_at": deadline.isoformat() if deadline else None})

    assert follow(UNDER_WAY, step) == replace(UNDER_WAY, last_step=9, deadline_at=deadline)


@pytest.mark.parametrize(
    ("payload", "until"),
    [({"reason": "suspended"}, None), ({"reason": "suspended", "until": TWO.isoformat()}, TWO)],
)
def test_a_pause_says_since_when_until_when_and_why(payload, until):
    step = Step(9, "paused", payload=payload)

    assert follow(UNDER_WAY, step) == replace(
        UNDER_WAY, last_step=9, paused_at=step.at, pause_until=until, pause_reason="suspended"
    )


@pytest.mark.parametrize(("reason", "break_seconds"), [("break", 67), ("suspended", 60)])
def test_going_on_counts_the_pause_as_a_break_only_where_it_was_one(reason, break_seconds):
    paused = replace(UNDER_WAY, pause_reason=reason)
    step = Step(9, "resumed", payload={"deadline_at": TWO.isoformat(), "seconds": 7})

    assert follow(paused, step) == replace(
        paused,
        last_step=9,
        paused_at=None,
        pause_until=None,
        pause_reason="",
        deadline_at=TWO,
        break_seconds=break_seconds,
        stopped_seconds=107,
    )


@pytest.mark.parametrize(
    ("payload", "by"),
    [({"receipt": "7K2QM4XRWN"}, "trainee"), ({"receipt": "7K2QM4XRWN", "by": "deadline"}, "deadline")],
)
def test_sending_closes_and_ends_a_pause(payload, by):
    step = Step(9, "sent", payload=payload)

    assert follow(UNDER_WAY, step) == replace(
        UNDER_WAY,
        state=AttemptState.SENT,
        last_step=9,
        sent_at=step.at,
        sent_by=by,
        receipt="7K2QM4XRWN",
        paused_at=None,
        pause_until=None,
        pause_reason="",
    )


CARD = {"points": "7.50", "possible": "10"}


@pytest.mark.parametrize("kind", sorted(SCORING))
@pytest.mark.parametrize(
    ("card", "changes"),
    [
        ({"passed": True}, {"passed": True}),
        ({"passed": False, "missed": ["score", "domain:ethics"]}, {"passed": False}),
        ({"passed": None, "waiting": [2, 5]}, {"passed": None, "waiting": 2}),
        ({"passed": None, "talk": [3]}, {"passed": None, "held": True}),
        ({"passed": False, "talk": [], "waiting": [], "missed": []}, {"passed": False}),
        ({"passed": False, "missed": ["score", "again:2"]}, {"passed": False, "again": True}),
        # Before scorecards said themselves whether they pass.
        ({"passing_percent": 75}, {"passed": True}),
        ({"passing_percent": 76}, {"passed": False}),
        ({"points": "7.49", "passing_percent": 75}, {"passed": False, "points": "7.49"}),
        ({"possible": "0", "points": "0", "passing_percent": 0}, {"passed": False, "points": "0", "possible": "0"}),
        ({"possible": "1", "points": "1", "passing_percent": 80}, {"passed": True, "points": "1", "possible": "1"}),
    ],
)
def test_each_scorecard_is_the_score(kind, card, changes):
    before = replace(UNDER_WAY, waiting=4, held=True, again=True, passed=True, points=Decimal(1), possible=Decimal(2))

    projection = follow(before, Step(9, kind, payload=CARD | card))

    numbers = {name: Decimal(changes.get(name, CARD[name])) for name in ("points", "possible")}
    plain = {"waiting": 0, "held": False, "again": False}
    assert projection == replace(before, last_step=9, **(plain | changes | numbers))


def test_what_a_later_release_wrote_moves_only_the_number():
    assert follow(UNDER_WAY, Step(9, "something new")) == replace(UNDER_WAY, last_step=9)
    assert set(SCORING) == {StepKind.SCORED, StepKind.REVIEWED, StepKind.OVERRIDDEN, StepKind.RESCORED}


def test_sending_closes_and_scoring_tells_the_points():
    sent = Step(2, "sent", payload={"receipt": "7K2QM4XRWN"})
    scored = Step(3, "scored", payload={"points": "7.50", "possible": "10", "passing_percent": 75})

    projection = fold([Step(1, "started"), sent, scored])

    assert projection == Projection(
        state=AttemptState.SENT,
        last_step=3,
        sent_at=sent.at,
        sent_by="trainee",
        receipt="7K2QM4XRWN",
        points=Decimal("7.50"),
        possible=Decimal("10"),
        passed=True,
    )
