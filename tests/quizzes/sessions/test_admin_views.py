"""Planning sessions in the CMS."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cms.mail.models import OutboxMail
from courses.cohorts.models import Session
from tests.builders import cohort, in_role, lesson_page, module_page, session
from tests.journeys.counting import cost_of
from tests.quizzes.sessions.conftest import make

pytestmark = pytest.mark.django_db
EASTERN = ZoneInfo("America/New_York")


def sent(room, **fields):
    """What the form sends: two hours with a break, in person, from 6 pm."""
    return {
        "cohort": room.cohort.pk, "title": "Listening", "day": "2027-03-08", "starts": "18:00", "ends": "20:00",
        "weeks": "1", "break_minutes": "15", "modality": "in_person", "place": "Room 4", "minutes_advocacy": "60",
        "minutes_recovery_wellness": "45", "least_share": "80", "short_rule": "minutes", "make_up": "none",
        "make_up_days": "30", "objectives": "say a kind no\n\nlisten", **fields,
    }  # fmt: skip


def planned():
    return Session.objects.filter(title="Listening").order_by("starts_at")


def words(response):
    return response.content.decode()


@pytest.fixture
def instructor(client, room):
    client.force_login(room.ivan)
    return room


def test_a_weekly_series_in_one_form_keeps_the_clock_on_the_wall(client, instructor):
    client.post("/admin/sessions/plan/", sent(instructor, weeks="3"))

    starts = [each.starts_at for each in planned()]
    assert [each.astimezone(EASTERN).strftime("%m-%d %H:%M") for each in starts] == [
        "03-08 18:00", "03-15 18:00", "03-22 18:00",
    ]  # fmt: skip
    assert [each.hour for each in starts] == [23, 22, 22]
    assert {each.minutes for each in planned()} == {105}
    assert len({each.content_key for each in planned()}) == 3
    assert planned()[0].objectives == ["say a kind no", "listen"]


def test_a_series_over_a_leap_day(client, instructor):
    client.post("/admin/sessions/plan/", sent(instructor, day="2028-02-22", weeks="2"))

    assert [each.day for each in planned()] == [date(2028, 2, 22), date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends": "18:00"}, "It ends before it starts."),
        ({"minutes_advocacy": "61"}, "add up to 106 minutes. The session counts 105"),
        ({"break_minutes": "120"}, "The breaks are as long as the session."),
        ({"modality": "live_online"}, "People need an address to join"),
        ({"modality": "live_online", "link": "http://meet.example.org/"}, "Enter a valid URL"),
        ({"modality": "live_online", "link": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"make_up": "written"}, "Say what to write about."),
        ({"weeks": "0"}, "weeks"),
        ({"weeks": "500"}, "weeks"),
        ({"least_share": "101"}, "least_share"),
        ({"day": "tomorrow"}, "day"),
    ],
)
def test_what_cannot_be_is_said_and_kept(client, instructor, fields, sentence):
    response = client.post("/admin/sessions/plan/", sent(instructor, **fields))

    assert response.status_code == 422
    assert sentence in words(response)
    assert "say a kind no" in words(response)
    assert not planned()


def live_lesson(room):
    module = module_page(room.course, lessons=0, minutes=10, publish=False)
    lesson = lesson_page(module, "Live practice", modality="live_online")
    module.save_revision().publish()
    return lesson


FOR_LESSON = {"modality": "live_online", "link": "https://meet.example.org/", "short_rule": "nothing"}


def test_a_session_stands_for_a_live_lesson(client, instructor):
    lesson = live_lesson(instructor)

    client.post("/admin/sessions/plan/", sent(instructor, activity_key=str(lesson.translation_key), **FOR_LESSON))

    assert planned().get().activity_key == lesson.translation_key


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"modality": "in_person"}, "The lesson is taught another way."),
        ({"make_up": "written", "make_up_task": "Write"}, "The module’s hours say live"),
        ({"gives_certificate": "on"}, "Its hours come with the module"),
        ({"short_rule": "minutes"}, "A lesson is done or not"),
    ],
)
def test_what_does_not_fit_a_lesson_is_said(client, instructor, fields, field):
    lesson = live_lesson(instructor)
    fields = {"activity_key": str(lesson.translation_key), **FOR_LESSON, **fields}

    response = client.post("/admin/sessions/plan/", sent(instructor, **fields))

    assert field in words(response)
    assert not planned()


def test_nobody_plans_for_the_cohort_of_another(client, instructor):
    other = cohort(instructor.course, in_role("Iris", "instructor"), name="Morning")

    assert client.post("/admin/sessions/plan/", sent(instructor, cohort=other.pk)).status_code == 422
    assert not planned()


def test_moving_it_tells_who_is_expected_and_nothing_else_does(client, db):
    room = make(starts_in=60 * 24 * 3)
    client.force_login(room.ivan)
    door = f"/admin/sessions/{room.session.pk}/edit/"
    day = room.session.day.isoformat()
    clock = {"starts": "18:00", "ends": "20:00", "day": day}
    client.post(door, sent(room, **clock))
    OutboxMail.objects.all().delete()

    client.post(door, sent(room, **clock, qualification="Trainer"))
    assert not OutboxMail.objects.exists()
    client.post(door, sent(room, **{**clock, "starts": "18:30", "ends": "20:30"}))

    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject) == ("dana@example.org", "A date has changed")
    assert "Listening" not in mail.body
    assert Session.objects.get(pk=room.session.pk).sequence == 3


def test_the_form_shows_the_clock_on_the_wall(client, instructor):
    instructor.session.starts_at = instructor.session.starts_at.replace(hour=23, minute=0)
    instructor.session.ends_at = instructor.session.starts_at + timedelta(hours=2)
    instructor.session.save()
    wall = instructor.session.starts_at.astimezone(EASTERN).strftime("%H:%M")

    assert f'value="{wall}"' in words(client.get(f"/admin/sessions/{instructor.session.pk}/edit/"))


def test_calling_off_tells_by_mail_keeps_the_row_and_happens_once(client, db):
    room = make(starts_in=600)
    client.force_login(room.ivan)
    door = f"/admin/sessions/{room.session.pk}/cancel/"

    assert "This cannot be undone" in words(client.get(door))
    client.post(door)
    client.post(door)

    room.session.refresh_from_db()
    assert (room.session.state, room.session.sequence) == ("cancelled", 1)
    assert OutboxMail.objects.filter(to="dana@example.org", subject="A date was called off").count() == 1
    client.force_login(room.dana)
    assert "called off" in words(client.get(f"/sessions/{room.session.pk}/"))


def test_a_copy_for_another_cohort_is_at_the_same_time_on_its_wall(client, instructor):
    other = cohort(instructor.course, instructor.ivan, name="West", time_zone="America/Los_Angeles")
    client.post("/admin/sessions/plan/", sent(instructor))
    first = planned().get()

    client.post(f"/admin/sessions/{first.pk}/copy/", {"cohort": other.pk, "day": "2027-07-01", "is_same": "on"})

    made = planned().exclude(pk=first.pk).get()
    assert made.starts_at.astimezone(ZoneInfo("America/Los_Angeles")).isoformat() == "2027-07-01T18:00:00-07:00"
    assert (made.content_key, made.cohort) == (first.content_key, other)
    assert made.key != first.key


@pytest.mark.parametrize("count", [1, 3])
def test_the_schedule_costs_a_statement_more_than_an_empty_one_however_many_sessions(client, instructor, count):
    for number in range(1, count):
        session(instructor.cohort, day=timezone.now() + timedelta(days=number))

    full, empty = cost_of(client, "/admin/sessions/"), cost_of(client, "/admin/sessions/?past")

    assert full.sql - empty.sql <= 1, full.statements
    assert words(client.get("/admin/sessions/")).count("Practice evening") == count


def test_past_sessions_have_a_page_of_their_own(client, instructor):
    old = session(instructor.cohort, day=timezone.now() - timedelta(days=9), title="Long ago", state="closed")

    assert old.title not in words(client.get("/admin/sessions/"))
    assert old.title in words(client.get("/admin/sessions/?past"))


def test_a_trainee_plans_nothing(client, room):
    client.force_login(room.dana)

    assert [client.get(f"/admin/sessions/{rest}").status_code for rest in ("", "plan/")] == [403, 403]
