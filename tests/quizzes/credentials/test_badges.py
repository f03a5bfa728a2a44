"""Badges, read by verifiers that we did not write."""

import base64
import io
import json
from datetime import UTC, date, datetime, timedelta

import jwt
import pytest
from django.test import Client
from openbadgeslib import baking
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from PIL import Image

from cms.records import services as signer
from quizzes.credentials import badges, queries, services, statuses
from quizzes.credentials.models import Credential, Holder
from quizzes.credentials.rules import LIST_SIZE, StatusPurpose
from tests.builders import certificate, dana, ivan

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
SITE, DID = "https://train.example.org", "did:web:train.example.org"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.BASE_URL = SITE


def issued(**fields) -> Credential:
    return queries.find(certificate(fields.pop("trainee", None) or dana(), at=NOON, **fields).public_id)


def fetch(address: str) -> bytes:
    """What a verifier downloads, from our own doors."""
    assert address.startswith(SITE)
    response = Client().get(address.removeprefix(SITE))
    assert response.status_code == 200
    return response.content


def verify(token: str, **how):
    """As anybody would who knows nothing but our name: the key by did:web, the status by its list."""
    return OB3Verifier.for_issuer_did(DID, download=fetch).verify(token, check_status=True, download=fetch, **how)


def test_another_verifier_finds_the_badge_good_and_reads_the_face():
    found = verify(badges.badge_token(issued(expires_on=date(2090, 1, 1))))

    assert (found.name, found.issuer.id, found.issuer.name) == ("Boundaries", DID, "Riverbend Recovery Center")
    assert [(each.identity_type, each.identity_hash) for each in found.identifiers] == [("name", "Dana Brooks")]
    described = {each.id: each.name for each in found.achievement.result_descriptions}
    assert {described[each.result_description]: each.value for each in found.results} == {
        "Hours: Advocacy": "1", "Hours: Ethics": "1.5",
    }  # fmt: skip
    assert found.issuance_date == NOON
    assert found.expiration_date == datetime(2090, 1, 1, tzinfo=UTC)
    assert found.achievement.achievement_type == "CertificateOfCompletion"


def test_a_second_library_reads_it_with_the_published_key_alone(client):
    token = badges.badge_token(issued())
    published = jwt.PyJWKSet.from_dict(client.get("/.well-known/jwks.json").json())
    kid = jwt.get_unverified_header(token)["kid"].partition("#")[2]

    claims = jwt.decode(token, published[kid], algorithms=["RS256"])

    assert claims["credentialSubject"]["achievement"]["name"] == "Boundaries"


def test_a_badge_signed_before_the_key_was_changed_is_still_good():
    token = badges.badge_token(issued())

    signer.new_key()

    assert verify(token).name == "Boundaries"


def test_an_altered_badge_is_refused():
    head, body, seal = badges.badge_token(issued()).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["credentialSubject"]["identifier"][0]["identityHash"] = "Mallory Brooks"
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    for alg in ("none", "HS256", "RS512", "EdDSA"):
        other = base64.urlsafe_b64encode(json.dumps({"alg": alg, "typ": "JWT"}).encode()).decode().rstrip("=")
        with pytest.raises(OB3VerificationError):
            verify(f"{other}.{body}.{seal}")

    with pytest.raises(OB3VerificationError, match="signature"):
        verify(f"{head}.{forged}.{seal}")


def test_a_badge_follows_its_certificate_on_hold_and_back_and_for_good():
    credential, teacher = issued(), ivan()
    token = badges.badge_token(credential)

    services.suspend(credential, reason="x", by=teacher)
    with pytest.raises(OB3VerificationError, match="suspension"):
        verify(token)
    services.reinstate(credential, reason="x", by=teacher)
    assert verify(token).name == "Boundaries"
    services.revoke(credential, reason="x", by=teacher)
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify(token)


def test_a_replaced_badge_is_taken_back_and_its_neighbors_are_not():
    old, neighbor = issued(), issued(trainee=ivan(), source="enrollment:9")
    token, other = badges.badge_token(old), badges.badge_token(neighbor)

    new = services.replace(old, name="Dana Rivers", by=neighbor.trainee)

    with pytest.raises(OB3VerificationError, match="revocation"):
        verify(token)
    assert verify(other).name == "Boundaries"
    assert verify(badges.badge_token(queries.find(new.public_id))).identifiers[0].identity_hash == "Dana Rivers"


def test_an_ended_badge_is_over_and_a_renewed_one_is_not():
    credential = issued(expires_on=date(2026, 11, 24))
    with pytest.raises(OB3VerificationError, match="expired"):
        verify(badges.badge_token(credential))

    services.renew(credential, until=date(2090, 1, 1), reason="x", by=ivan(), at=NOON)

    assert verify(badges.badge_token(queries.find(credential.public_id))).expiration_date.year == 2090


def test_an_old_copy_of_a_status_list_is_refused():
    token = badges.badge_token(issued())
    stale = statuses.status_list(StatusPurpose.REVOCATION, 0, at=datetime.now(UTC) - timedelta(days=3)).encode()

    with pytest.raises(OB3VerificationError, match="expired"):
        OB3Verifier.for_issuer_did(DID, download=fetch).verify(token, check_status=True, download=lambda _: stale)


def test_a_badge_says_nothing_beyond_the_face():
    trainee = dana(email="secret-address@example.org", pronouns="marker-pronouns", chosen_name="marker-chosen")
    credential = issued(trainee=trainee)
    services.suspend(credential, reason="marker-reason", by=ivan(chosen_name="marker-staff"))
    credential = queries.find(credential.public_id)
    said = (
        json.dumps(badges.badge(credential))
        + badges.baked_svg(badges.face_of(credential), badges.badge_token(credential)).decode()
    )

    hidden = ("secret-address", "marker-", "example.org/people", str(trainee.person_id), credential.checksum,
              credential.snapshot["holder"], Holder.objects.get().salt, "enrollment:")  # fmt: skip
    assert [word for word in hidden if word in said] == []


def test_the_same_badge_has_the_same_bytes():
    credential = issued()

    assert badges.badge_token(credential) == badges.badge_token(queries.find(credential.public_id))


@pytest.mark.parametrize("form", ["png", "svg", "json", "jwt"])
def test_badge_downloads_carry_a_token_that_verifies(client, form):
    credential = issued()
    client.force_login(credential.trainee)

    response = client.get(f"/certificates/{credential.public_id}/badge.{form}")

    content = response.content
    token = {
        "png": lambda: baking.extract_png(content, keyword=baking.ITXT_KEYWORD_OB3),
        "svg": lambda: baking.extract_svg(content, element=baking.SVG_ELEMENT_OB3),
        "json": lambda: json.loads(content)["id"].removeprefix("data:application/vc+jwt,"),
        "jwt": lambda: content.decode(),
    }[form]()
    assert verify(token).name == "Boundaries"
    name = f'filename="boundaries-{credential.spelled_code}.{form}"'
    assert response["Content-Disposition"] == f"attachment; {name}"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_the_baked_png_is_still_a_picture(client):
    credential = issued()
    client.force_login(credential.trainee)

    picture = Image.open(io.BytesIO(client.get(f"/certificates/{credential.public_id}/badge.png").content))
    picture.load()

    assert (picture.format, picture.size) == ("PNG", (640, 640))


def test_a_title_with_markup_stays_text_in_the_svg():
    face = badges.face_of(issued(title='</svg><script>alert("x")</script> & more'))

    svg = badges.baked_svg(face, "a.b.c").decode()

    assert "<script" not in svg
    assert baking.extract_svg(svg.encode(), element=baking.SVG_ELEMENT_OB3) == "a.b.c"


def test_badge_of_another_person_is_not_found_and_strangers_sign_in(client):
    credential = issued()
    address = f"/certificates/{credential.public_id}/badge.png"
    assert client.get(address)["Location"].startswith("/sign-in/")

    client.force_login(ivan())

    assert client.get(address).status_code == 404


def test_badge_is_not_found_in_other_forms_or_without_a_name(client):
    credential = issued()
    client.force_login(credential.trainee)
    assert client.get(f"/certificates/{credential.public_id}/badge.exe").status_code == 404

    Holder.objects.all().delete()

    assert client.get(f"/certificates/{credential.public_id}/badge.png").status_code == 404


@pytest.mark.parametrize("path", ["revocation/1", "refresh/0", "revocation/99999999999"])
def test_status_list_that_does_not_exist_is_not_found(client, path):
    issued()

    assert client.get(f"/v/status/{path}/").status_code == 404


def test_status_list_may_be_kept_and_costs_few_queries(client, django_assert_max_num_queries):
    credential = issued()
    services.revoke(credential, reason="x", by=ivan())
    client.get("/v/status/revocation/0/")

    with django_assert_max_num_queries(6):
        response = client.get("/v/status/revocation/0/")

    assert response["Content-Type"] == "application/vc+jwt"
    assert "max-age=300" in response["Cache-Control"]
    assert queries.badges_in_status(StatusPurpose.REVOCATION, 0, day=date.max) == {credential.pk % LIST_SIZE}


def test_issuer_says_who_gives_the_badges(client):
    profile = client.get("/v/issuer.json").json()

    assert (profile["id"], profile["type"], profile["url"]) == (DID, ["Profile"], f"{SITE}/")


@pytest.mark.parametrize(("minutes", "hours"), [(60, "1"), (90, "1.5"), (50, "0.83"), (600, "10"), (6000, "100")])
def test_hours_for_machines_have_a_point_and_two_decimals_at_most(minutes, hours):
    assert badges.exact_hours(minutes) == hours


def test_a_badge_carries_the_boards_number_for_the_course():
    achievement = badges.badge(issued())["credentialSubject"]["achievement"]

    assert achievement["otherIdentifier"] == [
        {"type": "IdentifierEntry", "identifier": "Ohio MHAS, course number PRS-14", "identifierType": "identifier"}
    ]
