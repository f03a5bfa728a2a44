"""The figures of the first issue: what a page and a quiz may cost. They are ceilings; less is welcome."""

from django.db import connection

from courses.catalog.models import LessonPage
from tests.builders import course_page, enrolled, module_page
from tests.journeys.counting import cost_of, counted
from tests.journeys.forms import answer_form, form_to, forms

SCRIPT = {"Accept": "application/json"}
# PostgreSQL is asked for the time, so that all machines agree on it.
CLOCK = 1 if connection.vendor == "postgresql" else 0


def lesson_of(course) -> str:
    return LessonPage.objects.descendant_of(course.page).order_by("path").first().url


def more_of_everything(course) -> None:
    """More courses, modules, lessons and places."""
    for number in range(3):
        page = course_page(f"Course {number}")
        module_page(page, f"Module {number}", 3)
        enrolled(course.dana, page)
    module_page(course.page, "One more", 3)


def test_landing_costs_a_stranger_two_statements_at_most(client, course):
    assert cost_of(client, "/").sql <= 2


def test_lesson_costs_eight_statements_at_most_however_much_there_is(signed_in, course):
    address = lesson_of(course)
    before = cost_of(signed_in, address)
    more_of_everything(course)

    after = cost_of(signed_in, address)

    assert before.sql == after.sql <= 8, after.statements


def test_dashboard_costs_ten_statements_at_most_however_much_there_is(signed_in, course):
    before = cost_of(signed_in, "/home/")
    more_of_everything(course)

    after = cost_of(signed_in, "/home/")

    assert before.sql <= after.sql <= 10, after.statements


def start(client, course) -> tuple[int, str]:
    """Requests made, and the first question."""
    form = form_to(client.get(course.quiz.url).content.decode(), f"/tries/start/{course.quiz.translation_key}/")
    answer = client.post(form.action, follow=True)
    return 2 + len(answer.redirect_chain), answer.content.decode()


def test_save_costs_six_statements_at_most(signed_in, course):
    _, page = start(signed_in, course)
    form = answer_form(page)
    first = signed_in.post(form.action, form.answered(go="stay", request_key="first"), headers=SCRIPT).json()

    with counted() as cost:
        saved = signed_in.post(
            form.action,
            form.answered(go="stay", request_key="second", seen=str(first["step"]), flag="1"),
            headers=SCRIPT,
        )

    assert saved.status_code == 200, saved.content
    assert cost.sql <= 6 + CLOCK, cost.statements


def test_ten_question_quiz_without_script_costs_26_requests_and_140_statements_at_most(signed_in, course):
    with counted() as cost:
        requests, page = start(signed_in, course)
        while form := answer_form(page):
            answer = signed_in.post(form.action, form.answered(), follow=True)
            requests, page = requests + 1 + len(answer.redirect_chain), answer.content.decode()
        answer = signed_in.post(form_to(page, "/check/").action, follow=True)
        requests += 1 + len(answer.redirect_chain)

    assert answer.request["PATH_INFO"].endswith("/result/")
    assert requests <= 26
    assert cost.sql <= 140 + 12 * CLOCK


def test_ten_question_quiz_with_script_costs_14_requests_and_96_statements_at_most(signed_in, course):
    with counted() as cost:
        requests, page = start(signed_in, course)
        while form := answer_form(page):
            answer = signed_in.post(form.action, form.answered(go="next"), headers=SCRIPT)
            requests, page = requests + 1, answer.json()["main"]
        answer = signed_in.post(form_to(page, "/check/").action, headers=SCRIPT)
        requests += 1

    assert answer.json()["url"].endswith("/result/")
    assert forms(answer.json()["page"])
    assert requests <= 14
    # Three for what a person needs, one each for doubts told and for the numbers of versions, over the first release.
    assert cost.sql <= 96 + 12 * CLOCK
