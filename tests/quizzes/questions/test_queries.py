import pytest

from quizzes.questions import queries
from quizzes.questions.models import QuestionVersion
from tests.builders import question

pytestmark = pytest.mark.django_db


def keys(**filters) -> set:
    return set(queries.pool("en", **filters))


def test_pool_holds_published_scored_questions_that_match_every_filter():
    wanted = question(
        "single", tags=["m11", "roles"], domain="advocacy", difficulty="easy", competencies=["cc01_relationships"]
    )
    question("single", tags=["m12"])
    question("single", tags=["m11"], live=False)
    question("survey", tags=["m11"])

    assert keys(tag="m11") == {wanted.translation_key}
    assert keys(tag="M11", type="single", domain="advocacy", difficulty="easy") == {wanted.translation_key}
    assert keys(tag="m11", competency="cc01_relationships") == {wanted.translation_key}
    assert keys(tag="m11", competency="cc12_growth") == set()
    assert keys(tag="m11", type="multiple") == set()


def test_pool_holds_what_a_person_reads_only_where_its_type_is_asked_for():
    machine, read = question("single", tags=["m11"]), question("reflection", tags=["m11"])
    question("information", tags=["m11"])

    assert keys(tag="m11") == {machine.translation_key}
    assert keys(tag="m11", type="reflection") == {read.translation_key}
    assert keys(tag="m11", type="information") == set()


def test_pool_names_the_newest_version():
    asked = question("single", tags=["m11"])
    asked.stem = "Another wording"
    asked.save_revision().publish()

    assert queries.pool("en", tag="m11") == {asked.translation_key: QuestionVersion.objects.get(number=2).pk}


def test_an_unpublished_question_leaves_the_pool():
    asked = question("single", tags=["m11"])
    asked.unpublish()

    assert keys(tag="m11") == set()
    assert queries.newest_versions([asked.translation_key], "en") == {}


def test_payloads_are_read_once(django_assert_num_queries):
    for _ in range(3):
        question("single")
    ids = list(QuestionVersion.objects.values_list("pk", flat=True))

    with django_assert_num_queries(1):
        first = queries.payloads(ids)
    with django_assert_num_queries(0):
        again = queries.payloads(ids)

    assert first == again


def test_a_pool_costs_the_same_at_any_size(django_assert_num_queries):
    question("single", tags=["m11"])
    with django_assert_num_queries(1):
        queries.pool("en", tag="m11")
    for _ in range(3):
        question("single", tags=["m11"])

    with django_assert_num_queries(1):
        queries.pool("en", tag="m11")


def test_numbers_say_which_version_of_its_question_each_is_in_one_query(django_assert_num_queries):
    first, _ = question("single"), question("single")
    first.stem = "Another wording"
    first.save_revision().publish()
    versions = {version.pk: version.number for version in QuestionVersion.objects.all()}

    with django_assert_num_queries(1):
        assert queries.numbers([*versions, *versions]) == versions

    assert sorted(versions.values()) == [1, 1, 2]
