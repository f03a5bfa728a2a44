import re
from datetime import UTC, datetime, timedelta

import pytest

from quizzes.journey import services
from quizzes.programs.services import choose, import_program
from tests.builders import certificate, course_page, dana, earned_hours, enrolled, icrc, ivan, module_page
from tests.quizzes.journey.test_services import finish_all, lessons, place
from tests.quizzes.programs.test_services import written

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_dashboard_of_somebody_new_leads_to_the_courses_and_the_one_question(client):
    client.force_login(dana())

    response = client.get("/home/")

    shown = words(response)
    assert "Welcome, Dana" in shown
    assert "Here’s where to start." in shown
    assert "Where do you want to be certified?" in shown
    assert 'href="/courses/"' in response.content.decode()
    assert "0 of" not in shown


def test_dashboard_picks_up_where_one_left_off(client):
    enrollment, (first, second) = place(modules=2)
    finish_all(enrollment, [first])
    services.mark_activity_done(enrollment, lessons(second)[0], by=enrollment.trainee)
    client.force_login(enrollment.trainee)

    response = client.get("/home/")

    shown = words(response)
    assert "Welcome back, Dana" in shown
    assert "Pick up where you left off Lesson 2 Module 2, lesson 2. About 10 minutes." in shown
    assert "Each ring is a module. 1 of 2 is full." in shown
    assert 'href="/courses/core-training/module-2/lesson-2/"' in response.content.decode()
    assert "1 ring is full. The next one is 50 percent grown." in response.content.decode()


def test_dashboard_leads_to_the_last_steps(client):
    enrollment, modules = place()
    finish_all(enrollment, modules)
    client.force_login(enrollment.trainee)

    response = client.get("/home/")

    assert "All modules are done." in words(response)
    assert f'href="/finish/{enrollment.pk}/"' in response.content.decode()


def test_dashboard_shows_the_certificate_when_all_is_done(client):
    enrollment, modules = place()
    finish_all(enrollment, modules)
    credential = services.sign_attestation(enrollment, signed_name="Dana Brooks").credential
    client.force_login(enrollment.trainee)

    response = client.get("/home/")

    shown = words(response)
    assert "You finished what you began." in shown
    assert "Core training Valid" in shown
    assert f'href="{credential.get_absolute_url()}"' in response.content.decode()


def test_dashboard_shows_hours_by_the_programs_categories_and_the_first_steps(client):
    trainee = dana()
    earned_hours(trainee, 600)
    earned_hours(trainee, 330, module=2, domain="recovery_wellness")
    choose(trainee, icrc())
    client.force_login(trainee)

    shown = words(client.get("/home/"))

    assert "15.5 of 46 hours" in shown
    assert "30.5 hours to go for IC&amp;RC Peer Recovery." in shown
    assert "Advocacy Complete 10 of 10 hours" in shown
    assert "Recovery and wellness support 5.5 of 10 hours" in shown
    assert "46 hours of training In progress" in shown
    assert "500 hours of peer support work Outside Hearten" in shown


def test_dashboard_never_draws_an_empty_bar_for_what_hearten_cannot_know(client):
    trainee = dana()
    choose(trainee, icrc())
    client.force_login(trainee)

    shown = words(client.get("/home/")) + words(client.get("/roadmap/"))

    assert not re.search(r"\b0 of (500|25)\b", shown)


def test_dashboard_lists_several_courses(client):
    enrollment, modules = place(modules=2)
    finish_all(enrollment, modules[:1])
    other = course_page("Boundaries")
    module_page(other, "Saying no")
    enrolled(enrollment.trainee, other)
    client.force_login(enrollment.trainee)

    shown = words(client.get("/home/"))

    assert "Core training 1 of 2 modules are done In progress" in shown
    assert "Boundaries 0 of 1 modules are done Not started" in shown


def test_dashboard_shows_the_course_worked_on_last(client):
    enrollment, modules = place(modules=2)
    other = course_page("Boundaries")
    later = enrolled(enrollment.trainee, other)
    key = lessons(module_page(other, "Saying no", 2))[0]
    finish_all(enrollment, modules[:1], at=NOON + timedelta(days=2))
    services.mark_activity_done(later, key, by=enrollment.trainee, at=NOON + timedelta(days=3))
    client.force_login(enrollment.trainee)

    assert "Lesson 2 Module 1, lesson 2." in words(client.get("/home/"))


def test_dashboard_shows_nothing_of_others(client):
    other = ivan()
    earned_hours(other, 600, module="Of-Ivan")
    certificate(other, title="Certificate-of-Ivan")
    client.force_login(dana())

    shown = words(client.get("/home/"))

    assert "of-Ivan" not in shown
    assert "No hours yet." in shown


@pytest.mark.parametrize("address", ["/home/", "/roadmap/"])
def test_home_asks_strangers_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("count", [1, 3])
def test_dashboard_costs_the_same_with_more(client, count, django_assert_max_num_queries):
    trainee = dana()
    for number in range(count):
        course = course_page(f"Course {number}")
        key = lessons(module_page(course, f"Module {number}"))[0]
        enrollment = enrolled(trainee, course)
        services.mark_activity_done(enrollment, key, by=trainee)
        services.sign_attestation(enrollment, signed_name="Dana Brooks")
    choose(trainee, icrc())
    client.force_login(trainee)
    client.get("/home/")

    with django_assert_max_num_queries(10):
        client.get("/home/")


def test_roadmap_asks_first_where_to(client):
    client.force_login(dana())

    assert "Answer one question" in words(client.get("/roadmap/"))


def test_roadmap_groups_what_is_asked_with_source_and_date(client):
    trainee = dana()
    earned_hours(trainee, 960, domain="ethical_responsibility")
    choose(trainee, icrc())
    client.force_login(trainee)

    shown = words(client.get("/roadmap/"))

    order = [
        shown.index(f"{label} ")
        for label in (
            "Before you start",
            "Learn Hearten",
            "Practice You",
            "Apply You",
            "Keep it up",
            "What only the board decides",
        )
    ]
    assert order == sorted(order)
    assert "46 hours of training 16 of 46 hours" in shown
    assert "Ethical responsibility: 16 hours 16 of 16 hours" in shown
    assert "read on November 23, 2026 Done" in shown
    assert "outside Hearten. Have them signed as you go" in shown
    assert "How many hours may be online" in shown
    assert shown.count("Ask your board") >= 3


def test_roadmap_tells_when_the_rules_have_changed(client):
    trainee = dana()
    choose(trainee, icrc())
    changed = written()
    changed["requirements"][2]["hours"] = 50
    import_program(changed)
    client.force_login(trainee)

    shown = words(client.get("/roadmap/"))

    assert "This board’s rules have changed since you chose it." in shown
    assert "46 hours of training" in shown


def test_roadmap_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    trainee = dana()
    earned_hours(trainee, 60)
    choose(trainee, icrc())
    client.force_login(trainee)
    client.get("/roadmap/")

    with django_assert_max_num_queries(7):
        client.get("/roadmap/")
