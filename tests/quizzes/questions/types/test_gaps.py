from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types.contract import Explanation, Fault, Line, TooLong, UnknownOption
from quizzes.questions.types.gaps import LONGEST, Gaps

KIND = Gaps()
SAMPLE = KIND.sample()
FULL = {"g1": "count on", "g2": "o2"}


def test_its_names():
    assert (KIND.slug, KIND.shuffles, KIND.is_scored, LONGEST) == ("gaps", "", True, 100)


@pytest.mark.parametrize(
    ("posted", "response"),
    [
        ({}, None),
        ({"answer-g1": [""], "answer-g2": [""]}, None),
        ({"answer-g1": [" "], "flag": ["1"]}, None),
        ({"answer-g1": [" Count on "]}, {"g1": "Count on"}),
        ({"flag": ["1"], "answer-g2": ["o1"]}, {"g2": "o1"}),
        ({"answer-g1": ["x" * LONGEST], "answer-g2": ["", "o2"]}, {"g1": "x" * LONGEST, "g2": "o2"}),
        ({"answer": ["count on"]}, None),
    ],
)
def test_reading_by_table(posted, response):
    assert KIND.read(posted, SAMPLE.asked) == response


@pytest.mark.parametrize(
    "posted", [{"answer-g3": ["x"]}, {"answer-g3": [""]}, {"answer-g2": ["o9"]}, {"answer-g2": ["o1", "o2"]}]
)
def test_unknown_gaps_and_choices_are_refused_by_name(posted):
    with pytest.raises(UnknownOption) as told:
        KIND.read(posted, SAMPLE.asked)
    assert told.value.args == tuple(posted)


def test_a_gap_has_an_end():
    with pytest.raises(TooLong):
        KIND.read({"answer-g1": ["x" * (LONGEST + 1)]}, SAMPLE.asked)


def test_it_reads_under_its_own_name():
    assert KIND.read({"part-g1": ["yes"], "answer-g1": ["no"]}, SAMPLE.asked, "part") == {"g1": "yes"}


@pytest.mark.parametrize(
    ("response", "fraction", "workings"),
    [
        (FULL, "1", "(1 + 1) / 2"),
        ({"g1": "Rely on"}, "0.5", "(1 + 0) / 2"),
        ({"g1": "expects", "g2": "o2"}, "0.75", "(0.5 + 1) / 2"),
        ({"g1": "hope", "g2": "o1"}, "0", "(0 + 0) / 2"),
        ({"g2": "gone"}, "0", "(0 + 0) / 2"),
        (None, "0", "(0 + 0) / 2"),
    ],
)
def test_grading_by_table(response, fraction, workings):
    assert KIND.grade(response, SAMPLE.key) == Grade(Decimal(fraction), "gap_parts", workings)


@pytest.mark.parametrize(("response", "fraction"), [(FULL, "1"), ({"g1": "expects", "g2": "o2"}, "0"), (None, "0")])
def test_all_or_nothing_by_table(response, fraction):
    grade = KIND.grade(response, SAMPLE.key | {"scheme": "all_or_nothing"})

    assert grade == Grade(Decimal(fraction), "all_or_nothing", fraction)


def test_what_is_forgiven_stands_with_each_gap():
    strict = [SAMPLE.key["gaps"][0] | {"forgives": []}, SAMPLE.key["gaps"][1]]

    assert KIND.grade({"g1": "Count on"}, SAMPLE.key | {"gaps": strict}).fraction == 0
    assert KIND.grade({"g1": "Count on"}, SAMPLE.key).fraction == Decimal("0.5")


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (FULL, ["A boundary tells both people what they can count on and protects the relationship."]),
        ({"g2": "o1"}, ["A boundary tells both people what they can ____ and protects the schedule."]),
        (None, []),
    ],
)
def test_in_words_it_is_the_whole_text(response, words):
    assert KIND.summarize(response, SAMPLE.asked) == words


def test_a_mark_without_a_gap_says_nothing():
    asked = SAMPLE.asked | {"text": "[[2]] then [[1]], not [[3]]."}

    assert KIND.summarize(FULL, asked) == ["relationship then count on, not ."]


def test_best_and_other():
    assert KIND.best(SAMPLE.key) == FULL
    assert KIND.other(SAMPLE.asked, SAMPLE.key) == {"g1": "expect", "g2": "o1"}


def test_a_gap_whose_choices_all_fit_has_no_other():
    key = {"gaps": [{"id": "g2", "shares": {"o1": "1", "o2": "1"}}], "scheme": "gap_parts"}

    assert KIND.other(SAMPLE.asked, key) == {}
    key["gaps"][0]["shares"] = {"o1": "1", "o2": "0.5", "o3": "0"}
    assert KIND.other(SAMPLE.asked, key) == {"g2": "o2"}
    assert KIND.best({"gaps": [{"id": "g2", "shares": {"o1": "0"}}]}) == {"g2": ""}


def test_each_gap_is_explained_beside_what_it_accepts():
    told = KIND.explain({"g1": "expect", "g2": "o1"}, SAMPLE.asked, SAMPLE.key, SAMPLE.feedback)

    assert told == Explanation(
        yours=[
            Line("expect", prompt="1", remark="Close: it is more than a hope.", fits=False),
            Line("schedule", prompt="2", remark="Time is only part of it.", fits=False),
        ],
        stronger=[Line("count on", prompt="1"), Line("relationship", prompt="2")],
    )


def test_only_gaps_that_need_another_look_have_a_stronger_answer():
    assert KIND.explain(FULL, SAMPLE.asked, SAMPLE.key, SAMPLE.feedback) == Explanation(
        yours=[Line("count on", prompt="1", remark="Yes."), Line("relationship", prompt="2")], stronger=[]
    )
    assert KIND.explain({"g1": "hope"}, SAMPLE.asked, SAMPLE.key, SAMPLE.feedback) == Explanation(
        yours=[Line("hope", prompt="1", fits=False)],
        stronger=[Line("count on", prompt="1"), Line("relationship", prompt="2")],
    )


def test_the_stronger_answer_is_told_in_the_language_of_the_reader():
    spanish = {"why": "", "options": {}, "stronger": {"g1": "contar con"}}
    without = {"why": "", "options": {}}

    assert KIND.explain(None, SAMPLE.asked, SAMPLE.key, spanish).stronger[0] == Line("contar con", prompt="1")
    assert KIND.explain(None, SAMPLE.asked, SAMPLE.key, without).stronger[0] == Line("count on", prompt="1")


def changed(text=None, options=("schedule", "relationship"), **gap):
    """The sample with another text, other choices, or another key of its second gap."""
    asked = SAMPLE.asked | ({"text": text} if text else {})
    asked["options"] = [{"id": f"o{n}", "text": each} for n, each in enumerate(options, start=1)]
    asked["gaps"] = [SAMPLE.asked["gaps"][0], {"id": "g2", "options": [each["id"] for each in asked["options"]]}]
    return asked, SAMPLE.key | {"gaps": [SAMPLE.key["gaps"][0], SAMPLE.key["gaps"][1] | gap]}


@pytest.mark.parametrize(
    ("question", "faults"),
    [
        (changed(), []),
        (changed("One [[1]]"), [Fault.MARKS_DIFFER]),
        (changed("[[1]] [[2]] [[2]]"), [Fault.MARKS_DIFFER]),
        (changed("[[1]] [[3]]"), [Fault.MARKS_DIFFER]),
        (changed("[[2]] [[1]]"), []),
        (changed(options=("one",), shares={"o1": "1"}), [Fault.TOO_FEW_OPTIONS, Fault.ALL_FIT]),
        (changed(options=("one", " ")), [Fault.EMPTY_OPTION]),
        (changed(options=("one", "one ")), [Fault.TWICE_THE_SAME]),
        (changed(shares={"o1": "0", "o2": "0.5"}), [Fault.NO_FULL_ANSWER]),
        (changed(shares={"o1": "1", "o2": "1"}), [Fault.ALL_FIT]),
    ],
)
def test_faults_by_table(question, faults):
    assert KIND.faults(*question, SAMPLE.feedback) == faults


def test_faults_of_a_typed_gap_are_told_once():
    nothing = {"accepted": [], "forgives": []}
    asked = {"text": "[[1]] [[2]]", "gaps": [{"id": "g1", "options": []}, {"id": "g2", "options": []}], "options": []}
    key = {"gaps": [{"id": "g1", **nothing}, {"id": "g2", **nothing}], "scheme": "gap_parts"}

    assert KIND.faults(asked, key, SAMPLE.feedback) == [Fault.NO_FULL_ANSWER]


def test_a_text_needs_a_gap():
    assert KIND.faults({"text": "Text.", "gaps": [], "options": []}, {"gaps": []}, {}) == [Fault.NO_GAPS]


def test_its_parts_are_its_gaps_and_choices():
    assert KIND.ids(SAMPLE.asked) == ["g1", "g2", "o1", "o2"]


def gap(name, number, value="", choices=()):
    return {"id": name, "number": number, "value": value, "choices": list(choices)}


def test_the_form_is_the_text_cut_at_its_gaps():
    choices = [
        {"id": "o1", "text": "schedule", "chosen": False},
        {"id": "o2", "text": "relationship", "chosen": True},
    ]

    assert KIND.view(SAMPLE.asked, FULL) == {
        "pieces": [
            {"text": "A boundary tells both people what they can ", "gap": None},
            {"text": "", "gap": gap("g1", 1, "count on")},
            {"text": " and protects the ", "gap": None},
            {"text": "", "gap": gap("g2", 2, "o2", choices)},
            {"text": ".", "gap": None},
        ],
        "sentence": "A boundary tells both people what they can (1) and protects the (2).",
        "total": 2,
        "longest": 100,
    }


def test_a_gap_without_a_mark_stands_at_the_end_and_a_second_mark_is_no_second_field():
    asked = {
        "text": "[[1]] or [[1]]",
        "gaps": [{"id": "g1", "options": []}, {"id": "g2", "options": []}],
        "options": [],
    }

    pieces = KIND.view(asked, None)["pieces"]

    assert pieces == [
        {"text": "", "gap": gap("g1", 1)},
        {"text": " or ", "gap": None},
        {"text": "", "gap": gap("g2", 2)},
    ]


def test_a_key_takes_in_the_spellings_of_translations():
    spanish = {
        "gaps": [
            {"id": "g1", "accepted": [{"id": "a1", "share": "1", "texts": ["contar con"]}], "forgives": []},
            {"id": "g2", "shares": {}},
        ]
    }

    joined = KIND.joined(SAMPLE.key, [spanish, {"gaps": []}])

    assert joined["gaps"][0]["accepted"][0]["texts"] == ["count on", "rely on", "contar con"]
    assert joined["gaps"][0]["forgives"] == ["case", "accents", "slips"]
    assert joined["gaps"][1] == SAMPLE.key["gaps"][1]
    assert joined["scheme"] == "gap_parts"


def test_cases_an_author_can_try():
    assert KIND.cases(SAMPLE.asked, SAMPLE.key) == {
        "best": FULL,
        "other": {"g1": "expect", "g2": "o1"},
        "none": None,
        "one_gap": {"g1": "count on"},
    }
