from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from cms.records.models import RecordIsFinal
from quizzes.claims import services
from quizzes.claims.decisions import approve, ask_for_change
from quizzes.claims.models import ClaimEvent, HoursClaim
from quizzes.claims.rules import Lack
from tests.builders import dana, hours_claim, in_role

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def trail(claim):
    return [event.kind for event in claim.events.order_by("number")]


@pytest.mark.django_db
def test_save_draft_keeps_what_is_there_and_finds_the_ledger():
    claim = services.save_draft(HoursClaim(trainee=dana(), activity="practice"), at=NOON)

    claim.title = "Drop-in center"
    services.save_draft(claim)

    claim.refresh_from_db()
    assert (claim.title, claim.ledger, claim.state, claim.version, claim.created_at) == (
        "Drop-in center", "practice", "draft", 0, NOON,
    )  # fmt: skip
    assert trail(claim) == []


@pytest.mark.django_db
def test_save_draft_is_refused_while_it_waits():
    claim = hours_claim(dana())
    claim.minutes = 600

    with pytest.raises(services.StaleClaim):
        services.save_draft(claim)

    claim.refresh_from_db()
    assert claim.minutes == 120


@pytest.mark.django_db
def test_save_draft_never_writes_a_state():
    claim = hours_claim(dana(), sent=False)
    claim.state, claim.version = "approved", 7

    services.save_draft(claim)

    claim.refresh_from_db()
    assert (claim.state, claim.version) == ("draft", 0)


@pytest.mark.django_db
def test_send_hands_it_over_with_its_numbers():
    claim = hours_claim(dana(), sent=False, note="I was there all day.")

    sent = services.send(claim, by=claim.trainee, at=NOON)

    assert (sent.state, sent.version, sent.sent_at) == ("waiting", 1, NOON)
    event = sent.events.get()
    assert (event.kind, event.by, event.note.text) == ("sent", claim.trainee, "I was there all day.")
    assert event.facts == {
        "activity": "workshop", "ledger": "training", "minutes": 120, "minutes_by_domain": {"recovery_wellness": 120},
        "competencies": [], "modality": "in_person", "started_on": "2026-11-09", "ended_on": "2026-11-09",
        "proof": "none", "version": 1,
    }  # fmt: skip


@pytest.mark.django_db
def test_send_twice_sends_once():
    claim = hours_claim(dana(), sent=False)

    services.send(claim, by=claim.trainee, at=NOON)
    services.send(claim, by=claim.trainee, at=NOON)

    claim.refresh_from_db()
    assert (claim.version, trail(claim)) == (1, ["sent"])


@pytest.mark.django_db
def test_send_says_what_is_missing_and_keeps_the_draft():
    claim = hours_claim(dana(), sent=False, minutes=0, title="")

    with pytest.raises(services.NotReady) as refused:
        services.send(claim, by=claim.trainee, at=NOON)

    claim.refresh_from_db()
    assert refused.value.lacks == [Lack.NO_TITLE, Lack.NO_MINUTES, Lack.SPLIT_OFF]
    assert (claim.state, trail(claim)) == ("draft", [])


@pytest.mark.django_db
def test_today_is_the_writers():
    late = datetime(2026, 11, 25, 3, tzinfo=UTC)
    claim = hours_claim(dana(), sent=False, started_on=date(2026, 11, 25), ended_on=date(2026, 11, 25))

    assert services.lacks_of(claim, at=late) == [Lack.NOT_YET]
    claim.trainee.time_zone = "Pacific/Kiritimati"
    assert services.lacks_of(claim, at=late) == []


@pytest.mark.django_db
def test_a_day_has_24_hours_over_all_entries_and_part_time_entries_fit():
    trainee = dana()
    for hours in (8, 8):
        hours_claim(trainee, minutes=hours * 60, minutes_by_domain={})

    fits = hours_claim(trainee, sent=False, minutes=8 * 60, minutes_by_domain={})
    over = hours_claim(trainee, sent=False, minutes=8 * 60 + 1, minutes_by_domain={})

    assert services.lacks_of(fits, at=NOON) == []
    assert services.lacks_of(over, at=NOON) == [Lack.DAY_IS_FULL]


@pytest.mark.django_db
def test_send_again_after_a_change_keeps_the_old_numbers():
    claim, rosa = hours_claim(dana()), in_role("Rosa", "reviewer")
    ask_for_change(claim, version=1, by=rosa, note="Which day?", at=NOON)
    claim.refresh_from_db()
    claim.minutes, claim.minutes_by_domain = 90, {}
    services.save_draft(claim)

    sent = services.send(claim, by=claim.trainee, at=NOON + timedelta(hours=1))

    event = sent.events.last()
    assert (sent.state, sent.version, event.kind) == ("waiting", 2, "changed")
    assert (event.before["minutes"], event.facts["minutes"]) == (120, 90)


@pytest.mark.django_db
def test_withdraw_then_reopen_then_send():
    claim = hours_claim(dana())

    services.withdraw(claim, by=claim.trainee, at=NOON)
    services.withdraw(claim, by=claim.trainee, at=NOON)
    services.reopen(claim, by=claim.trainee, at=NOON)
    services.reopen(claim, by=claim.trainee, at=NOON)
    sent = services.send(claim, by=claim.trainee, at=NOON)

    assert (sent.state, sent.version) == ("waiting", 2)
    assert trail(claim) == ["sent", "withdrawn", "reopened", "changed"]


@pytest.mark.django_db
def test_withdraw_is_refused_once_it_is_decided_or_was_never_sent():
    trainee = dana()
    decided, draft = hours_claim(trainee), hours_claim(trainee, sent=False)
    approve(decided, version=1, by=in_role("Rosa", "reviewer"), at=NOON)

    for claim in (decided, draft):
        with pytest.raises(services.StaleClaim):
            services.withdraw(claim, by=trainee, at=NOON)

    assert trail(decided) == ["sent", "approved"]


@pytest.mark.django_db
def test_discard_takes_a_draft_and_nothing_that_was_ever_sent():
    trainee = dana()
    draft, waiting, reopened = hours_claim(trainee, sent=False), hours_claim(trainee), hours_claim(trainee)
    services.withdraw(reopened, by=trainee)
    services.reopen(reopened, by=trainee)

    services.discard(draft)
    for claim in (waiting, reopened):
        with pytest.raises(services.StaleClaim):
            services.discard(claim)

    assert set(HoursClaim.objects.all()) == {waiting, reopened}


@pytest.mark.django_db
def test_what_was_sent_is_not_deleted_and_its_events_do_not_change():
    claim = hours_claim(dana())

    with pytest.raises(ProtectedError):
        claim.delete()
    with pytest.raises(ProtectedError):
        HoursClaim.objects.all().delete()
    with pytest.raises(RecordIsFinal):
        claim.events.update(kind="approved")
    with pytest.raises(DatabaseError), transaction.atomic():
        ClaimEvent.objects.all()._raw_delete(using="default")

    assert trail(claim) == ["sent"]


def test_twenty_sendings_at_once_are_one(racing_db):
    claim = hours_claim(dana(), sent=False)

    outcomes = racing_db(lambda number: services.send(claim, by=claim.trainee, at=NOON).version, 20)

    assert outcomes == [1] * 20
    assert trail(claim) == ["sent"]
