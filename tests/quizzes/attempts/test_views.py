import os
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from quizzes.attempts.models import Attempt, AttemptStep, SurveyAnswer
from tests.builders import course_page, dana, enrolled, module_page, person, question, quiz_page
from tests.quizzes.attempts.conftest import sitting

pytestmark = pytest.mark.django_db

BY_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def signed_in(client, taken):
    client.force_login(taken.trainee)
    return client


def text(response) -> str:
    """What a person reads, without tags."""
    source = response.content.decode()
    main = source[source.index("<main") :] if "<main" in source else source
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def form(response) -> dict[str, str]:
    """Hidden fields of the answer form."""
    source = response.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(seen|request_key)" value="([^"]*)"', source))


def token(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


def page_of(attempt, number) -> str:
    return reverse("attempts:question", args=[attempt.pk, number])


def test_a_quiz_page_says_what_to_know_and_starts(signed_in, taken):
    response = signed_in.get(taken.quiz.url)

    said = text(response)
    assert "4 questions, one at a time" in said
    assert "3.2 of 4 finishes this quiz." in said
    assert "No time limit." in said
    assert "Only you and your program team see your score." in said
    assert reverse("attempts:start", args=[taken.quiz.translation_key]) in response.content.decode()


def test_a_quiz_page_shows_a_stranger_the_way_into_the_course(client, taken):
    response = client.get(taken.quiz.url)

    assert "This quiz is part of a course." in text(response)
    assert "/tries/start/" not in response.content.decode()


def test_a_quiz_page_leads_back_to_the_open_try(signed_in, taken):
    attempt = taken.start()
    taken.save(attempt, 1, "a")

    response = signed_in.get(taken.quiz.url)

    assert f'href="{page_of(attempt, 2)}"' in response.content.decode()
    assert "Pick up where you were" in text(response)


def test_a_quiz_page_lists_earlier_tries(signed_in, taken):
    taken.finish(taken.start())

    said = text(signed_in.get(taken.quiz.url))

    assert "Try 1, November 23, 2026" in said
    assert "0 of 4" in said
    assert "Try again" in said


def test_start_opens_a_try_and_a_stranger_cannot(client, signed_in, taken):
    address = reverse("attempts:start", args=[taken.quiz.translation_key])

    response = signed_in.post(address)

    attempt = Attempt.objects.get()
    assert response.url == page_of(attempt, 1)
    client.force_login(person("Nobody"))
    assert client.post(address).url == taken.quiz.url
    assert Attempt.objects.count() == 1


def test_start_by_looking_starts_nothing(signed_in, taken):
    response = signed_in.get(reverse("attempts:start", args=[taken.quiz.translation_key]))

    assert response.url == taken.quiz.url
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("door", ["question", "check", "result", "receipt", "rest"])
def test_another_persons_try_is_not_found(client, taken, method, door):
    attempt = taken.start()
    client.force_login(person("Nobody"))
    address = reverse(f"attempts:{door}", args=[attempt.pk, 1] if door == "question" else [attempt.pk])

    response = getattr(client, method)(address, {"answer": "a"})

    # A break is only ever asked for by a form.
    assert response.status_code == (405 if (door, method) == ("rest", "get") else 404)
    assert AttemptStep.objects.count() == 1


def test_a_question_is_asked_saved_and_leads_on(signed_in, taken):
    attempt = taken.start()
    first = signed_in.get(page_of(attempt, 1))

    assert "Question 1 of 4" in text(first)
    response = signed_in.post(page_of(attempt, 1), {**form(first), "answer": "a", "flag": "1"})

    assert response.url == page_of(attempt, 2)
    second = text(signed_in.get(response.url))
    assert "Answer 1 saved, " in second
    assert "1 answered, 1 flagged" in second
    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] == "a"


def test_a_blank_is_fine_and_back_goes_back(signed_in, taken):
    attempt = taken.start()

    assert signed_in.post(page_of(attempt, 2), {}).url == page_of(attempt, 3)
    assert signed_in.post(page_of(attempt, 2), {"go": "back"}).url == page_of(attempt, 1)
    assert signed_in.post(page_of(attempt, 4), {}).url == reverse("attempts:check", args=[attempt.pk])
    assert AttemptStep.objects.count() == 1


def test_save_and_leave_saves_and_leaves(signed_in, taken):
    attempt = taken.start()

    response = signed_in.post(page_of(attempt, 1), {"answer": "a", "go": "leave"}, follow=True)

    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] == "a"
    assert response.redirect_chain == [(taken.quiz.get_parent().url, 302)]


def test_a_number_the_try_does_not_have_is_not_found(signed_in, taken):
    attempt = taken.start()

    assert [signed_in.get(page_of(attempt, number)).status_code for number in (0, 5)] == [404, 404]


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT], ids=["plain", "script"])
def test_an_unknown_option_is_refused_in_a_sentence_and_nothing_is_saved(signed_in, taken, headers):
    attempt = taken.start()

    response = signed_in.post(page_of(attempt, 1), {"answer": "z"}, headers=headers)

    assert response.status_code == 422
    source = response.json()["main"] if headers else response.content.decode()
    assert "That answer is not one of the choices here" in source
    assert AttemptStep.objects.count() == 1


def test_the_same_key_with_another_answer_is_refused(signed_in, taken):
    attempt = taken.start()
    signed_in.post(page_of(attempt, 1), {"answer": "a", "request_key": "k"})

    response = signed_in.post(page_of(attempt, 1), {"answer": "b", "request_key": "k"})

    assert response.status_code == 422
    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] == "a"


def test_a_stale_tab_sees_both_answers_and_may_choose(signed_in, taken):
    attempt = taken.start()
    stale = form(signed_in.get(page_of(attempt, 1)))
    signed_in.post(page_of(attempt, 1), {"answer": "b", "seen": "0", "request_key": "other"})

    response = signed_in.post(page_of(attempt, 1), {**stale, "answer": "c"})

    said = text(response)
    assert response.status_code == 409
    assert "Saved, the newer one Give advice" in said
    assert "What you chose here, not saved Leave" in said
    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] == "b"

    chosen = signed_in.post(page_of(attempt, 1), {**form(response), "answer": "c"})
    assert chosen.url == page_of(attempt, 2)
    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] == "c"


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT], ids=["plain", "script"])
def test_a_sent_try_takes_no_answer_and_says_so(signed_in, taken, headers):
    attempt = taken.start()
    taken.finish(attempt)

    response = signed_in.post(page_of(attempt, 1), {"answer": "a"}, headers=headers)

    assert response.status_code == 409
    source = response.json()["main"] if headers else response.content.decode()
    assert "This try is already sent" in source
    assert signed_in.get(page_of(attempt, 1)).url == reverse("attempts:result", args=[attempt.pk])


def test_a_quiet_save_answers_with_what_was_saved(signed_in, taken):
    attempt = taken.start()
    posted = {"answer": "a", "seen": "0", "request_key": "k", "go": "stay"}

    first = signed_in.post(page_of(attempt, 1), posted, headers=BY_SCRIPT)
    again = signed_in.post(page_of(attempt, 1), posted, headers=BY_SCRIPT)

    assert first.json() == again.json()
    assert (first.json()["number"], first.json()["step"]) == (1, 2)
    assert first.json()["said"].startswith("Answer 1 saved, ")


def test_a_save_by_script_brings_the_next_question_and_the_last_one_the_check(signed_in, taken):
    attempt = taken.start()

    reply = signed_in.post(page_of(attempt, 1), {"answer": "a"}, headers=BY_SCRIPT).json()
    last = signed_in.post(page_of(attempt, 4), {}, headers=BY_SCRIPT).json()

    assert reply["url"] == page_of(attempt, 2)
    assert reply["title"] == "Question 2 of 4 – Module 1 quiz – Hearten"
    assert "Question of type multiple?" in reply["main"]
    assert "<html" not in reply["main"]
    assert last["url"] == reverse("attempts:check", args=[attempt.pk])
    assert "Check your answers" in last["main"]


def test_an_answer_that_comes_after_the_sign_in_lapsed_is_back_in_its_form_after_signing_in(client, taken):
    attempt = taken.start()
    posted = {"answer": "b", "seen": "0", "request_key": "k", "flag": "1"}

    refused = client.post(page_of(attempt, 1), posted)

    assert refused.status_code == 401
    assert "Sign in and we finish saving" in text(refused)
    sign_in = unescape(re.search(r'href="(/sign-in/\?next=[^"]+)"', refused.content.decode())[1])
    client.force_login(taken.trainee)
    back = client.get(sign_in)
    while back.status_code == 302:
        back = client.get(back.url)
    assert '<input type="radio" name="answer" value="b" checked>' in back.content.decode()
    assert "This answer was not saved before you were signed out." in text(back)
    assert AttemptStep.objects.count() == 1
    client.post(page_of(attempt, 1), {**form(back), "answer": "b", "flag": "1"})
    attempt.refresh_from_db()
    assert (attempt.answers["1"]["response"], attempt.answers["1"]["flagged"]) == ("b", True)


def test_a_script_whose_sign_in_lapsed_is_told_where_to_sign_in(client, taken):
    attempt = taken.start()

    response = client.post(page_of(attempt, 1), {"answer": "b"}, headers=BY_SCRIPT)

    assert response.status_code == 401
    assert response.json()["sign_in"].startswith("/sign-in/?next=%2Ftries%2F")


def test_words_too_long_to_travel_stay_on_the_page_and_come_back_after_signing_in(taken):
    """Signing in again gives the browser another token, so the waiting form is refused, and gives its words back."""
    client = Client(enforce_csrf_checks=True)
    attempt = taken.start()
    client.force_login(taken.trainee)
    page = client.get(page_of(attempt, 1))
    posted = {**form(page), "csrfmiddlewaretoken": token(page), "answer": "b", "answer-note": os.urandom(4000).hex()}
    client.cookies.pop("sessionid")

    refused = client.post(page_of(attempt, 1), posted)

    assert refused.status_code == 401
    assert "It waits on this page. Keep the page open." in text(refused)
    assert posted["answer-note"] in refused.content.decode()
    client.cookies["csrftoken"] = get_random_string(32)
    client.force_login(taken.trainee)
    back = client.post(page_of(attempt, 1), {**posted, "csrfmiddlewaretoken": token(refused)})
    assert back.status_code == 403
    assert '<input type="radio" name="answer" value="b" checked>' in back.content.decode()
    assert AttemptStep.objects.count() == 1
    assert client.post(page_of(attempt, 1), {**form(back), "csrfmiddlewaretoken": token(back), "answer": "b"}).url
    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] == "b"


def test_a_form_without_a_token_from_elsewhere_gets_the_ordinary_page(taken):
    client = Client(enforce_csrf_checks=True)
    attempt = taken.start()
    client.force_login(person("Nobody"))

    response = client.post(page_of(attempt, 1), {"answer": "b"})

    assert response.status_code == 403
    assert "Please send that once more" in text(response)
    assert "Question of type single?" not in response.content.decode()


def test_a_held_answer_that_was_tampered_with_is_left_out(signed_in, taken):
    attempt = taken.start()

    response = signed_in.get(page_of(attempt, 1), {"held": "not-signed"})

    assert "checked" not in response.content.decode()


def test_check_lists_every_answer_and_sending_shows_the_result(signed_in, taken):
    attempt = taken.start()
    taken.save(attempt, 1, "a")
    taken.save(attempt, 2, ["b"], flagged=True)
    address = reverse("attempts:check", args=[attempt.pk])

    said = text(signed_in.get(address))

    assert "2 answered, 1 flagged, 2 with none yet." in said
    response = signed_in.post(address, follow=True)
    assert response.redirect_chain == [(reverse("attempts:result", args=[attempt.pk]), 302)]


def test_leaving_from_the_check_sends_nothing(signed_in, taken):
    attempt = taken.start()

    signed_in.post(reverse("attempts:check", args=[attempt.pk]), {"go": "leave"})

    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_sending_by_script_brings_the_result_at_once(signed_in, taken):
    attempt = taken.start()

    reply = signed_in.post(reverse("attempts:check", args=[attempt.pk]), headers=BY_SCRIPT).json()

    assert reply["url"] == reverse("attempts:result", args=[attempt.pk])
    assert "<title>0 of 4 – Module 1 quiz – Hearten</title>" in reply["page"]


def test_a_result_explains_what_to_look_at_again_and_what_went_well(signed_in, taken):
    lesson = taken.quiz.get_prev_sibling()
    first = taken.quiz.plan[0].value["question"]
    first.lesson_key, first.lesson_anchor = lesson.translation_key, "what-it-adds"
    first.save_revision().publish()
    attempt = taken.start()
    taken.save(attempt, 1, "b")
    taken.save(attempt, 3, "true")
    taken.finish(attempt)

    response = signed_in.get(reverse("attempts:result", args=[attempt.pk]))

    said = text(response)
    attempt.refresh_from_db()
    assert "1 of 4 A good place to start from." in said
    assert "You need 3.2 to finish this quiz. Look over these three, then try again." in said
    assert "We keep your best score." in said
    assert "Three to look at again" in said
    assert (
        "You chose Give advice A stronger answer Listen first About your answer About give advice. "
        "Why Why: Question of type single?" in said
    )
    assert f'href="{lesson.url}#what-it-adds"' in response.content.decode()
    assert "Go to this part of lesson 1: Lesson 1" in said
    assert "One that went well" in said
    code = attempt.receipt
    assert f"Sent November 23, 2026, 2:31 pm, receipt {code[:5]}-{code[5:]}" in said


def test_a_passed_result_says_so_and_still_offers_another_try(client, db):
    taken = sitting([question()])
    client.force_login(taken.trainee)
    attempt = taken.start()
    taken.save(attempt, 1, "a")
    taken.finish(attempt)

    response = client.get(reverse("attempts:result", args=[attempt.pk]))

    said = text(response)
    assert "1 of 1 You’ve finished Module 1 quiz." in said
    assert "Go on with What it is" in said
    assert "Try again" in said
    assert 'data-state="passed"' in response.content.decode()


def test_a_result_that_may_not_tell_shows_only_what_to_read(client, db):
    asked = question(why="The secret reason.")
    taken = sitting([asked], feedback_when="topics_only")
    asked.lesson_key = taken.quiz.get_prev_sibling().translation_key
    asked.save_revision().publish()
    client.force_login(taken.trainee)
    attempt = taken.start()
    taken.save(attempt, 1, "b")
    taken.finish(attempt)

    said = text(client.get(reverse("attempts:result", args=[attempt.pk])))

    assert "Read lesson 1 again: Lesson 1 (10 minutes)" in said
    assert "The secret reason." not in said
    assert "Listen first" not in said


@pytest.mark.parametrize(("answer", "told"), [("b", False), ("a", True)])
def test_feedback_after_passing_waits_for_passing(client, db, answer, told):
    taken = sitting([question(why="The secret reason.")], feedback_when="after_passing")
    client.force_login(taken.trainee)
    attempt = taken.start()
    taken.save(attempt, 1, answer)
    taken.finish(attempt)

    said = text(client.get(reverse("attempts:result", args=[attempt.pk])))

    assert ("The secret reason." in said) is told


def test_a_question_published_anew_is_shown_as_before_in_a_try_that_is_under_way(signed_in, taken):
    attempt = taken.start()

    def asked() -> str:
        source = signed_in.get(page_of(attempt, 1)).content.decode()
        return source[source.index("<fieldset") : source.index("</fieldset>")]

    before = asked()
    edited = taken.quiz.plan[0].value["question"]
    edited.stem = "Another wording"
    edited.save_revision().publish()

    assert asked() == before
    taken.finish(attempt)
    new = taken.start()
    assert "Another wording" in text(signed_in.get(page_of(new, 1)))


def test_my_tries_lists_mine_only(signed_in, taken):
    taken.finish(taken.start())
    signed_in.force_login(taken.trainee)

    assert "Module 1 quiz" in text(signed_in.get("/tries/"))
    signed_in.force_login(person("Nobody"))
    assert "No tries yet." in text(signed_in.get("/tries/"))


def test_an_author_previews_a_quiz_as_a_trainee_meets_it(taken):
    shown = text(taken.quiz.make_preview_request())

    assert "4 questions, one at a time" in shown
    assert "Start" in shown


@pytest.fixture
def evaluated(client):
    """An evaluation with two items, in a course Dana is in."""
    course = course_page()
    module_page(course)
    items = [question("survey", "The pace was right for me."), question("survey", "I would send a friend.")]
    page = quiz_page(course, items, "Evaluation", purpose="evaluation")
    trainee = dana()
    client.force_login(trainee)
    return page, enrolled(trainee, course)


def test_an_evaluation_keeps_answers_without_a_name_and_thanks(client, evaluated):
    page, place = evaluated
    assert "The pace was right for me." in text(client.get(page.url))

    response = client.post(page.url, {"q1": "a", "q1-comment": "Just right."}, follow=True)

    assert "Thank you" in text(response)
    kept = SurveyAnswer.objects.get()
    assert kept.response == {"option": "a", "comment": "Just right."}
    assert kept.month.day == 1
    assert {field.name for field in SurveyAnswer._meta.get_fields()} == {
        "id", "quiz_version", "question_version", "month", "response",
    }  # fmt: skip
    assert [result.state for result in place.results.all()] == ["done"]


def test_an_author_previews_an_evaluation_as_a_trainee_meets_it(evaluated):
    page, _ = evaluated

    assert "The pace was right for me." in text(page.make_preview_request())


def test_an_evaluation_counts_once(client, evaluated):
    page, place = evaluated
    for _ in range(2):
        client.post(page.url, {"q1": "a"})

    assert SurveyAnswer.objects.count() == 1
    assert place.results.count() == 1


def test_an_evaluation_refuses_an_unknown_option_and_keeps_nothing(client, evaluated):
    page, place = evaluated

    response = client.post(page.url, {"q1": "z", "q2": "a", "q2-comment": "Take your time."})

    assert response.status_code == 422
    assert "Nothing was sent." in text(response)
    assert '<input type="radio" name="q2" value="a" checked>' in response.content.decode()
    assert "Take your time." in text(response)
    assert not SurveyAnswer.objects.exists()
    assert not place.results.exists()


def test_an_evaluation_is_for_people_in_the_course(client, evaluated):
    page, _ = evaluated
    client.force_login(person("Nobody"))

    response = client.post(page.url, {"q1": "a"})

    assert "This form is for people in the course." in text(response)
    assert not SurveyAnswer.objects.exists()
