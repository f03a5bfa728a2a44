from datetime import date, timedelta
from decimal import Decimal

import pytest
from wagtail.models import ModelLogEntry

from cms.mail.models import OutboxMail
from courses.progress.models import Result
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import fold
from quizzes.hours.models import HoursEntry
from quizzes.questions.types.guides import UnknownLevel
from quizzes.reviews import queries, services
from quizzes.reviews.models import Claim, Doubt, TalkNote
from quizzes.reviews.rules import TalkOutcome, Verdict
from tests.builders import in_role
from tests.quizzes.reviews.conftest import LATER, NOON, house

REFLECTION = {"text": "I asked him to stop.", "seen_by": "reader"}
CLEAR = {"g1": "2", "g2": "2"}
HELD = {"path": ["c3"]}


@pytest.fixture
def written(db):
    return house(("single", "reflection"))


@pytest.fixture
def branched(db):
    return house(("single", "scenario"), passing_percent=50)


def decide(home, attempt, *, levels=CLEAR, verdict=Verdict.DONE, note="You waited. That helps.", number=2, **more):
    return services.decide(attempt, number, levels=levels, note=note, verdict=verdict, by=home.rosa, at=LATER, **more)


def talk(home, attempt, outcome=TalkOutcome.PASSES, private="Was tired that day."):
    return services.record_talk(
        attempt, 2, outcome=outcome, talked_on=date(2026, 11, 22), note="We talked.", private=private,
        by=home.rosa, at=LATER,
    )  # fmt: skip


def row(attempt) -> Attempt:
    found = Attempt.objects.get(pk=attempt.pk)
    assert found.projection() == fold(found.steps.all())
    return found


def states(attempt) -> list[str]:
    return list(Result.objects.filter(activity_key=attempt.quiz_key).order_by("pk").values_list("state", flat=True))


def subjects() -> list[str]:
    return list(OutboxMail.objects.filter(to="dana@example.org").order_by("pk").values_list("subject", flat=True))


def test_an_answer_waits_until_a_person_has_read_it(written):
    attempt = written.sent("Dana", ["a", REFLECTION])

    assert (attempt.passed, attempt.waiting, states(attempt)) == (None, 1, ["started", "waiting"])

    decide(written, attempt)

    assert (row(attempt).points, row(attempt).passed, row(attempt).waiting) == (Decimal("2.00"), True, 0)
    assert states(attempt) == ["started", "waiting", "passed"]


def test_decide_keeps_levels_note_and_arithmetic_in_a_step_of_its_own(written):
    attempt = written.sent("Dana", ["a", REFLECTION])

    decide(written, attempt, levels={"g1": "0", "g2": "2"})

    step = attempt.steps.get(kind="reviewed")
    line = step.payload["questions"][1]
    assert (line["levels"], line["note"], line["by"]) == (
        {"g1": "0", "g2": "2"},
        "You waited. That helps.",
        written.rosa.pk,
    )
    assert (line["scheme"], line["workings"], line["fraction"]) == ("marking_guide", "min(1, (0 + 2) / 4)", "0.5")
    assert attempt.steps.get(kind="scored").payload["questions"][1]["fraction"] is None
    assert row(attempt).answers["2"]["response"] == REFLECTION


def test_a_pass_by_a_reader_brings_hours_dated_to_the_sending(written):
    attempt = written.sent("Dana", ["a", REFLECTION])

    decide(written, attempt)

    (entry,) = HoursEntry.objects.all()
    assert (entry.completed_at, entry.recorded_at, entry.recorded_by) == (NOON, LATER, written.rosa)


def test_not_yet_after_reading_is_new_feedback(written):
    attempt = written.sent("Dana", ["b", REFLECTION])

    decide(written, attempt, levels={"g1": "0", "g2": "1"})

    assert (row(attempt).passed, states(attempt)) == (False, ["started", "waiting", "new_feedback"])
    assert subjects() == ["Your results are ready to look at"]


def test_the_trainee_gets_one_mail_a_decision_and_it_tells_nothing(written):
    attempt = written.sent("Dana", ["a", REFLECTION])

    decide(written, attempt, verdict=Verdict.ANOTHER_DRAFT, levels={})

    mail = OutboxMail.objects.get(to="dana@example.org")
    assert mail.subject == "Rosa left you a note"
    assert "You waited" not in mail.body
    assert f"/tries/{attempt.pk}/result/" in mail.body


def test_mails_come_in_the_readers_language(written):
    place = written.place("Dana")
    place.trainee.language = "es"
    place.trainee.save()
    attempt = written.sent("Dana", ["a", REFLECTION])

    decide(written, attempt)

    mail = OutboxMail.objects.get(to="dana@example.org")
    assert (mail.language, f"/es/tries/{attempt.pk}/result/" in mail.body) == ("es", True)


def test_one_more_draft_begins_with_the_text_and_uses_no_try_up(db):
    home = house(("single", "reflection"), tries_allowed=1)
    first = home.sent("Dana", ["a", REFLECTION])
    decide(home, first, verdict=Verdict.ANOTHER_DRAFT, levels=CLEAR)

    assert (row(first).passed, row(first).again, states(first)[-1]) == (False, True, "new_feedback")

    second = home.started("Dana", at=LATER)

    assert (second.number, second.answers["2"]["response"], "1" in second.answers) == (2, REFLECTION, False)
    assert [step.kind for step in second.steps.all()] == ["started", "saved"]
    assert row(second) == second


def test_done_carries_nothing_over(written):
    first = written.sent("Dana", ["b", REFLECTION])
    decide(written, first, levels={"g1": "0", "g2": "1"})

    assert written.started("Dana", at=LATER).answers == {}


def test_decide_refuses_levels_the_guide_does_not_have(written):
    attempt = written.sent("Dana", ["a", REFLECTION])

    with pytest.raises(UnknownLevel):
        decide(written, attempt, levels={"g1": "9", "g2": "1"})

    assert row(attempt).waiting == 1


def test_decide_once_the_second_reader_is_told(written):
    attempt = written.sent("Dana", ["a", REFLECTION])
    other = Attempt.objects.get(pk=attempt.pk)
    decide(written, attempt)

    with pytest.raises(services.NotWaiting):
        decide(written, other, note="Mine")

    assert len(subjects()) == 1


def test_decide_writes_down_who_did_what(written):
    attempt = written.sent("Dana", ["a", REFLECTION])

    decide(written, attempt)

    entry = ModelLogEntry.objects.get(action="reviews.read")
    assert (entry.user, entry.object_id, entry.data) == (
        written.rosa,
        str(attempt.pk),
        {"question": 2, "verdict": "done"},
    )


def test_two_readers_at_once_make_one_decision_and_one_mail(racing_db):
    home = house(("single", "reflection"))
    attempt = home.sent("Dana", ["a", REFLECTION])
    rows = [Attempt.objects.select_related("trainee", "enrollment").get(pk=attempt.pk) for _ in range(6)]

    outcomes = racing_db(lambda index: decide(home, rows[index], note=f"Note {index}"), 6)

    lost = [outcome for outcome in outcomes if isinstance(outcome, services.NotWaiting)]
    assert (len(lost), [type(each) for each in outcomes if not isinstance(each, (Attempt, services.NotWaiting))]) == (
        5,
        [],
    )
    assert AttemptStep.objects.filter(kind="reviewed").count() == 1
    assert OutboxMail.objects.filter(to="dana@example.org").count() == 1
    assert HoursEntry.objects.count() == 1


def test_two_answers_of_one_try_read_at_once_are_both_kept(racing_db):
    home = house(("reflection", "reflection"))
    attempt = home.sent("Dana", [REFLECTION, REFLECTION])
    rows = [Attempt.objects.select_related("trainee", "enrollment").get(pk=attempt.pk) for _ in range(2)]

    outcomes = racing_db(lambda index: decide(home, rows[index], number=index + 1), 2)

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert (row(attempt).waiting, row(attempt).passed) == (0, True)
    assert AttemptStep.objects.filter(kind="reviewed").count() == 2


def test_claim_is_the_first_readers_until_it_runs_out(written):
    attempt = written.sent("Dana", ["a", REFLECTION])

    assert services.claim(attempt, 2, by=written.rosa, at=NOON).by == written.rosa
    assert services.claim(attempt, 2, by=written.ivan, at=NOON + timedelta(minutes=19)).by == written.rosa
    assert services.claim(attempt, 2, by=written.ivan, at=NOON + timedelta(minutes=20)).by == written.ivan
    assert (
        services.claim(attempt, 2, by=written.rosa, at=NOON + timedelta(minutes=21), take_over=True).by == written.rosa
    )
    services.release(attempt, 2, by=written.ivan)
    assert Claim.objects.count() == 1
    services.release(attempt, 2, by=written.rosa)
    assert Claim.objects.count() == 0


def test_ten_readers_who_open_at_once_see_one_name(racing_db):
    home = house(("single", "reflection"))
    attempt = home.sent("Dana", ["a", REFLECTION])
    readers = [in_role(f"Reader{index}", "reviewer") for index in range(5)]

    outcomes = racing_db(lambda index: services.claim(attempt, 2, by=readers[index], at=NOON).by_id, 5)

    assert len(set(outcomes)) == 1
    assert Claim.objects.count() == 1


def test_a_held_pass_waits_for_a_talk_whatever_the_score(branched):
    attempt = branched.sent("Dana", ["a", HELD])

    assert (attempt.held, attempt.passed, states(attempt)[-1]) == (True, None, "waiting")

    talk(branched, attempt)

    assert (row(attempt).held, row(attempt).passed, states(attempt)[-1]) == (False, True, "passed")
    line = attempt.steps.get(kind="reviewed").payload["questions"][1]
    assert line["talked"] == {"outcome": "passes", "on": "2026-11-22", "by": branched.rosa.pk, "note": "We talked."}


def test_talked_try_again_does_not_pass_and_leaves_a_try(branched):
    attempt = branched.sent("Dana", ["a", HELD])

    talk(branched, attempt, TalkOutcome.AGAIN)

    assert (row(attempt).passed, row(attempt).again, states(attempt)[-1]) == (False, True, "new_feedback")
    assert subjects() == ["Rosa left you a note"]


def test_what_the_team_keeps_of_a_talk_stays_out_of_the_steps(branched):
    attempt = branched.sent("Dana", ["a", HELD])

    talk(branched, attempt)

    assert TalkNote.objects.get().text == "Was tired that day."
    assert "tired" not in str(list(attempt.steps.values_list("payload", flat=True)))


def test_a_talk_is_recorded_once(branched):
    attempt = branched.sent("Dana", ["a", HELD])
    talk(branched, attempt)

    with pytest.raises(services.NotWaiting):
        talk(branched, attempt)

    assert TalkNote.objects.count() == 1


def test_override_points_keeps_the_old_score_with_who_and_why(home):
    attempt = home.sent("Dana", ["b", "a", "a"])

    services.override_points(attempt, 1, Decimal("1"), reason="The scene was cut off", by=home.rosa, at=LATER)

    step = attempt.steps.get(kind="overridden")
    assert (step.payload["old"], step.payload["reason"], step.payload["by"]) == (
        {"points": "2.00", "possible": "3", "passed": False},
        "The scene was cut off",
        home.rosa.pk,
    )
    assert (row(attempt).points, row(attempt).passed) == (Decimal("3.00"), True)
    assert HoursEntry.objects.get().completed_at == NOON
    assert subjects() == ["We looked at something of yours again"]


def test_override_refuses_a_question_the_try_does_not_have(home):
    attempt = home.sent("Dana", ["a", "a", "a"])

    with pytest.raises(services.UnknownQuestion):
        services.override_points(attempt, 9, Decimal("1"), reason="r", by=home.rosa, at=LATER)


def test_override_pass_outranks_points_and_later_rescores(home):
    attempt = home.sent("Dana", ["b", "b", "a"])

    services.override_pass(attempt, True, reason="Shown in person", by=home.rosa, at=LATER)
    services.override_points(attempt, 3, Decimal("0"), reason="Off", by=home.rosa, at=LATER)

    assert (row(attempt).points, row(attempt).passed) == (Decimal("0.00"), True)


def test_taking_a_pass_away_asks_about_the_hours_and_takes_none(home):
    attempt = home.sent("Dana", ["a", "a", "a"])

    services.override_pass(attempt, False, reason="Somebody else sat there", by=home.rosa, at=LATER)

    assert row(attempt).passed is False
    assert [entry.minutes for entry in HoursEntry.objects.all()] == [25]
    assert [(doubt.kind, doubt.why) for doubt in Doubt.objects.all()] == [("hours", "Somebody else sat there")]


def test_saved_notes_are_ones_own(home):
    note = services.keep_note(home.rosa, title="Warm", text="You kept the door open.")

    assert list(queries.saved_notes(home.rosa)) == [note]
    assert list(queries.saved_notes(home.ivan)) == []
    services.forget_note(note)
    assert list(queries.saved_notes(home.rosa)) == []
