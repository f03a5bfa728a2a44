from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types.contract import Explanation, Fault, Line, Reason, TooLong, UnknownOption, Unreadable
from quizzes.questions.types.number import LONGEST, Number

KIND = Number()
SAMPLE = KIND.sample()
CHOSEN, TYPED, IGNORED = SAMPLE.asked, SAMPLE.asked | {"unit": "typed"}, SAMPLE.asked | {"unit": "ignored"}


def given(typed: str, number: str, unit: str = "m"):
    return {"typed": typed, "unit": unit, "number": number}


def test_its_names():
    assert (KIND.slug, KIND.shuffles, KIND.is_scored, LONGEST) == ("number", "", True, 100)


@pytest.mark.parametrize(
    ("asked", "posted", "response"),
    [
        (CHOSEN, {}, None),
        (CHOSEN, {"answer": [" "], "answer-unit": ["m"]}, None),
        (CHOSEN, {"answer": ["90"], "answer-unit": ["m"]}, given("90", "90")),
        (CHOSEN, {"answer": ["1,5"], "answer-unit": ["", "h"]}, given("1,5", "1.5", "h")),
        (CHOSEN, {"answer": ["1.50 Hours"], "answer-unit": [""]}, given("1.50 Hours", "1.5", "h")),
        (CHOSEN, {"answer": ["90 min."], "answer-unit": ["m"]}, given("90 min.", "90")),
        (TYPED, {"answer": ["90 minutes"]}, given("90 minutes", "90")),
        (TYPED, {"answer": ["1.5h"]}, given("1.5h", "1.5", "h")),
        (IGNORED, {"answer": ["1,500"]}, given("1,500", "1500", "")),
        (IGNORED, {"answer": ["90 days"]}, given("90 days", "90", "")),
        (IGNORED, {"answer": ["1.5 hours"]}, given("1.5 hours", "1.5", "h")),
        (IGNORED, {"answer": ["90"]}, given("90", "90", "")),
    ],
)
def test_reading_by_table(asked, posted, response):
    assert KIND.read(posted, asked) == response


@pytest.mark.parametrize("units", [["x"], ["m", "h"]])
def test_an_unknown_unit_of_the_list_and_two_of_them_are_refused(units):
    with pytest.raises(UnknownOption) as told:
        KIND.read({"answer": ["90"], "answer-unit": units}, CHOSEN)
    assert told.value.args == (units,)


def test_one_unit_alone_can_be_chosen():
    asked = CHOSEN | {"units": CHOSEN["units"][:1]}

    assert KIND.read({"answer": ["90"], "answer-unit": ["m"]}, asked) == given("90", "90")


def test_a_number_has_an_end():
    with pytest.raises(TooLong):
        KIND.read({"answer": ["1" * (LONGEST + 1)]}, CHOSEN)


@pytest.mark.parametrize(
    ("asked", "text", "unit", "reason", "fills"),
    [
        (CHOSEN, "ninety", "m", Reason.NOT_A_NUMBER, {"typed": "ninety"}),
        (CHOSEN, "1e999999", "m", Reason.NOT_A_NUMBER, {"typed": "1e999999"}),
        (CHOSEN, "NaN", "", Reason.NOT_A_NUMBER, {"typed": "NaN"}),
        (CHOSEN, "9" * 19, "m", Reason.TOO_MANY_DIGITS, {}),
        (CHOSEN, "90", "", Reason.UNIT_NEEDED, {"example": "90 minutes"}),
        (CHOSEN, "90 days", "m", Reason.UNKNOWN_UNIT, {"unit": "days"}),
        (CHOSEN, "90 minutes", "h", Reason.TWO_UNITS, {}),
        (TYPED, "90", "", Reason.UNIT_NEEDED, {"example": "90 minutes"}),
        (TYPED, "90 days", "", Reason.UNKNOWN_UNIT, {"unit": "days"}),
        (IGNORED, "some days", "", Reason.NOT_A_NUMBER, {"typed": "some days"}),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(asked, text, unit, reason, fills):
    with pytest.raises(Unreadable) as told:
        KIND.read({"answer": [text], "answer-unit": [unit]}, asked)

    assert (told.value.reason, told.value.fills) == (reason, fills)
    assert told.value.draft == {"typed": text, "unit": unit}
    assert KIND.view(asked, told.value.draft)["typed"] == text


@pytest.mark.parametrize(
    ("response", "share"),
    [
        (given("90", "90"), "1"),
        (given("1.5", "1.5", "h"), "1"),
        (given("99", "99"), "0.5"),
        (given("81", "81"), "0.5"),
        (given("99.01", "99.01"), "0"),
        (given("80.99", "80.99"), "0"),
        (given("1.6", "1.6", "h"), "0.5"),
        (given("90", "90", "h"), "0"),
        (given("90", "90", ""), "1"),
        (None, "0"),
    ],
)
def test_grading_by_table(response, share):
    assert KIND.grade(response, SAMPLE.key) == Grade(Decimal(share), "within_tolerance", share)


def key(*answers, units=()):
    names = ("id", "value", "tolerance", "percent", "share")
    return {
        "answers": [dict(zip(names, answer, strict=True)) for answer in answers],
        "units": [{"id": name, "factor": factor} for name, factor in units],
    }


@pytest.mark.parametrize(
    ("answer", "number", "fraction"),
    [
        (("a", "90", "5", False, "1"), "85", "1"),
        (("a", "90", "5", False, "1"), "95", "1"),
        (("a", "90", "5", False, "1"), "95.01", "0"),
        (("a", "90", "5", True, "1"), "94.5", "1"),
        (("a", "90", "5", True, "1"), "94.51", "0"),
        (("a", "-90", "5", True, "1"), "-94.5", "1"),
        (("a", "-90", "5", True, "1"), "-85.5", "1"),
        (("a", "0.1", "0", False, "1"), "0.1", "1"),
        (("a", "0", "50", True, "1"), "0", "1"),
        (("a", "0", "50", True, "1"), "0.1", "0"),
    ],
)
def test_tolerance_by_table(answer, number, fraction):
    assert KIND.grade(given(number, number, ""), key(answer)).fraction == Decimal(fraction)


def test_the_first_answer_that_is_near_enough_counts():
    near, far = ("near", "90", "1", False, "0.5"), ("far", "90", "9", False, "1")

    assert KIND.grade(given("90", "90", ""), key(near, far)).fraction == Decimal("0.5")
    assert KIND.grade(given("95", "95", ""), key(near, far)).fraction == 1


@pytest.mark.parametrize(
    ("asked", "response", "words"),
    [
        (CHOSEN, given("1,5", "1.5", "h"), ["1,5 hours"]),
        (CHOSEN, given("1.5 h", "1.5", "h"), ["1.5 h"]),
        (TYPED, given("90 min", "90"), ["90 min"]),
        (IGNORED, given("90", "90", ""), ["90"]),
        (CHOSEN, None, []),
    ],
)
def test_in_words(asked, response, words):
    assert KIND.summarize(response, asked) == words


def test_best_and_other():
    half, full = ("a", "10", "0", False, "0.5"), ("b", "90.50", "10", True, "1")

    assert KIND.best(SAMPLE.key) == given("90", "90")
    assert KIND.best(key(half, full)) == given("90.50", "90.50", "")
    assert KIND.other(CHOSEN, key(half, full)) == given("10", "10", "")
    # Past 90.5 and its tenth.
    assert KIND.other(CHOSEN, key(full)) == given("100.55", "100.55", "")
    # What was listed after an answer that takes it all is never met.
    assert KIND.other(CHOSEN, key(full, ("c", "90", "0", False, "0"))) == given("100.55", "100.55", "")
    assert KIND.other(CHOSEN, SAMPLE.key) == given("100", "100")
    assert KIND.other(CHOSEN, key(("a", "-5", "0", False, "1"))) == given("-4", "-4", "")


@pytest.mark.parametrize(
    ("response", "told"),
    [
        (given("90", "90"), Explanation(yours=[Line("90 minutes", remark="Yes.")], stronger=[])),
        (
            given("95", "95"),
            Explanation(yours=[Line("95 minutes", remark="Close.", fits=False)], stronger=[Line("90 minutes")]),
        ),
        (given("9", "9"), Explanation(yours=[Line("9 minutes", fits=False)], stronger=[Line("90 minutes")])),
        (None, Explanation(yours=[], stronger=[Line("90 minutes")])),
    ],
)
def test_an_answer_is_explained_beside_the_number(response, told):
    assert KIND.explain(response, CHOSEN, SAMPLE.key, SAMPLE.feedback) == told


def test_an_answer_without_a_remark_has_none():
    told = KIND.explain(given("95", "95"), CHOSEN, SAMPLE.key, {"why": "", "options": {}})

    assert told.yours == [Line("95 minutes", fits=False)]


@pytest.mark.parametrize(
    ("asked", "answer", "line"),
    [
        (CHOSEN, ("a", "90", "5", False, "1"), Line("90 minutes", remark="85 – 95 minutes")),
        (CHOSEN, ("a", "90", "10", True, "1"), Line("90 minutes", remark="81 – 99 minutes")),
        (IGNORED | {"units": []}, ("a", "-2.50", "0.5", False, "1"), Line("-2.5", remark="-3 – -2")),
        (IGNORED | {"units": []}, ("a", "-10", "10", True, "1"), Line("-10", remark="-11 – -9")),
    ],
)
def test_the_range_that_fits_is_told(asked, answer, line):
    assert KIND.explain(None, asked, key(answer), SAMPLE.feedback).stronger == [line]


def units(*names, unit="chosen"):
    return CHOSEN | {"unit": unit, "units": [{"id": name, "text": name, "also": []} for name in names]}


FULL = ("a", "90", "0", False, "1")


@pytest.mark.parametrize(
    ("asked", "keyed", "faults"),
    [
        (CHOSEN, SAMPLE.key, []),
        (IGNORED | {"units": []}, key(FULL), []),
        (IGNORED | {"units": []}, key(), [Fault.NO_FULL_ANSWER]),
        (IGNORED | {"units": []}, key(("a", "90", "0", False, "0.5")), [Fault.NO_FULL_ANSWER]),
        (units(), key(FULL), [Fault.NO_UNITS]),
        (units(unit="typed"), key(FULL), [Fault.NO_UNITS]),
        (units("m", " "), key(FULL, units=[("m", "1"), ("x", "60")]), [Fault.EMPTY_OPTION]),
        (units("min", "Min."), key(FULL, units=[("m", "1"), ("x", "60")]), [Fault.TWICE_THE_SAME]),
        (units("m", "h"), key(FULL, units=[("m", "60"), ("h", "1")]), [Fault.FIRST_UNIT_IS_ONE]),
        (units("m", "h"), key(FULL, units=[("m", "1.0"), ("h", "60")]), []),
    ],
)
def test_faults_by_table(asked, keyed, faults):
    assert KIND.faults(asked, keyed, SAMPLE.feedback) == faults


def test_another_name_of_a_unit_is_no_second_unit():
    both = [{"id": "m", "text": "minutes", "also": ["min"]}, {"id": "h", "text": "hours", "also": ["MIN"]}]

    assert KIND.faults(CHOSEN | {"units": both}, SAMPLE.key, SAMPLE.feedback) == [Fault.TWICE_THE_SAME]


def test_its_parts_are_its_units():
    assert KIND.ids(CHOSEN) == ["h", "m"]


@pytest.mark.parametrize(
    ("asked", "response", "view"),
    [
        (IGNORED, None, {"typed": "", "read_as": "", "asks_unit": False, "units": []}),
        (
            CHOSEN,
            given("1,500", "1500", "h"),
            {
                "typed": "1,500",
                "read_as": "1500",
                "asks_unit": False,
                "units": [
                    {"id": "m", "text": "minutes", "chosen": False},
                    {"id": "h", "text": "hours", "chosen": True},
                ],
            },
        ),
        (
            IGNORED | {"units": []},
            given("90\u00a0min", "90", ""),
            {"typed": "90\u00a0min", "read_as": "", "asks_unit": False, "units": []},
        ),
        (TYPED, given("90 min", "90"), {"typed": "90 min", "read_as": "", "asks_unit": True, "units": []}),
    ],
)
def test_the_form(asked, response, view):
    assert KIND.view(asked, response) == view | {"longest": 100}


def test_a_draft_without_a_whole_answer_has_no_best():
    half = key(("a", "10", "0", False, "0.5"))

    assert KIND.best(half) is None
    assert KIND.other(CHOSEN, key()) == given("1", "1", "")
    assert KIND.explain(None, CHOSEN, half, SAMPLE.feedback) == Explanation(yours=[], stronger=[])
