"""One's own sessions."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from courses.progress.models import AttendanceMark, MakeUpWork
from courses.progress.presence import presence_in
from quizzes.hours.models import HoursEntry
from quizzes.journey import attendance
from quizzes.sessions.rules import code_at
from tests.builders import cohort, dana, enrolled, person, session
from tests.quizzes.sessions.conftest import make

pytestmark = pytest.mark.django_db
PAGES = ["", "session.ics"]
DEEDS = ["join/", "here/", "leave/", "sign/", "come/", "write/", "certificate/"]


def address(room, rest=""):
    return f"/sessions/{room.session.pk}/{rest}"


def kinds():
    return list(AttendanceMark.objects.order_by("number").values_list("kind", "how"))


def words(response):
    return response.content.decode()


@pytest.mark.parametrize("rest", PAGES + DEEDS)
def test_a_stranger_finds_no_session(client, room, rest):
    client.force_login(person("Sam"))
    ask = client.post if rest in DEEDS else client.get

    assert ask(address(room, rest)).status_code == 404
    assert kinds() == []


@pytest.mark.parametrize("rest", PAGES)
def test_pages_ask_to_sign_in(client, room, rest):
    assert client.get(address(room, rest))["Location"].startswith("/sign-in/")


def test_joining_marks_and_goes_on_to_the_meeting(client, room):
    client.force_login(room.dana)

    before = words(client.get(address(room)))
    response = client.post(address(room, "join/"))

    assert room.session.link not in before
    assert response["Refresh"] == f"0; url={room.session.link}"
    assert room.session.link in words(response)
    assert kinds() == [("joined", "link")]


def test_still_here_and_leaving_are_marked(client, room):
    client.force_login(room.dana)
    for rest in ("join/", "here/", "leave/", "leave/"):
        client.post(address(room, rest))

    assert [kind for kind, _ in kinds()] == ["joined", "here", "left"]


def test_the_meetings_address_stays_in_until_the_door_opens(client, db):
    room = make(starts_in=60)
    client.force_login(room.dana)

    response = client.post(address(room, "join/"), follow=True)

    assert room.session.link not in words(response)
    assert "15 minutes before" in words(response)
    assert kinds() == []


def in_person(**fields):
    return make(modality="in_person", link="", place="Room 4", **fields)


def test_the_code_on_the_wall_signs_in_and_out(client, db):
    room = in_person()
    client.force_login(room.dana)
    code = code_at(settings.SECRET_KEY, room.session.key, timezone.now())

    client.post(address(room, "sign/"), {"code": code})
    client.post(address(room, "sign/"), {"code": code, "leave": "1"})

    assert kinds() == [("joined", "code"), ("left", "code")]


def test_another_code_signs_nobody_in_and_guessing_is_slowed_down(client, db):
    room = in_person()
    client.force_login(room.dana)
    code = code_at(settings.SECRET_KEY, room.session.key, timezone.now())
    other = f"{(int(code) + 1) % 1_000_000:06}"

    answers = [client.post(address(room, "sign/"), {"code": other}) for _ in range(12)]

    assert answers[0].status_code == 422
    assert "not the code of this minute" in words(answers[0])
    assert answers[-1].status_code == 302
    assert kinds() == []


def test_nobody_joins_a_room_by_the_page(client, db):
    room = in_person()
    client.force_login(room.dana)

    for rest in ("join/", "here/", "leave/"):
        client.post(address(room, rest))

    assert kinds() == []


def test_who_leads_it_is_led_to_the_list(client, room):
    client.force_login(room.ivan)

    assert client.get(address(room))["Location"] == f"/admin/sessions/{room.session.pk}/"


def closed(room, minutes):
    """The session is over, and Dana was there for so long."""
    room.session.starts_at -= timedelta(hours=5)
    room.session.ends_at -= timedelta(hours=5)
    room.session.save()
    AttendanceMark.objects.create(
        session=room.session, trainee=room.dana, number=1, kind="present", how="sheet", minutes=minutes, by=room.ivan
    )
    return attendance.close(room.session, by=room.ivan)


def test_the_page_says_what_it_brought(client, room):
    closed(room, 120)
    client.force_login(room.dana)

    page = words(client.get(address(room)))

    assert "2 hours are in your hours." in page
    assert "120 minutes on the list" in page


def test_a_correction_is_shown_with_its_reason(client, room):
    evening = closed(room, 120)
    attendance.correct(evening, room.dana, 60, reason="You left early", by=room.ivan)
    client.force_login(room.dana)

    assert "Ivan corrected the list to 60 minutes: You left early" in words(client.get(address(room)))


def test_who_missed_it_sees_where_to_make_it_up_and_goes_there(client, db):
    room = make(make_up="session")
    closed(room, 0)
    other = cohort(room.course, room.ivan, name="Morning")
    later = session(other, day=timezone.now() + timedelta(days=2), content_key=room.session.content_key)
    client.force_login(room.dana)

    assert f"/sessions/{later.pk}/" in words(client.get(address(room)))
    assert "I’ll come" in words(client.get(f"/sessions/{later.pk}/"))
    client.post(f"/sessions/{later.pk}/come/")
    assert presence_in(later, room.dana).is_coming
    client.post(f"/sessions/{later.pk}/come/", {"no": "1"})
    assert not presence_in(later, room.dana).is_coming


def test_making_up_in_writing_is_handed_in_and_nothing_typed_is_lost(client, db):
    room = make(make_up="written", make_up_task="Write about a kind no.")
    closed(room, 0)
    client.force_login(room.dana)

    assert "Write about a kind no." in words(client.get(address(room)))
    assert client.post(address(room, "write/"), {"text": " "}).status_code == 422
    client.post(address(room, "write/"), {"text": "I said a kind no."})
    assert MakeUpWork.objects.get().text == "I said a kind no."
    attendance.decide_make_up(MakeUpWork.objects.get(), accept=True, answer="Good", by=room.ivan)
    late = client.post(address(room, "write/"), {"text": "More of it"})

    assert (late.status_code, "Accepted" in words(late)) == (409, True)
    assert HoursEntry.objects.get().modality == "self_paced"


def test_a_certificate_waits_for_a_name(client, db):
    room = make(gives_certificate=True)
    room.dana.legal_name = ""
    room.dana.save()
    closed(room, 120)
    client.force_login(room.dana)

    assert "It needs the name on your ID" in words(client.get(address(room)))
    assert client.post(address(room, "certificate/"))["Location"] == "/account/name/"
    room.dana.legal_name = "Dana Brooks"
    room.dana.save()
    found = client.post(address(room, "certificate/"), follow=True)

    assert "Certificate of attendance" in words(found)
    assert "took part for 2 hours in" in words(found)


def test_one_session_as_a_file(client, room):
    client.force_login(room.dana)

    [event] = Calendar.from_ical(client.get(address(room, "session.ics")).content).walk("VEVENT")

    assert (str(event["summary"]), event["dtstart"].dt) == ("Session", room.session.starts_at.replace(microsecond=0))


@pytest.mark.parametrize("count", [1, 3])
def test_my_sessions_cost_the_same_with_more(client, room, count, django_assert_num_queries):
    for number in range(1, count):
        session(room.cohort, day=timezone.now() + timedelta(days=number))
    client.force_login(room.dana)
    client.get("/sessions/")

    with django_assert_num_queries(5):
        assert words(client.get("/sessions/")).count("Practice evening") == count


def test_my_sessions_name_what_was_and_what_comes_in_my_time(client, room):
    room.dana.time_zone = "America/Los_Angeles"
    room.dana.save()
    room.session.title = "Listening"
    room.session.save()
    closed(room, 120)
    session(room.cohort, day=timezone.now() + timedelta(days=1), title="Speaking")
    client.force_login(room.dana)

    page = words(client.get("/sessions/"))

    coming, past = page.split("Before", 1)
    assert ("Speaking" in coming, "Listening" in coming, "Listening" in past) == (True, False, True)
    assert "PST" in page or "PDT" in page


def test_the_dashboard_says_what_comes_up(client, room):
    client.force_login(room.dana)

    assert "Coming up" in words(client.get("/home/"))
    client.force_login(person("Sam"))
    assert "Coming up" not in words(client.get("/home/"))


def test_another_cohorts_session_is_not_found(client, room):
    other = session(cohort(room.course, name="Morning"), content_key=room.session.content_key)
    client.force_login(room.dana)

    assert client.get(f"/sessions/{other.pk}/").status_code == 404


def test_a_person_who_left_the_course_does_not_find_it(client, room):
    room.dana.enrollments.update(state="withdrawn")
    client.force_login(room.dana)

    assert client.get(address(room)).status_code == 404


def test_two_people_do_not_see_each_other(client, room):
    other = dana(email="other@example.org", chosen_name="Quentin")
    enrolled(other, room.course, cohort=room.cohort)
    client.force_login(room.dana)

    assert "Quentin" not in words(client.get(address(room)))
