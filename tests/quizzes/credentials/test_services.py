from datetime import UTC, date, datetime

import pytest
from wagtail.models import ModelLogEntry

from cms.mail.models import OutboxMail
from quizzes.credentials import queries, services
from quizzes.credentials.models import Credential, CredentialEvent, Holder
from quizzes.credentials.rules import EventKind, Status, status_on
from tests.builders import certificate, dana, ivan

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


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
