"""A state machine over the tries of one person: whatever happens in whatever order, the promises hold.

One try open at a time; steps without a gap; the row is the fold of its steps; the score is a function of the steps and
the keys they pinned, and nothing that is published later changes it; a try ends at its deadline to the second.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cms.accounts.models import User
from cms.records.rules import checksum
from quizzes.attempts import services
from quizzes.attempts.finishing import card_of
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import StepKind, fold
from quizzes.questions.models import Question
from quizzes.questions.services import freeze_question
from quizzes.reviews.policies import Policy
from quizzes.reviews.rescoring import begin, newest_version, take_a_bite
from tests.quizzes.attempts.conftest import NOON, Sitting

LIMIT = timedelta(minutes=60)
GRACE = timedelta(seconds=15)
# What may be answered, by the number of the question: single, multiple, true or false, and a blank for each.
ANSWERS: dict[int, list[Any]] = {
    1: ["a", "b", "c", None],
    2: [["a"], ["a", "c"], ["b"], None],
    3: ["true", "false", None],
}


@dataclass
class Try:
    """What a try should be, kept without looking at it."""

    pk: int
    started_at: datetime
    answers: dict[int, tuple[dict, int]] = field(default_factory=dict)
    # Number, content, key and acknowledgment of each save.
    saves: list[tuple] = field(default_factory=list)
    sent_at: datetime | None = None
    # Of the first scorecard, once there is one.
    digest: str = ""

    @property
    def deadline(self) -> datetime:
        return self.started_at + LIMIT


class AttemptMachine(RuleBasedStateMachine):
    """`taken` is given by the test: a quiz of single, multiple, true or false, with a limit of sixty minutes."""

    taken: Sitting
    ivan: User

    def __init__(self):
        super().__init__()
        # Everything of one example is rolled back at its end: append-only rows cannot be deleted.
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.at, self.keys = NOON, 0
        self.open: Try | None = None
        self.closed: list[Try] = []

    def teardown(self):
        try:
            for each in self.closed:
                self.look_at_closed(each)
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def is_over(self) -> bool:
        return self.open is not None and self.at > self.open.deadline + GRACE

    def close(self, sent_at: datetime) -> None:
        assert self.open is not None
        self.open.sent_at = sent_at
        self.closed.append(self.open)
        self.open = None

    def row(self) -> Attempt:
        assert self.open is not None
        return Attempt.objects.get(pk=self.open.pk)

    # What people and time do.

    @initialize()
    def begin(self):
        self.start()

    @rule()
    def start(self):
        attempt = services.start(self.taken.enrollment, self.taken.quiz.translation_key, at=self.at)
        if self.is_over():
            self.close(self.open.deadline)
        if self.open is not None:
            assert attempt.pk == self.open.pk
            return
        assert attempt.pk not in {each.pk for each in self.closed}
        assert attempt.number == len(self.closed) + 1
        self.open = Try(attempt.pk, self.at)

    @rule(minutes=st.integers(0, 25), seconds=st.integers(1, 59))
    def wait(self, minutes, seconds):
        self.at += timedelta(minutes=minutes, seconds=seconds)

    @precondition(lambda self: self.open is not None and not self.is_over())
    @rule()
    def wait_until_the_last_moment_that_counts(self):
        self.at = self.open.deadline + GRACE

    def save(self, number: int, choice: int, flagged: bool, seen: int, key: str) -> services.Saved:
        response = ANSWERS[number][choice % len(ANSWERS[number])]
        return services.save_response(
            self.row(), number, response, flagged=flagged, seen=seen, request_key=key, at=self.at
        )

    def said(self, number: int, choice: int, flagged: bool) -> dict:
        return {"response": ANSWERS[number][choice % len(ANSWERS[number])], "flagged": flagged}

    def held(self, number: int) -> tuple[dict, int]:
        assert self.open is not None
        return self.open.answers.get(number, ({"response": None, "flagged": False}, 0))

    @precondition(lambda self: self.open is not None)
    @rule(number=st.sampled_from(sorted(ANSWERS)), choice=st.integers(0, 3), flagged=st.booleans())
    def answer(self, number, choice, flagged):
        content, (before, seen) = self.said(number, choice, flagged), self.held(number)
        last_step, self.keys = self.row().last_step, self.keys + 1
        key = f"key-{self.keys}"
        if self.is_over():
            try:
                saved = self.save(number, choice, flagged, seen, key)
            except services.AttemptClosed:
                assert content != before
            else:
                # What is held already is acknowledged at any time; nothing else is.
                assert (content, saved.step) == (before, seen)
            self.close(self.open.deadline)
            return
        saved = self.save(number, choice, flagged, seen, key)
        if content == before:
            assert saved.step == seen
            assert self.row().last_step == last_step
            return
        assert (saved.step, saved.at, saved.late) == (last_step + 1, self.at, self.at > self.open.deadline)
        self.open.answers[number] = (content, saved.step)
        self.open.saves.append((number, choice, flagged, seen, key, saved))

    @precondition(lambda self: self.open is not None and not self.is_over() and self.open.answers)
    @rule(pick=st.integers(0, 9), choice=st.integers(0, 3), flagged=st.booleans())
    def answer_from_a_stale_tab(self, pick, choice, flagged):
        number = sorted(self.open.answers)[pick % len(self.open.answers)]
        before, seen = self.held(number)
        if self.said(number, choice, flagged) == before:
            return
        last_step, self.keys = self.row().last_step, self.keys + 1
        try:
            self.save(number, choice, flagged, seen - 1, f"key-{self.keys}")
        except services.StaleAnswer:
            assert self.row().last_step == last_step
            return
        raise AssertionError("a stale tab overwrote a newer answer")

    @precondition(lambda self: self.open is not None and self.open.saves)
    @rule(pick=st.integers(0, 99))
    def send_a_save_again(self, pick):
        number, choice, flagged, seen, key, saved = self.open.saves[pick % len(self.open.saves)]
        before = self.row().last_step
        assert self.save(number, choice, flagged, seen, key) == saved
        self.nothing_was_added(before)

    @precondition(lambda self: self.open is not None and self.open.saves)
    @rule(pick=st.integers(0, 99))
    def use_a_key_for_another_answer(self, pick):
        number, choice, flagged, seen, key, _ = self.open.saves[pick % len(self.open.saves)]
        before = self.row().last_step
        try:
            self.save(number, choice, not flagged, seen, key)
        except services.RequestKeyReused:
            self.nothing_was_added(before)
            return
        raise AssertionError("a key was good for two answers")

    def nothing_was_added(self, before: int) -> None:
        """No step went in, but that a try whose time is over may have been sealed by being read."""
        row = self.row()
        if self.is_over() and row.state == "sent":
            self.close(self.open.deadline)
        else:
            assert row.last_step == before

    @rule()
    def sweep(self):
        expected = int(self.is_over())
        assert services.seal_overdue(at=self.at) == expected
        if expected:
            self.close(self.open.deadline)

    @precondition(lambda self: self.open is not None)
    @rule(presses=st.integers(1, 3))
    def send(self, presses):
        for _ in range(presses):
            services.finish(Attempt.objects.get(pk=self.open.pk), at=self.at)
        self.close(min(self.at, self.open.deadline))

    @rule(number=st.sampled_from(sorted(ANSWERS)))
    def correct_a_key(self, number):
        """A newer version of a question says the opposite of the one before."""
        question = Question.objects.order_by("pk")[number - 1]
        block = question.content[0]
        if number == 3:
            block.value["answer"] = "false" if block.value["answer"] == "true" else "true"
        else:
            for option in block.value["options"]:
                option["fits"] = not option["fits"]
        question.save()
        freeze_question(question, by=None, at=self.at)

    @precondition(lambda self: self.closed)
    @rule(number=st.sampled_from(sorted(ANSWERS)), policy=st.sampled_from(Policy))
    def count_again(self, number, policy):
        """The newest key is applied to what was sent. Twice: the second time finds nothing to do."""
        before = {each.pk: Attempt.objects.get(pk=each.pk) for each in self.closed}
        untouched = self.row().last_step if self.open and not self.is_over() else 0
        version = newest_version(Question.objects.order_by("pk")[number - 1].translation_key)
        for again in (False, True):
            run = begin(version, policy, reason="The key was corrected.", by=self.ivan, at=self.at)
            while take_a_bite(run, at=self.at):
                pass
            run.refresh_from_db()
            assert not (again and run.changed)
        for pk, was in before.items():
            now = Attempt.objects.get(pk=pk)
            self.look_at_steps(now)
            assert policy == Policy.NEW_KEY or now.points >= was.points
            assert now.answers == was.answers
            assert now.last_step - was.last_step == (now.points != was.points)
        if untouched:
            assert self.row().last_step == untouched

    # What always holds.

    @invariant()
    def one_try_is_open(self):
        state = list(Attempt.objects.filter(state="open").values_list("pk", flat=True))
        # Whoever is over and not read yet may still be open in the table; reading it seals it.
        assert state == ([self.open.pk] if self.open else [])

    @invariant()
    def the_row_is_the_fold_of_its_steps(self):
        if self.open is None:
            return
        row = self.row()
        self.look_at_steps(row)
        assert {
            number: (row.answers[str(number)]["response"], row.answers[str(number)]["step"])
            for number in self.open.answers
        } == {number: (content["response"], step) for number, (content, step) in self.open.answers.items()}

    @invariant()
    def what_was_sent_stays_as_it_was(self):
        if self.closed:
            self.look_at_closed(self.closed[-1])

    def look_at_steps(self, row: Attempt) -> list[AttemptStep]:
        steps = list(AttemptStep.objects.filter(attempt=row).order_by("number"))
        assert [step.number for step in steps] == list(range(1, row.last_step + 1))
        assert asdict(fold(steps)) == asdict(row.projection())
        return steps

    def look_at_closed(self, each: Try) -> None:
        row = Attempt.objects.select_related("quiz_version").get(pk=each.pk)
        steps = self.look_at_steps(row)
        assert row.sent_at == each.sent_at
        assert row.answers.keys() == {str(number) for number in each.answers}
        first = [step for step in steps if step.kind == StepKind.SCORED]
        assert len(first) == 1
        assert [step.kind for step in steps].count(StepKind.SENT) == 1
        each.digest = each.digest or checksum(first[0].payload)
        assert checksum(first[0].payload) == each.digest
        # Graded again from the steps and the versions they pinned: the same to the letter.
        assert checksum(card_of(row)) == each.digest
