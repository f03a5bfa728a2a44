"""Reads of blueprints: newest versions, what a plan may draw from, what is wrong with a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.cache import caches
from wagtail.models import Locale

from quizzes.blueprints.models import QuizPage, QuizVersion
from quizzes.blueprints.rules import Draw, Fixed, Plan, plan_payload
from quizzes.blueprints.terms import GRACE_SECONDS, SWITCHES, closing, opening
from quizzes.grading.passing import Passing, PassingKind
from quizzes.questions import queries as bank
from quizzes.questions.models import Question


def current_version(quiz_key: UUID) -> QuizVersion | None:
    """The newest frozen version of a quiz, whether or not its page is still live."""
    return QuizVersion.objects.filter(quiz_key=quiz_key).order_by("-number").first()


def blueprint(version_id: int) -> Mapping[str, Any]:
    """The frozen payload of a version. It never changes, so memory needs no invalidation."""
    frozen, name = caches["frozen"], f"quiz:{version_id}"
    if (payload := frozen.get(name)) is None:
        payload = QuizVersion.objects.values_list("payload", flat=True).get(pk=version_id)
        frozen.set(name, payload)
    return payload


def pools(plan: Plan, language: str) -> dict[int, dict[str, int]]:
    """For each draw of a plan, by its place: newest question versions by key it may pick from."""
    return {
        place: {str(key): version for key, version in bank.pool(language, **entry.filters()).items()}
        for place, entry in enumerate(plan)
        if isinstance(entry, Draw)
    }


def languages_of(quiz_key: UUID) -> list[QuizPage]:
    """All published languages of a quiz, the one it was written in first."""
    found = QuizPage.objects.filter(translation_key=quiz_key, live=True).select_related("locale")
    default = Locale.get_default().pk
    return sorted(found, key=lambda page: (page.locale_id != default, page.pk))


@dataclass(frozen=True)
class Use:
    """A quiz that asks a question: always, or when a draw picks it."""

    page: QuizPage
    is_fixed: bool


def quizzes_asking(question: Question) -> list[Use]:
    """The published quizzes a question is in, by name or by a draw that could pick it."""
    facts = {
        "tag": {name.lower() for name in question.tags.names()},
        "type": {question.type},
        "domain": {question.domain},
        "difficulty": {question.difficulty},
        "competency": set(question.competencies),
    }
    found = []
    for page in QuizPage.objects.live().filter(locale_id=question.locale_id):
        plan = page.written_plan()
        if Fixed(str(question.translation_key)) in plan:
            found.append(Use(page, is_fixed=True))
        elif any(
            all(value.lower() in facts[name] for name, value in entry.filters().items())
            for entry in plan
            if isinstance(entry, Draw)
        ):
            found.append(Use(page, is_fixed=False))
    return found


def payload_of(languages: list[QuizPage]) -> dict[str, Any]:
    """What a version keeps of a quiz: its rules once, its words in all languages given, the source first."""
    source = languages[0]
    return {
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
        **said_terms(source),
    }


def said_terms(page: QuizPage) -> dict[str, Any]:
    """What a page says beside what every quiz says, in the words `terms` reads: only what differs from its defaults,
    so that a quiz that never heard of a rule keeps its version."""
    opens = opening(page.opens_on, page.opens_time, page.zone) if page.opens_on else None
    closes = closing(page.closes_on, page.closes_time, page.zone) if page.closes_on else None
    said = {
        "passing": None if page.passing_kind == PassingKind.PERCENT else _passing(page).payload(),
        "domain_minimum": {each.value["domain"]: str(each.value["percent"]) for each in page.domain_minima},
        "wait_minutes": page.wait_minutes,
        "wait_minutes_later": page.wait_minutes_later,
        "tries_per_period": _period(page),
        "time_limit_minutes": page.time_limit_minutes,
        "opens_at": opens.isoformat() if opens else None,
        "closes_at": closes.isoformat() if closes else None,
        "zone": page.zone if opens or closes or page.period_tries else None,
        "feedback": {each.value["part"]: each.value["when"] for each in page.feedback_rules},
        **{name: getattr(page, name) for name in SWITCHES},
    }
    if page.grace_seconds != GRACE_SECONDS:
        said["grace_seconds"] = page.grace_seconds
        return {name: value for name, value in said.items() if value or name == "grace_seconds"}
    return {name: value for name, value in said.items() if value}


def _passing(page: QuizPage) -> Passing:
    low, high = page.scale_low or Decimal(0), page.scale_high or Decimal(0)
    return Passing(PassingKind(page.passing_kind), page.passing_value or Decimal(0), low, high)


def _period(page: QuizPage) -> dict[str, Any] | None:
    if not (page.period_tries and page.period_months and page.period_since):
        return None
    return {"tries": page.period_tries, "months": page.period_months, "from": page.period_since.isoformat()}
