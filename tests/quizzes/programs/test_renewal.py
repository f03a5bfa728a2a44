"""Periods: anniversaries, fixed days, months of other lengths, and a new period that leaves the old one."""

from datetime import date

import pytest

from quizzes.programs.cycles import periods
from quizzes.programs.facts import months_after, months_before
from quizzes.programs.renewal import Cycle, cycle_of
from quizzes.programs.rules import Entry, Evidence, Facts, Given, State, evaluate
from tests.quizzes.programs.made_up import seeded

TWO_YEARS = {"key": "renewal", "kind": "renewal", "months": 24, "hours": 20}
ODD = {**TWO_YEARS, "due_month": 9, "due_day": 1, "due_years": "odd"}
EACH_YEAR = {**TWO_YEARS, "months": 12, "due_month": 1, "due_day": 1}


@pytest.mark.parametrize(
    ("rule", "certified", "today", "start", "due"),
    [
        (TWO_YEARS, date(2025, 3, 10), date(2025, 3, 10), date(2025, 3, 10), date(2027, 3, 10)),
        (TWO_YEARS, date(2025, 3, 10), date(2027, 3, 9), date(2025, 3, 10), date(2027, 3, 10)),
        (TWO_YEARS, date(2025, 3, 10), date(2027, 3, 10), date(2027, 3, 10), date(2029, 3, 10)),
        (TWO_YEARS, date(2024, 2, 29), date(2026, 1, 1), date(2024, 2, 29), date(2026, 2, 28)),
        (TWO_YEARS, date(2015, 1, 31), date(2026, 1, 31), date(2025, 1, 31), date(2027, 1, 31)),
        ({**TWO_YEARS, "starts": "month"}, date(2025, 3, 20), date(2026, 1, 1), date(2025, 3, 1), date(2027, 3, 1)),
        (ODD, date(2024, 5, 1), date(2025, 8, 31), date(2024, 5, 1), date(2025, 9, 1)),
        (ODD, date(2024, 5, 1), date(2025, 9, 1), date(2025, 9, 1), date(2027, 9, 1)),
        (ODD, date(2025, 9, 1), date(2026, 1, 1), date(2025, 9, 1), date(2027, 9, 1)),
        ({**ODD, "due_years": "even"}, date(2025, 9, 2), date(2026, 1, 1), date(2025, 9, 2), date(2026, 9, 1)),
        (EACH_YEAR, date(2025, 3, 10), date(2025, 12, 31), date(2025, 3, 10), date(2026, 1, 1)),
        (EACH_YEAR, date(2025, 3, 10), date(2026, 1, 1), date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_the_period_that_holds_a_day(rule, certified, today, start, due):
    assert cycle_of(rule, certified, today) == Cycle(start, due)


def person(*entries, certified, today):
    evidence = tuple(Evidence(Given.CERTIFIED, "x:certified", on) for on in certified)
    return Facts(
        tuple(Entry("continuing", "advocacy", hours * 60, "", (), on) for hours, on in entries), evidence, (), today
    )


def renewal(facts, rule=TWO_YEARS):
    (standing,) = evaluate({"slug": "x", "minutes_in_hour": 60, "requirements": [rule]}, facts)
    return standing.state, standing.minutes // 60, standing.due_on


def test_a_new_period_counts_from_nothing_and_the_old_one_can_still_be_read():
    entries = [(20, date(2026, 1, 1)), (5, date(2027, 4, 1))]
    certified = [date(2025, 3, 10)]

    assert renewal(person(*entries, certified=certified, today=date(2027, 3, 9))) == (
        State.DONE, 20, date(2027, 3, 10),
    )  # fmt: skip
    assert renewal(person(*entries, certified=certified, today=date(2027, 5, 1))) == (
        State.IN_PROGRESS, 5, date(2029, 3, 10),
    )  # fmt: skip


def test_a_renewal_on_another_day_begins_a_period_of_its_own():
    facts = person((6, date(2027, 2, 1)), certified=[date(2025, 3, 10), date(2027, 1, 20)], today=date(2027, 5, 1))

    assert renewal(facts) == (State.IN_PROGRESS, 6, date(2029, 1, 20))


def test_before_the_certification_there_is_nothing_to_renew():
    assert renewal(person((30, date(2026, 1, 1)), certified=[], today=date(2026, 5, 1))) == (State.OUTSIDE, 0, None)


def test_a_topic_with_a_published_mapping_counts_by_itself():
    rule = {**TWO_YEARS, "topics": [{"key": "ethics", "label": {}, "hours": 6, "domains": ["advocacy"]}]}

    assert renewal(person((20, date(2026, 1, 1)), certified=[date(2025, 3, 10)], today=date(2026, 5, 1)), rule) == (
        State.DONE, 20, date(2027, 3, 10),
    )  # fmt: skip


def told(on, until=None):
    return Evidence(Given.CERTIFIED, "x:certified", on, until=until)


def facts_at(today, *evidence, entries=(), others=()):
    done = tuple(Entry("continuing", domain, hours * 60, "", (), on) for hours, domain, on in entries)
    return Facts(done, (*evidence, *others), (), today)


def version(rule, **fields):
    return {"slug": "x", "minutes_in_hour": 60, "requirements": [rule], **fields}


def standing(rule, facts):
    (found,) = evaluate(version(rule), facts)
    return found


def test_the_day_on_the_boards_paper_comes_before_the_rules():
    word = told(date(2025, 3, 10), until=date(2027, 3, 31))
    entries = [(5, "advocacy", date(2027, 3, 31)), (7, "advocacy", date(2027, 4, 1))]
    rule = {**TWO_YEARS, "submit_months_before": 1, "opens_days": 90}

    found = standing(rule, facts_at(date(2027, 3, 31), word, entries=entries))

    assert (found.minutes, found.due_on, found.is_over) == (300, date(2027, 3, 31), False)
    # The same day a month earlier, in a shorter month: its last.
    assert (found.apply_by, found.opens_on) == (date(2027, 2, 28), date(2026, 12, 31))


def test_after_the_day_on_the_paper_nothing_goes_on_until_the_new_one_is_told():
    word = told(date(2025, 3, 10), until=date(2027, 3, 9))
    entries = [(20, "advocacy", date(2026, 1, 1)), (3, "advocacy", date(2027, 3, 10))]

    over = standing(TWO_YEARS, facts_at(date(2027, 3, 10), word, entries=entries))
    renewed = told(date(2027, 3, 12), until=date(2029, 3, 9))
    now = standing(TWO_YEARS, facts_at(date(2027, 3, 12), word, renewed, entries=entries))

    assert (over.state, over.is_over, over.minutes) == (State.NOT_YET, True, 1200)
    assert (now.state, now.is_over, now.minutes, now.due_on) == (State.NOT_STARTED, False, 0, date(2029, 3, 9))


def test_renewed_early_the_new_period_begins_when_the_old_one_ends():
    words = [told(date(2025, 3, 10), until=date(2027, 3, 9)), told(date(2027, 1, 20), until=date(2029, 3, 9))]
    entries = [(6, "advocacy", date(2027, 3, 9)), (2, "advocacy", date(2027, 3, 10))]

    assert standing(TWO_YEARS, facts_at(date(2027, 4, 1), *words, entries=entries)).minutes == 120


@pytest.mark.parametrize(("beyond", "carried"), [(0, 0), (3, 3), (30, 5)])
def test_what_a_board_lets_over_counts_in_the_next_period(beyond, carried):
    words = [told(date(2025, 3, 10), until=date(2027, 3, 9)), told(date(2027, 3, 1), until=date(2029, 3, 9))]
    entries = [(20 + beyond, "advocacy", date(2026, 1, 1)), (2, "advocacy", date(2027, 4, 1))]
    rule = {**TWO_YEARS, "carry_most": 5}

    found = standing(rule, facts_at(date(2027, 5, 1), *words, entries=entries))

    assert (found.minutes // 60, found.carried // 60) == (2 + carried, carried)
    assert standing(TWO_YEARS, facts_at(date(2027, 5, 1), *words, entries=entries)).minutes == 120


def test_a_period_with_its_own_months_does_not_begin_again_with_a_renewal():
    """Washington: suicide prevention every six years, health equity every four, the rest every two."""
    topics = [
        {"key": "suicide", "label": {}, "hours": 3, "months": 72, "domains": ["recovery_wellness"]},
        {"key": "equity", "label": {}, "hours": 2, "months": 48, "domains": ["advocacy"]},
    ]
    rule = {**TWO_YEARS, "topics": topics}
    words = [told(date(2024, 2, 29), until=date(2026, 2, 28)), told(date(2026, 2, 20), until=date(2028, 2, 29))]
    entries = [(3, "recovery_wellness", date(2024, 6, 1)), (2, "advocacy", date(2024, 7, 1))]

    def parts(today, *more):
        found = standing(rule, facts_at(today, *words, *more, entries=entries))
        return found.minutes, [(part.state, part.due_on) for part in found.parts]

    assert parts(date(2027, 1, 1)) == (
        0, [(State.DONE, date(2030, 2, 28)), (State.DONE, date(2028, 2, 29))],
    )  # fmt: skip
    third = told(date(2028, 2, 20), until=date(2030, 2, 28))
    assert parts(date(2028, 3, 1), third) == (
        0, [(State.DONE, date(2030, 2, 28)), (State.NOT_STARTED, date(2032, 2, 29))],
    )  # fmt: skip


def test_a_certification_that_lapsed_begins_every_period_anew():
    topic = {"key": "suicide", "label": {}, "hours": 3, "months": 72, "domains": ["advocacy"]}
    words = [told(date(2020, 3, 10), until=date(2022, 3, 9)), told(date(2023, 5, 1), until=date(2025, 4, 30))]
    found = standing(
        {**TWO_YEARS, "topics": [topic]},
        facts_at(date(2024, 1, 1), *words, entries=[(3, "advocacy", date(2021, 1, 1))]),
    )

    assert [(part.state, part.due_on) for part in found.parts] == [(State.NOT_STARTED, date(2029, 5, 1))]


def test_california_asks_for_six_hours_of_ethics_and_the_signature_in_each_period():
    asked = next(r for r in seeded()["ca_mpss"]["requirements"] if r["kind"] == "renewal")
    slug = seeded()["ca_mpss"].get("slug", "")
    words = [
        Evidence(Given.CERTIFIED, f"{slug}:certified", date(2025, 1, 31), until=date(2027, 1, 31)),
        Evidence(Given.ANSWER, f"{slug}:renewal_law_ethics", date(2026, 3, 1), number=6 * 60),
        Evidence(Given.THERE, f"{slug}:renewal_ethics_code", date(2026, 3, 1)),
    ]
    entries = [(14, "advocacy", date(2025, 6, 1)), (6, "ethical_responsibility", date(2026, 2, 1))]

    def found(today, *more):
        asks = {"slug": slug, "minutes_in_hour": 60, "requirements": [asked]}
        (found,) = evaluate(asks, facts_at(today, *words, *more, entries=entries))
        return found.state, found.minutes // 60, [part.state for part in found.parts], found.opens_on

    assert found(date(2026, 12, 1)) == (State.DONE, 20, [State.DONE, State.DONE], date(2026, 11, 2))
    renewed = Evidence(Given.CERTIFIED, f"{slug}:certified", date(2027, 1, 15), until=date(2029, 1, 31))
    state, hours, parts, _ = found(date(2027, 2, 1), renewed)
    assert (state, hours, parts) == (State.NOT_STARTED, 0, [State.NOT_STARTED, State.OUTSIDE])


def history(rule, today, *words, entries=(), versions=None):
    found = periods(version(rule), facts_at(today, *words, entries=entries), versions)
    return [
        (each.cycle.start, each.cycle.paper_day, each.standing.minutes // 60, str(each.standing.state), each.is_current)
        for each in found
    ]


def test_a_new_period_never_erases_the_old_ones():
    first = told(date(2022, 3, 10), until=date(2024, 3, 9))
    words = [first, told(date(2024, 3, 1), until=date(2026, 3, 9))]
    entries = [
        (20, "advocacy", date(2023, 1, 1)),
        (21, "advocacy", date(2025, 1, 1)),
        (4, "advocacy", date(2026, 4, 1)),
    ]
    before = history(TWO_YEARS, date(2026, 3, 9), *words, entries=entries)

    after = history(
        TWO_YEARS, date(2026, 5, 1), *words, told(date(2026, 3, 5), until=date(2028, 3, 9)), entries=entries
    )

    assert before == [
        (date(2024, 3, 10), date(2026, 3, 9), 21, "done", True),
        (date(2022, 3, 10), date(2024, 3, 9), 20, "done", False),
    ]
    assert after == [
        (date(2026, 3, 10), date(2028, 3, 9), 4, "in_progress", True),
        (date(2024, 3, 10), date(2026, 3, 9), 21, "done", False),
        (date(2022, 3, 10), date(2024, 3, 9), 20, "done", False),
    ]


def test_periods_that_the_rules_make_by_themselves_are_told_one_by_one():
    entries = [(20, "advocacy", date(2023, 1, 1)), (3, "advocacy", date(2025, 1, 1))]

    assert history(TWO_YEARS, date(2026, 5, 1), told(date(2022, 3, 10)), entries=entries) == [
        (date(2026, 3, 10), date(2028, 3, 10), 0, "not_started", True),
        (date(2024, 3, 10), date(2026, 3, 10), 3, "in_progress", False),
        (date(2022, 3, 10), date(2024, 3, 10), 20, "done", False),
    ]


def test_an_old_period_is_read_by_the_rules_told_with_it():
    first = told(date(2022, 3, 10), until=date(2024, 3, 9))
    words = [first, told(date(2024, 3, 1), until=date(2026, 3, 9))]
    entries = [(20, "advocacy", date(2023, 1, 1)), (20, "advocacy", date(2025, 1, 1))]
    stricter = {**TWO_YEARS, "hours": 30}

    found = history(stricter, date(2026, 1, 1), *words, entries=entries, versions={first: version(TWO_YEARS)})

    assert [(hours, state) for _, _, hours, state, _ in found] == [(20, "in_progress"), (20, "done")]


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 31), 6, date(2026, 11, 30)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_later(day, months, found):
    assert months_after(day, months) == found


def test_months_earlier_stay_in_the_calendar():
    assert months_before(date(1, 6, 1), 12) == date.min
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
