import pytest

from cms.records import queries, services


@pytest.mark.django_db
def test_jwks_publishes_every_key_and_nothing_private(client):
    services.new_key()
    services.new_key()

    response = client.get("/.well-known/jwks.json")

    assert response.json() == {"keys": list(queries.public_keys().values())}
    assert {frozenset(key) for key in response.json()["keys"]} == {frozenset({"kty", "n", "e", "kid", "use", "alg"})}
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "max-age=3600" in response["Cache-Control"]


@pytest.mark.django_db
def test_did_names_us_and_leads_with_the_key_that_signs(client, settings):
    settings.BASE_URL = "https://train.example.org"
    services.new_key()
    key = services.new_key()

    document = client.get("/.well-known/did.json").json()

    assert document["id"] == "did:web:train.example.org"
    assert document["verificationMethod"][0]["id"] == f"did:web:train.example.org#{key.kid}"
    assert len(document["verificationMethod"]) == 2
