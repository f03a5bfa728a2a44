import pytest
from wagtail.models import ModelLogEntry

from cms.mail.models import OutboxMail
from courses.progress.queries import standing
from quizzes.credentials.models import Credential
from quizzes.credentials.rules import Status, status_on
from quizzes.hours import queries as hours
from quizzes.hours.verify import verify
from quizzes.journey.services import sign_attestation
from quizzes.reviews import doubts, services
from quizzes.reviews.models import Doubt
from tests.quizzes.reviews.conftest import LATER, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(home):
    """Dana passed, signed and has her certificate; then a person took the pass away."""
    attempt = home.sent("Dana", ["a", "a", "a"])
    sign_attestation(home.place("Dana"), signed_name="Dana Brooks")
    services.override_pass(attempt, False, reason="Looked again", by=home.rosa, at=LATER)
    home.attempt = attempt
    return home


def only(kind: str) -> Doubt:
    return Doubt.objects.select_related("enrollment__trainee", "attempt", "credential").get(kind=kind)


def total(home) -> int:
    return sum(hours.minutes_by_domain(home.place("Dana").trainee).values())


def status() -> Status:
    return status_on(LATER.date(), Credential.objects.get().events.all())


def test_a_lost_pass_asks_about_hours_and_certificate_and_touches_neither(lost):
    assert sorted(Doubt.objects.values_list("kind", "state")) == [("certificate", "open"), ("hours", "open")]
    assert (total(lost), status()) == (25, Status.VALID)


def test_nobody_is_asked_twice(lost):
    services.override_pass(lost.attempt, True, reason="Sorry", by=lost.rosa, at=LATER)
    services.override_pass(lost.attempt, False, reason="Once more", by=lost.rosa, at=LATER)

    assert Doubt.objects.count() == 2


def test_keeping_changes_nothing_but_says_who_and_why(lost):
    doubts.keep(only("hours"), reason="They earned it", by=lost.rosa, at=LATER)

    kept = only("hours")
    assert (kept.state, kept.reason, kept.decided_by, kept.decided_at) == ("kept", "They earned it", lost.rosa, LATER)
    assert (total(lost), status()) == (25, Status.VALID)
    assert ModelLogEntry.objects.get(action="reviews.confirm").data == {
        "kind": "hours", "decision": "kept", "reason": "They earned it",
    }  # fmt: skip


def test_taking_back_hours_reverses_them_tells_why_and_leaves_the_certificate_to_a_person(lost):
    doubts.take_back(only("hours"), reason="The key was off", by=lost.rosa, at=LATER)

    assert total(lost) == 0
    assert list(verify()) == []
    assert not standing(lost.place("Dana")).has(lost.quiz.translation_key)
    assert (status(), only("certificate").state) == (Status.VALID, "open")
    mail = OutboxMail.objects.latest("pk")
    assert (mail.to, mail.subject) == ("dana@example.org", "A change to one of your entries")
    assert "The key was off" in mail.body


def test_hours_taken_back_can_be_earned_again(lost):
    doubts.take_back(only("hours"), reason="The key was off", by=lost.rosa, at=LATER)

    lost.sent("Dana", ["a", "a", "a"], at=LATER)

    assert total(lost) == 25
    assert list(verify()) == []


def test_taking_back_a_certificate_is_an_event_and_a_mail_without_health_or_scores(lost):
    doubts.take_back(only("certificate"), reason="The hours are gone", by=lost.rosa, at=LATER)

    assert status() == Status.REVOKED
    mail = OutboxMail.objects.latest("pk")
    assert (mail.to, mail.subject) == ("dana@example.org", "A change to one of your documents")


@pytest.mark.parametrize("kind", ["hours", "certificate"])
def test_a_decision_is_made_once(lost, kind):
    doubt = only(kind)
    doubts.keep(only(kind), reason="r", by=lost.rosa, at=LATER)

    with pytest.raises(doubts.AlreadyDecided):
        doubts.take_back(doubt, reason="r", by=lost.ivan, at=LATER)

    assert (total(lost), status()) == (25, Status.VALID)


def test_a_pass_by_another_try_leaves_nothing_in_doubt(home):
    first = home.sent("Dana", ["a", "a", "a"])
    home.sent("Dana", ["a", "a", "a"], at=LATER)

    services.override_pass(first, False, reason="Looked again", by=home.rosa, at=LATER)

    assert Doubt.objects.count() == 0


def test_a_try_that_brought_nothing_leaves_nothing_in_doubt(db):
    home = house(purpose="test_out")
    attempt = home.sent("Dana", ["a", "a", "a"])

    services.override_pass(attempt, False, reason="Looked again", by=home.rosa, at=LATER)

    assert Doubt.objects.count() == 0
