import pytest

from cms.accounts.rules import Role
from quizzes.demo.rules import PEOPLE, another_answer, strong_answer
from quizzes.questions.types import REGISTRY

SCORED = [slug for slug, question_type in REGISTRY.items() if question_type.is_scored]


def test_the_demo_has_somebody_for_each_role():
    assert {person.role for person in PEOPLE} == set(Role)


@pytest.mark.parametrize("slug", SCORED)
def test_another_answer_is_possible_but_not_the_strongest(slug):
    question_type = REGISTRY[slug]
    sample = question_type.sample()

    strong, other = strong_answer(slug, sample.key), another_answer(slug, sample.key, sample.asked)

    assert question_type.is_answered(strong)
    assert question_type.is_answered(other)
    if question_type.needs_person:
        assert question_type.grade(other, sample.key).fraction is None
    else:
        assert question_type.grade(strong, sample.key).fraction == 1
        assert question_type.grade(other, sample.key).fraction < 1
        assert not question_type.grade(other, sample.key).talk
