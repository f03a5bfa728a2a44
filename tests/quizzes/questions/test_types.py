"""Every registered question type has its block, its templates and its words. What the types do is in `types/`."""

import pytest
from django.template.loader import get_template, render_to_string

from quizzes.grading import credit
from quizzes.questions.blocks import AnswerBlock
from quizzes.questions.labels import CASES, FAULTS, NOTES, SCHEMES, TYPES, UNREADABLE
from quizzes.questions.rules import controls
from quizzes.questions.types import REGISTRY, Fault, Reason
from tests.builders import answer_side

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


def test_every_fault_has_a_sentence():
    assert set(FAULTS) == set(Fault)
    assert set(UNREADABLE) == set(Reason)


@every_type
def test_every_scheme_and_every_case_has_words(slug):
    kind = REGISTRY[slug]
    sample = kind.sample()
    cases = kind.cases(sample.asked, sample.key)

    assert {case for case in cases if not case.startswith("option:")} <= set(CASES)
    assert {kind.grade(response, sample.key).scheme for response in cases.values()} <= set(SCHEMES)


def test_schemes_of_choices_have_words():
    offered = {*credit.MULTI_RESPONSE, *credit.SINGLE_RESPONSE, *credit.MATCHING, *credit.KPRIME}

    assert offered <= set(SCHEMES)


@pytest.mark.parametrize(
    ("slug", "schemes", "recommended"),
    [
        ("single", credit.SINGLE_RESPONSE, credit.SINGLE_RECOMMENDED),
        ("multiple", credit.MULTI_RESPONSE, credit.RECOMMENDED),
        ("kprime", credit.KPRIME, credit.KPRIME_RECOMMENDED),
        ("matching", credit.MATCHING, credit.MATCHING_RECOMMENDED),
    ],
)
def test_an_author_may_choose_every_scheme_and_the_recommended_one_is_chosen(slug, schemes, recommended):
    scheme = AnswerBlock().child_blocks[slug].child_blocks["scheme"]
    first, more = [group for group in scheme.field.choices if isinstance(group[1], (list, tuple))]

    assert {value for value, _ in [*first[1], *more[1]]} == set(schemes)
    assert [value for value, _ in first[1]] == [recommended]
    assert scheme.get_default() == recommended


def frozen(slug: str, value: dict):
    block = AnswerBlock().child_blocks[slug]
    return block.frozen(block.to_python(value), "0b3f7d1e-1111-4222-8333-444455556666")


def weighed(scheme: str, **more) -> dict:
    """The builder's three options, of which a and c fit, with shares in percent."""
    value = answer_side("multiple")[0]["value"]
    for option, share in zip(value["options"], ["66.66667", "-50", "33.33333"], strict=True):
        option["value"]["share"] = share
    return {**value, "scheme": scheme, **more}


def test_a_key_keeps_only_what_its_scheme_asks_for():
    numbers = {"dock": "25", "default": "-10", "lower": "0", "upper": "100"}

    assert frozen("multiple", answer_side("multiple")[0]["value"])[1] == {
        "fits": ["a", "c"],
        "scheme": "right_minus_wrong",
        "of": 3,
    }
    assert frozen("multiple", weighed("canvas_partial", **numbers))[1] == {
        "fits": ["a", "c"],
        "scheme": "canvas_partial",
        "of": 3,
        "numbers": {"dock": "0.25"},
    }
    assert frozen("multiple", weighed("moodle_fractions", **numbers))[1] == {
        "fits": ["a", "c"],
        "scheme": "moodle_fractions",
        "of": 3,
        "shares": {"a": "0.6666667", "b": "-0.5", "c": "0.3333333"},
    }
    assert frozen("multiple", weighed("qti_map_response", **numbers))[1] == {
        "fits": ["a", "c"],
        "scheme": "qti_map_response",
        "of": 3,
        "shares": {"a": "0.6666667", "b": "-0.5", "c": "0.3333333"},
        "numbers": {"default": "-0.1", "lower": "0", "upper": "1"},
    }
    assert "numbers" not in frozen("multiple", weighed("canvas_partial"))[1]


def test_shares_of_a_single_choice_are_kept_only_when_its_scheme_weighs_them():
    options = [
        {"type": "item", "id": part, "value": {"text": part, "fits": fits, "feedback": "So.", "share": share}}
        for part, fits, share in (("a", True, "100"), ("b", False, "-25"), ("c", False, None))
    ]

    assert frozen("single", {"options": options})[1] == {"fits": ["a"]}
    assert frozen("single", {"options": options, "scheme": "moodle_single"})[1] == {
        "fits": ["a"],
        "scheme": "moodle_single",
        "shares": {"a": "1", "b": "-0.25"},
    }


def test_statements_freeze_to_true_and_false():
    asked, key, feedback = frozen("kprime", answer_side("kprime")[0]["value"])

    assert [answer["id"] for answer in asked["answers"]] == ["true", "false"]
    assert key == {"pairs": {"s1": "true", "s2": "false"}, "scheme": "kprime"}
    assert feedback["s1"] == "Safety comes first."


def asked(slug: str, response) -> str:
    shown = controls(REGISTRY[slug].sample().asked, response)
    return render_to_string(f"quizzes/questions/ask/{slug}.html", {"controls": shown, "name": "answer"})


def test_statements_are_asked_one_by_one_each_with_its_own_words():
    shown = asked("kprime", {"p2": "false"})

    assert shown.count("<fieldset") == shown.count("<legend>") == 3
    assert shown.count(" checked") == 1
    assert 'name="answer-p2" value="false" checked' in shown


@pytest.mark.parametrize(
    ("around", "has", "lacks"),
    [
        ({}, [], ["unsure", "certainty"]),
        ({"offers_unsure": True}, ['name="unsure" value="1">'], ["certainty", "checked"]),
        ({"offers_unsure": True, "unsure": True}, ['name="unsure" value="1" checked'], []),
        ({"asks_certainty": True}, ['value="1" checked', "How sure are you?"], ["unsure", 'value="2" checked']),
        ({"asks_certainty": True}, ["does not change your score"], ["earns more"]),
        ({"asks_certainty": True, "certainty_counts": True}, ["earns more"], ["does not change your score"]),
        ({"asks_certainty": True, "certainty": 3}, ['value="3" checked'], ['value="1" checked']),
    ],
)
def test_what_may_be_said_around_an_answer(around, has, lacks):
    shown = render_to_string("quizzes/questions/ask/_modifiers.html", around)

    assert [words for words in has if words not in shown] == []
    assert [words for words in lacks if words in shown] == []
