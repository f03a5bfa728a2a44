"""P7 and the fold: rows are what their steps say, scores are what they were."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.records.rules import checksum
from quizzes.attempts import services
from quizzes.attempts.finishing import card_of
from quizzes.attempts.history import Difference, differences, replays
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.queries import scorecard_of
from quizzes.attempts.rules import StepKind
from quizzes.attempts.scorecards import replaced
from quizzes.questions.types import REGISTRY
from tests.builders import enrolled, ivan, person
from tests.quizzes.attempts.conftest import NOON, sitting

HOUR = timedelta(hours=1)


@pytest.fixture
def eventful(db):
    """Tries in every state: sent, sealed with an answer that came late, scored again by a person, open."""
    taken = sitting(time_limit_minutes=60, asks_certainty=True)
    sent = taken.start()
    taken.answer_all(sent)
    taken.finish(sent)
    line = scorecard_of(sent)["questions"][0] | {"fraction": "0.5", "by": 1}
    services.revise(sent, StepKind.REVIEWED, lambda card: replaced(card, 1, line), by=ivan(), at=taken.at)
    sealed = taken.start()
    taken.save(sealed, 1, "a", certainty=3)
    with pytest.raises(services.AnswerTooLate):
        taken.save_at(sealed.deadline_at + HOUR, sealed, 2, ["a"])
    taken.at = sealed.deadline_at + HOUR
    taken.save(taken.start(), 1, "a", unsure=True)
    return taken


def run(command, *options) -> str:
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def test_every_row_is_the_fold_of_its_steps(eventful):
    assert list(differences()) == [None] * 3
    assert run("rebuild_attempts") == "3 attempts, 0 differed\n"


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"points": Decimal("9.99")}, ("points",)),
        ({"passed": None, "waiting": 2}, ("passed", "waiting")),
        ({"answers": {}}, ("answers",)),
        ({"deadline_at": None}, ("deadline_at",)),
        ({"late": 7}, ("late",)),
    ],
)
def test_a_row_that_was_changed_is_named_and_set_right(eventful, wrong, names):
    attempt = Attempt.objects.filter(state="sent").latest("number")
    before = Attempt.objects.values().get(pk=attempt.pk)
    Attempt.objects.filter(pk=attempt.pk).update(**wrong)

    assert [found for found in differences() if found] == [Difference(attempt.pk, names)]
    with pytest.raises(CommandError, match="1 of 3 attempts differ"):
        run("rebuild_attempts")

    named = f"attempt {attempt.pk}: {', '.join(names)}"
    assert run("rebuild_attempts", "--fix") == f"{named}\n3 attempts, 1 differed, set right\n"
    assert Attempt.objects.values().get(pk=attempt.pk) == before
    assert list(differences()) == [None] * 3


def test_a_row_without_its_steps_is_named_and_left_alone(eventful):
    orphan = Attempt.objects.latest("pk")
    other = enrolled(person("Joe"), eventful.quiz.get_parent().get_parent().specific)
    lost = Attempt.objects.create(
        trainee=other.trainee, enrollment=other, quiz_key=orphan.quiz_key, quiz_version=orphan.quiz_version,
        number=1, seed="s", started_at=NOON, last_step=4,
    )  # fmt: skip

    assert [found for found in differences(fix=True) if found] == [Difference(lost.pk, ("steps",))]
    lost.refresh_from_db()
    assert lost.last_step == 4


def test_every_sent_try_replays_to_the_same_bytes(eventful):
    assert list(replays()) == [None] * 2
    assert run("replay_attempts") == "2 sent tries graded again, all the same\n"
    for attempt in Attempt.objects.filter(state="sent"):
        scored = AttemptStep.objects.filter(attempt=attempt, kind="scored").latest("number")
        assert checksum(card_of(attempt)) == checksum(scored.payload)


def test_a_release_that_would_grade_otherwise_is_caught(eventful, monkeypatch):
    kind = type(REGISTRY["single"])
    honest = kind.grade
    monkeypatch.setattr(kind, "grade", lambda self, response, key: honest(self, None, key))

    found = [each for each in replays() if each]

    assert found[0].names == ("certainty", "missed", "passed", "points", "questions")
    with pytest.raises(CommandError, match="2 of 2 sent tries would get another score today"):
        run("replay_attempts")


def test_a_scorecard_of_the_first_release_replays_by_what_it_says(db):
    taken = sitting()
    attempt = taken.start()
    taken.answer_all(attempt)
    card = card_of(attempt)
    old = {
        "points": card["points"],
        "possible": card["possible"],
        "passing_percent": 80,
        "questions": [{name: line[name] for name in ("number", "version", "fraction")} for line in card["questions"]],
    }
    number = attempt.last_step
    AttemptStep.objects.create(
        attempt=attempt, number=number + 1, kind="sent", payload={"receipt": "7K2QM4XRWN"}, at=NOON
    )
    AttemptStep.objects.create(attempt=attempt, number=number + 2, kind="scored", payload=old, at=NOON)
    call_command("rebuild_attempts", "--fix", stdout=StringIO())

    attempt.refresh_from_db()
    assert (attempt.state, attempt.sent_by, attempt.points, attempt.passed) == ("sent", "trainee", Decimal(4), True)
    assert list(replays()) == [None]


def test_the_pass_takes_a_fixed_number_of_queries(eventful, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(differences())
