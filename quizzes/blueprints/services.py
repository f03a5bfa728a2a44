"""Freezing: a version row of a quiz that has gone live."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.records.rules import checksum
from quizzes.blueprints import queries
from quizzes.blueprints.models import QuizPage, QuizVersion


def freeze_quiz(page: QuizPage, *, by: User | None, at: datetime | None = None) -> QuizVersion:
    """Keep the quiz as it now stands: its rules once, its words in all published languages. Unchanged makes none."""
    with transaction.atomic():
        payload = queries.payload_of(queries.languages_of(page.translation_key) or [page])
        newest, digest = queries.current_version(page.translation_key), checksum(payload)
        if newest and newest.checksum == digest:
            return newest
        return QuizVersion.objects.create(
            quiz_key=page.translation_key,
            number=newest.number + 1 if newest else 1,
            payload=payload,
            checksum=digest,
            created_at=at or timezone.now(),
            created_by=by,
        )
