"""Certificates in the CMS: who may look, who may decide, and what a decision leaves behind."""

import re
from datetime import UTC, date, datetime

import pytest
from wagtail.models import ModelLogEntry

from quizzes.credentials import queries, services
from quizzes.credentials.models import Credential
from quizzes.credentials.rules import Status, standing_on
from tests.builders import certificate, dana, in_role, ivan

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture
def admin(client):
    made = in_role("Ada", "administrator")
    client.force_login(made)
    return made


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(credential, deed="") -> str:
    return f"/admin/certificates/{credential.public_id}/" + (f"{deed}/" if deed else "")


def standing(credential):
    return standing_on(date(2026, 12, 1), queries.find(credential.public_id).events.all())


@pytest.mark.parametrize("path", ["/admin/certificates/", "{record}", "{record}revoke/"])
@pytest.mark.parametrize("role", ["trainee", "instructor", "reviewer", "supervisor"])
def test_other_roles_neither_look_nor_decide(client, path, role):
    credential = certificate(dana())
    client.force_login(in_role("Rosa", role) if role != "trainee" else credential.trainee)

    response = client.get(path.format(record=address(credential)))

    assert "Dana Brooks" not in response.content.decode()
    assert response.status_code in (302, 403)


def test_an_auditor_looks_and_does_not_decide(client):
    credential = certificate(dana())
    services.suspend(credential, reason="a question came in", by=ivan())
    client.force_login(in_role("Amir", "auditor"))

    shown = words(client.get(address(credential)))
    client.post(address(credential, "revoke"), {"reason": "x"})

    assert "Boundaries: On hold" in shown
    assert "a question came in" in shown
    assert "Take it back" not in shown
    assert credential.events.count() == 2


def test_index_finds_by_name_and_by_code(client, admin):
    mine, other = certificate(dana()), certificate(ivan(), source="enrollment:2")

    everybody, by_name, by_code, nobody = (
        words(client.get("/admin/certificates/", {"q": typed})) for typed in ("", "brooks", other.spelled_code, "zz")
    )

    assert mine.spelled_code in everybody
    assert other.spelled_code in everybody
    assert (mine.spelled_code in by_name, other.spelled_code in by_name) == (True, False)
    assert (mine.spelled_code in by_code, other.spelled_code in by_code) == (False, True)
    assert "No certificate has “zz”" in nobody


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_with_more(client, admin, count, django_assert_max_num_queries):
    trainee = dana()
    for number in range(count):
        certificate(trainee, source=f"enrollment:{number}")
    client.get("/admin/certificates/")

    with django_assert_max_num_queries(20):
        client.get("/admin/certificates/")


def test_record_offers_what_can_be_decided(client, admin):
    credential = certificate(dana())
    valid = words(client.get(address(credential)))
    services.suspend(credential, reason="x", by=admin)
    on_hold = words(client.get(address(credential)))
    services.revoke(credential, reason="x", by=admin)
    gone = words(client.get(address(credential)))

    offered = [
        [
            label
            for label in ("Renew it", "Replace it", "Put it on hold", "End the hold", "Take it back")
            if label in each
        ]
        for each in (valid, on_hold, gone)
    ]
    assert offered == [
        ["Renew it", "Replace it", "Put it on hold", "Take it back"],
        ["Renew it", "Replace it", "End the hold", "Take it back"],
        [],
    ]


def test_decide_says_what_happens_and_changes_nothing_yet(client, admin):
    credential = certificate(dana())

    shown = words(client.get(address(credential, "revoke")))

    assert "This cannot be undone." in shown
    assert standing(credential).status is Status.VALID


@pytest.mark.parametrize(
    ("deed", "typed", "status"),
    [
        ("suspend", {}, Status.SUSPENDED),
        ("revoke", {}, Status.REVOKED),
        ("renew", {"until": "2090-01-01"}, Status.VALID),
        ("replace", {"name": "Dana  Rivers"}, Status.REPLACED),
    ],
)
def test_decide_does_it_with_the_reason(client, admin, deed, typed, status):
    credential = certificate(dana())

    response = client.post(address(credential, deed), {"reason": "the board asked", **typed})

    assert standing(credential).status is status
    entry = ModelLogEntry.objects.get(action=f"credentials.{deed}")
    assert (entry.user, entry.data) == (admin, {"reason": "the board asked"})
    newest = Credential.objects.order_by("-pk").first()
    assert response["Location"] == address(newest)
    if deed == "replace":
        assert queries.name_of(newest) == "Dana Rivers"
    if deed == "renew":
        assert standing(credential).ends_on == date(2090, 1, 1)


def test_reinstate_ends_a_hold(client, admin):
    credential = certificate(dana())
    services.suspend(credential, reason="x", by=admin)

    client.post(address(credential, "reinstate"), {"reason": "all is well"})

    assert standing(credential).status is Status.VALID


@pytest.mark.parametrize(
    ("deed", "typed", "sentence"),
    [
        ("revoke", {"reason": ""}, "Write the reason"),
        ("renew", {"reason": "x", "until": "2020-01-01"}, "Choose a day after today"),
        ("renew", {"reason": "x"}, "Choose the new end"),
        ("replace", {"reason": "x", "name": ""}, "Write the name"),
        ("replace", {"reason": "x", "name": "李小龍"}, "Latin, Greek and Cyrillic"),
    ],
)
def test_decide_asks_for_what_is_missing(client, admin, deed, typed, sentence):
    credential = certificate(dana())

    response = client.post(address(credential, deed), typed)

    assert response.status_code == 422
    assert sentence in words(response)
    assert credential.events.count() == 1


def test_decide_says_when_somebody_was_first(client, admin):
    credential = certificate(dana())
    services.revoke(credential, reason="x", by=admin)

    response = client.post(address(credential, "suspend"), {"reason": "late"}, follow=True)

    assert "Somebody else decided about this certificate meanwhile." in words(response)
    assert standing(credential).status is Status.REVOKED


def test_decide_knows_no_other_deeds(client, admin):
    assert client.get(address(certificate(dana()), "forge")).status_code == 404
