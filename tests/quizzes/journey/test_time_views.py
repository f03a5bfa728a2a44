from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import OutboxMail
from courses.progress.models import ActiveTime, HeldHours, TimeDispute
from courses.progress.openings import opening_token
from quizzes.attempts.services import start
from quizzes.attempts.signs import is_due
from quizzes.hours.models import HoursEntry
from quizzes.journey.signs import sitting_at
from tests.builders import (
    active_share,
    active_time,
    cohort,
    course_page,
    dana,
    enrolled,
    in_role,
    ivan,
    module_page,
    question,
    quiz_page,
)  # fmt: skip
from tests.journeys.counting import counted
from tests.journeys.forms import answer_form, forms
from tests.quizzes.journey.test_services import finish_all, lessons

MODULE = "/courses/core-training/module-1/"


def place(client, share=33, **fields):
    """Dana, signed in, in a course of one module of two lessons of ten minutes."""
    course = course_page()
    module = module_page(course, "Module 1", 2)
    active_share(share)
    enrollment = enrolled(dana(), course, **fields)
    client.force_login(enrollment.trainee)
    return enrollment, module


def token(enrollment, key, minutes_ago):
    at = timezone.now() - timedelta(minutes=minutes_ago)
    return opening_token(sitting_at(enrollment.trainee, enrollment.pk, key), at=at)


@pytest.mark.django_db
def test_lesson_page_carries_its_opening_and_marking_done_counts_the_time_since(client):
    enrollment, _module = place(client)
    page = client.get(MODULE + "lesson-1/").content.decode()
    form = next(form for form in forms(page) if "/done/" in form.action)

    client.post(form.action, form.answered())

    # Less than a second has passed: there is nothing to write down, and nothing was refused.
    assert 'data-beat="/active-time/beat/"' in page
    assert form.fields["opened"][0].startswith(f"{enrollment.trainee_id}.{enrollment.pk}.")
    assert sum(ActiveTime.objects.values_list("seconds", flat=True)) <= 5


@pytest.mark.django_db
def test_marking_done_with_an_older_page_counts_its_minutes(client):
    enrollment, module = place(client)
    key = lessons(module)[0]

    client.post(f"/done/{enrollment.pk}/{key}/", {"opened": token(enrollment, key, 8)})

    assert 479 <= ActiveTime.objects.get().seconds <= 500


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["", "forged", "1.1.1.1:x"])
def test_marking_done_works_without_an_opening_and_counts_nothing(client, sent):
    enrollment, module = place(client)

    client.post(f"/done/{enrollment.pk}/{lessons(module)[0]}/", {"opened": sent})

    assert enrollment.completions.count() == 1
    assert ActiveTime.objects.count() == 0


@pytest.mark.django_db
def test_an_opening_of_another_lesson_counts_nothing_for_this_one(client):
    enrollment, module = place(client)
    first, second = lessons(module)

    client.post(f"/done/{enrollment.pk}/{first}/", {"opened": token(enrollment, second, 8)})

    assert ActiveTime.objects.count() == 0


@pytest.mark.django_db
def test_beat_counts_and_answers_nothing(client):
    enrollment, module = place(client)
    key = lessons(module)[0]

    answer = client.post("/active-time/beat/", {"opened": token(enrollment, key, 3), "beat": "/active-time/beat/"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert 179 <= ActiveTime.objects.get().seconds <= 190


@pytest.mark.django_db
def test_beat_of_a_stranger_or_of_nobody_counts_nothing(client):
    enrollment, module = place(client)
    sent = {"opened": token(enrollment, lessons(module)[0], 3)}
    client.force_login(dana(email="stranger@example.org"))
    strange = client.post("/active-time/beat/", sent)
    client.logout()
    nobody = client.post("/active-time/beat/", sent)

    assert (strange.status_code, nobody.status_code) == (204, 204)
    assert client.get("/active-time/beat/").status_code == 405
    assert ActiveTime.objects.count() == 0


@pytest.mark.django_db
def test_beats_that_follow_at_once_are_not_written(client):
    enrollment, module = place(client)
    sent = {"opened": token(enrollment, lessons(module)[0], 3)}
    client.post("/active-time/beat/", sent)
    before = ActiveTime.objects.get()
    for _ in range(5):
        client.post("/active-time/beat/", sent)

    assert ActiveTime.objects.get().last_at == before.last_at


@pytest.mark.django_db
def test_beat_costs_three_statements(client):
    enrollment, module = place(client)
    key = lessons(module)[0]
    active_time(enrollment, key, 2, until=timezone.now() - timedelta(minutes=1))
    sent = {"opened": token(enrollment, key, 4)}
    client.post("/active-time/beat/", sent)
    ActiveTime.objects.update(last_at=timezone.now() - timedelta(minutes=1))

    with counted() as cost:
        client.post("/active-time/beat/", sent)

    assert cost.sql <= 3, cost.statements
    assert ActiveTime.objects.get().seconds > 170


@pytest.mark.django_db
def test_hours_that_wait_are_said_on_module_course_and_hours_page_with_a_way_to_a_person(client):
    enrollment, module = place(client)
    finish_all(enrollment, [module])
    active_time(enrollment, lessons(module)[0], 3)
    words = (
        "You have done everything in this module. Its 0.3 hours are added when you have spent 7 minutes with it; "
        "so far 3 minutes."
    )
    held = HeldHours.objects.get()

    for address in (MODULE, "/courses/core-training/", "/hours/", MODULE + "lesson-1/", f"/finish/{enrollment.pk}/"):
        page = client.get(address).content.decode()
        assert words in " ".join(page.split()), address
        assert f"/active-time/{held.pk}/" in page, address
    assert "Its hours are in your record" not in client.get(MODULE + "lesson-1/").content.decode()


@pytest.mark.django_db
def test_count_this_visit_brings_the_hours_without_script(client):
    enrollment, module = place(client)
    finish_all(enrollment, [module])
    key = lessons(module)[0]

    answer = client.post("/active-time/visit/", {"opened": token(enrollment, key, 9)}, follow=True)

    assert answer.request["PATH_INFO"] == MODULE
    assert "0.3 hours were added to your hours." in answer.content.decode()
    assert HoursEntry.objects.get().minutes == 20
    assert client.post("/active-time/visit/", {"opened": "forged"}).status_code == 404


@pytest.mark.django_db
def test_module_page_says_how_much_time_there_is(client):
    enrollment, module = place(client)
    active_time(enrollment, lessons(module)[0], 3)

    page = client.get(MODULE).content.decode()

    assert "Your time here so far: 3 minutes. The hours of this module take at least 7 minutes." in page


@pytest.mark.django_db
def test_how_we_count_time_is_readable_by_everybody(client):
    active_share(40)

    page = client.get("/active-time/").content.decode()

    assert "40 percent of its stated time" in page
    assert "There is no camera" in page


@pytest.mark.django_db
def test_this_is_not_right_reaches_a_person_who_gives_the_hours(client):
    course = course_page()
    module = module_page(course, "Module 1", 2)
    active_share(33)
    teacher = ivan()
    group = cohort(course, teacher)
    enrollment = enrolled(dana(), course, cohort=group)
    finish_all(enrollment, [module])
    held = HeldHours.objects.get()
    client.force_login(enrollment.trainee)
    empty = client.post(f"/active-time/{held.pk}/", {"text": ""})
    client.post(f"/active-time/{held.pk}/", {"text": "<b>On paper</b>"})
    mine = client.get(f"/active-time/{held.pk}/").content.decode()
    dispute = TimeDispute.objects.get()

    client.force_login(teacher)
    queue = client.get("/admin/times/").content.decode()
    home = client.get("/admin/").content.decode()
    unexplained = client.post(f"/admin/times/{dispute.pk}/", {"decision": "give", "reason": ""})
    client.post(f"/admin/times/{dispute.pk}/", {"decision": "give", "reason": "She showed me her notes"})
    client.post(f"/admin/times/{dispute.pk}/", {"decision": "give", "reason": "Again"})

    assert empty.status_code == 422
    assert "Write a line or two" in empty.content.decode()
    assert "&lt;b&gt;On paper" in mine
    assert "&lt;b&gt;On paper" in queue
    assert "1 person doubts their time" in home
    assert unexplained.status_code == 422
    entry = HoursEntry.objects.get()
    assert (entry.minutes, entry.recorded_by, entry.note.text) == (20, teacher, "She showed me her notes")
    assert OutboxMail.objects.get(to=enrollment.trainee.email).subject == "Your entry was approved"
    dispute.refresh_from_db()
    assert (dispute.state, dispute.decided_by) == ("granted", teacher)


@pytest.mark.django_db
def test_a_person_may_write_back_and_the_hours_wait_on(client):
    enrollment, module = place(client)
    finish_all(enrollment, [module])
    held = HeldHours.objects.get()
    client.post(f"/active-time/{held.pk}/", {"text": "On paper"})
    rosa = in_role("Rosa", "reviewer")
    client.force_login(rosa)
    client.post(f"/admin/times/{TimeDispute.objects.get().pk}/", {"decision": "write", "reason": "Which lessons?"})

    client.force_login(enrollment.trainee)
    page = client.get(f"/active-time/{held.pk}/").content.decode()
    client.post(f"/active-time/{held.pk}/", {"text": "All of them"})

    assert "Which lessons?" in page
    assert [each.state for each in TimeDispute.objects.all()] == ["answered", "open"]
    assert HoursEntry.objects.count() == 0


@pytest.mark.django_db
def test_doubts_are_seen_by_those_who_may_decide_them_only(client):
    enrollment, module = place(client)
    finish_all(enrollment, [module])
    held = HeldHours.objects.get()
    client.post(f"/active-time/{held.pk}/", {"text": "On paper"})
    dispute = TimeDispute.objects.get()

    client.force_login(dana(email="stranger@example.org"))
    assert client.get(f"/active-time/{held.pk}/").status_code == 404
    client.force_login(ivan())
    assert "On paper" not in client.get("/admin/times/").content.decode()
    assert client.get(f"/admin/times/{dispute.pk}/").status_code == 404
    client.force_login(in_role("Amir", "auditor"))
    assert client.get("/admin/times/").status_code in (302, 403)
    client.force_login(in_role("Rosa", "reviewer"))
    assert "On paper" in client.get("/admin/times/").content.decode()


@pytest.mark.django_db
def test_the_queue_costs_the_same_for_three_as_for_one(client):
    enrollment, module = place(client)
    rosa = in_role("Rosa", "reviewer")

    def doubt(person):
        place = enrolled(person, module.get_parent().specific) if person != enrollment.trainee else enrollment
        finish_all(place, [module])
        TimeDispute.objects.create(held=HeldHours.objects.get(enrollment=place), text="x", raised_at=timezone.now())

    doubt(enrollment.trainee)
    client.force_login(rosa)
    client.get("/admin/times/")
    with counted() as one:
        client.get("/admin/times/")
    for name in ("a", "b"):
        doubt(dana(email=f"{name}@example.org"))
    with counted() as three:
        client.get("/admin/times/")

    assert one.sql == three.sql


def test_saving_a_quiz_counts_its_time_once_a_minute():
    start = timezone.now()

    assert [is_due(start, start + timedelta(seconds=a), start + timedelta(seconds=b)) for a, b in (
        (0, 59), (0, 60), (59, 61), (61, 119), (10, 3000),
    )] == [False, True, True, False, True]  # fmt: skip


@pytest.mark.django_db
def test_saving_a_reflection_without_script_counts_and_with_script_does_not(client):
    enrollment, module = place(client)
    key = lessons(module)[0]
    address = reverse("reflections:save", args=[enrollment.pk, key, "kind-no"])
    written = {"text": "Ana was.", "visibility": "only_me", "opened": token(enrollment, key, 6)}

    by_script = client.post(address, written, headers={"Accept": "application/json"})
    counted_by_script = ActiveTime.objects.count()
    client.post(address, written)

    assert by_script.status_code == 200
    assert counted_by_script == 0
    assert 359 <= ActiveTime.objects.get().seconds <= 380


@pytest.mark.django_db
def test_a_quiz_counts_time_through_its_saves_and_its_sending(client):
    course = course_page()
    module = module_page(course, "Module 1", 1)
    quiz = quiz_page(module, [question(), question(stem="And then?")], passing_percent=1)
    enrollment = enrolled(dana(), course)
    client.force_login(enrollment.trainee)
    attempt = start(enrollment, quiz.translation_key, at=timezone.now() - timedelta(minutes=4))

    page = client.get(f"/tries/{attempt.pk}/1/").content.decode()
    form = answer_form(page)
    client.post(form.action, form.answered())
    after_saving = ActiveTime.objects.get().seconds
    client.post(f"/tries/{attempt.pk}/check/")

    assert 239 <= after_saving <= 260
    assert after_saving <= ActiveTime.objects.get().seconds <= after_saving + 20
