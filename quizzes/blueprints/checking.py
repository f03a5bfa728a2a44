"""What is wrong with a quiz before it goes live, and what its author should know. Sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courses.catalog.labels import COMPETENCY_LABELS, DOMAIN_LABELS
from courses.catalog.models import CoursePage
from quizzes.blueprints import queries
from quizzes.blueprints.coverage import Covered, Topics, covered, not_fresh_twice, topics_of
from quizzes.blueprints.labels import FAULTS, WARNINGS
from quizzes.blueprints.models import QuizPage
from quizzes.blueprints.rules import Draw, Plan, PlanFault, PlanWarning, Purpose, asks, overdrawn, worth
from quizzes.blueprints.terms import When
from quizzes.grading.passing import PassingKind
from quizzes.grading.scores import plain
from quizzes.questions import queries as bank

# Read, not answered: it may stand in any plan.
INFORMATION = "information"

Found = tuple[PlanFault, dict[str, Any]]


@dataclass(frozen=True)
class Drawn:
    """A plan with what its draws may pick, and what all these questions are about."""

    plan: Plan
    pools: dict[int, dict[str, int]]
    topics: dict[str, Topics]

    @classmethod
    def of(cls, page: QuizPage) -> "Drawn":
        """Reads the pools of a page once, for all questions asked of them."""
        plan = page.written_plan()
        pools = queries.pools(plan, page.locale.language_code)
        versions = {key: version for pool in pools.values() for key, version in pool.items()}
        frozen = bank.payloads(versions.values())
        drawn = [
            (key, frozen[pk].get("domain", ""), frozen[pk].get("competencies", ())) for key, pk in versions.items()
        ]
        asked = [block.value["question"] for block in page.plan if block.block_type == "question"]
        named = [(str(each.translation_key), each.domain, each.competencies) for each in asked if each]
        return cls(plan, pools, topics_of([*drawn, *named]))


def faults_of(page: QuizPage) -> list[str]:
    """Sentences on what keeps a quiz from being asked."""
    drawn, evaluates = Drawn.of(page), page.purpose == Purpose.EVALUATION
    found: list[Found] = [] if asks(drawn.plan) else [(PlanFault.EMPTY, {})]
    found += _place_faults(page, evaluates)
    found += _question_faults(page, evaluates)
    found += _draw_faults(drawn, evaluates)
    if not evaluates:
        found += _passing_faults(page, drawn.plan)
        found += _promise_faults(page, drawn)
    found += _time_faults(page)
    return [str(FAULTS[fault]) % words for fault, words in found]


def warnings_of(page: QuizPage) -> list[str]:
    """Sentences on what an author should know of a quiz and may decide."""
    if page.purpose == Purpose.EVALUATION:
        return []
    drawn, found = Drawn.of(page), []
    if page.tries_allowed != 1:
        for entry, left in not_fresh_twice(drawn.plan, drawn.pools):
            words = {"wanted": entry.draw, "filter": _filter(entry), "found": left, "needed": 2 * entry.draw}
            found.append(str(WARNINGS[PlanWarning.NOT_TWO_FRESH_TRIES]) % words)
    for topic, name in _promised(page):
        if covered(topic, drawn.plan, drawn.pools, drawn.topics) == Covered.BY_CHANCE:
            found.append(str(WARNINGS[PlanWarning.DOMAIN_BY_CHANCE]) % {"domain": name})
    return found


def _filter(entry: Draw) -> str:
    return ", ".join(entry.filters().values())


def _place_faults(page: QuizPage, evaluates: bool) -> Iterator[Found]:
    in_course = isinstance(page.module(), CoursePage)
    if evaluates and not in_course:
        yield PlanFault.NOT_IN_COURSE, {}
    elif in_course and not evaluates:
        yield PlanFault.NOT_IN_MODULE, {}


def _question_faults(page: QuizPage, evaluates: bool) -> Iterator[Found]:
    seen, kinds = set(), set()
    for block in page.plan:
        question = block.value["question"] if block.block_type == "question" else None
        kinds |= {question.type if question else block.block_type} - {"section"}
        if not question:
            continue
        words = {"question": str(question)}
        if question.translation_key in seen:
            yield PlanFault.TWICE, words
        seen.add(question.translation_key)
        if not question.live:
            yield PlanFault.NOT_PUBLISHED, words
        if question.type != INFORMATION and (question.type == "survey") != evaluates:
            yield (PlanFault.GRADED_IN_EVALUATION if evaluates else PlanFault.SURVEY_IN_QUIZ), words
    if kinds == {INFORMATION}:
        yield PlanFault.NOTHING_SCORED, {}


def _draw_faults(drawn: Drawn, evaluates: bool) -> Iterator[Found]:
    draws = [entry for entry in drawn.plan if isinstance(entry, Draw)]
    if evaluates and draws:
        yield PlanFault.DRAW_IN_EVALUATION, {}
    elif any(not entry.filters() for entry in draws):
        yield PlanFault.DRAW_OF_EVERYTHING, {}
    else:
        for entry, left in overdrawn(drawn.plan, drawn.pools):
            yield PlanFault.SMALL_POOL, {"wanted": entry.draw, "filter": _filter(entry), "found": left}


def _passing_faults(page: QuizPage, plan: Plan) -> Iterator[Found]:
    value, low, high = page.passing_value, page.scale_low, page.scale_high
    if page.passing_kind == PassingKind.POINTS:
        if not value or value <= 0:
            yield PlanFault.NO_PASSING_POINTS, {}
        elif value > (most := worth(plan) * (3 if page.certainty_counts else 1)):
            yield PlanFault.UNREACHABLE_POINTS, {"wanted": plain(value), "found": plain(most)}
    elif page.passing_kind == PassingKind.SCALED and not (
        value is not None and low is not None and high is not None and low < value <= high
    ):
        yield PlanFault.NO_SCALE, {}


def _promised(page: QuizPage) -> list[tuple[str, str]]:
    """What a quiz says it is about: domains, those with a minimum among them, and competencies, each with its name."""
    domains = dict.fromkeys([*page.promised_domains, *(each.value["domain"] for each in page.domain_minima)])
    named = [(domain, str(DOMAIN_LABELS[domain])) for domain in domains]
    return named + [(each, str(COMPETENCY_LABELS[each])) for each in page.promised_competencies]


def _promise_faults(page: QuizPage, drawn: Drawn) -> Iterator[Found]:
    for topic, name in _promised(page):
        if covered(topic, drawn.plan, drawn.pools, drawn.topics) == Covered.NEVER:
            if topic in page.promised_competencies:
                yield PlanFault.COMPETENCY_NOT_ASKED, {"competency": name}
            else:
                yield PlanFault.DOMAIN_NOT_ASKED, {"domain": name}


def _time_faults(page: QuizPage) -> Iterator[Found]:
    said = queries.said_terms(page)
    if "opens_at" in said and "closes_at" in said and said["closes_at"] <= said["opens_at"]:
        yield PlanFault.CLOSES_BEFORE_OPENING, {}
    if When.AFTER_CLOSING in said.get("feedback", {}).values() and "closes_at" not in said:
        yield PlanFault.NEVER_CLOSES, {}
    parts = [page.period_tries, page.period_months, page.period_since]
    if any(parts) and not all(parts):
        yield PlanFault.PERIOD_IN_PART, {}
