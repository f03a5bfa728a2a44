"""Taking an approval of hours back; certificates are asked about."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.mail.models import OutboxMail
from quizzes.claims.decisions import approve
from quizzes.credentials.rules import CredentialKind
from quizzes.credentials.services import revoke
from quizzes.hours import verify
from quizzes.hours.models import HoursEntry
from quizzes.reviews import doubts
from quizzes.reviews.models import Doubt
from tests.builders import certificate, dana, hours_claim, in_role, ivan

pytestmark = pytest.mark.django_db
REASON = {"reason": "The paper was another person’s.", "then": "decline"}


@pytest.fixture
def rosa():
    return in_role("Rosa", "reviewer")


@pytest.fixture
def approved(rosa):
    claim = hours_claim(dana())
    return approve(claim, version=1, by=rosa, at=timezone.now() - timedelta(days=2))


def address(claim) -> str:
    return f"/team/hours/{claim.key}/take-back/"


def text(response) -> str:
    return response.content.decode()


def training_certificate(trainee, **fields):
    return certificate(trainee, kind=CredentialKind.PROGRAM, **fields)


@pytest.mark.parametrize(("then", "state"), [("decline", "declined"), ("change", "needs_change")])
def test_take_back_answers_the_rows_and_tells_why(client, rosa, approved, then, state):
    client.force_login(rosa)

    page = client.post(address(approved), {**REASON, "then": then}, follow=True)

    approved.refresh_from_db()
    assert (approved.state, [event.kind for event in approved.events.order_by("number")]) == (
        state, ["sent", "approved", "taken_back"],
    )  # fmt: skip
    assert sorted(HoursEntry.objects.values_list("minutes", flat=True)) == [-120, 120]
    assert "The paper was another person’s." in text(page)
    assert "The paper was another person’s." in OutboxMail.objects.order_by("pk").last().body
    assert list(verify.verify()) == []


def test_take_back_twice_is_once(client, rosa, approved):
    client.force_login(rosa)

    for _ in range(2):
        client.post(address(approved), REASON)

    assert HoursEntry.objects.count() == 2
    assert approved.events.count() == 3


@pytest.mark.parametrize("missing", ["reason", "then"])
def test_take_back_needs_a_reason_and_what_then(client, rosa, approved, missing):
    client.force_login(rosa)

    page = client.post(address(approved), {**REASON, missing: ""})

    assert (page.status_code, HoursEntry.objects.count()) == (422, 1)


@pytest.mark.parametrize("role", ["trainee", "instructor", "supervisor", "auditor"])
def test_take_back_is_not_for_others(client, approved, role):
    from tests.builders import person

    client.force_login(person("Who") if role == "trainee" else in_role("Who", role))

    assert client.post(address(approved), REASON).status_code == 404
    assert HoursEntry.objects.count() == 1


def test_take_back_of_what_was_not_approved_goes_back(client, rosa):
    claim = hours_claim(dana())
    client.force_login(rosa)

    assert client.get(address(claim))["Location"] == f"/team/hours/{claim.key}/"


def test_a_certificate_made_after_the_hours_came_in_stays_and_a_person_is_asked(client, rosa, approved):
    made = training_certificate(approved.trainee, source="training:1/a")
    client.force_login(rosa)

    assert "A certificate was made while these hours stood" in text(client.get(address(approved)))
    client.post(address(approved), REASON)

    doubt = Doubt.objects.get()
    assert (doubt.kind, doubt.credential, doubt.claim, doubt.attempt, doubt.state) == (
        "certificate", made, approved, None, "open",
    )  # fmt: skip
    assert [event.kind for event in made.events.all()] == ["issued"]
    assert "Dana" in text(client.get("/admin/confirm/"))
    page = text(client.get(f"/admin/confirm/{doubt.pk}/"))
    assert "whose approval was taken back since" in page
    assert "The score now" not in page
    client.post(f"/admin/confirm/{doubt.pk}/", {"decision": "take_back", "reason": "It needs 40 hours."})
    assert [event.kind for event in made.events.all()] == ["issued", "revoked"]


@pytest.mark.parametrize("case", ["earlier", "course", "revoked", "practice", "of another"])
def test_certificates_that_do_not_rest_on_the_hours_are_left_out(rosa, case):
    from tests.builders import person

    trainee, sam = dana(), in_role("Sam", "supervisor")
    fields = {"activity": "practice", "supervisor": sam} if case == "practice" else {}
    at = timezone.now() + timedelta(days=1) if case == "earlier" else timezone.now() - timedelta(days=1)
    claim = approve(hours_claim(trainee, **fields), version=1, by=rosa, at=at)
    if case == "course":
        certificate(trainee)
    else:
        made = training_certificate(person("Andre", legal_name="Andre P") if case == "of another" else trainee)
        if case == "revoked":
            revoke(made, reason="x", by=ivan())

    assert doubts.resting_on_claim(claim) == []


def test_a_certificate_is_asked_about_once(rosa, approved):
    training_certificate(approved.trainee)
    second = approve(hours_claim(approved.trainee, title="Other"), version=1, by=rosa, at=approved.decided_at)
    facts = {"reason": "x", "may_change": False, "by": rosa, "at": timezone.now()}

    opened = [len(doubts.take_back_claim(claim, **facts)[1]) for claim in (approved, second)]

    assert (opened, Doubt.objects.count()) == ([1, 0], 1)
