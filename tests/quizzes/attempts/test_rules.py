from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from quizzes.attempts.rules import AttemptState, Projection, fold

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


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


def test_no_steps_are_an_open_try_without_answers():
    assert fold([]) == Projection()


def test_the_last_answer_of_each_question_stands():
    projection = fold([Step(1, "started"), saved(2, 1, "a"), saved(3, 2, ["c"]), saved(4, 1, "b", True, "k")])

    assert projection.last_step == 4
    assert projection.answers == {
        "1": {"response": "b", "flagged": True, "step": 4, "at": "2026-11-23T12:00:04+00:00", "key": "k"},
        "2": {"response": ["c"], "flagged": False, "step": 3, "at": "2026-11-23T12:00:03+00:00", "key": ""},
    }


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
