"""`quiz.yaml`: the rules and the plan of a quiz, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, NaiveDatetime

from courses.catalog.rules import Competency, Domain
from quizzes.blueprints.models import QuizPage
from quizzes.blueprints.terms import DEFAULT_ZONE, GRACE_SECONDS, Part, When
from quizzes.packages.format import Optional, Slug, Strict, Text

Points = Annotated[int | float, Field(gt=0)]
Percent = Annotated[int, Field(ge=1, le=100)]
# Read from a plan as they stand there.
FILTERS = ("tag", "type", "domain", "competency", "difficulty")
# Switches and numbers that a page calls something else than a file, or the same.
NAMES = {
    "tries": "tries_allowed",
    "counts": "which_try_counts",
    "wait": "wait_minutes",
    "wait_later": "wait_minutes_later",
    "time_limit": "time_limit_minutes",
    "zone": "zone",
    "grace": "grace_seconds",
    "feedback": "feedback_when",
    "purpose": "purpose",
    "shuffle_questions": "shuffle_questions",
    "shuffle_options": "shuffle_options",
    "unseen_first": "unseen_first",
    "practice": "offers_practice",
    "unsure": "offers_unsure",
}
CERTAINTY = {"no": (False, False), "asked": (True, False), "counts": (True, True)}


class PlanEntry(Strict):
    question: Slug | None = None
    draw: Annotated[int, Field(gt=0)] | None = None
    section: dict[Literal["en", "es"], Text] | None = None
    points: Points = 1
    critical: bool = False
    tag: Optional = ""
    type: Optional = ""
    domain: Domain | None = None
    competency: Competency | None = None
    difficulty: Optional = ""


class PassingPoints(Strict):
    points: Points


class PassingScore(Strict):
    """A score on a scale, like 500 on 200 to 800."""

    score: int | float
    scale: Annotated[list[int | float], Field(min_length=2, max_length=2)]


class Period(Strict):
    tries: Annotated[int, Field(gt=0)]
    months: Annotated[int, Field(gt=0, le=60)]
    since: date


class Covers(Strict):
    domains: list[Domain] = []
    competencies: list[Competency] = []


class QuizFile(Strict):
    uuid: UUID | None = None
    title: Text
    slug: Slug = "quiz"
    purpose: Literal["graded", "practice", "pretest", "final", "test_out"] = "graded"
    summary: Optional = ""
    minutes: Annotated[int, Field(gt=0)]
    basis: Text
    covers: Covers = Covers()
    passing: Annotated[int, Field(ge=0, le=100)] | PassingPoints | PassingScore = 80
    minimum: dict[Domain, Percent] = {}
    tries: Annotated[int, Field(gt=0)] | None = None
    counts: Literal["highest", "latest", "first", "average"] = "highest"
    wait: Annotated[int, Field(ge=0)] = 0
    wait_later: Annotated[int, Field(ge=0)] = 0
    period: Period | None = None
    time_limit: Annotated[int, Field(gt=0)] | None = None
    # On the wall of its zone: `2026-11-30 23:59`.
    opens: NaiveDatetime | None = None
    closes: NaiveDatetime | None = None
    zone: Text = DEFAULT_ZONE
    grace: Annotated[int, Field(ge=0, le=300)] = GRACE_SECONDS
    feedback: Literal["after_sending", "after_passing", "topics_only"] = "after_sending"
    # Parts of the feedback that have a rule of their own: `{ key: never }`.
    feedback_rules: dict[Part, When] = {}
    shuffle_questions: bool = False
    shuffle_options: bool = True
    unseen_first: bool = False
    practice: bool = False
    unsure: bool = False
    certainty: Literal["no", "asked", "counts"] = "no"
    plan: Annotated[list[PlanEntry], Field(min_length=1)]


def page_fields(file: QuizFile, questions: dict[str, int]) -> dict[str, Any]:
    """What a quiz page is given. `questions`: key in the package → row of the bank that the plan points at."""
    asks, counts = CERTAINTY[file.certainty]
    return {
        "title": file.title,
        "summary": file.summary,
        "minutes": file.minutes,
        "timing": [{"minutes": file.minutes, "what": "Quiz", "basis": file.basis}],
        "promised_domains": [str(each) for each in file.covers.domains],
        "promised_competencies": [str(each) for each in file.covers.competencies],
        **_passing_fields(file.passing),
        "domain_minima": [_block("minimum", domain=str(each), percent=least) for each, least in file.minimum.items()],
        **{column: getattr(file, name) for name, column in NAMES.items()},
        "period_tries": file.period.tries if file.period else None,
        "period_months": file.period.months if file.period else None,
        "period_since": file.period.since if file.period else None,
        **_moment("opens", file.opens, time(0, 0)),
        **_moment("closes", file.closes, time(23, 59)),
        "feedback_rules": [_block("rule", part=str(p), when=str(w)) for p, w in file.feedback_rules.items()],
        "asks_certainty": asks,
        "certainty_counts": counts,
        "plan": [_plan_block(entry, questions) for entry in file.plan],
    }


def _block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _passing_fields(passing: int | PassingPoints | PassingScore) -> dict[str, Any]:
    none = {"passing_value": None, "scale_low": None, "scale_high": None}
    if isinstance(passing, PassingPoints):
        return none | {"passing_kind": "points", "passing_value": _decimal(passing.points)}
    if isinstance(passing, PassingScore):
        low, high = (_decimal(each) for each in passing.scale)
        return {
            "passing_kind": "scaled",
            "passing_value": _decimal(passing.score),
            "scale_low": low,
            "scale_high": high,
        }
    return none | {"passing_kind": "percent", "passing_percent": passing}


def _decimal(number: float) -> Decimal:
    return Decimal(str(number))


def _moment(name: str, moment: datetime | None, usual: time) -> dict[str, Any]:
    return {f"{name}_on": moment.date() if moment else None, f"{name}_time": moment.time() if moment else usual}


def _plan_block(entry: PlanEntry, questions: dict[str, int]) -> dict[str, Any]:
    if entry.section is not None:
        return {"type": "section", "value": dict(entry.section)}
    points = str(_decimal(entry.points))
    if entry.question:
        value = {"question": questions[entry.question], "points": points, "critical": entry.critical}
        return {"type": "question", "value": value}
    filters = {name: getattr(entry, name) or "" for name in FILTERS}
    return {"type": "draw", "value": {"draw": entry.draw, **filters, "points": points}}


def file_fields(page: QuizPage, name_of) -> dict[str, Any]:
    """What `quiz.yaml` says of a page, without its key. `name_of` calls a question as the package does."""
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "minutes": page.minutes or 1,
        "basis": page.timing[0]["basis"] if page.timing else page.title,
        "covers": {"domains": page.promised_domains, "competencies": page.promised_competencies},
        "passing": _passing_of(page),
        "minimum": {each.value["domain"]: each.value["percent"] for each in page.domain_minima},
        **{name: getattr(page, column) for name, column in NAMES.items()},
        "period": _period_of(page),
        "opens": datetime.combine(page.opens_on, page.opens_time) if page.opens_on else None,
        "closes": datetime.combine(page.closes_on, page.closes_time) if page.closes_on else None,
        "feedback_rules": {each.value["part"]: each.value["when"] for each in page.feedback_rules},
        "certainty": "counts" if page.certainty_counts else "asked" if page.asks_certainty else "no",
        "plan": list(_plan_of(page, name_of)),
    }


def _number(value: Decimal) -> int | float:
    """2 rather than 2.0, 2.5 where it has to be."""
    return int(value) if value == int(value) else float(value)


def _passing_of(page: QuizPage) -> Any:
    match page.passing_kind:
        case "points":
            return {"points": _number(page.passing_value)}
        case "scaled":
            scale = [_number(page.scale_low), _number(page.scale_high)]
            return {"score": _number(page.passing_value), "scale": scale}
        case _:
            return page.passing_percent


def _period_of(page: QuizPage) -> dict[str, Any] | None:
    if not page.period_tries:
        return None
    return {"tries": page.period_tries, "months": page.period_months, "since": page.period_since}


def _plan_of(page: QuizPage, name_of) -> Iterator[dict[str, Any]]:
    for block in page.plan:
        value = block.value
        match block.block_type:
            case "section":
                yield {"section": {language: title for language, title in value.items() if title}}
            case "question":
                asked = {"question": name_of(value["question"]), "points": _number(value["points"])}
                yield asked | ({"critical": True} if value["critical"] else {})
            case _:
                filters = {name: value[name] for name in FILTERS if value[name]}
                yield {"draw": value["draw"], **filters, "points": _number(value["points"])}


def plan_faults(file: QuizFile, known: dict[str, list[str]]) -> Iterator[str]:
    """What is wrong with the rules of a file. `known`: the questions of its module by key, each with its tags."""
    fixed = {entry.question for entry in file.plan if entry.question}
    for missing in sorted(fixed - known.keys()):
        yield f"its plan asks “{missing}”, which is not in questions.yaml"
    for entry in file.plan:
        if sum(each is not None for each in (entry.question, entry.draw, entry.section)) != 1:
            yield "each line of the plan names one question, a draw or a section"
        elif entry.critical and not entry.question:
            yield "only a question named in the plan can be critical"
        elif entry.draw and entry.tag:
            pool = [key for key, tags in known.items() if entry.tag in tags and key not in fixed]
            if len(pool) < entry.draw:
                yield f"it draws {entry.draw} questions tagged “{entry.tag}”, and there are {len(pool)}"
    if (
        isinstance(file.passing, PassingScore)
        and not file.passing.scale[0] < file.passing.score <= file.passing.scale[1]
    ):
        yield "the passing score lies outside of its scale"
    if file.opens and file.closes and file.closes <= file.opens:
        yield "it closes before it opens"


def _is_on_scale(passing: PassingScore) -> bool:
    low, high = passing.scale
    return low < passing.score <= high
