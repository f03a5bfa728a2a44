import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.uploads.services import keep
from quizzes.claims import permissions, services
from quizzes.claims.queries import claims_in_reach, claims_to_decide
from tests.builders import dana, hours_claim, in_role, person


@pytest.fixture
def people(db):
    roles = ["reviewer", "supervisor", "auditor", "administrator", "instructor"]
    found = {role: in_role(role.title(), role) for role in roles}
    return found | {"other supervisor": in_role("Sue", "supervisor"), "nobody": AnonymousUser()}


def claims_of(trainee, sam):
    return {
        "workshop": hours_claim(trainee),
        "continuing": hours_claim(trainee, activity="continuing"),
        "practice": hours_claim(trainee, activity="practice", supervisor=sam),
        "supervision": hours_claim(trainee, activity="supervision", supervisor=sam),
    }


def test_who_decides_what(people):
    claims = claims_of(dana(), people["supervisor"])

    may = {who: [each for each in claims if permissions.can_decide(one, claims[each])] for who, one in people.items()}

    assert may == {
        "reviewer": ["workshop", "continuing", "practice", "supervision"],
        "administrator": ["workshop", "continuing", "practice", "supervision"],
        "supervisor": ["practice", "supervision"],
        "other supervisor": [],
        "auditor": [],
        "instructor": [],
        "nobody": [],
    }


def test_the_queue_holds_what_somebody_may_decide(people):
    claims = claims_of(dana(), people["supervisor"])
    hours_claim(dana(email="draft@example.org"), sent=False)
    people.pop("nobody")

    for one in people.values():
        decidable = {claim for claim in claims.values() if permissions.can_decide(one, claim)}
        assert set(claims_to_decide(one)) == decidable


def test_the_auditor_looks_and_a_draft_is_nobodys_business(people):
    trainee = dana()
    sent, draft = hours_claim(trainee), hours_claim(trainee, sent=False)

    assert list(claims_in_reach(people["auditor"])) == [sent]
    assert all(draft not in claims_in_reach(people[role]) for role in ("reviewer", "administrator", "supervisor"))


@pytest.mark.parametrize("role", ["reviewer", "supervisor", "administrator"])
def test_nobody_decides_about_their_own(db, role):
    own = in_role("Sam", role)
    claim = hours_claim(own, activity="practice", supervisor=own)

    assert not permissions.can_decide(own, claim)
    assert not permissions.can_take_back(own, claim)
    assert list(claims_to_decide(own)) == []


def test_only_reviewers_and_administrators_take_back(people):
    claim = hours_claim(dana(), activity="practice", supervisor=people["supervisor"])

    assert {who for who, one in people.items() if permissions.can_take_back(one, claim)} == {
        "reviewer",
        "administrator",
    }


def test_who_reads_a_proof(people):
    trainee, stranger = dana(), person("Mallory")
    stored = keep(SimpleUploadedFile("a.txt", b"Six hours."), kinds=["document"], purpose="hours", by=trainee)
    claim = hours_claim(trainee, sent=False, activity="practice", supervisor=people["supervisor"], not_treatment=True)
    services.add_file(claim, stored)
    claim.not_treatment = True
    services.save_draft(claim)
    people["stranger"] = stranger
    people.pop("nobody")
    draft = {who for who, one in people.items() if permissions.can_read_file(one, stored)}

    services.send(claim, by=trainee)

    sent = {who for who, one in people.items() if permissions.can_read_file(one, stored)}
    assert draft == set()
    assert sent == {"reviewer", "administrator", "auditor", "supervisor"}
