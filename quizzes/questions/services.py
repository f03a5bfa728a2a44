"""Freezing: a version row of what has gone live."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.records.rules import checksum
from quizzes.questions import queries, rules
from quizzes.questions.models import Question, QuestionVersion
from quizzes.questions.types import REGISTRY


def freeze_question(question: Question, *, by: User | None, at: datetime | None = None) -> QuestionVersion:
    """Keep the question as it now stands in all published languages. Unchanged content makes no version."""
    with transaction.atomic():
        languages = queries.languages_of(question.translation_key) or [question]
        source = languages[0]
        written = {each.locale.language_code: each.written() for each in languages}
        kind, language = source.content[0].block_type, source.locale.language_code
        _, key = written[language]
        payload = rules.payload(
            type=kind,
            source_language=language,
            wordings={spoken: wording for spoken, (wording, _) in written.items()},
            key=REGISTRY[kind].joined(key, [other for spoken, (_, other) in written.items() if spoken != language]),
            facts=_facts(source),
        )
        newest = QuestionVersion.objects.filter(question_key=question.translation_key).order_by("-number").first()
        digest = checksum(payload)
        if newest and newest.checksum == digest:
            return newest
        return QuestionVersion.objects.create(
            question_key=question.translation_key,
            number=newest.number + 1 if newest else 1,
            type=payload["type"],
            payload=payload,
            checksum=digest,
            created_at=at or timezone.now(),
            created_by=by,
        )


def _facts(source: Question) -> dict:
    return {
        "domain": source.domain,
        "competencies": source.competencies,
        "difficulty": source.difficulty,
        "tags": sorted(source.tags.names()),
        "lesson": {"key": str(source.lesson_key), "anchor": source.lesson_anchor} if source.lesson_key else None,
    }
