"""Reads of the bank: newest versions of what is live, pools for draws, frozen payloads."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import Locale

from quizzes.questions.models import Question, QuestionVersion
from quizzes.questions.types import REGISTRY


def live_questions(language: str) -> QuerySet[Question]:
    """Published questions as written in one language, each with its newest version."""
    newest = QuestionVersion.objects.filter(question_key=OuterRef("translation_key")).order_by("-number")
    return Question.objects.filter(live=True, locale__language_code=language).annotate(
        version_id=Subquery(newest.values("pk")[:1])
    )


def pool(language: str, *, tag="", type="", domain="", difficulty="", competency="") -> dict[UUID, int]:
    """Newest version by question key, for scored published questions that match every filter given.

    What a person must read is drawn only where a plan asks for its type: by chance it would hold up a result.
    """
    left_out = [slug for slug, kind in REGISTRY.items() if not kind.is_scored or (kind.needs_person and slug != type)]
    found = live_questions(language).exclude(type__in=left_out).filter(version_id__isnull=False)
    filters = {"tags__name__iexact": tag, "type": type, "domain": domain, "difficulty": difficulty}
    found = found.filter(**{name: value for name, value in filters.items() if value})
    rows = found.order_by("translation_key").values_list("translation_key", "version_id", "competencies")
    # JSON lists cannot be searched in the same words on both databases; a bank is small.
    return {key: version for key, version, practices in rows if not competency or competency in practices}


def newest_versions(keys: Iterable[UUID | str], language: str) -> dict[UUID, int]:
    """Newest version by question key, for those of `keys` that are published."""
    found = live_questions(language).filter(translation_key__in=list(keys), version_id__isnull=False)
    return dict(found.values_list("translation_key", "version_id"))


def unscored(keys: Iterable[UUID | str], language: str) -> set[str]:
    """Of these published questions, those that bring no points: something to read."""
    types = [slug for slug, kind in REGISTRY.items() if not kind.is_scored]
    found = Question.objects.filter(live=True, locale__language_code=language, translation_key__in=list(keys))
    return {str(key) for key in found.filter(type__in=types).values_list("translation_key", flat=True)}


def payloads(version_ids: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """Frozen payloads by version. A version never changes, so memory needs no invalidation."""
    wanted = {f"question:{pk}": pk for pk in version_ids}
    frozen = caches["frozen"]
    found = {wanted[name]: payload for name, payload in frozen.get_many(wanted).items()}
    if missing := [pk for pk in wanted.values() if pk not in found]:
        read = dict(QuestionVersion.objects.filter(pk__in=missing).values_list("pk", "payload"))
        frozen.set_many({f"question:{pk}": payload for pk, payload in read.items()})
        found |= read
    return found


def numbers(version_ids: Iterable[int]) -> dict[int, int]:
    """Which version of its question each is: 1 for the first. Asks once, however many."""
    return dict(QuestionVersion.objects.filter(pk__in=set(version_ids)).values_list("pk", "number"))


def languages_of(translation_key: UUID) -> list[Question]:
    """All published languages of a question, the one it was written in first."""
    found = Question.objects.filter(translation_key=translation_key, live=True).select_related("locale")
    default = Locale.get_default().pk
    return sorted(found, key=lambda question: (question.locale_id != default, question.pk))
