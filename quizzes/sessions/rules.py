"""The short code on the wall, and the address of a calendar. Secrets come as arguments."""

import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

# A code lives a minute, and a slow typist has one more.
CODE_LIVES = timedelta(minutes=1)
CODE_DIGITS = 6
FEED_KEY_LENGTH = 32


def code_at(secret: str, session_key: object, at: datetime) -> str:
    """The code a session shows at a moment."""
    return next(_codes(secret, session_key, at))


def is_code(typed: str, secret: str, session_key: object, at: datetime) -> bool:
    """Whether what was typed is the code of this minute or of the one before. Spaces are forgiven."""
    typed = "".join(typed.split())
    return any(hmac.compare_digest(typed.encode(), code.encode()) for code in _codes(secret, session_key, at))


def _codes(secret: str, session_key: object, at: datetime) -> Iterator[str]:
    for moment in (at, at - CODE_LIVES):
        window = int(moment.timestamp() // CODE_LIVES.total_seconds())
        digest = _mac(secret, f"session:{session_key}:{window}")
        yield str(int(digest[:15], 16) % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def feed_token(secret: str, feed_key: str) -> str:
    """The secret part of a calendar's address: half is kept with the person, half only this server can make."""
    return feed_key + _mac(secret, f"calendar:{feed_key}")[:32]


def key_of(token: str, secret: str) -> str | None:
    """The kept half, if the other one fits. Costs no query."""
    feed_key = token[:FEED_KEY_LENGTH]
    return feed_key if hmac.compare_digest(feed_token(secret, feed_key).encode(), token.encode()) else None


def _mac(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), sha256).hexdigest()
