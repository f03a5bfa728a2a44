import pytest

from cms.accounts.rules import Role
from quizzes.demo.rules import PEOPLE, another_answer
from quizzes.questions.types import REGISTRY

SCORED = [slug for slug, question_type in REGISTRY.items() if question_type.is_scored]


def test_the_demo_has_somebody_for_each_role():
    assert {person.role for person in PEOPLE} == set(Role)


@pytest.mark.parametrize("slug", SCORED)
def test_another_answer_is_possible_but_not_the_strongest(slug):
    question_type = REGISTRY[slug]
    sample = question_type.sample()

    answer = another_answer(slug, question_type.best(sample.key), sample.asked)

    assert question_type.is_answered(answer)
    assert question_type.grade(answer, sample.key).fraction < 1
