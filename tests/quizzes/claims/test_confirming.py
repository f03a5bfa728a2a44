"""A decision by link: whole or not at all, once, about what was read."""

import os
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from cms.mail.models import OutboxMail
from quizzes.claims import links, services
from quizzes.claims.asking import LinkState
from quizzes.claims.confirming import Choice, Chosen, LinkClosed, Moved, OwnWork, decide, decided_by
from quizzes.claims.models import ClaimEvent, HoursClaim
from quizzes.hours import verify
from quizzes.hours.models import HoursEntry
from tests.builders import dana, in_role
from tests.quizzes.claims.confirmations import NOON, PAT, last_link, practice

# Promise 4 asks for a thousand rounds: HEARTEN_ROUNDS=1000.
ROUNDS = int(os.environ.get("HEARTEN_ROUNDS", "3"))
LATER = NOON + timedelta(minutes=5)
WHO = {"name": "Pat Lee", "role": "Site lead", "at": LATER}
YES = Chosen(Choice.APPROVE, 1)


def trail(claim):
    return [event.kind for event in claim.events.order_by("number")]


@pytest.mark.django_db
def test_each_entry_gets_its_answer_and_the_link_is_used_up():
    trainee = dana()
    yes, change, no, open_still = (practice(trainee, title) for title in ("yes", "change", "no", "open"))
    chosen = {
        yes.key: YES,
        change.key: Chosen(Choice.CHANGE, 1, "It was three hours."),
        no.key: Chosen(Choice.DECLINE, 1, "I was away that day."),
    }

    events = decide(last_link(), chosen, **WHO)

    assert [(event.claim.title, event.kind, event.note.text) for event in events] == [
        ("yes", "approved", ""),
        ("change", "change_asked", "It was three hours."),
        ("no", "declined", "I was away that day."),
    ]
    assert {(event.by, event.note.by_name, event.note.by_email, event.note.by_role) for event in events} == {
        (None, "Pat Lee", PAT, "Site lead")
    }
    assert [(row.ledger, row.minutes, row.source) for row in HoursEntry.objects.all()] == [
        ("practice", 240, f"claim:{yes.pk}/1")
    ]
    assert links.state_of(last_link(), at=LATER) == LinkState.USED
    assert (links.open_on(last_link()), list(decided_by(last_link()))) == ([open_still], events)
    assert list(verify.verify()) == []


@pytest.mark.django_db
def test_a_used_link_decides_nothing_more():
    claim, other = practice(trainee := dana()), practice(trainee, "Walk")
    decide(last_link(), {claim.key: YES}, **WHO)

    with pytest.raises(LinkClosed):
        decide(last_link(), {other.key: YES}, **WHO)

    assert (trail(other), HoursEntry.objects.count()) == (["sent"], 1)


@pytest.mark.parametrize("later", [timedelta(days=30), timedelta(days=400)])
@pytest.mark.django_db
def test_an_old_link_decides_nothing(later):
    claim = practice(dana())

    with pytest.raises(LinkClosed):
        decide(last_link(), {claim.key: YES}, name="Pat", role="x", at=NOON + later)

    assert (trail(claim), HoursEntry.objects.count()) == (["sent"], 0)


@pytest.mark.django_db
def test_an_ended_link_decides_nothing():
    claim = practice(dana())
    links.refuse(last_link(), never_again=False, at=NOON)

    with pytest.raises(LinkClosed):
        decide(last_link(), {claim.key: YES}, **WHO)

    assert trail(claim) == ["sent"]


def changed(claim):
    services.withdraw(claim, by=claim.trainee, at=NOON)
    services.reopen(claim, by=claim.trainee, at=NOON)
    HoursClaim.objects.filter(pk=claim.pk).update(minutes=480)
    services.send(claim, by=claim.trainee, at=NOON)


def withdrawn(claim):
    services.withdraw(claim, by=claim.trainee, at=NOON)


def reopened(claim):
    withdrawn(claim)
    services.reopen(claim, by=claim.trainee, at=NOON)


def decided_elsewhere(claim):
    from quizzes.claims.decisions import ask_for_change

    ask_for_change(claim, version=1, by=in_role("Rosa", "reviewer"), note="Which site?", at=NOON)


@pytest.mark.parametrize("move", [changed, withdrawn, reopened, decided_elsewhere])
@pytest.mark.django_db
def test_what_moved_since_it_was_read_stops_all_of_it_and_the_link_stays(move):
    claim, other = practice(trainee := dana()), practice(trainee, "Walk")
    move(claim)
    before = trail(claim)

    with pytest.raises(Moved) as moved:
        decide(last_link(), {other.key: YES, claim.key: YES}, **WHO)

    assert moved.value.keys == {claim.key}
    assert (trail(claim), trail(other), HoursEntry.objects.count()) == (before, ["sent"], 0)
    assert links.state_of(last_link(), at=LATER) == LinkState.OPEN


@pytest.mark.django_db
def test_an_entry_of_another_link_is_out_of_reach():
    mine, foreign = practice(trainee := dana()), practice(trainee, "Walk", confirmer_email="kim@example.net")
    link = links.ConfirmationLink.objects.get(email=PAT)

    with pytest.raises(Moved):
        decide(link, {mine.key: YES, foreign.key: YES}, **WHO)

    assert (trail(mine), trail(foreign)) == (["sent"], ["sent"])


@pytest.mark.django_db
def test_an_address_that_became_the_trainees_own_confirms_nothing():
    claim = practice(trainee := dana())
    EmailAddress.objects.create(user=trainee, email=PAT)

    with pytest.raises(OwnWork):
        decide(last_link(), {claim.key: YES}, **WHO)

    assert (trail(claim), HoursEntry.objects.count()) == (["sent"], 0)


def test_twenty_presses_decide_once(racing_db):
    trainee = dana()

    for round in range(ROUNDS):
        claims = [practice(trainee, f"{round}/{number}", minutes=30) for number in range(3)]
        link = last_link()
        chosen = {claim.key: YES for claim in claims}
        outcomes = racing_db(lambda number, link=link, chosen=chosen: len(decide(link, chosen, **WHO)), 20)
        assert sorted(str(type(each).__name__) for each in outcomes) == ["LinkClosed"] * 19 + ["int"]
        assert [trail(claim) for claim in claims] == [["sent", "approved"]] * 3

    assert HoursEntry.objects.count() == 3 * ROUNDS
    assert sum(HoursEntry.objects.values_list("minutes", flat=True)) == 90 * ROUNDS
    assert OutboxMail.objects.filter(to=trainee.email).count() == 3 * ROUNDS
    assert list(verify.verify()) == []


def test_a_press_against_a_withdrawal_is_one_or_the_other(racing_db):
    trainee = dana()

    for round in range(ROUNDS):
        claim = practice(trainee, f"{round}", minutes=30)
        link = last_link()

        def one_of_both(number, claim=claim, link=link):
            if number % 2:
                return services.withdraw(claim, by=trainee, at=LATER).state
            return len(decide(link, {claim.key: YES}, **WHO))

        racing_db(one_of_both, 6)
        rows = HoursEntry.objects.filter(source=f"claim:{claim.pk}/1").count()
        assert (trail(claim), rows) in [(["sent", "approved"], 1), (["sent", "withdrawn"], 0)]


def test_sending_and_deciding_at_once_do_not_wait_for_each_other(racing_db):
    trainee = dana()

    for round in range(ROUNDS):
        claim, fresh = (
            practice(trainee, f"{round}", minutes=30),
            practice(trainee, f"{round} new", sent=False, minutes=30),
        )
        link = last_link()

        def both(number, claim=claim, fresh=fresh, link=link):
            if number:
                return services.send(fresh, by=trainee, at=NOON + timedelta(hours=2)).state
            return len(decide(link, {claim.key: YES}, **WHO))

        outcomes = racing_db(both, 2)
        # The link was used before the new one took its place, or had ended already.
        assert outcomes[1] == "waiting"
        assert outcomes[0] == 1 or isinstance(outcomes[0], LinkClosed)

    assert ClaimEvent.objects.filter(kind="sent").count() == 2 * ROUNDS
