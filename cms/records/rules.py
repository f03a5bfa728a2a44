"""Canonical JSON, digests, public codes, and how a site names itself and its keys."""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote, urlsplit
from uuid import UUID

# No 0 O 1 I L U: nothing that is misread from paper.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


# Made once: a million rows are checked by it.
_CANONICAL = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def canonical_json(payload: object) -> bytes:
    """The one spelling of a payload: keys sorted, no spaces, UTF-8. Equal content gives equal bytes."""
    return _CANONICAL.encode(payload).encode()


def checksum(payload: object, *, after: str = "") -> str:
    """SHA-256 of a payload, chained to the checksum that came before it."""
    return hashlib.sha256(after.encode() + canonical_json(payload)).hexdigest()


def check_character(body: str) -> str:
    """The last character of a code: Luhn modulo 30, finds every single slip and most swaps of neighbors."""
    size, total, factor = len(CODE_ALPHABET), 0, 2
    for char in reversed(body):
        addend = factor * CODE_ALPHABET.index(char)
        total += addend // size + addend % size
        factor = 3 - factor
    return CODE_ALPHABET[-total % size]


def new_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A code a person can type: nine random characters and a check character."""
    body = "".join(choose(CODE_ALPHABET) for _ in range(CODE_LENGTH - 1))
    return body + check_character(body)


def normalize_code(typed: str) -> str | None:
    """The code somebody meant, forgiving case, spaces and dashes. None when it cannot be one of ours."""
    code = "".join(char for char in typed.upper() if char.isalnum())
    if len(code) != CODE_LENGTH or any(char not in CODE_ALPHABET for char in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def spell_code(code: str) -> str:
    """A code as it is printed: 7K2QM-4XRWN."""
    return f"{code[:5]}-{code[5:]}"


def new_salt() -> str:
    return secrets.token_hex(16)


def salted_digest(text: str, salt: str) -> str:
    """Stands for personal words in a record that outlives them: without the salt nobody can guess them back."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def did_web(base_url: str) -> str:
    """A site as a decentralized identifier (W3C did:web): its host, a port with its colon written as %3A."""
    return "did:web:" + quote(urlsplit(base_url).netloc.lower(), safe="")


def did_document(did: str, keys: Mapping[str, Mapping[str, str]]) -> dict:
    """Public keys as the document that a did:web identifier leads to. The first one is the one that signs now."""
    methods = [
        {"id": f"{did}#{kid}", "type": "JsonWebKey2020", "controller": did, "publicKeyJwk": dict(jwk)}
        for kid, jwk in keys.items()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
