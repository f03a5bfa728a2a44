import os
from datetime import UTC, date, datetime, timedelta

import pytest
from wagtail.models import ModelLogEntry, Site

from cms.mail.models import OutboxMail
from cms.site.models import SiteSettings
from quizzes.credentials import queries, services
from quizzes.credentials.face import face_of
from quizzes.credentials.models import Credential, CredentialEvent, Holder
from quizzes.credentials.rules import EventKind, Standing, Status, standing_on, status_on
from tests.builders import certificate, dana, ivan

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
TODAY = date(2026, 11, 23)
# Scenario 13 asks for a thousand rounds: HEARTEN_ROUNDS=1000.
ROUNDS = int(os.environ.get("HEARTEN_ROUNDS", "5"))


def issued(trainee=None, **fields):
    return certificate(trainee or dana(), at=NOON, **fields)


@pytest.mark.django_db
def test_issue_keeps_the_facts_and_a_digest_of_the_name():
    credential = issued()

    assert credential.snapshot["minutes"] == 150
    assert queries.name_of(credential) == "Dana Brooks"
    assert "Dana" not in str(credential.snapshot)
    assert [(event.kind, event.on) for event in credential.events.all()] == [("issued", date(2026, 11, 23))]
    assert queries.is_genuine(queries.find(credential.public_id))


@pytest.mark.django_db
def test_issue_again_returns_the_one_there_is():
    trainee = dana()

    first, second = issued(trainee), issued(trainee, name="Another Name")

    assert first == second
    assert (Credential.objects.count(), OutboxMail.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_known_end_is_an_event_dated_ahead():
    credential = issued(expires_on=date(2028, 11, 20))

    events = list(credential.events.all())
    assert status_on(date(2028, 11, 19), events) is Status.VALID
    assert status_on(date(2028, 11, 20), events) is Status.EXPIRED


@pytest.mark.django_db
def test_revoke_takes_back_and_keeps_the_reason_with_staff():
    credential, teacher = issued(), ivan()

    services.revoke(credential, reason="Issued to another person", by=teacher, at=NOON)

    assert status_on(date(2026, 11, 23), credential.events.all()) is Status.REVOKED
    assert queries.is_genuine(queries.find(credential.public_id))
    assert ModelLogEntry.objects.get(action="credentials.revoke").data == {"reason": "Issued to another person"}


@pytest.mark.django_db
def test_revoke_happens_once():
    credential, teacher = issued(), ivan()
    services.revoke(credential, reason="one", by=teacher)

    with pytest.raises(services.AlreadyHappened):
        services.revoke(credential, reason="two", by=teacher)

    assert CredentialEvent.objects.filter(kind=EventKind.REVOKED).count() == 1


@pytest.mark.django_db
def test_replace_issues_the_same_to_the_corrected_name():
    old = issued(name="Dana Broks")

    new = services.replace(old, name="Dana Brooks", by=ivan(), at=NOON)

    assert status_on(date(2026, 11, 23), old.events.all()) is Status.REPLACED
    assert old.events.get(kind=EventKind.REPLACED).replacement == new
    assert queries.name_of(new) == "Dana Brooks"
    assert {**new.snapshot, "holder": ""} == {**old.snapshot, "holder": ""}
    assert all(queries.is_genuine(queries.find(each.public_id)) for each in (old, new))


@pytest.mark.django_db
def test_replace_happens_once():
    old, teacher = issued(), ivan()
    services.replace(old, name="Dana Brooks", by=teacher)

    with pytest.raises(services.AlreadyHappened):
        services.replace(old, name="Dana Other", by=teacher)


@pytest.mark.django_db
def test_suspend_and_reinstate_turn_a_certificate_off_and_on():
    credential, teacher = issued(), ivan()

    services.suspend(credential, reason="a question", by=teacher, at=NOON)
    on_hold = status_on(TODAY, credential.events.all())
    services.reinstate(credential, reason="answered", by=teacher, at=NOON)
    services.suspend(credential, reason="another", by=teacher, at=NOON)

    assert on_hold is Status.SUSPENDED
    assert [event.kind for event in credential.events.all()] == ["issued", "suspended", "reinstated", "suspended"]
    assert queries.is_genuine(queries.find(credential.public_id))
    assert list(ModelLogEntry.objects.order_by("pk").values_list("action", "data")) == [
        ("credentials.suspend", {"reason": "a question"}),
        ("credentials.reinstate", {"reason": "answered"}),
        ("credentials.suspend", {"reason": "another"}),
    ]


@pytest.mark.django_db
def test_suspend_and_reinstate_refuse_what_makes_no_sense():
    credential, teacher = issued(), ivan()

    with pytest.raises(services.AlreadyHappened):
        services.reinstate(credential, reason="x", by=teacher)
    services.suspend(credential, reason="x", by=teacher)
    with pytest.raises(services.AlreadyHappened):
        services.suspend(credential, reason="x", by=teacher)
    services.revoke(credential, reason="x", by=teacher)
    for deed in (services.suspend, services.reinstate):
        with pytest.raises(services.AlreadyHappened):
            deed(credential, reason="x", by=teacher)


@pytest.mark.django_db
def test_renew_gives_a_later_end_and_keeps_the_snapshot():
    credential = issued(expires_on=date(2026, 12, 1))
    before = credential.snapshot

    services.renew(credential, until=date(2028, 12, 1), reason="20 hours done", by=ivan(), at=NOON)

    found = queries.find(credential.public_id)
    assert standing_on(date(2027, 1, 1), found.events.all()) == Standing(Status.VALID, None, date(2028, 12, 1))
    assert found.snapshot == before
    assert queries.is_genuine(found)


@pytest.mark.parametrize("until", [date(2026, 11, 23), date(2026, 12, 1)])
@pytest.mark.django_db
def test_renew_must_end_later(until):
    credential = issued(expires_on=date(2026, 12, 1))

    with pytest.raises(services.EndsNoLater):
        services.renew(credential, until=until, reason="x", by=ivan(), at=NOON)

    assert [event.kind for event in credential.events.all()] == ["issued", "expired"]


@pytest.mark.django_db
def test_renew_does_not_bring_back_what_was_taken_back():
    credential, teacher = issued(), ivan()
    services.revoke(credential, reason="x", by=teacher)

    with pytest.raises(services.AlreadyHappened):
        services.renew(credential, until=date(2030, 1, 1), reason="x", by=teacher)


@pytest.mark.django_db
def test_replace_carries_over_the_end_a_renewal_gave():
    credential, teacher = issued(expires_on=date(2026, 12, 1)), ivan()
    services.renew(credential, until=date(2028, 12, 1), reason="x", by=teacher, at=NOON)

    new = services.replace(credential, name="Dana Rivers", by=teacher, at=NOON)

    assert new.snapshot["expires_on"] == "2028-12-01"


def reminders() -> list[tuple[str, str]]:
    mails = OutboxMail.objects.filter(subject__startswith="A date to know").order_by("pk")
    return list(mails.values_list("to", "subject"))


@pytest.mark.django_db
def test_remind_of_expiry_mails_at_90_and_at_30_days_once_each():
    credential = issued(expires_on=date(2027, 6, 1))
    days = [datetime(2027, 3, 2, tzinfo=UTC) + timedelta(days=number) for number in range(100)]

    sent = [services.remind_of_expiry(at=day) for day in days] + [services.remind_of_expiry(at=days[80])]

    assert [day.date() for day, count in zip(days, sent, strict=False) if count] == [
        date(2027, 3, 3), date(2027, 5, 2)
    ]  # fmt: skip
    assert reminders() == [("dana@example.org", "A date to know about: June 1")] * 2
    body = OutboxMail.objects.last().body
    assert f"/certificates/{credential.public_id}/" in body
    assert "Boundaries" not in body


@pytest.mark.django_db
def test_remind_of_expiry_leaves_alone_what_is_not_good_or_was_renewed():
    teacher, end = ivan(), date(2027, 6, 1)
    revoked = issued(expires_on=end)
    renewed = issued(revoked.trainee, source="enrollment:2", expires_on=end)
    services.revoke(revoked, reason="x", by=teacher)
    services.renew(renewed, until=date(2029, 6, 1), reason="x", by=teacher, at=NOON)

    assert services.remind_of_expiry(at=datetime(2027, 5, 15, tzinfo=UTC)) == 0
    assert services.remind_of_expiry(at=datetime(2029, 5, 15, tzinfo=UTC)) == 1


@pytest.mark.django_db
def test_issue_prints_the_number_the_provider_has_that_day():
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"provider_number": "OH-0042"})

    credential = issued()

    assert face_of(credential).provider_number == "OH-0042"
    assert credential.snapshot["version"] == 3


@pytest.mark.django_db
def test_the_owner_hears_of_every_change_in_their_language_and_not_of_the_reason():
    credential, teacher = issued(dana(language="es")), ivan()
    services.suspend(credential, reason="marker-reason", by=teacher, at=NOON)
    services.reinstate(credential, reason="marker-reason", by=teacher, at=NOON)
    services.renew(credential, until=date(2030, 1, 1), reason="marker-reason", by=teacher, at=NOON)
    services.replace(credential, name="Dana Rivers", reason="marker-reason", by=teacher, at=NOON)

    mails = list(OutboxMail.objects.order_by("pk"))

    # Ready, three changes, and the new certificate that replaced the first.
    assert [(mail.to, mail.language) for mail in mails] == [("dana@example.org", "es")] * 5
    assert all(f"/es/certificates/{credential.public_id}/" in mail.body for mail in mails[:4])
    assert len({mail.body for mail in mails[1:4]}) == 3
    assert not any("marker-" in mail.body for mail in mails)


def test_twenty_workers_issue_one_certificate(racing_db):
    trainee = dana()

    for round in range(ROUNDS):
        outcomes = racing_db(lambda number, round=round: issued(trainee, source=f"enrollment:{round}").code, 20)
        assert len(set(outcomes)) == 1

    assert Credential.objects.count() == Holder.objects.count() == CredentialEvent.objects.count() == ROUNDS
    assert OutboxMail.objects.count() == ROUNDS
    assert len(set(Credential.objects.values_list("code", flat=True))) == ROUNDS


def test_twenty_people_take_one_certificate_back_once(racing_db):
    credential, teacher = issued(), ivan()

    outcomes = racing_db(lambda number: services.revoke(credential, reason="x", by=teacher).kind, 20)

    assert outcomes.count("revoked") == 1
    assert {type(each) for each in outcomes if each != "revoked"} == {services.AlreadyHappened}
    assert [event.sequence for event in credential.events.all()] == [1, 2]


@pytest.mark.django_db
def test_an_erased_name_leaves_the_record_genuine_and_another_name_does_not():
    credential = issued()
    Holder.objects.update(name="Somebody Else")
    assert not queries.is_genuine(queries.find(credential.public_id))

    Holder.objects.all().delete()

    assert queries.is_genuine(queries.find(credential.public_id))
    assert queries.name_of(queries.find(credential.public_id)) == ""


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [
        ("{code}", "Brooks", True),
        (" {spelled} ", "brooks", True),
        ("{lower}", "BROOKS ", True),
        ("{code}", "Dana", False),
        ("{code}", "", False),
        ("7K2QM4XRWN", "Brooks", False),
        ("", "Brooks", False),
    ],
)
@pytest.mark.django_db
def test_a_typed_code_opens_only_with_the_family_name(code, name, found):
    credential = issued()
    typed = code.format(
        code=credential.code, spelled=credential.spelled_code.replace("-", " – "), lower=credential.code.lower()
    )

    assert queries.find_by_code(typed, name) == (credential if found else None)


@pytest.mark.django_db
def test_a_bad_check_character_costs_no_query(django_assert_num_queries):
    credential = issued()
    wrong = credential.code[:-1] + ("2" if credential.code[-1] != "2" else "3")

    with django_assert_num_queries(0):
        assert queries.find_by_code(wrong, "Brooks") is None


@pytest.mark.django_db
def test_certificates_are_their_owners(django_assert_max_num_queries):
    mine, theirs = issued(), issued(ivan(), source="enrollment:2")

    assert list(queries.credentials_for(mine.trainee)) == [mine]
    assert list(queries.credentials_for(theirs.trainee)) == [theirs]
