"""Freezing: a version row of a quiz that has gone live."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.records.rules import checksum
from quizzes.blueprints import queries
from quizzes.blueprints.models import QuizPage, QuizVersion
from quizzes.blueprints.rules import plan_payload


def freeze_quiz(page: QuizPage, *, by: User | None, at: datetime | None = None) -> QuizVersion:
    """Keep the quiz as it now stands: its rules once, its words in all published languages. Unchanged makes none."""
    with transaction.atomic():
        languages = queries.languages_of(page.translation_key) or [page]
        source = languages[0]
        payload = {
            "purpose": source.purpose,
            "source_language": source.locale.language_code,
            "titles": {each.locale.language_code: each.title for each in languages},
            "summaries": {each.locale.language_code: each.summary for each in languages},
            "plan": plan_payload(source.written_plan()),
            "passing_percent": source.passing_percent,
            "tries_allowed": source.tries_allowed,
            "which_try_counts": source.which_try_counts,
            "feedback_when": source.feedback_when,
            "shuffle_options": source.shuffle_options,
        }
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
