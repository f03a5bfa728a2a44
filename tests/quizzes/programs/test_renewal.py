"""Periods: anniversaries, fixed days, months of other lengths, and a new period that leaves the old one."""

from datetime import date

import pytest

from quizzes.programs.facts import months_after, months_before
from quizzes.programs.renewal import Cycle, cycle_of
from quizzes.programs.rules import Entry, Evidence, Facts, Given, State, evaluate

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
