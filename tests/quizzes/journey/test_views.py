import re

import pytest
from django.urls import reverse

from courses.enrollments.services import withdraw
from courses.progress.models import Attestation
from courses.progress.queries import standing
from courses.progress.rules import ResultState
from quizzes.credentials.models import Credential
from quizzes.journey import services
from tests.builders import course_page, ivan, module_page, question, quiz_page
from tests.quizzes.journey.test_services import finish_all, lessons, place

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def done(enrollment, key, name="mark_done"):
    return reverse(f"journey:{name}", args=[enrollment.pk, key])


def test_mark_done_says_so_and_stays_on_the_lesson(client):
    enrollment, (module,) = place()
    client.force_login(enrollment.trainee)

    response = client.post(done(enrollment, lessons(module)[0]), follow=True)

    assert response.redirect_chain == [("/courses/core-training/module-1/lesson-1/", 302)]
    assert "Marked as done." in words(response)


def test_mark_done_of_the_last_lesson_says_which_hours_were_added(client):
    enrollment, (first, _) = place(modules=2, lessons_each=3)
    client.force_login(enrollment.trainee)

    for key in lessons(first):
        response = client.post(done(enrollment, key), follow=True)

    assert "You finished this module. 0.5 hours were added to your hours." in words(response)


def test_mark_done_of_the_last_module_leads_to_the_last_steps(client):
    enrollment, (module,) = place(lessons_each=1)
    client.force_login(enrollment.trainee)

    response = client.post(done(enrollment, lessons(module)[0]), follow=True)

    assert response.redirect_chain == [(f"/finish/{enrollment.pk}/", 302)]
    assert "Sign that the work is your own" in words(response)


def test_mark_done_pressed_twice_is_once(client):
    enrollment, (module,) = place(lessons_each=1)
    client.force_login(enrollment.trainee)

    for _ in range(2):
        response = client.post(done(enrollment, lessons(module)[0]), follow=True)

    assert "Marked as done." in words(response)
    assert standing(enrollment).done == set(lessons(module))


@pytest.mark.parametrize("name", ["mark_done", "take_back"])
def test_doors_of_a_stranger_are_not_found(client, name):
    enrollment, (module,) = place()
    client.force_login(ivan())

    response = client.post(done(enrollment, lessons(module)[0], name))

    assert response.status_code == 404
    assert standing(enrollment).done == frozenset()


@pytest.mark.parametrize("name", ["mark_done", "take_back"])
def test_doors_take_no_get_and_nobody_unknown(client, name):
    enrollment, (module,) = place()
    address = done(enrollment, lessons(module)[0], name)

    assert client.post(address)["Location"].startswith("/sign-in/")
    client.force_login(enrollment.trainee)
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("name", ["mark_done", "take_back"])
def test_doors_of_a_lesson_elsewhere_are_not_found(client, name):
    enrollment, _ = place()
    other = module_page(course_page("Other"), "Elsewhere")
    client.force_login(enrollment.trainee)

    assert client.post(done(enrollment, lessons(other)[0], name)).status_code == 404


@pytest.mark.parametrize("name", ["mark_done", "take_back"])
def test_doors_tell_who_has_left_that_they_can_come_back(client, name):
    enrollment, (module,) = place()
    withdraw(enrollment, by=enrollment.trainee)
    client.force_login(enrollment.trainee)

    response = client.post(done(enrollment, lessons(module)[0], name), follow=True)

    assert "You have left this course." in words(response)


def test_mark_done_of_a_closed_module_says_that_it_opens_later(client):
    enrollment, (_, second) = place(modules=2)
    client.force_login(enrollment.trainee)

    response = client.post(done(enrollment, lessons(second)[0]), follow=True)

    assert "Another module comes first." in words(response)
    assert standing(enrollment).done == frozenset()


def test_take_back_undoes_before_credit(client):
    enrollment, (module,) = place()
    client.force_login(enrollment.trainee)
    client.post(done(enrollment, lessons(module)[0]))

    response = client.post(done(enrollment, lessons(module)[0], "take_back"), follow=True)

    assert "no longer marked as done" in words(response)
    assert standing(enrollment).done == frozenset()


def test_take_back_after_credit_says_why_it_stays(client):
    enrollment, modules = place(modules=2)
    finish_all(enrollment, modules[:1])
    client.force_login(enrollment.trainee)

    response = client.post(done(enrollment, lessons(modules[0])[0], "take_back"), follow=True)

    assert "so it stays done" in words(response)


def finish(enrollment):
    return reverse("journey:finish", args=[enrollment.pk])


def test_finish_shows_what_is_left(client):
    enrollment, modules = place(modules=2)
    finish_all(enrollment, modules[:1])
    client.force_login(enrollment.trainee)

    shown = words(client.get(finish(enrollment)))

    assert "1 of 2 modules are done" in shown
    assert "Opens when all modules are done" in shown
    assert "Type your name to sign" not in shown


def test_finish_of_a_stranger_is_not_found(client):
    enrollment, _ = place()
    client.force_login(ivan())

    assert client.get(finish(enrollment)).status_code == 404


def test_finish_signs_and_leads_to_the_certificate(client):
    enrollment, modules = place()
    finish_all(enrollment, modules)
    client.force_login(enrollment.trainee)
    assert "I did this work myself." in words(client.get(finish(enrollment)))

    response = client.post(finish(enrollment), {"signed_name": " dana  BROOKS "}, follow=True)

    assert response.redirect_chain == [(Credential.objects.get().get_absolute_url(), 302)]
    assert "Your certificate is ready." in words(response)
    assert Attestation.objects.get().signed_name == "dana BROOKS"


def test_finish_asks_for_the_evaluation_after_the_signature(client):
    enrollment, modules = place()
    evaluation = quiz_page(modules[0].get_parent(), [question("survey")], "Your view", purpose="evaluation")
    finish_all(enrollment, modules)
    client.force_login(enrollment.trainee)

    response = client.post(finish(enrollment), {"signed_name": "Dana Brooks"}, follow=True)

    assert "One step is left" in words(response)
    assert "/courses/core-training/your-view/" in response.content.decode()

    services.post_result(enrollment, evaluation.translation_key, state=ResultState.DONE, source="evaluation:1")
    assert "See your certificate" in words(client.get(finish(enrollment)))


@pytest.mark.parametrize("typed", ["", "   ", "Dana", "Ivan Petrov"])
def test_finish_wants_the_name_that_the_certificate_will_say(client, typed):
    enrollment, modules = place()
    finish_all(enrollment, modules)
    client.force_login(enrollment.trainee)

    response = client.post(finish(enrollment), {"signed_name": typed})

    assert response.status_code == 422
    assert "There is 1 thing to fix" in words(response)
    assert Attestation.objects.count() == 0


def test_finish_asks_for_the_legal_name_once_where_it_is_missing(client):
    enrollment, modules = place()
    trainee = enrollment.trainee
    trainee.legal_name = ""
    trainee.save()
    finish_all(enrollment, modules)
    client.force_login(trainee)
    assert "Your full name, as your board will read it" in words(client.get(finish(enrollment)))

    client.post(finish(enrollment), {"signed_name": "Dana  María Brooks"})

    trainee.refresh_from_db()
    assert trainee.legal_name == "Dana María Brooks"
    assert Credential.objects.get().holder.name == "Dana María Brooks"


def test_finish_says_which_letters_can_be_printed(client):
    enrollment, modules = place()
    enrollment.trainee.legal_name = ""
    enrollment.trainee.save()
    finish_all(enrollment, modules)
    client.force_login(enrollment.trainee)

    response = client.post(finish(enrollment), {"signed_name": "李小龍"})

    assert response.status_code == 422
    assert "Use Latin, Greek or Cyrillic letters" in words(response)


def test_finish_too_early_signs_nothing(client):
    enrollment, _ = place()
    client.force_login(enrollment.trainee)

    response = client.post(finish(enrollment), {"signed_name": "Dana Brooks"}, follow=True)

    assert "You can sign when all modules are done." in words(response)
    assert Attestation.objects.count() == 0
