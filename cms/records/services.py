"""Making, changing and using the key that signs for this site."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from joserfc.jwk import RSAKey

from cms.records import queries, tokens, vault
from cms.records.models import KeyWithdrawal, PrivateKey, SigningKey
from cms.records.rules import did_web


def sign(payload: Mapping, *, typ: str = "JWT") -> str:
    """The payload as a token of this site. Its very first signature makes the key."""
    private = queries.signing_private_key() or _missing_key()
    return tokens.sign(payload, _opened(private.sealed), kid=f"{issuer_id()}#{private.key.kid}", typ=typ)


def issuer_id() -> str:
    """Who signs: the name of the site as a decentralized identifier, which leads back to the site's public keys."""
    return did_web(settings.BASE_URL)


@transaction.atomic
def new_key(*, at: datetime | None = None) -> SigningKey:
    """Make the key that signs from now on. Older ones lose their private half and go on verifying."""
    return _make(_next_number(), at or timezone.now()).key


@transaction.atomic
def withdraw_key(kid: str, *, reason: str, at: datetime | None = None) -> KeyWithdrawal:
    """Take a key out of use that may have leaked: nothing it has ever signed verifies any more. The next signature
    makes a new one."""
    key = SigningKey.objects.get(kid=kid)
    withdrawal = KeyWithdrawal.objects.create(key=key, reason=reason, at=at or timezone.now())
    PrivateKey.objects.filter(key=key).delete()
    return withdrawal


@transaction.atomic
def reseal_key() -> int:
    """Seal the private key anew with the first secret of SIGNING_SECRET; the others may go then."""
    found = list(PrivateKey.objects.select_for_update())
    for private in found:
        private.sealed = vault.seal(vault.unseal(private.sealed))
        private.save(update_fields=["sealed"])
    return len(found)


def _next_number() -> int:
    return (SigningKey.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _make(number: int, at: datetime) -> PrivateKey:
    pair = tokens.new_key_pair()
    key = SigningKey.objects.create(number=number, kid=pair.kid, public_jwk=pair.public_jwk, made_at=at)
    PrivateKey.objects.all().delete()
    return PrivateKey.objects.create(key=key, sealed=vault.seal(pair.private_pem))


def _missing_key() -> PrivateKey:
    # The number first and the key after it: whoever makes one in between has taken this number or is seen.
    number = _next_number()
    if found := queries.signing_private_key():
        return found
    try:
        with transaction.atomic():
            return _make(number, timezone.now())
    except IntegrityError:
        # Another worker was first; its key is ours as well.
        return PrivateKey.objects.select_related("key").get(key__number=number)


@lru_cache(maxsize=4)
def _opened(sealed: str) -> RSAKey:
    """Reading a key back costs fifty times a signature, so it stays in memory."""
    key = RSAKey.import_key(vault.unseal(sealed))
    key.check_key_op("sign")
    return key
