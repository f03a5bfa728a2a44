"""One try counted again by a corrected key: what its scorecard would say, and what would follow from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from courses.catalog.queries import outline
from courses.progress.queries import standings
from courses.progress.rules import FINISHING, ResultState, Standing, module_progress
from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep
from quizzes.attempts.queries import blueprint
from quizzes.attempts.rules import SCORING, AttemptState, Mode
from quizzes.attempts.scorecards import Card, replaced
from quizzes.blueprints.terms import terms
from quizzes.credentials.models import Credential
from quizzes.grading import certainty
from quizzes.grading.policies import Try, standing_of
from quizzes.grading.scores import Score
from quizzes.journey.crediting import has_time
from quizzes.journey.queries import is_module_credited
from quizzes.questions import queries as bank
from quizzes.questions.models import QuestionVersion
from quizzes.questions.types import REGISTRY
from quizzes.reviews import policies
from quizzes.reviews.doubts import resting_on
from quizzes.reviews.policies import Change, Policy, full_credit

CHUNK = 200


@dataclass(frozen=True)
class Key:
    """What a rescore counts by."""

    version: QuestionVersion
    policy: Policy


def tries_with(question_key: UUID):
    """The sealed tries that asked a question, in whatever version. Open ones and practice are left alone."""
    return (
        AttemptQuestion.objects.filter(
            question_version__question_key=question_key,
            attempt__state=AttemptState.SENT,
            attempt__mode=Mode.GRADED,
        )
        .select_related("attempt__enrollment__trainee", "attempt__trainee")
        .order_by("attempt_id", "number")
    )


def is_comparable(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether an answer to the old version means the same in the new one: same type, and nothing that could be
    answered then has gone."""
    if old["type"] != new["type"]:
        return False
    kind = REGISTRY[old["type"]]
    before, after = (set(kind.ids(each["asked"][each["source_language"]])) for each in (old, new))
    return before <= after


def recounted(card: Card, placed: AttemptQuestion, key: Key) -> Card | None:
    """The scorecard after a rescore; None when nothing changes, or when nothing may be said by machine."""
    line = next((each for each in card["questions"] if each["number"] == placed.number), None)
    if line is None:
        return None
    if key.policy == Policy.FULL_CREDIT:
        candidate = full_credit(line)
    else:
        frozen = bank.payloads([placed.question_version_id, key.version.pk])
        if not is_comparable(frozen[placed.question_version_id], frozen[key.version.pk]):
            return None
        held = placed.attempt.answers.get(str(placed.number), {})
        candidate = _by_key(line, held, frozen[key.version.pk], key.version.pk)
    new = replaced(card, placed.number, candidate)
    counted = next(each for each in new["questions"] if each["number"] == placed.number)
    return new if policies.changes(key.policy, line, counted) else None


def _by_key(line: Mapping[str, Any], held: Mapping[str, Any], frozen: Mapping[str, Any], pk: int) -> dict[str, Any]:
    """The line of the same answer by another key."""
    kind = REGISTRY[frozen["type"]]
    grade = certainty.unsure() if held.get("unsure") else kind.grade(held.get("response"), frozen["key"])
    fraction = None if grade.fraction is None else str(grade.fraction)
    new = {**line, "version": pk, "scheme": grade.scheme, "workings": grade.workings, "fraction": fraction}
    if "marked" in line and grade.fraction is not None:
        said = held.get("certainty", certainty.DEFAULT)
        new["marked"] = str(grade.fraction if held.get("unsure") else certainty.marked(grade.fraction, said))
    # A talk that took place is not asked for again.
    if grade.talk and "talked" not in line:
        new["talk"] = True
    else:
        new.pop("talk", None)
    return new


def cards_of(attempt_ids: Iterable[int]) -> dict[int, Card]:
    """The scorecards that stand, in one query."""
    steps = AttemptStep.objects.filter(attempt_id__in=list(attempt_ids), kind__in=[str(kind) for kind in SCORING])
    return dict(steps.order_by("attempt_id", "number").values_list("attempt_id", "payload"))


@dataclass(frozen=True)
class Planned:
    """What a rescore would do to one try, and what would follow."""

    attempt: Attempt
    change: Change
    # The quiz as a whole, over all tries of the person.
    now_passes: bool
    no_longer_passes: bool
    # Training minutes that follow from a pass; those that would rest on no pass any more; the certificate over them.
    minutes: int = 0
    minutes_in_doubt: int = 0
    credential: Credential | None = None


@dataclass(frozen=True)
class DryRun:
    """What a rescore would do, before anybody says yes."""

    looked_at: int
    # Tries whose answers the new version does not know: only full credit reaches them.
    apart: int
    # Answers that a person scored: their word stays.
    by_person: int
    planned: list[Planned]

    @property
    def passing(self) -> list[Planned]:
        return [each for each in self.planned if each.now_passes]

    @property
    def losing(self) -> list[Planned]:
        return [each for each in self.planned if each.no_longer_passes]


def dry_run(key: Key) -> DryRun:
    """Look at every sealed try of a question and write nothing."""
    looked_at = apart = by_person = 0
    found: list[tuple[Attempt, Card, Card]] = []
    comparable: dict[int, bool] = {}
    rows, after = list(tries_with(key.version.question_key)[:CHUNK]), 0
    while rows:
        cards = cards_of({row.attempt_id for row in rows})
        for row in rows:
            looked_at += 1
            apart += key.policy != Policy.FULL_CREDIT and not _known(row, key, comparable)
            card = cards.get(row.attempt_id)
            if card is None:
                continue
            by_person += any(line["number"] == row.number and bool(line.get("by")) for line in card["questions"])
            if (new := recounted(card, row, key)) is not None:
                found.append((row.attempt, card, new))
        after = rows[-1].attempt_id
        rows = list(tries_with(key.version.question_key).filter(attempt_id__gt=after)[:CHUNK])
    return DryRun(looked_at, apart, by_person, _with_consequences(found))


def _known(row: AttemptQuestion, key: Key, seen: dict[int, bool]) -> bool:
    pk = row.question_version_id
    if pk not in seen:
        frozen = bank.payloads([pk, key.version.pk])
        seen[pk] = is_comparable(frozen[pk], frozen[key.version.pk])
    return seen[pk]


def _with_consequences(found: list[tuple[Attempt, Card, Card]]) -> list[Planned]:
    """What the changes mean for each person's quiz, hours and certificate, counted over all their tries."""
    new_cards, all_tries = {attempt.pk: new for attempt, _, new in found}, _tries_beside([each for each, *_ in found])
    places = standings({attempt.enrollment_id for attempt, *_ in found}) if found else {}
    planned = []
    for attempt, old, new in found:
        change = Change(policies.standing_of(old), policies.standing_of(new))
        before, after = _verdicts(attempt, all_tries[attempt.trainee_id, attempt.quiz_key], new_cards)
        gains, loses = after is True and before is not True, before is True and after is not True
        minutes = _minutes_that_follow(attempt, places[attempt.enrollment_id]) if gains else 0
        resting = resting_on(attempt) if loses else None
        planned.append(
            Planned(
                attempt,
                change,
                gains,
                loses,
                minutes,
                resting.minutes if resting else 0,
                resting.credential if resting else None,
            )
        )
    return planned


def _tries_beside(attempts: Sequence[Attempt]) -> dict[tuple[int, UUID], list[Attempt]]:
    """All sent tries of the same people at the same quizzes, in order, in one query."""
    rows = Attempt.objects.filter(
        trainee_id__in={each.trainee_id for each in attempts},
        quiz_key__in={each.quiz_key for each in attempts},
        mode=Mode.GRADED,
        state=AttemptState.SENT,
    ).order_by("number")
    found: dict[tuple[int, UUID], list[Attempt]] = {}
    for row in rows.only("trainee_id", "quiz_key", "points", "possible", "passed"):
        found.setdefault((row.trainee_id, row.quiz_key), []).append(row)
    return found


def _verdicts(
    attempt: Attempt, sent: Sequence[Attempt], new_cards: Mapping[int, Card]
) -> tuple[bool | None, bool | None]:
    """Whether the quiz counts as passed for a person now, and with the new scorecards in place."""
    agreed = terms(blueprint(attempt))
    old = [Try(Score(each.points, each.possible), each.passed) for each in sent]
    new = [
        Try(
            Score(Decimal(card["points"]), Decimal(card["possible"])),
            card["passed"],
            bool(set(card["missed"]) - {"score"}),
        )
        if (card := new_cards.get(each.pk))
        else told
        for each, told in zip(sent, old, strict=True)
    ]
    return tuple(standing_of(each, agreed.which_try_counts, agreed.passing).passed for each in (old, new))  # type: ignore[return-value]


def _minutes_that_follow(attempt: Attempt, now: Standing) -> int:
    """Minutes a module would bring if this quiz were passed: none while something else of it is open or its time is
    not there, none twice."""
    course = outline(attempt.enrollment.course_key)
    module = course.module(attempt.quiz_key) if course else None
    if module is None or now.results.get(attempt.quiz_key) in FINISHING:
        return 0
    then = Standing(now.done, {**now.results, attempt.quiz_key: ResultState.PASSED})
    if not module_progress(module, then).is_complete or is_module_credited(attempt.enrollment, module.key):
        return 0
    return module.minutes if has_time(attempt.enrollment, course, module) else 0
