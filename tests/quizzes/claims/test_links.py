"""Whom we write to, how often, and what a link carries."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from cms.mail.models import OutboxMail
from quizzes.claims import links, services
from quizzes.claims.asking import MAILS_A_DAY, LinkState, Standing
from quizzes.claims.decisions import decline
from quizzes.claims.links import NotNow
from quizzes.claims.models import ConfirmationLink, SilentAddress
from quizzes.claims.naming import ask_again, asked_of, name_another
from quizzes.claims.rules import Lack
from quizzes.claims.services import NotReady, StaleClaim
from tests.builders import dana, hours_claim, in_role, person
from tests.quizzes.claims.confirmations import NOON, PAT, last_link, last_token, mails_to, practice

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_sending_a_practice_entry_mails_the_one_who_was_there():
    claim = practice(dana())

    link, mail = last_link(), mails_to()[0]
    assert (link.email, link.name, link.made_at, link.expires_at) == (PAT, "Pat Lee", NOON, NOON + 30 * DAY)
    assert (list(link.claims.all()), link.versions) == ([claim], {str(claim.pk): 1})
    assert links.find(last_token()) == link
    assert mail.subject == "One entry to confirm"


def test_the_token_is_in_the_mail_and_nowhere_else():
    practice(dana())
    token = last_token()

    assert token not in str(list(ConfirmationLink.objects.values()))
    assert [links.find(guess) for guess in ("", token[:-1], token.lower(), token + "A")] == [None] * 4


def test_the_mail_says_nothing_of_what_was_done_and_no_word_the_trainee_chose():
    practice(
        dana(chosen_name="Visit evil.example now"), title="marker-title recovery group", given_by="marker-place",
        note="marker-note", confirmer_name="marker-name http://evil.example",
    )  # fmt: skip

    mail = mails_to()[0]
    assert "Somebody named you as a person who was there." in mail.body
    assert not [word for word in ("marker", "evil", "recovery", "practice", "hours") if word in mail.body.lower()]
    assert "evil" not in mail.subject


def test_the_mail_is_in_the_language_of_the_trainee():
    practice(dana(language="es"))

    assert f"/es/confirm/{last_token()}/" in mails_to()[0].body
    assert mails_to()[0].language == "es"


@pytest.mark.parametrize(
    "fields",
    [
        {"activity": "workshop", "minutes_by_domain": {"advocacy": 240}},
        {"supervisor": True},
    ],
)
def test_nobody_is_mailed_about_what_somebody_with_an_account_decides(fields):
    if "supervisor" in fields:
        fields = {"supervisor": in_role("Sam", "supervisor")}

    practice(dana(), **fields)

    assert (ConfirmationLink.objects.count(), OutboxMail.objects.count()) == (0, 0)


def test_within_the_hour_a_second_entry_goes_onto_the_same_link_without_another_mail():
    trainee = dana()
    first, second = practice(trainee), practice(trainee, "Walk", at=NOON + HOUR / 2)

    assert (len(mails_to()), ConfirmationLink.objects.count()) == (1, 1)
    assert links.open_on(last_link()) == [first, second]


def test_later_a_new_mail_carries_everything_and_the_old_link_ends():
    trainee = dana()
    first, second = practice(trainee), practice(trainee, "Walk", at=NOON + HOUR)
    old, new = ConfirmationLink.objects.order_by("pk")

    assert [mail.subject for mail in mails_to()] == ["One entry to confirm", "2 entries to confirm"]
    assert (links.state_of(old, at=NOON + HOUR), links.state_of(new, at=NOON + HOUR)) == (
        LinkState.REPLACED, LinkState.OPEN,
    )  # fmt: skip
    assert links.open_on(new) == [first, second]


def test_two_trainees_who_name_one_person_get_a_link_each():
    practice(dana()), practice(person("Andre"))

    assert [(link.trainee.chosen_name, link.claims.count()) for link in ConfirmationLink.objects.order_by("pk")] == [
        ("Dana", 1), ("Andre", 1),
    ]  # fmt: skip


def test_beyond_a_days_mails_an_entry_waits_and_then_comes_with_the_others():
    trainee, most = dana(), MAILS_A_DAY["both"]
    for number in range(most + 2):
        practice(trainee, f"Group {number}", minutes=30, at=NOON + number * HOUR)
    assert len(mails_to()) == most

    assert links.ask_those_who_wait(at=NOON + 6 * HOUR) == 0
    assert links.ask_those_who_wait(at=NOON + DAY + HOUR) == 1
    assert links.ask_those_who_wait(at=NOON + DAY + 2 * HOUR) == 0

    assert mails_to()[-1].subject == f"{most + 2} entries to confirm"
    assert last_link().claims.count() == most + 2


def test_one_trainee_cannot_mail_the_whole_town():
    trainee = dana()
    for number in range(MAILS_A_DAY["trainee"] + 3):
        practice(trainee, f"Group {number}", minutes=30, confirmer_email=f"pat{number}@example.net")

    assert OutboxMail.objects.count() == MAILS_A_DAY["trainee"]


def test_one_address_is_not_flooded_by_many():
    for number in range(MAILS_A_DAY["address"] + 3):
        practice(person(f"Trainee{number}"))

    assert len(mails_to()) == MAILS_A_DAY["address"]


@pytest.mark.parametrize("address", ["dana@example.org", "Dana+site@Example.org", "old@example.org"])
def test_nobody_is_asked_about_their_own_hours(address):
    trainee = dana()
    EmailAddress.objects.create(user=trainee, email="old@example.org")

    with pytest.raises(NotReady) as refused:
        practice(trainee, confirmer_email=address)

    assert (refused.value.lacks, OutboxMail.objects.count()) == ([Lack.OWN_ADDRESS], 0)


def test_entries_stand_as_they_are_now():
    trainee, rosa = dana(), in_role("Rosa", "reviewer")
    plain, changed, gone, answered, passed_on = (
        practice(trainee, title) for title in ("plain", "changed", "gone", "answered", "passed on")
    )
    services.withdraw(changed, by=trainee, at=NOON)
    services.reopen(changed, by=trainee, at=NOON)
    services.send(changed, by=trainee, at=NOON + 2 * HOUR)
    old = ConfirmationLink.objects.order_by("pk").first()
    services.withdraw(gone, by=trainee, at=NOON)
    decline(answered, version=1, by=rosa, note="No.")
    name_another(passed_on, by=trainee, name="Kim", email="kim@example.net", at=NOON)

    standings = {claim.title: links.standing_of(claim, old) for claim in links.claims_on(old)}
    assert standings == {
        "plain": Standing.OPEN, "changed": Standing.CHANGED, "gone": Standing.WITHDRAWN,
        "answered": Standing.DECIDED, "passed on": Standing.ELSEWHERE,
    }  # fmt: skip
    assert plain in links.open_on(old)


def test_not_my_person_ends_every_link_tells_the_trainee_and_is_remembered():
    trainee = dana()
    claim = practice(trainee)

    assert links.refuse(last_link(), never_again=False, at=NOON) is True
    assert links.refuse(last_link(), never_again=False, at=NOON) is False

    told = mails_to("dana@example.org")
    assert [mail.subject for mail in told] == ["Please name another person"]
    assert PAT not in told[0].body
    assert links.state_of(last_link(), at=NOON) == LinkState.REFUSED
    with pytest.raises(NotReady) as refused:
        practice(trainee, "Again")
    assert refused.value.lacks == [Lack.NOT_REACHED]
    with pytest.raises(NotNow):
        ask_again(claim, at=NOON + DAY)
    # Of somebody else they may be asked.
    practice(person("Andre"))
    assert len(mails_to()) == 2


def test_never_again_holds_for_everybody_and_keeps_no_address():
    practice(dana())

    links.refuse(last_link(), never_again=True, at=NOON)

    kept = SilentAddress.objects.get().digest
    assert (len(kept), "pat" in kept) == (64, False)
    for address in (PAT, "PAT+x@example.net"):
        with pytest.raises(NotReady):
            practice(person(f"P{len(address)}"), confirmer_email=address)
    assert len(mails_to()) == 1


def test_a_new_link_goes_to_the_same_address_and_only_so_often():
    practice(dana())

    for _ in range(MAILS_A_DAY["both"] - 1):
        links.again(last_link(), at=NOON)
    with pytest.raises(NotNow):
        links.again(last_link(), at=NOON)

    assert {mail.to for mail in OutboxMail.objects.all()} == {PAT}
    assert ConfirmationLink.objects.filter(used_at=None, ended_at=None).count() == 1


def test_ask_again_is_only_for_what_waits():
    claim = practice(dana())
    services.withdraw(claim, by=claim.trainee, at=NOON)

    with pytest.raises(StaleClaim):
        ask_again(claim, at=NOON)

    assert asked_of(services.locked(claim), at=NOON) is None


def test_another_person_is_asked_and_the_one_before_no_longer_decides():
    trainee = dana()
    claim = practice(trainee)
    before = last_link()

    held = name_another(claim, by=trainee, name="Kim Ray", email="kim@example.net", at=NOON + HOUR)

    assert (held.version, held.confirmer_email) == (2, "kim@example.net")
    assert [event.kind for event in claim.events.order_by("number")] == ["sent", "changed"]
    assert links.open_on(before) == []
    assert len(mails_to("kim@example.net")) == 1


def test_another_person_with_an_account_needs_no_mail():
    trainee, sam = dana(), in_role("Sam", "supervisor")
    claim = practice(trainee)

    name_another(claim, by=trainee, supervisor=sam, at=NOON)
    name_another(claim, by=trainee, supervisor=sam, at=NOON)

    claim.refresh_from_db()
    assert (claim.supervisor, claim.confirmer_email, claim.version) == (sam, "", 2)
    assert OutboxMail.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "lack"), [("dana@example.org", Lack.OWN_ADDRESS), ("", Lack.NO_PERSON), (PAT, Lack.NOT_REACHED)]
)
def test_another_person_must_be_one_we_can_ask(email, lack):
    claim = practice(dana())
    links.refuse(last_link(), never_again=False, at=NOON)

    with pytest.raises(NotReady) as refused:
        name_another(claim, by=claim.trainee, name="X", email=email, at=NOON)

    assert refused.value.lacks == [lack]


def test_those_who_wait_cost_the_same_number_of_questions_however_many(django_assert_num_queries):
    for number in range(12):
        practice(person(f"Trainee{number}"), confirmer_email=f"pat{number % 2}@example.net")
    cache.clear()

    with django_assert_num_queries(1):
        assert len(links.waiting_for_a_mail(NOON)) == 0


def test_an_entry_of_a_course_by_somebody_else_stays_with_the_reviewers():
    hours_claim(dana(), proof="person", confirmer_name="Pat Lee", confirmer_email=PAT)

    assert mails_to() == []
