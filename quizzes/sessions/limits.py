"""How often one person may guess at the code on the wall. Counted in the cache all workers share; if the cache is
away, signing in goes on: a million codes that live two minutes stay hard to guess."""

import logging
from datetime import datetime

from django.core.cache import cache

from cms.accounts.models import User

logger = logging.getLogger(__name__)

GUESSES_PER_MINUTE = 8


def count(user: User, at: datetime) -> None:
    """One more guess of this person in this minute."""
    try:
        if not cache.add(_key(user, at), 1, 120):
            cache.incr(_key(user, at))
    except Exception:
        logger.warning("limits: the cache did not answer", exc_info=True)


def is_over(user: User, at: datetime) -> bool:
    """Whether this person has used up their minute. Reads only."""
    try:
        return (cache.get(_key(user, at)) or 0) >= GUESSES_PER_MINUTE
    except Exception:
        logger.warning("limits: the cache did not answer", exc_info=True)
        return False


def _key(user: User, at: datetime) -> str:
    return f"session-code:{user.pk}:{int(at.timestamp() // 60)}"
