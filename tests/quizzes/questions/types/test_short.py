from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types.contract import Explanation, Fault, Line, TooLong
from quizzes.questions.types.short import LONGEST, Short
from quizzes.questions.types.texts import (
    accepted_faults,
    earns_all,
    plain,
    strongest,
    typed,
    weakest,
    with_spellings,
)

KIND = Short()
SAMPLE = KIND.sample()


def test_its_names():
    assert (KIND.slug, KIND.shuffles, KIND.is_scored, LONGEST) == ("short", "", True, 500)


@pytest.mark.parametrize(
    ("posted", "response"),
    [
        ({}, None),
        ({"answer": []}, None),
        ({"answer": [" \r\n "]}, None),
        ({"answer": [" Listen.\r\nThen ask. "]}, "Listen.\nThen ask."),
        ({"answer": ["x" * LONGEST]}, "x" * LONGEST),
        ({"answer": [f" {'x' * LONGEST} "]}, "x" * LONGEST),
        ({"other": ["listen"]}, None),
    ],
)
def test_reading_by_table(posted, response):
    assert KIND.read(posted, SAMPLE.asked) == response


def test_a_text_has_an_end():
    with pytest.raises(TooLong) as told:
        KIND.read({"answer": ["x" * (LONGEST + 1)]}, SAMPLE.asked)
    assert told.value.args == (LONGEST + 1,)


def test_it_reads_under_its_own_name():
    assert KIND.read({"part": ["yes"], "answer": ["no"]}, SAMPLE.asked, "part") == "yes"


@pytest.mark.parametrize(
    ("response", "share"),
    [
        ("listen", "1"),
        ("Listening well", "1"),
        ("lisen", "1"),
        ("ask a question", "0.5"),
        ("Advise", "0"),
        ("talk", "0"),
        (None, "0"),
        ("", "0"),
    ],
)
def test_grading_by_table(response, share):
    assert KIND.grade(response, SAMPLE.key) == Grade(Decimal(share), "accepted_answer", share)


def test_what_is_forgiven_stands_in_the_key():
    assert KIND.grade("Listen", SAMPLE.key | {"forgives": ["case"]}).fraction == 1
    assert KIND.grade("Listen", SAMPLE.key | {"forgives": []}).fraction == 0
    assert KIND.grade("lisen", SAMPLE.key | {"forgives": ["case"]}).fraction == 0


def test_in_words():
    assert KIND.summarize("Listen", SAMPLE.asked) == ["Listen"]
    assert KIND.summarize(None, SAMPLE.asked) == []


def test_best_and_other():
    assert KIND.best(SAMPLE.key) == "listen"
    assert KIND.other(SAMPLE.asked, SAMPLE.key) == "ask a question"


@pytest.mark.parametrize(
    ("response", "told"),
    [
        ("Listen", Explanation(yours=[Line("Listen", remark="Yes.", fits=True)], stronger=[])),
        (
            "ask a question",
            Explanation(
                yours=[Line("ask a question", remark="A good second step.", fits=False)], stronger=[Line("listen")]
            ),
        ),
        ("talk", Explanation(yours=[Line("talk", fits=False)], stronger=[Line("listen")])),
        (None, Explanation(yours=[], stronger=[Line("listen")])),
    ],
)
def test_an_answer_is_explained_beside_the_accepted_one(response, told):
    assert KIND.explain(response, SAMPLE.asked, SAMPLE.key, SAMPLE.feedback) == told


def test_the_stronger_answer_is_told_in_the_language_of_the_reader():
    spanish = {"why": "", "options": {}, "stronger": {"answer": "escuchar"}}
    without = {"why": "", "options": {}}

    assert KIND.explain("hablar", SAMPLE.asked, SAMPLE.key, spanish).stronger == [Line("escuchar")]
    assert KIND.explain("hablar", SAMPLE.asked, SAMPLE.key, without).stronger == [Line("listen")]


def test_an_answer_without_a_remark_has_none():
    told = KIND.explain("listen", SAMPLE.asked, SAMPLE.key, {"why": "", "options": {}})

    assert told.yours == [Line("listen")]


def test_the_form():
    assert KIND.view(SAMPLE.asked, "Listen") == {"text": "Listen", "rows": 1, "longest": 500}
    assert KIND.view({"rows": 3}, None) == {"text": "", "rows": 3, "longest": 500}


def test_there_is_nothing_to_translate_by_id():
    assert KIND.ids(SAMPLE.asked) == []


def test_a_key_takes_in_the_spellings_of_translations():
    spanish = {"accepted": [{"id": "a", "share": "0", "texts": ["escuchar", "listen"]}], "forgives": []}

    joined = KIND.joined(SAMPLE.key, [spanish])

    assert joined["accepted"] == [
        {"id": "a", "share": "1", "texts": ["listen", "listen*", "escuchar"]},
        {"id": "b", "share": "0.5", "texts": ["ask a question"]},
        {"id": "c", "share": "0", "texts": ["give advice", "advise"]},
    ]
    assert joined["forgives"] == SAMPLE.key["forgives"]
    assert KIND.grade("Escuchar", joined).fraction == 1


def test_its_faults_are_those_of_its_answers():
    assert KIND.faults(SAMPLE.asked, SAMPLE.key, SAMPLE.feedback) == []
    assert KIND.faults(SAMPLE.asked, {"accepted": []}, SAMPLE.feedback) == [Fault.NO_FULL_ANSWER]


def accepted(*answers):
    return [{"id": str(n), "share": share, "texts": list(texts)} for n, (share, *texts) in enumerate(answers)]


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        (accepted(("1", "yes")), []),
        (accepted(("1.0", "yes"), ("0", "*")), []),
        (accepted(("0.5", "yes")), [Fault.NO_FULL_ANSWER]),
        (accepted(("1", " "), ("1", "yes")), [Fault.EMPTY_OPTION, Fault.ANYTHING_FITS]),
        (accepted(("1", "yes"), ("0",)), [Fault.EMPTY_OPTION]),
        (accepted(("1", "yes"), ("0.5", "Yes!")), [Fault.TWICE_THE_SAME]),
        (accepted(("1", "yes", "*")), [Fault.ANYTHING_FITS]),
        (accepted(("1", "yes"), ("0.5", "**")), [Fault.ANYTHING_FITS]),
        ([], [Fault.NO_FULL_ANSWER]),
    ],
)
def test_faults_of_accepted_answers_by_table(answers, faults):
    assert accepted_faults(answers) == faults


def test_the_strongest_and_the_weakest_answer_are_said_without_wildcards():
    listed = accepted(("0.5", "wait*"), ("1", "to *hear", "listen"), ("0", "talk"))

    assert strongest(listed) == "to hear"
    assert weakest(listed) == "wait"
    assert strongest(accepted(("0", "talk"))) == ""
    assert weakest(accepted(("1", "listen"))) == "…"
    assert weakest(accepted(("0", "*"), ("0", "talk"))) == "talk"
    assert weakest(accepted(("0",), ("0", "talk"))) == "talk"
    assert strongest(accepted(("1",), ("1", "talk"))) == "talk"


def test_small_things():
    assert plain(r"A * B\*") == "A B*"
    assert (earns_all("1"), earns_all("1.00"), earns_all("0.99")) == (True, True, False)
    assert typed(["a", "b"], 3) == "a\nb"
    assert with_spellings(accepted(("1", "a")), [[], accepted(("0", "b", "a")), accepted(("0", "c"))]) == accepted(
        ("1", "a", "b", "c")
    )


def test_cases_an_author_can_try():
    unfinished = {"accepted": [{"id": "a", "share": "1", "texts": []}], "forgives": []}

    assert KIND.cases(SAMPLE.asked, SAMPLE.key) == {
        "option:a": "listen",
        "option:b": "ask a question",
        "option:c": "give advice",
        "other": "…",
        "none": None,
    }
    assert KIND.cases(SAMPLE.asked, unfinished) == {"other": "…", "none": None}
