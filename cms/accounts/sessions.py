"""Sessions that know their person, so that a request reads both in one query. `SESSION_ENGINE` names this module."""

import logging

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.exceptions import SuspiciousOperation
from django.utils import timezone
from django.utils.crypto import constant_time_compare

logger = logging.getLogger(__name__)


class SessionStore(DatabaseStore):
    joined_user = None

    @classmethod
    def get_model_class(cls):
        # At module level the app registry is not ready yet.
        from cms.accounts.models import Session

        return Session

    def _get_session_from_db(self):
        from cms.accounts import queries

        try:
            session = queries.live_session(self.session_key, at=timezone.now())
        except SuspiciousOperation as error:
            logger.warning("session refused: %s", error)
            session = None
        if session is None:
            self._session_key = None
        else:
            self.joined_user = session.user
        return session

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)  # type: ignore[attr-defined]
        return session

    def trusted_user(self):
        """The person of this session if Django's own test accepts them; None sends the caller to Django's."""
        person_id, backend = self.get(SESSION_KEY), self.get(BACKEND_SESSION_KEY)
        user = self.joined_user
        if user is None or not user.is_active or str(user.pk) != person_id:
            return None
        if backend not in settings.AUTHENTICATION_BACKENDS:
            return None
        # A changed password changes this hash and so ends every other session.
        known = constant_time_compare(self.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
        return user if known else None
