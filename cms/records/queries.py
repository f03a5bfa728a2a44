"""The public keys, as anybody may have them."""

from cms.records.models import PrivateKey, SigningKey


def public_keys() -> dict[str, dict[str, str]]:
    """Every key that still vouches for what it signed, by key id, the newest first."""
    keys = SigningKey.objects.filter(withdrawal=None).order_by("-number")
    return dict(keys.values_list("kid", "public_jwk"))


def signing_private_key() -> PrivateKey | None:
    """The sealed key that signs now: the newest that was not withdrawn."""
    keys = PrivateKey.objects.filter(key__withdrawal=None).select_related("key")
    return keys.order_by("-key__number").first()
