from decimal import Decimal

import pytest

from cms.mail.models import OutboxMail
from courses.progress.models import Result
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import fold
from quizzes.hours.models import HoursEntry
from quizzes.reviews import rescoring
from quizzes.reviews.models import Doubt, Rescore
from quizzes.reviews.policies import Policy
from quizzes.reviews.recounting import Key, dry_run
from tests.quizzes.reviews.conftest import LATER, NOON, house


def key(home, policy=Policy.NO_LOWER, index=0) -> Key:
    return Key(rescoring.newest_version(home.questions[index].translation_key), policy)


def rescore(home, policy=Policy.NO_LOWER, index=0, size=rescoring.BITE) -> Rescore:
    run = rescoring.begin(key(home, policy, index).version, policy, reason="The key was off.", by=home.rosa, at=LATER)
    while rescoring.take_a_bite(Rescore.objects.get(pk=run.pk), at=LATER, size=size):
        pass
    run.refresh_from_db()
    return run


def row(attempt) -> Attempt:
    found = Attempt.objects.get(pk=attempt.pk)
    assert found.projection() == fold(found.steps.all())
    return found


@pytest.mark.django_db
def test_dry_run_says_who_changes_and_writes_nothing(home):
    home.sent("Dana", ["b", "a", "a"])
    home.sent("Joe", ["a", "a", "a"])
    home.correct(0, "b")
    before = AttemptStep.objects.count()

    found = dry_run(key(home))

    assert [(each.attempt.trainee.chosen_name, each.now_passes, each.minutes) for each in found.planned] == [
        ("Dana", True, 25)
    ]
    assert (found.looked_at, found.apart, found.by_person, len(found.losing)) == (2, 0, 0, 0)
    assert AttemptStep.objects.count() == before


@pytest.mark.django_db
def test_a_corrected_key_brings_the_pass_and_hours_dated_to_the_original_completion(home):
    attempt = home.sent("Dana", ["b", "a", "a"])
    assert (attempt.points, attempt.passed, HoursEntry.objects.count()) == (Decimal("2.00"), False, 0)
    home.correct(0, "b")

    run = rescore(home)

    assert (row(attempt).points, row(attempt).passed) == (Decimal("3.00"), True)
    (entry,) = HoursEntry.objects.all()
    assert (entry.completed_at, entry.recorded_at, entry.minutes) == (NOON, LATER, 25)
    assert (run.state, run.seen, run.changed, run.total) == ("done", 1, 1, 1)
    assert (
        OutboxMail.objects.filter(to="dana@example.org").latest("pk").subject == "We looked at something of yours again"
    )


@pytest.mark.django_db
def test_the_old_score_stays_with_who_and_why(home):
    attempt = home.sent("Dana", ["b", "a", "a"])
    old = attempt.steps.get(kind="scored").payload
    home.correct(0, "b")

    rescore(home)

    step = attempt.steps.get(kind="rescored")
    assert step.payload["old"] == {"points": "2.00", "possible": "3", "passed": False}
    assert (step.payload["reason"], step.payload["by"]) == ("The key was off.", home.rosa.pk)
    assert attempt.steps.get(kind="scored").payload == old
    assert row(attempt).answers["1"]["response"] == "b"


@pytest.mark.django_db
def test_no_lower_takes_nothing_from_who_had_it_right(home):
    attempt = home.sent("Dana", ["a", "a", "a"])
    home.correct(0, "b")

    run = rescore(home)

    assert (row(attempt).points, run.seen, run.changed) == (Decimal("3.00"), 1, 0)
    assert not attempt.steps.filter(kind="rescored").exists()


@pytest.mark.django_db
def test_new_key_lowers_too_but_hours_and_certificate_wait_for_a_person(home):
    attempt = home.sent("Dana", ["a", "a", "a"])
    home.correct(0, "b")

    found = dry_run(key(home, Policy.NEW_KEY))
    rescore(home, Policy.NEW_KEY)

    assert [(each.no_longer_passes, each.minutes_in_doubt) for each in found.planned] == [(True, 25)]
    assert (row(attempt).points, row(attempt).passed) == (Decimal("2.00"), False)
    assert sum(entry.minutes for entry in HoursEntry.objects.all()) == 25
    (doubt,) = Doubt.objects.all()
    assert (doubt.kind, doubt.state, doubt.attempt, doubt.why) == ("hours", "open", attempt, "The key was off.")


@pytest.mark.django_db
def test_full_credit_reaches_everybody_who_had_the_question(home):
    home.correct(0, "b")
    attempt = home.sent("Dana", ["c", "a", "a"])

    rescore(home, Policy.FULL_CREDIT)

    line = attempt.steps.get(kind="rescored").payload["questions"][0]
    assert (line["scheme"], line["workings"], Decimal(line["earned"])) == ("full_credit", "1", Decimal(1))
    assert row(attempt).points == Decimal("3.00")


@pytest.mark.django_db
@pytest.mark.parametrize("policy", list(Policy))
def test_running_it_again_changes_nothing(home, policy):
    home.sent("Dana", ["b", "a", "a"])
    home.sent("Joe", ["a", "a", "a"])
    home.correct(0, "b")
    rescore(home, policy)
    steps, results, mails = AttemptStep.objects.count(), Result.objects.count(), OutboxMail.objects.count()

    run = rescore(home, policy)

    assert (run.seen, run.changed) == (2, 0)
    assert (AttemptStep.objects.count(), Result.objects.count(), OutboxMail.objects.count()) == (steps, results, mails)


@pytest.mark.django_db
def test_open_tries_get_no_step_and_keep_their_key(home):
    attempt = home.started("Dana")
    home.correct(0, "b")

    run = rescore(home)

    assert (run.total, run.seen) == (0, 0)
    assert [step.kind for step in attempt.steps.all()] == ["started"]


@pytest.mark.django_db
def test_an_answer_a_person_scored_stays(home):
    from quizzes.reviews import services

    attempt = home.sent("Dana", ["b", "a", "a"])
    services.override_points(attempt, 1, Decimal("0.5"), reason="Half of it", by=home.rosa, at=LATER)
    home.correct(0, "b")

    found = dry_run(key(home))
    rescore(home)

    assert (found.by_person, found.planned) == (1, [])
    assert row(attempt).points == Decimal("2.50")


@pytest.mark.django_db
def test_a_question_that_lost_an_answer_is_left_to_full_credit(home):
    attempt = home.sent("Dana", ["c", "a", "a"])
    found = home.questions[0]
    found.content = [
        {"type": "single", "value": {"options": home.questions[0].content.raw_data[0]["value"]["options"][:2]}}
    ]
    found.save_revision().publish()

    by_key = dry_run(key(home, Policy.NEW_KEY))
    rescore(home, Policy.FULL_CREDIT)

    assert (by_key.apart, by_key.planned) == (1, [])
    assert row(attempt).points == Decimal("3.00")


@pytest.mark.django_db
def test_a_second_run_waits_for_the_first(home):
    home.sent("Dana", ["b", "a", "a"])
    version = key(home).version
    rescoring.begin(version, Policy.NO_LOWER, reason="r", by=home.rosa, at=LATER)

    with pytest.raises(rescoring.AlreadyRunning):
        rescoring.begin(version, Policy.NO_LOWER, reason="r", by=home.rosa, at=LATER)


@pytest.mark.django_db
def test_a_worker_that_dies_is_followed_by_one_that_goes_on_at_the_bookmark(home, monkeypatch):
    tries = [home.sent(f"Guest{number}", ["b", "a", "a"]) for number in range(5)]
    home.correct(0, "b")
    run = rescoring.begin(key(home).version, Policy.NO_LOWER, reason="r", by=home.rosa, at=LATER)
    whole = rescoring._rescore

    def dies(run, placed, at):
        if placed.attempt_id == tries[2].pk:
            raise KeyboardInterrupt
        return whole(run, placed, at)

    monkeypatch.setattr(rescoring, "_rescore", dies)
    with pytest.raises(KeyboardInterrupt):
        rescoring.take_a_bite(Rescore.objects.get(pk=run.pk), at=LATER)
    monkeypatch.undo()
    run.refresh_from_db()
    assert (run.seen, run.changed, run.reached) == (2, 2, tries[1].pk)

    while rescoring.take_a_bite(Rescore.objects.get(pk=run.pk), at=LATER, size=2):
        pass

    run.refresh_from_db()
    assert (run.state, run.seen, run.changed) == ("done", 5, 5)
    assert AttemptStep.objects.filter(kind="rescored").count() == 5
    assert OutboxMail.objects.filter(subject="We looked at something of yours again").count() == 5


@pytest.mark.django_db
def test_which_try_counts_decides_who_now_passes(db):
    home = house(which_try_counts="first")
    home.sent("Dana", ["c", "a", "a"])
    home.sent("Dana", ["b", "a", "a"], at=LATER)
    home.correct(0, "b")

    found = dry_run(key(home))

    assert [(each.attempt.number, each.change.now_passes, each.now_passes) for each in found.planned] == [
        (2, True, False)
    ]


@pytest.mark.django_db
def test_dry_run_asks_the_database_as_often_for_one_as_for_three(home):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    home.correct(0, "b")
    home.sent("Dana", ["a", "a", "c"])
    home.correct(0, "c")
    target = key(home, Policy.FULL_CREDIT)

    def count() -> int:
        dry_run(target)
        with CaptureQueriesContext(connection) as asked:
            dry_run(target)
        return len(asked)

    one = count()
    home.sent("Joe", ["b", "c", "c"])
    home.sent("Ana", ["b", "c", "c"])

    assert count() == one


def test_four_workers_on_one_run_count_each_try_once(racing_db):
    home = house()
    for number in range(6):
        home.sent(f"Guest{number}", ["b", "a", "a"])
    home.correct(0, "b")
    # Not begun by its own task: here that would do everything before the race.
    version = key(home).version
    run = Rescore.objects.create(
        question_key=version.question_key, version=version, policy=Policy.NO_LOWER, reason="r", by=home.rosa,
        at=LATER, total=6,
    )  # fmt: skip

    def work(_):
        while rescoring.take_a_bite(Rescore.objects.get(pk=run.pk), at=LATER, size=2):
            pass

    outcomes = racing_db(work, 4)
    work(0)

    run.refresh_from_db()
    assert outcomes == [None] * 4
    assert (run.state, run.seen) == ("done", 6)
    assert AttemptStep.objects.filter(kind="rescored").count() == 6
    assert OutboxMail.objects.filter(subject="We looked at something of yours again").count() == 6
