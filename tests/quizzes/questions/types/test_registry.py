"""What every registered question type promises. No Django here: these run in a second, and under mutation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.receipts import evaluate
from quizzes.questions.simulations import simulate
from quizzes.questions.types import REGISTRY, QuestionType, TooLong, UnknownOption, Unreadable

every_type = pytest.mark.parametrize("slug", REGISTRY)


def graded(kind: QuestionType, response, key):
    """The grade, after its workings were done again."""
    grade = kind.grade(response, key)
    if grade.fraction is not None:
        assert evaluate(grade.workings) == grade.fraction
    else:
        assert kind.needs_person
    return grade


@every_type
def test_a_type_says_what_it_is(slug):
    kind = REGISTRY[slug]

    assert kind.slug == slug
    assert kind.shuffles == "" or kind.shuffles in kind.sample().asked


@every_type
def test_a_sample_reads_grades_and_explains(slug):
    kind = REGISTRY[slug]
    sample = kind.sample()

    response = kind.read(sample.posted, sample.asked)

    assert response == sample.response
    assert kind.is_answered(response)
    assert kind.summarize(response, sample.asked)
    assert kind.faults(sample.asked, sample.key, sample.feedback) == []
    if kind.is_scored and not kind.needs_person:
        assert response == kind.best(sample.key)
        assert graded(kind, response, sample.key).fraction == 1
        assert kind.explain(response, sample.asked, sample.key, sample.feedback).stronger == []
        assert graded(kind, kind.other(sample.asked, sample.key), sample.key).fraction < 1


@every_type
def test_a_blank_form_is_no_answer_and_earns_nothing(slug):
    kind = REGISTRY[slug]
    sample = kind.sample()

    response = kind.read({"flag": ["1"], "answer": [""], "request_key": ["k"]}, sample.asked)

    assert response is None
    assert not kind.is_answered(response)
    assert graded(kind, response, sample.key).fraction in (0, None)
    assert kind.summarize(response, sample.asked) == []
    assert kind.explain(response, sample.asked, sample.key, sample.feedback).yours == []


@every_type
def test_what_the_simulator_tells_adds_up(slug):
    kind = REGISTRY[slug]
    sample = kind.sample()

    told = simulate(kind, sample.asked, sample.key)

    assert [each.grade.fraction in (0, None) for each in told if not each.said] in ([], [True])
    for each in told:
        assert each.grade.fraction is None or evaluate(each.grade.workings) == each.grade.fraction


# Values that stand in the sample's own form, and some that no form has.
words = st.one_of(
    st.sampled_from(["a", "b", "c", "p1", "p2", "b01", "a3f", "c77", "true", "false"]), st.text(max_size=5)
)


@every_type
@given(drawn=st.data())
def test_whatever_a_form_says_is_refused_or_graded_with_workings(slug, drawn):
    kind = REGISTRY[slug]
    sample = kind.sample()
    own = [value for values in sample.posted.values() for value in values]
    fields = st.sampled_from([*sample.posted, "answer", "answer-p1", "answer-x"])
    posted = drawn.draw(
        st.dictionaries(fields, st.lists(st.one_of(st.sampled_from([*own, ""]), words), max_size=4), max_size=5)
    )

    try:
        response = kind.read(posted, sample.asked)
    except (UnknownOption, TooLong, Unreadable):
        return

    graded(kind, response, sample.key)
    kind.explain(response, sample.asked, sample.key, sample.feedback)
    assert (response is None) == (not kind.is_answered(response))
