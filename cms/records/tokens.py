"""Signed tokens: compact JWS by RS256, which every Open Badges verifier must know. Keys come as arguments."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from cms.records.rules import canonical_json

ALGORITHM = "RS256"
KEY_BITS = 2048
# A board packet with ten thousand entries is 6 MB; nothing of ours is larger.
LONGEST_TOKEN = 40_000_000


class NotOurs(Exception):
    """A token that no key of ours has signed, or that was altered since."""


@dataclass(frozen=True)
class KeyPair:
    """A private key as text for safekeeping, and the public one as everybody may read it."""

    kid: str
    private_pem: str
    public_jwk: dict[str, str]


def new_key_pair() -> KeyPair:
    """A fresh RSA key. Its id is the thumbprint of its public part (RFC 7638), so it cannot be given to another."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    key = RSAKey.import_key(pem)
    kid = key.thumbprint()
    public = {name: str(value) for name, value in key.as_dict(private=False).items() if name in {"kty", "n", "e"}}
    return KeyPair(kid, pem, {**public, "kid": kid, "use": "sig", "alg": ALGORITHM})


def sign(payload: Mapping, key: RSAKey, *, kid: str, typ: str = "JWT") -> str:
    """The payload as a token. RS256 draws no random number: the same payload and key give the same bytes."""
    header = {"alg": ALGORITHM, "kid": kid, "typ": typ}
    return jws.serialize_compact(header, canonical_json(payload), key, algorithms=[ALGORITHM])


def verify(token: str, keys: Mapping[str, Mapping[str, str]], *, typ: str = "JWT") -> dict:
    """What a token says, if one of these public keys (by key id) signed it. The algorithm is ours and never the one a
    token asks for; a kid may be bare or stand behind the `#` of an issuer's address."""
    try:
        if len(token) > LONGEST_TOKEN:
            raise NotOurs("too long")
        header = jws.extract_compact(token.encode("ascii")).headers()
        known = keys.get(str(header.get("kid", "")).rpartition("#")[2])
        if known is None or header.get("typ") != typ:
            raise NotOurs("no key of ours")
        key = RSAKey.import_key({name: known[name] for name in ("kty", "n", "e")})
        payload = json.loads(jws.deserialize_compact(token, key, algorithms=[ALGORITHM]).payload)
    except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotOurs(type(error).__name__) from error
    if not isinstance(payload, dict):
        raise NotOurs("not an object")
    return payload
