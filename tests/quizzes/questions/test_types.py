"""Every registered question type: its contract, and its grading by table."""

from decimal import Decimal

import pytest
from django.template.loader import get_template

from quizzes.questions.blocks import AnswerBlock
from quizzes.questions.labels import FAULTS, NOTES, TYPES, UNREADABLE
from quizzes.questions.types import REGISTRY, Fault, Reason, TooLong, UnknownOption
from quizzes.questions.types.survey import COMMENT_LENGTH

every_type = pytest.mark.parametrize("slug", REGISTRY)


@every_type
def test_a_type_has_its_class_its_block_its_two_templates_and_its_words(slug):
    kind = REGISTRY[slug]

    assert kind.slug == slug
    assert slug in AnswerBlock().child_blocks
    assert hasattr(AnswerBlock().child_blocks[slug], "frozen")
    assert get_template(f"quizzes/questions/ask/{slug}.html")
    assert get_template(f"quizzes/questions/feedback/{slug}.html")
    assert TYPES[slug]
    assert NOTES[slug]


def test_no_block_is_without_a_type():
    assert set(AnswerBlock().child_blocks) == set(REGISTRY)


@every_type
def test_a_sample_reads_grades_and_explains(slug):
    kind = REGISTRY[slug]
    sample = kind.sample()

    response = kind.read(sample.posted, sample.asked)

    assert response == sample.response
    assert kind.is_answered(response)
    assert kind.summarize(response, sample.asked)
    assert kind.faults(sample.asked, sample.key, sample.feedback) == []
    if kind.is_scored:
        assert response == kind.best(sample.key)
        assert kind.grade(response, sample.key).fraction == 1
        assert kind.explain(response, sample.asked, sample.key, sample.feedback).stronger == []
        assert kind.grade(kind.other(sample.asked, sample.key), sample.key).fraction < 1


@every_type
def test_a_blank_form_is_no_answer_and_earns_nothing(slug):
    kind = REGISTRY[slug]
    sample = kind.sample()

    response = kind.read({"flag": ["1"], "answer": [""], "request_key": ["k"]}, sample.asked)

    assert response is None
    assert not kind.is_answered(response)
    assert kind.grade(response, sample.key).fraction == 0
    assert kind.summarize(response, sample.asked) == []
    assert kind.explain(response, sample.asked, sample.key, sample.feedback).yours == []


@every_type
def test_an_unknown_option_is_refused(slug):
    kind = REGISTRY[slug]
    sample = kind.sample()
    posted = {name: ["no-such-option"] for name in sample.posted if not name.endswith("-comment")}

    with pytest.raises(UnknownOption):
        kind.read(posted, sample.asked)


@every_type
def test_what_may_be_shuffled_is_a_list_of_the_question(slug):
    kind = REGISTRY[slug]

    assert kind.shuffles == "" or kind.shuffles in kind.sample().asked


@pytest.mark.parametrize("posted", [{"answer-p9": ["b01"]}, {"answer-p1": ["b01", "a3f"]}])
def test_matching_refuses_unknown_prompts_and_two_answers_for_one(posted):
    kind = REGISTRY["matching"]

    with pytest.raises(UnknownOption):
        kind.read(posted, kind.sample().asked)


@pytest.mark.parametrize("slug", ["single", "truefalse"])
def test_two_answers_where_one_is_asked_are_refused(slug):
    kind = REGISTRY[slug]
    sample = kind.sample()
    both = [option["id"] for option in sample.asked["options"]]

    with pytest.raises(UnknownOption):
        kind.read({"answer": both}, sample.asked)


@pytest.mark.parametrize(
    ("slug", "response", "fraction"),
    [
        ("single", "a", "1"),
        ("single", "b", "0"),
        ("truefalse", "true", "1"),
        ("truefalse", "false", "0"),
        ("multiple", ["a", "c"], "1"),
        ("multiple", ["a"], "0.5"),
        ("multiple", ["a", "b", "c"], "0.5"),
        ("multiple", ["b"], "0"),
        ("matching", {"p1": "b01", "p2": "a3f"}, "1"),
        ("matching", {"p1": "b01"}, "0.5"),
        ("matching", {"p1": "a3f", "p2": "a3f"}, "0.5"),
        ("matching", {"p1": "c77"}, "0"),
        ("survey", {"option": "a"}, "0"),
    ],
)
def test_grading_by_table(slug, response, fraction):
    kind = REGISTRY[slug]

    assert kind.grade(response, kind.sample().key).fraction == Decimal(fraction)


def test_multiple_takes_its_scheme_from_the_key():
    kind = REGISTRY["multiple"]

    assert kind.grade(["a"], {"fits": ["a", "c"], "scheme": "all_or_nothing"}).fraction == 0


def test_multiple_explains_each_tick_and_shows_the_whole_stronger_answer():
    kind = REGISTRY["multiple"]
    sample = kind.sample()

    told = kind.explain(["a", "b"], sample.asked, sample.key, sample.feedback)

    assert [(line.text, line.remark, line.fits) for line in told.yours] == [
        ("Go with someone to a first meeting", "Yes.", True),
        ("Give advice on medicine", "That is clinical.", False),
    ]
    assert [line.text for line in told.stronger] == [
        "Go with someone to a first meeting",
        "Help someone plan for a hard night",
    ]


def test_matching_explains_only_the_pairs_that_need_another_look():
    kind = REGISTRY["matching"]
    sample = kind.sample()

    told = kind.explain({"p1": "b01", "p2": "c77"}, sample.asked, sample.key, sample.feedback)

    assert [line.fits for line in told.yours] == [True, False]
    assert [(line.prompt, line.text) for line in told.stronger] == [
        ("“I want to hurt my roommate.”", "Call your supervisor")
    ]


def test_a_survey_comment_has_an_end():
    kind = REGISTRY["survey"]

    with pytest.raises(TooLong):
        kind.read({"answer-comment": ["x" * (COMMENT_LENGTH + 1)]}, kind.sample().asked)


def changed(slug, **changes):
    sample = REGISTRY[slug].sample()
    asked = sample.asked | changes.get("asked", {})
    return asked, sample.key | changes.get("key", {}), sample.feedback | changes.get("feedback", {})


ONE_OPTION = {"options": [{"id": "a", "text": "Yes"}]}
TWO_ALIKE = {"options": [{"id": "a", "text": "Yes"}, {"id": "b", "text": "Yes "}]}


@pytest.mark.parametrize(
    ("slug", "changes", "fault"),
    [
        ("single", {"key": {"fits": []}}, Fault.NOT_ONE_FITS),
        ("single", {"key": {"fits": ["a", "b"]}}, Fault.NOT_ONE_FITS),
        ("single", {"asked": ONE_OPTION}, Fault.TOO_FEW_OPTIONS),
        ("single", {"asked": TWO_ALIKE}, Fault.TWICE_THE_SAME),
        ("single", {"feedback": {"options": {"a": "Yes."}}}, Fault.NO_FEEDBACK),
        ("multiple", {"key": {"fits": ["a"]}}, Fault.TOO_FEW_FIT),
        ("multiple", {"key": {"fits": ["a", "b", "c"]}}, Fault.ALL_FIT),
        ("truefalse", {"feedback": {"options": {"true": "Yes.", "false": ""}}}, Fault.NO_FEEDBACK),
        ("matching", {"asked": {"prompts": [{"id": "p1", "text": "One"}]}}, Fault.TOO_FEW_PROMPTS),
        ("matching", {"asked": {"answers": [{"id": "a3f", "text": " "}]}}, Fault.EMPTY_OPTION),
        ("survey", {"asked": {"options": [], "comment": False}}, Fault.NOTHING_TO_ANSWER),
        ("survey", {"asked": ONE_OPTION}, Fault.TOO_FEW_OPTIONS),
    ],
)
def test_faults_by_table(slug, changes, fault):
    assert fault in REGISTRY[slug].faults(*changed(slug, **changes))


def test_every_fault_has_a_sentence():
    assert set(FAULTS) == set(Fault)


def test_every_reason_an_answer_cannot_be_read_for_has_a_sentence():
    assert set(UNREADABLE) == set(Reason)
