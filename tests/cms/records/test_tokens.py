"""What a token of ours must not be talked into."""

import base64
import json

import jwt
import pytest
from joserfc.jwk import RSAKey

from cms.records import tokens
from cms.records.rules import did_document, did_web

PAIR = tokens.new_key_pair()
OTHER = tokens.new_key_pair()
KEYS = {PAIR.kid: PAIR.public_jwk}


def signed(payload=None, pair=PAIR, **fields) -> str:

    return tokens.sign(
        payload or {"a": 1}, RSAKey.import_key(pair.private_pem), kid=fields.pop("kid", pair.kid), **fields
    )


def part(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_token_says_what_was_signed():
    assert tokens.verify(signed(), KEYS) == {"a": 1}
    assert tokens.verify(signed(kid=f"did:web:example.org#{PAIR.kid}"), KEYS) == {"a": 1}


def altered() -> list[str]:
    head, body, seal = signed().split(".")
    none = part({"alg": "none", "kid": PAIR.kid, "typ": "JWT"})
    # The public key taken for the secret of a shared-key algorithm: the classic confusion.
    hmac = jwt.encode({"a": 2}, PAIR.public_jwk["n"], "HS256", headers={"kid": PAIR.kid})
    return [
        f"{head}.{part({'a': 2})}.{seal}",
        f"{part({'alg': 'RS512', 'kid': PAIR.kid, 'typ': 'JWT'})}.{body}.{seal}",
        f"{none}.{body}.",
        f"{head}.{body}.",
        f"{head}.{body}.{seal[:-8]}AAAAAAAA",
        hmac,
        signed(pair=OTHER, kid=PAIR.kid),
        signed(pair=OTHER),
        signed(typ="hearten-heads"),
        "", "..", "a.b.c", "é", "x" * 100,
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(14))
def test_an_altered_token_is_not_ours(number):
    with pytest.raises(tokens.NotOurs):
        tokens.verify(altered()[number], KEYS)


def test_a_site_names_itself_by_its_host():
    assert did_web("https://train.example.org/") == "did:web:train.example.org"
    assert did_web("http://localhost:8000") == "did:web:localhost%3A8000"


def test_a_did_document_lists_every_key_under_its_issuer():
    document = did_document("did:web:example.org", KEYS)

    assert document["assertionMethod"] == [f"did:web:example.org#{PAIR.kid}"]
    assert document["verificationMethod"][0]["publicKeyJwk"] == PAIR.public_jwk
    assert "d" not in PAIR.public_jwk
