"""What the table of programs cannot show: rules a board may have that none of the 32 has."""

from datetime import date

import pytest

from quizzes.programs.rules import Entry, Evidence, Facts, Given, Reason, State, evaluate

TODAY = date(2026, 11, 23)


def entry(hours, domain="advocacy", modality="self_paced", on=date(2026, 10, 1), named=(), course=""):
    return Entry("training", domain, round(hours * 60), modality, named, on, course)


def version(*requirements, minutes_in_hour=60):
    return {"slug": "x", "minutes_in_hour": minutes_in_hour, "requirements": list(requirements)}


def total(hours, **more):
    return {"key": "training", "kind": "hours_total", "hours": hours, **more}


def category(key, hours, **more):
    return {"key": key, "kind": "hours_in_category", "hours": hours, **more}


def stand(program, *entries, evidence=()):
    found = evaluate(program, Facts(tuple(entries), tuple(evidence), (), TODAY))
    return {s.key: (s.state, s.minutes / 60, s.maybe / 60, dict(s.outside)) for s in found}


def test_hours_above_a_floor_and_those_under_a_ceiling_share_the_room():
    program = version(
        total(20, domains=["advocacy", "recovery_wellness"]),
        category("advocacy", 5, domains=["advocacy"]),
        category("free", 0, most=10, domains=["recovery_wellness"]),
    )

    assert stand(program, entry(5), entry(30, "recovery_wellness"))["training"] == (State.IN_PROGRESS, 15, 0, {})
    assert stand(program, entry(10), entry(30, "recovery_wellness"))["training"] == (State.DONE, 20, 0, {})
    assert stand(program, entry(20))["training"] == (State.DONE, 20, 0, {})


def test_a_competency_places_an_hour_where_its_domain_does_not():
    program = version(category("crisis", 5, domains=["ethical_responsibility"], competencies=["cc08_crisis"]))

    assert stand(program, entry(3, named=("cc08_crisis",)), entry(4))["crisis"] == (State.IN_PROGRESS, 3, 0, {})


def test_only_hours_of_the_courses_a_board_names_count():
    program = version(total(10, counts="course", courses=["k1"]))

    assert stand(program, entry(4, course="k1"), entry(20, course="k2"))["training"] == (
        State.IN_PROGRESS, 4, 0, {Reason.OTHER_COURSE: 20 * 60},
    )  # fmt: skip


def test_an_hour_placed_elsewhere_is_not_offered_to_the_board_again():
    program = version(
        total(10, counts="board"),
        category("advocacy", 5, domains=["advocacy"]),
        category("other", 5, counts="board"),
    )

    found = stand(program, entry(8), entry(2, "recovery_wellness"))

    assert found["advocacy"] == (State.DONE, 8, 0, {})
    assert found["other"] == (State.BOARD_DECIDES, 0, 2, {})


@pytest.mark.parametrize(
    ("answered", "state", "counted", "maybe"),
    [(0, State.BOARD_DECIDES, 0, 10), (4, State.BOARD_DECIDES, 4, 6), (10, State.DONE, 10, 0), (99, State.DONE, 12, 0)],
)
def test_a_boards_answer_counts_no_more_than_there_is(answered, state, counted, maybe):
    answer = Evidence(Given.ANSWER, "x:training", TODAY, number=answered * 60)

    found = stand(version(total(10, counts="board")), entry(12), evidence=[answer])

    assert found["training"] == (state, counted, maybe, {})


def test_the_newest_answer_of_a_board_is_the_one_that_counts():
    answers = [
        Evidence(Given.ANSWER, "x:training", date(2026, 11, 1), number=300),
        Evidence(Given.ANSWER, "x:training", date(2026, 10, 1), number=600),
    ]

    found = stand(version(total(10, counts="board")), entry(12), evidence=answers)

    assert found["training"] == (State.BOARD_DECIDES, 5, 5, {})


def test_a_day_is_inside_the_last_months_from_the_same_day_on():
    program = version(total(10, counts="any", months=12))
    old, young = entry(3, on=date(2025, 11, 22)), entry(4, on=date(2025, 11, 23))

    assert stand(program, old, young)["training"] == (State.IN_PROGRESS, 4, 0, {Reason.OTHER_DAYS: 3 * 60})


def test_a_board_with_a_short_hour_asks_for_fewer_minutes():
    program = version(total(10, counts="any"), minutes_in_hour=50)

    (standing,) = evaluate(program, Facts((entry(8.5),), (), (), TODAY))

    assert (standing.state, standing.needed) == (State.DONE, 500)


def test_half_hours_of_a_short_hour_are_asked_for_in_whole_minutes():
    (standing,) = evaluate(version(total(0.5, counts="any"), minutes_in_hour=45), Facts(today=TODAY))

    assert standing.needed == 23


def test_hours_taken_back_are_missing_again():
    program = version(total(10, counts="any"))

    assert stand(program, entry(10), entry(-1))["training"] == (State.IN_PROGRESS, 9, 0, {})


def test_practice_stays_a_fact_until_the_ledger_holds_some():
    program = version({"key": "practice", "kind": "practice", "hours": 500})
    some = Entry("practice", "", 600, "in_person", (), TODAY)

    assert stand(program)["practice"][0] is State.OUTSIDE
    assert stand(program, some)["practice"] == (State.IN_PROGRESS, 10, 0, {})
