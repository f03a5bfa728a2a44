from datetime import UTC, datetime

import pytest

from cms.mail.models import OutboxMail
from cms.records.rules import salted_digest
from quizzes.claims import services
from quizzes.claims.decisions import NotSorted, OwnClaim, approve, ask_for_change, decline, take_back
from quizzes.claims.rules import Confirmer
from quizzes.hours import verify
from quizzes.hours.models import HoursEntry
from tests.builders import dana, hours_claim, in_role

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def rosa(db):
    return in_role("Rosa", "reviewer")


def trail(claim):
    return [event.kind for event in claim.events.order_by("number")]


def rows(trainee):
    found = HoursEntry.objects.filter(trainee=trainee).order_by("sequence")
    return [(row.ledger, row.domain, row.minutes, row.kind) for row in found]


def test_approve_brings_the_hours_into_the_ledger(rosa):
    claim = hours_claim(dana())

    approved = approve(claim, version=1, by=rosa, at=NOON)

    entry = HoursEntry.objects.get()
    assert (approved.state, approved.decided_at, trail(claim)) == ("approved", NOON, ["sent", "approved"])
    assert (entry.ledger, entry.domain, entry.minutes, entry.modality, entry.source) == (
        "training", "recovery_wellness", 120, "in_person", f"claim:{claim.pk}/1",
    )  # fmt: skip
    # Noon of November 9 in New York.
    assert (entry.completed_at, entry.recorded_by, entry.recorded_at) == (
        datetime(2026, 11, 9, 17, tzinfo=UTC), rosa, NOON,
    )  # fmt: skip
    assert list(verify.verify()) == []


def test_what_a_person_typed_lies_beside_the_chain(rosa):
    approve(hours_claim(dana(), title="My story at Riverbend"), version=1, by=rosa, at=NOON)

    entry = HoursEntry.objects.get()
    assert (entry.title, entry.note.text) == ("Workshop", "My story at Riverbend\nNAMI Ohio")
    assert "Riverbend" not in str(entry.link().payload())


def test_approve_with_several_categories_adds_a_row_for_each(rosa):
    claim = hours_claim(dana(), minutes_by_domain={"recovery_wellness": 90, "advocacy": 30})

    approve(claim, version=1, by=rosa, at=NOON)

    assert rows(claim.trainee) == [
        ("training", "advocacy", 30, "earned"),
        ("training", "recovery_wellness", 90, "earned"),
    ]


def test_approve_smaller_and_sorted_keeps_what_was_claimed(rosa):
    claim = hours_claim(dana(), minutes_by_domain={})

    approved = approve(claim, version=1, by=rosa, minutes_by_domain={"advocacy": 60, "ethical_responsibility": 30})

    event = claim.events.last()
    assert (approved.minutes, event.facts["minutes"]) == (90, 90)
    assert (event.before["minutes"], event.before["minutes_by_domain"]) == (120, {})
    assert sum(row[2] for row in rows(claim.trainee)) == 90


@pytest.mark.parametrize(
    "numbers",
    [
        {"minutes_by_domain": {"advocacy": 121}},
        {"minutes_by_domain": {"advocacy": 130, "ethical_responsibility": -10}},
        {"minutes": 60},
        {"minutes": 0},
        {"minutes_by_domain": {}},
    ],
)
def test_approve_refuses_numbers_that_do_not_fit(rosa, numbers):
    claim = hours_claim(dana())

    with pytest.raises(NotSorted):
        approve(claim, version=1, by=rosa, **numbers)

    claim.refresh_from_db()
    assert (claim.state, claim.minutes, rows(claim.trainee), trail(claim)) == ("waiting", 120, [], ["sent"])


def test_training_that_is_not_sorted_waits_for_sorting_and_practice_does_not(rosa):
    trainee, sam = dana(), in_role("Sam", "supervisor")
    training = hours_claim(trainee, minutes_by_domain={})
    practice = hours_claim(trainee, activity="practice", supervisor=sam, minutes=300)

    with pytest.raises(NotSorted):
        approve(training, version=1, by=rosa)
    approve(practice, version=1, by=sam)

    assert rows(trainee) == [("practice", "", 300, "earned")]


def test_approve_twice_pays_once(rosa):
    claim = hours_claim(dana())

    approve(claim, version=1, by=rosa, at=NOON)
    approve(claim, version=1, by=rosa, at=NOON)

    assert (len(rows(claim.trainee)), trail(claim), OutboxMail.objects.count()) == (1, ["sent", "approved"], 1)


def test_approve_by_somebody_without_an_account(db):
    claim = hours_claim(
        dana(), activity="practice", confirmer_name="Pat Lee", confirmer_email="pat@example.org", minutes=60
    )

    approve(claim, version=1, by=Confirmer("Pat Lee", "pat@example.org", "Site lead"), at=NOON)

    event, entry = claim.events.last(), HoursEntry.objects.get()
    assert (event.by, event.note.by_name, event.note.by_email, event.note.by_role) == (
        None, "Pat Lee", "pat@example.org", "Site lead",
    )  # fmt: skip
    assert event.note_digest == salted_digest(event.note.words(), event.note.salt)
    assert (entry.recorded_by, entry.note.text) == (None, "NAMI workshop\nNAMI Ohio\nPat Lee, Site lead")


@pytest.mark.parametrize("deed", [approve, ask_for_change, decline])
def test_a_decision_on_an_older_version_is_refused(rosa, deed):
    claim = hours_claim(dana())
    services.withdraw(claim, by=claim.trainee)
    services.reopen(claim, by=claim.trainee)
    services.send(claim, by=claim.trainee)

    with pytest.raises(services.StaleClaim):
        deed(claim, version=1, by=rosa, **({} if deed is approve else {"note": "x"}))

    assert rows(claim.trainee) == []
    assert trail(claim) == ["sent", "withdrawn", "reopened", "changed"]


@pytest.mark.parametrize("deed", [approve, ask_for_change, decline])
def test_nobody_decides_about_their_own_hours(db, deed):
    own = in_role("Rosa", "reviewer")
    claim = hours_claim(own)

    with pytest.raises(OwnClaim):
        deed(claim, version=1, by=own, **({} if deed is approve else {"note": "x"}))

    assert (rows(own), trail(claim)) == ([], ["sent"])


def test_a_second_reader_with_another_answer_is_too_late(rosa):
    claim = hours_claim(dana())
    decline(claim, version=1, by=rosa, note="Not ours.")

    with pytest.raises(services.StaleClaim):
        approve(claim, version=1, by=rosa)

    assert rows(claim.trainee) == []


def test_ask_for_change_gives_it_back_with_a_note(rosa):
    claim = hours_claim(dana())

    held = ask_for_change(claim, version=1, by=rosa, note="Which day was it?", at=NOON)
    ask_for_change(claim, version=1, by=rosa, note="Which day was it?", at=NOON)

    assert (held.state, claim.events.last().note.text) == ("needs_change", "Which day was it?")
    assert (trail(claim), OutboxMail.objects.count()) == (["sent", "change_asked"], 1)


def test_decline_says_why(rosa):
    claim = hours_claim(dana())

    held = decline(claim, version=1, by=rosa, note="A course we cannot count.", at=NOON)

    assert (held.state, claim.events.last().note.text) == ("declined", "A course we cannot count.")
    assert "A course we cannot count." in OutboxMail.objects.get().body


def test_take_back_answers_each_row_once(rosa):
    claim = hours_claim(dana(), minutes_by_domain={"recovery_wellness": 90, "advocacy": 30})
    approve(claim, version=1, by=rosa, at=NOON)

    held = take_back(claim, by=rosa, reason="The paper was another person’s.", at=NOON)
    take_back(claim, by=rosa, reason="The paper was another person’s.", at=NOON)

    assert held.state == "declined"
    assert trail(claim) == ["sent", "approved", "taken_back"]
    assert sorted(row[2] for row in rows(claim.trainee)) == [-90, -30, 30, 90]
    assert list(verify.verify()) == []


def test_what_was_taken_back_can_be_changed_sent_and_approved_again(rosa):
    claim = hours_claim(dana())
    approve(claim, version=1, by=rosa, at=NOON)
    take_back(claim, by=rosa, reason="Hours too many.", may_change=True, at=NOON)
    claim.refresh_from_db()
    claim.minutes, claim.minutes_by_domain = 60, {"advocacy": 60}
    services.save_draft(claim)
    services.send(claim, by=claim.trainee, at=NOON)

    approve(claim, version=2, by=rosa, at=NOON)

    assert sum(row[2] for row in rows(claim.trainee)) == 60
    assert [row[2] for row in rows(claim.trainee)] == [120, -120, 60]


def test_take_back_is_refused_for_what_was_not_approved_and_for_ones_own(rosa):
    waiting, own = hours_claim(dana()), hours_claim(rosa)
    approve(own, version=1, by=in_role("Rita", "reviewer"))

    with pytest.raises(services.StaleClaim):
        take_back(waiting, by=rosa, reason="x")
    with pytest.raises(OwnClaim):
        take_back(own, by=rosa, reason="x")

    assert len(rows(rosa)) == 1


def test_mails_are_in_the_writers_language_and_say_nothing_private(rosa):
    trainee = dana(language="es")
    for deed in (approve, ask_for_change, decline):
        claim = hours_claim(trainee, title="marker-title", given_by="marker-site", note="marker-note")
        deed(claim, version=1, by=rosa, **({} if deed is approve else {"note": "Because."}))

    mails = list(OutboxMail.objects.order_by("pk"))

    assert [(mail.to, mail.language) for mail in mails] == [("dana@example.org", "es")] * 3
    assert all("/es/hours/" in mail.body for mail in mails)
    assert not any("marker-" in mail.subject + mail.body for mail in mails)


def test_twenty_approvals_at_once_pay_once(racing_db):
    claim, rosa = hours_claim(dana()), in_role("Rosa", "reviewer")

    outcomes = racing_db(lambda number: approve(claim, version=1, by=rosa, at=NOON).state, 20)

    assert outcomes == ["approved"] * 20
    assert (len(rows(claim.trainee)), trail(claim)) == (1, ["sent", "approved"])


def test_a_yes_and_a_no_at_once_are_one_of_them(racing_db):
    claim, rosa = hours_claim(dana()), in_role("Rosa", "reviewer")

    def decide(number):
        if number % 2:
            return approve(claim, version=1, by=rosa, at=NOON).state
        return decline(claim, version=1, by=rosa, note="no", at=NOON).state

    outcomes = racing_db(decide, 10)

    claim.refresh_from_db()
    assert {each for each in outcomes if isinstance(each, str)} == {claim.state}
    assert outcomes.count(claim.state) == 5
    assert len(rows(claim.trainee)) == (1 if claim.state == "approved" else 0)
