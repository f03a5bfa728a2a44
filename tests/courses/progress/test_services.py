"""Writing down what has been done."""

from decimal import Decimal
from uuid import uuid4

import pytest

from courses.enrollments.services import withdraw
from courses.progress import services
from courses.progress.models import Completion, Result
from courses.progress.queries import standing, standings
from courses.progress.rules import ResultState
from tests.builders import course_page, dana, enrolled, module_page, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return module_page(course_page(), lessons=2)


@pytest.fixture
def place(module):
    return enrolled(dana(), module.get_parent())


def first_key(module):
    return module.get_children().first().translation_key


def say(word, place, module):
    return word(place, module.translation_key, first_key(module), by=place.trainee)


def test_mark_done_points_at_the_version_that_is_live(place, module):
    done = say(services.mark_done, place, module)

    assert (done.module_version.module_key, done.module_version.number) == (module.translation_key, 1)
    assert standing(place).done == {first_key(module)}


def test_mark_done_twice_is_one_word(place, module):
    assert say(services.mark_done, place, module).pk == say(services.mark_done, place, module).pk
    assert Completion.objects.count() == 1


def test_take_back_adds_its_opposite_and_doing_it_again_counts(place, module):
    say(services.mark_done, place, module)
    say(services.take_back, place, module)
    after_taking_back = standing(place).done
    say(services.mark_done, place, module)

    assert after_taking_back == frozenset()
    assert standing(place).done == {first_key(module)}
    assert list(Completion.objects.values_list("number", "kind")) == [(1, "done"), (2, "taken_back"), (3, "done")]


def test_take_back_of_nothing_adds_nothing(place, module):
    assert say(services.take_back, place, module) is None
    assert not Completion.objects.exists()


def test_nothing_is_marked_after_leaving(place, module):
    withdraw(place, by=place.trainee)

    with pytest.raises(services.NotEnrolled):
        say(services.mark_done, place, module)


def test_record_result_once_for_each_source_and_state(place, module):
    quiz = uuid4()
    passed = {"module_key": module.translation_key, "state": ResultState.PASSED, "source": "attempt:1"}

    first = services.record_result(place, quiz, score=Decimal("8"), possible=Decimal("10"), **passed)
    again = services.record_result(place, quiz, score=Decimal("9"), possible=Decimal("10"), **passed)

    assert (again.pk, again.score, Result.objects.count()) == (first.pk, Decimal("8"), 1)
    assert standing(place).results == {quiz: ResultState.PASSED}


def test_record_result_refuses_a_source_that_spoke_of_something_else(place, module):
    services.record_result(place, uuid4(), module_key=None, state=ResultState.DONE, source="attempt:1")

    with pytest.raises(services.ResultElsewhere):
        services.record_result(place, uuid4(), module_key=None, state=ResultState.DONE, source="attempt:1")


def test_attest_keeps_the_first_signature(place):
    first = services.attest(place, statement="My own work.", signed_name="Dana Brooks")
    again = services.attest(place, statement="Other words.", signed_name="D. B.")

    assert (again.pk, again.statement, again.signed_name) == (first.pk, "My own work.", "Dana Brooks")


@pytest.mark.parametrize("people", [1, 3])
def test_standings_take_one_query_for_any_number(module, django_assert_num_queries, people):
    places = [enrolled(person(f"Person{number}"), module.get_parent()) for number in range(people)]
    for each in places:
        say(services.mark_done, each, module)

    with django_assert_num_queries(1):
        found = standings([each.pk for each in places])

    assert {pk: set(each.done) for pk, each in found.items()} == {each.pk: {first_key(module)} for each in places}
