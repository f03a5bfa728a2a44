"""How often one address may guess at certificates. Counted in the cache all workers share; if the cache is away,
checking goes on: codes stay unguessable without it."""

import hashlib
import logging
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache

logger = logging.getLogger(__name__)

# A hiring office checks a whole cohort from one address; a machine guesses thousands.
MISSES_PER_MINUTE = 20
TYPED_PER_MINUTE = 40
# Following a chain of ten thousand entries takes a third of a second.
PACKETS_PER_MINUTE = 20
WINDOW_SECONDS = 60


def _key(request, what: str) -> str:
    address = get_adapter().get_client_ip(request)
    window = int(time.time() // WINDOW_SECONDS)
    return "check:" + hashlib.sha256(f"{what}:{address}:{window}".encode()).hexdigest()[:32]


def count(request, what: str) -> None:
    """One more from this address in this minute."""
    try:
        key = _key(request, what)
        if not cache.add(key, 1, WINDOW_SECONDS * 2):
            cache.incr(key)
    except Exception:
        logger.warning("limits: the cache did not answer", exc_info=True)


def is_over(request, what: str, limit: int) -> bool:
    """Whether this address has used up its minute. Reads only."""
    try:
        return (cache.get(_key(request, what)) or 0) >= limit
    except Exception:
        logger.warning("limits: the cache did not answer", exc_info=True)
        return False
