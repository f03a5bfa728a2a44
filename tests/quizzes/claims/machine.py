"""A state machine over the ledger and the claims of one person: whatever happens in whatever order, hours add up.

Kept beside the product and without looking at it: where each claim stands, and every row that must be in the ledger.
After each step the rows are those and no others, each as it was written, the chain verifies, each total is the sum of
its rows, and the rows of a claim are its approved minutes or come to nothing.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from cms.accounts.models import User
from courses.cohorts.models import Session
from courses.enrollments.models import Enrollment
from quizzes.claims import decisions, queries, services
from quizzes.claims.models import ClaimEvent, HoursClaim
from quizzes.claims.rules import CONFIRMED_BY_PERSON, FROM, LEDGER_OF, OPEN_TO_CHANGE, Activity, EventKind, State
from quizzes.credentials.packet_rules import totals
from quizzes.hours.facts import facts_of
from quizzes.hours.goals import Goals
from quizzes.hours.models import ChainHead, HoursEntry
from quizzes.hours.queries import totals_for
from quizzes.hours.rules import verify_chain
from quizzes.hours.services import AlreadyReversed, reverse_entry
from quizzes.hours.transcript import transcript_of
from quizzes.hours.verify import links_of
from quizzes.journey import attendance
from quizzes.journey import services as journey

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
LEDGERS = ("training", "practice", "supervision", "continuing")
MINUTES = st.integers(1, 300)
# A decision mostly names the version that was sent, and sometimes one before or after it.
VERSIONS = st.sampled_from([0, 0, 0, -1, 1])
DOMAINS = ("advocacy", "mentoring_education", "recovery_wellness", "ethical_responsibility")


@dataclass
class Stage:
    """The people and things of every example, made once."""

    trainee: User
    reviewer: User
    supervisor: User
    enrollment: Enrollment
    # Lesson and module of each module: an hour of advocacy each.
    modules: list[tuple]
    # Two hours of advocacy, closed; nobody was marked.
    session: Session


@dataclass
class Told:
    """What a claim should be."""

    pk: int
    activity: Activity
    minutes: int
    split: dict[str, int]
    state: State = State.DRAFT
    version: int = 0
    last: EventKind | None = None
    events: int = 0
    approved: dict[str, int] = field(default_factory=dict)


class LedgerMachine(RuleBasedStateMachine):
    stage: Stage
    # How many steps were taken in all, for the full run.
    counted = [0]

    def __init__(self):
        super().__init__()
        # Everything of one example is rolled back at its end: append-only rows cannot be deleted.
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.at, self.claims = NOON, []
        # (ledger, domain, minutes) of every row, in order; and the checksums seen so far.
        self.rows: list[tuple[str, str, int]] = []
        self.seen: list[str] = []
        self.credited, self.minutes_there, self.session_rows = set(), 0, []

    def teardown(self):
        try:
            self.look_at_the_pages()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # The writer.

    @rule(activity=st.sampled_from(list(Activity)), minutes=MINUTES, parts=st.integers(0, 3), day=st.integers(0, 90))
    def draft(self, activity, minutes, parts, day):
        on = date(2026, 8, 1) + timedelta(days=day)
        split = split_of(minutes, parts)
        claim = HoursClaim(
            trainee=self.stage.trainee, activity=activity, title="Elsewhere", modality="in_person", proof="none",
            started_on=on, ended_on=on + timedelta(days=len(self.claims)), minutes=minutes, minutes_by_domain=split,
            supervisor=self.stage.supervisor,
        )  # fmt: skip
        services.save_draft(claim, at=self.at)
        # Boards ask no category of practice and supervision, so none is kept.
        sorted_into = {} if LEDGER_OF[activity] in CONFIRMED_BY_PERSON else split
        self.claims.append(Told(claim.pk, activity, minutes, sorted_into))

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20), minutes=st.integers(1, 300), parts=st.integers(0, 3))
    def write(self, which, minutes, parts):
        told, claim = self.pick(which)
        claim.minutes, claim.minutes_by_domain = minutes, split_of(minutes, parts)
        if self.goes(services.save_draft, claim, at=self.at, may=told.state in OPEN_TO_CHANGE):
            told.minutes, told.split = minutes, claim.minutes_by_domain

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20), times=st.integers(1, 3))
    def send(self, which, times):
        told, claim = self.pick(which)
        for _ in range(times):
            may = told.state in OPEN_TO_CHANGE
            done = told.state == State.WAITING
            if self.goes(services.send, claim, by=self.stage.trainee, at=self.at, may=may or done) and may:
                told.version += 1
                told.approved = {}
                self.moved(told, State.WAITING, EventKind.CHANGED if told.version > 1 else EventKind.SENT)

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20), times=st.integers(1, 2))
    def withdraw(self, which, times):
        told, claim = self.pick(which)
        for _ in range(times):
            may = told.version > 0 and told.state in FROM[EventKind.WITHDRAWN]
            done = told.state == State.WITHDRAWN
            if self.goes(services.withdraw, claim, by=self.stage.trainee, at=self.at, may=may or done) and not done:
                self.moved(told, State.WITHDRAWN, EventKind.WITHDRAWN)

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20))
    def reopen(self, which):
        told, claim = self.pick(which)
        may, done = told.state == State.WITHDRAWN, told.state == State.DRAFT
        if self.goes(services.reopen, claim, by=self.stage.trainee, at=self.at, may=may or done) and not done:
            self.moved(told, State.DRAFT, EventKind.REOPENED)

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20))
    def discard(self, which):
        told, claim = self.pick(which)
        if self.goes(services.discard, claim, may=told.state == State.DRAFT and not told.version):
            self.claims.remove(told)

    # Whoever decides. `off` reads an older or a newer version than the one that was sent.

    @precondition(lambda self: self.claims)
    @rule(
        which=st.integers(0, 20), off=VERSIONS, cut=st.integers(0, 60), parts=st.integers(1, 3),
        times=st.integers(1, 3),
    )  # fmt: skip
    def approve(self, which, off, cut, parts, times):
        """The whole of it, or less and sorted otherwise."""
        told, claim = self.pick(which)
        minutes = max(1, told.minutes - cut)
        split = split_of(minutes, parts) if cut or LEDGER_OF[told.activity] == "training" else told.split
        for _ in range(times):
            done = (told.state, told.last) == (State.APPROVED, EventKind.APPROVED)
            may = off == 0 and told.version > 0 and (told.state == State.WAITING or done)
            facts = {"version": told.version + off, "by": self.stage.reviewer, "at": self.at}
            if self.goes(decisions.approve, claim, may=may, minutes_by_domain=split, **facts) and not done:
                told.minutes, told.split = sum(split.values()) or told.minutes, dict(split)
                told.approved = split or {"": told.minutes}
                self.moved(told, State.APPROVED, EventKind.APPROVED)
                ledger = str(LEDGER_OF[told.activity])
                self.rows += [(ledger, domain, part) for domain, part in sorted(told.approved.items())]

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20))
    def approve_more_than_was_claimed(self, which):
        told, claim = self.pick(which)
        try:
            decisions.approve(
                claim, version=told.version, by=self.stage.reviewer, at=self.at,
                minutes_by_domain={"advocacy": told.minutes + 1},
            )  # fmt: skip
        except (decisions.NotSorted, services.StaleClaim):
            return
        assert (told.state, told.last) == (State.APPROVED, EventKind.APPROVED)

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20), off=st.sampled_from([0, 0, -1, 1]), says=st.sampled_from(["change", "no"]))
    def answer(self, which, off, says):
        told, claim = self.pick(which)
        deed, state, kind = {
            "change": (decisions.ask_for_change, State.NEEDS_CHANGE, EventKind.CHANGE_ASKED),
            "no": (decisions.decline, State.DECLINED, EventKind.DECLINED),
        }[says]
        done = (told.state, told.last) == (state, kind)
        may = off == 0 and told.version > 0 and (told.state == State.WAITING or done)
        facts = {"version": told.version + off, "by": self.stage.reviewer, "note": "Which day?", "at": self.at}
        if self.goes(deed, claim, may=may, **facts) and not done:
            self.moved(told, state, kind)

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20), may_change=st.booleans(), times=st.integers(1, 2))
    def take_back(self, which, may_change, times):
        told, claim = self.pick(which)
        for _ in range(times):
            done, may = told.last == EventKind.TAKEN_BACK, told.state == State.APPROVED
            facts = {"by": self.stage.reviewer, "reason": "Twice", "may_change": may_change, "at": self.at}
            if self.goes(decisions.take_back, claim, may=may or done, **facts) and not done:
                ledger = str(LEDGER_OF[told.activity])
                self.rows += [(ledger, domain, -part) for domain, part in sorted(told.approved.items())]
                told.approved = {}
                self.moved(told, State.NEEDS_CHANGE if may_change else State.DECLINED, EventKind.TAKEN_BACK)

    @precondition(lambda self: self.claims)
    @rule(which=st.integers(0, 20))
    def decide_about_oneself(self, which):
        told, claim = self.pick(which)
        for deed, more in ((decisions.approve, {}), (decisions.decline, {"note": "No"})):
            try:
                deed(claim, version=told.version, by=self.stage.trainee, at=self.at, **more)
            except decisions.OwnClaim:
                continue
            raise AssertionError("somebody decided about their own hours")

    # What is earned here.

    @rule(number=st.integers(0, 1), times=st.integers(1, 3))
    def finish_a_module(self, number, times):
        lesson, module = self.stage.modules[number]
        for _ in range(times):
            journey.mark_activity_done(self.stage.enrollment, lesson, by=self.stage.trainee, at=self.at)
            if module not in self.credited:
                self.credited.add(module)
                self.rows.append(("training", "advocacy", 10))

    @rule(minutes=st.sampled_from([0, 120]), times=st.integers(1, 2))
    def correct_the_list_of_a_session(self, minutes, times):
        for _ in range(times):
            session, trainee = self.stage.session, self.stage.trainee
            attendance.correct(session, trainee, minutes, reason="List", by=self.stage.reviewer, at=self.at)
            attendance.settle_person(session, trainee, by=self.stage.reviewer, at=self.at)
            if minutes != self.minutes_there:
                self.rows.append(("training", "advocacy", minutes - self.minutes_there))
                self.minutes_there = minutes

    @rule(which=st.integers(0, 20), times=st.integers(1, 2))
    def reverse(self, which, times):
        """A person takes back the hours of a module; what a claim or a session brought has deeds of its own."""
        rows = HoursEntry.objects.filter(trainee=self.stage.trainee, source__contains="/module:").order_by("sequence")
        if not rows:
            return
        entry = rows[which % len(rows)]
        for _ in range(times):
            before = HoursEntry.objects.filter(reverses=entry).exists()
            try:
                with transaction.atomic():
                    reverse_entry(entry, reason="Twice", by=self.stage.reviewer, at=self.at)
            except AlreadyReversed:
                assert before
            else:
                assert not before
                self.rows.append((entry.ledger, entry.domain, -entry.minutes))

    # What must hold.

    def pick(self, which: int) -> tuple[Told, HoursClaim]:
        told = self.claims[which % len(self.claims)]
        return told, HoursClaim.objects.select_related("trainee").get(pk=told.pk)

    def goes(self, deed, *args, may: bool, **facts) -> bool:
        """Whether a deed went; it goes exactly when it may, and leaves nothing behind when it does not."""
        try:
            deed(*args, **facts)
        except services.StaleClaim:
            assert not may, f"{deed.__name__} was refused"
            return False
        assert may, f"{deed.__name__} went"
        return True

    def moved(self, told: Told, state: State, kind: EventKind) -> None:
        told.state, told.last, told.events = state, kind, told.events + 1

    @invariant()
    def the_ledger_is_what_was_done(self):
        self.counted[0] += 1
        self.at += timedelta(minutes=1)
        links = links_of(self.stage.trainee)
        facts = [(link.ledger, link.domain, link.minutes) for link, _ in links]
        assert facts == self.rows
        checksums = [checksum for _, checksum in links]
        # Nothing deleted, nothing rewritten.
        assert checksums[: len(self.seen)] == self.seen
        self.seen = checksums
        head = ChainHead.objects.filter(trainee=self.stage.trainee).values_list("sequence", "checksum").first()
        assert verify_chain(links, head=head or (0, "")) is None
        sums = sums_of(self.rows)
        assert totals({"ledger": ledger, "domain": d, "minutes": m} for ledger, d, m in facts) == sums
        by_domain: dict[str, int] = {}
        for domain, _modality, minutes in totals_for(self.stage.trainee):
            by_domain[domain] = by_domain.get(domain, 0) + minutes
        assert by_domain == sums.get("training", {})

    @invariant()
    def each_claim_stands_where_it_should_and_its_rows_are_its_minutes(self):
        found = {claim.pk: claim for claim in HoursClaim.objects.filter(trainee=self.stage.trainee)}
        assert set(found) == {told.pk for told in self.claims}
        brought: dict[int, int] = {}
        rows = HoursEntry.objects.filter(trainee=self.stage.trainee)
        for source, reversed_source, minutes in rows.values_list("source", "reverses__source", "minutes"):
            name = reversed_source or source
            if name.startswith("claim:"):
                pk = int(name.removeprefix("claim:").split("/")[0])
                brought[pk] = brought.get(pk, 0) + minutes
        events: dict[int, list[int]] = {}
        for pk, number in ClaimEvent.objects.filter(claim__in=found).order_by("number").values_list("claim", "number"):
            events.setdefault(pk, []).append(number)
        for told in self.claims:
            claim = found[told.pk]
            assert (claim.state, claim.version) == (told.state, told.version)
            assert (claim.minutes, claim.minutes_by_domain) == (told.minutes, told.split)
            assert brought.get(told.pk, 0) == sum(told.approved.values())
            assert events.get(told.pk, []) == list(range(1, told.events + 1))

    def look_at_the_pages(self):
        """What people read says the same."""
        trainee, sums = self.stage.trainee, sums_of(self.rows)
        transcript = transcript_of(trainee, at=self.at)
        expected = [sum(sums[ledger].values()) for ledger in LEDGERS if ledger in sums]
        assert [section.minutes for section in transcript.sections] == expected
        goals = Goals(None, facts_of(trainee))
        assert goals.totals == sums.get("training", {})
        waiting = [told for told in self.claims if told.state == State.WAITING]
        assert sum(entry.minutes for entry in queries.waiting_entries(trainee)) == sum(told.minutes for told in waiting)


def split_of(minutes: int, parts: int) -> dict[str, int]:
    """So many categories that add up; not sorted for none."""
    parts = min(parts, minutes)
    if not parts:
        return {}
    each = minutes // parts
    split = dict.fromkeys(DOMAINS[:parts], each)
    split[DOMAINS[0]] += minutes - each * parts
    return split


def sums_of(rows) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for ledger, domain, minutes in rows:
        domains = found.setdefault(ledger, {})
        domains[domain] = domains.get(domain, 0) + minutes
    return found
