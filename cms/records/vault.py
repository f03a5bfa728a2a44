"""Private keys at rest: sealed with a secret that never lies in the database."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class VaultLocked(Exception):
    """None of the secrets in SIGNING_SECRET opens this private key."""


def seal(text: str) -> str:
    return _vault().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return _vault().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise VaultLocked("SIGNING_SECRET does not open the signing key. Put the earlier secret behind it.") from error


def _vault() -> MultiFernet:
    """The first secret seals, every one of them opens, so that a secret can be changed without losing a key."""
    # Production does not start without; development and the demo live with the secret they have.
    secrets = settings.SIGNING_SECRETS or [settings.SECRET_KEY]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"hearten signing keys").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
