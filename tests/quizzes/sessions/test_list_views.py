"""Keeping, confirming and correcting the list of a session."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from courses.progress import marking
from courses.progress.attendance import MarkHow
from courses.progress.models import AttendanceMark, MakeUpWork
from courses.progress.presence import presence_in
from quizzes.hours.models import HoursEntry
from quizzes.sessions.rules import code_at
from tests.builders import enrolled, in_role, person
from tests.journeys.counting import cost_of
from tests.quizzes.sessions.conftest import make

pytestmark = pytest.mark.django_db


def address(room, rest=""):
    return f"/admin/sessions/{room.session.pk}/{rest}"


def over(room):
    """The session ended ten minutes ago."""
    room.session.starts_at = timezone.now() - timedelta(minutes=130)
    room.session.ends_at = timezone.now() - timedelta(minutes=10)
    room.session.save()
    return room


def line(who, choice, minutes="0"):
    return {f"choice_{who.pk}": choice, f"minutes_{who.pk}": minutes}


def words(response):
    return response.content.decode()


PAGES = ["", "edit/", "copy/", "cancel/", "close/", "paper/", "code/"]


@pytest.mark.parametrize("rest", PAGES)
def test_another_instructor_finds_no_list_and_a_trainee_no_door(client, room, rest):
    client.force_login(in_role("Iris", "instructor"))
    assert client.get(address(room, rest)).status_code == 404
    client.force_login(room.dana)
    assert client.get(address(room, rest)).status_code == 403


@pytest.mark.parametrize("rest", ["", "edit/", "copy/", "cancel/", "stayed/", "close/", "people/1/"])
def test_nor_does_a_deed(client, room, rest):
    client.force_login(in_role("Iris", "instructor"))

    assert client.post(address(room, rest)).status_code == 404
    assert not AttendanceMark.objects.exists()


def test_one_save_keeps_the_whole_list(client, room):
    other = person("Sam")
    enrolled(other, room.course, cohort=room.cohort)
    client.force_login(room.ivan)

    client.post(address(over(room)), line(room.dana, "present", "110") | line(other, "excused"))

    marks = AttendanceMark.objects.order_by("trainee__email").values_list("trainee__email", "kind", "minutes", "how")
    assert list(marks) == [("dana@example.org", "present", 110, "sheet"), ("sam@example.org", "excused", 0, "sheet")]


@pytest.mark.parametrize("minutes", ["", "121", "0", "-5", "ten", "½", "1e3", "99999999999"])
def test_minutes_that_cannot_be_are_named_and_nothing_is_lost(client, room, minutes):
    client.force_login(room.ivan)

    response = client.post(address(over(room)), line(room.dana, "present", minutes))

    assert response.status_code == 422
    assert f'value="{minutes}"' in words(response)
    assert not AttendanceMark.objects.exists()


def test_who_signs_by_themselves_stays_in_charge_until_the_line_is_touched(client, room):
    marking.join(room.session, by=room.dana, how=MarkHow.LINK)
    client.force_login(room.ivan)
    shown = {f"shown_{room.dana.pk}": "present:0"}

    client.post(address(room), line(room.dana, "present", "0") | shown)
    assert [mark.kind for mark in AttendanceMark.objects.all()] == ["joined"]
    client.post(address(room), line(room.dana, "present", "90") | shown)

    assert presence_in(room.session, room.dana).minutes == 90


def test_times_in_the_cms_are_those_of_the_cohorts_wall(client, room):
    room.cohort.time_zone = "America/Phoenix"
    room.cohort.save()
    client.force_login(room.ivan)

    assert all(
        " MST" in words(client.get(door)) for door in (address(room), "/admin/sessions/", address(room, "paper/"))
    )


def test_in_a_room_the_list_begins_with_everybody_there(client, db):
    room = over(make(modality="in_person", link="", break_minutes=20))
    client.force_login(room.ivan)

    page = words(client.get(address(room)))

    assert '<option value="present" selected>' in page
    assert 'value="100"' in page


def test_stayed_to_the_end(client, room):
    marking.join(room.session, by=room.dana, how=MarkHow.LINK, at=room.session.starts_at)
    client.force_login(room.ivan)
    over(room)

    assert "They stayed to the end" in words(client.get(address(room)))
    client.post(address(room, "stayed/"))

    assert presence_in(room.session, room.dana).is_open is False


def test_closing_shows_who_gets_what_and_pays_once(client, room):
    client.force_login(room.ivan)
    client.post(address(over(room)), line(room.dana, "present", "60"))

    page = words(client.get(address(room, "close/")))
    assert "Dana" in page
    assert "1 hour" in page
    assert HoursEntry.objects.count() == 0
    client.post(address(room, "close/"))
    again = words(client.post(address(room, "close/"), follow=True))

    assert "Nobody got anything twice" in again
    assert [entry.minutes for entry in HoursEntry.objects.all()] == [60]


def test_a_session_that_goes_on_is_not_closed(client, room):
    client.force_login(room.ivan)

    assert "not over yet" in words(client.post(address(room, "close/"), follow=True))
    assert not HoursEntry.objects.exists()


def test_a_correction_needs_a_reason_and_fits_the_session(client, room):
    client.force_login(room.ivan)
    client.post(address(over(room)), line(room.dana, "present", "60"))
    client.post(address(room, "close/"))
    door = address(room, f"people/{room.dana.pk}/")

    assert client.post(door, {"minutes": "90", "reason": ""}).status_code == 422
    assert client.post(door, {"minutes": "500", "reason": "Bad line"}).status_code == 422
    client.post(door, {"minutes": "90", "reason": "Bad line"})

    page = words(client.get(address(room)))
    assert [entry.minutes for entry in HoursEntry.objects.order_by("sequence")] == [60, -60, 90]
    assert "Bad line" in page
    assert "Here 60" in page


def test_nobody_outside_the_list_is_corrected(client, room):
    client.force_login(room.ivan)
    client.post(address(over(room), "close/"))
    sam = person("Sam")

    client.post(address(room, f"people/{sam.pk}/"), {"minutes": "90", "reason": "Bad line"})

    assert not AttendanceMark.objects.exists()


def test_a_blank_list_has_everybody_on_it(client, room):
    client.force_login(room.ivan)

    page = words(client.get(address(room, "paper/")))

    assert "Dana" in page
    assert page.count("<tr>") == 1 + 1 + 5


def test_the_code_is_shown_while_it_can_be_typed_and_changes_by_itself(client, room):
    client.force_login(room.ivan)

    response = client.get(address(room, "code/"))
    shown = code_at(settings.SECRET_KEY, room.session.key, timezone.now())
    assert f"{shown[:3]} {shown[3:]}" in words(response)
    assert 1 <= int(response["Refresh"]) <= 61
    room.session.starts_at += timedelta(days=1)
    room.session.ends_at += timedelta(days=1)
    room.session.save()

    assert "sessions-code" not in words(client.get(address(room, "code/")))


def handed_in(room):
    return MakeUpWork.objects.create(session=room.session, trainee=room.dana, text="I said", sent_at=timezone.now())


def test_make_up_work_is_read_and_answered(client, db):
    room = make(make_up="written")
    client.force_login(room.ivan)
    client.post(address(over(room), "close/"))
    work = handed_in(room)

    assert "I said" in words(client.get(address(room)))
    client.post(f"/admin/sessions/make-ups/{work.pk}/", {"answer": ""})
    assert MakeUpWork.objects.get().state == "waiting"
    client.post(f"/admin/sessions/make-ups/{work.pk}/", {"accept": "1", "answer": "Good"})
    client.post(f"/admin/sessions/make-ups/{work.pk}/", {"answer": "No"})

    assert [(entry.minutes, entry.modality) for entry in HoursEntry.objects.all()] == [(120, "self_paced")]
    assert MakeUpWork.objects.get().answer == "Good"


def test_another_instructor_does_not_read_it(client, room):
    work = handed_in(room)
    client.force_login(in_role("Iris", "instructor"))

    assert client.post(f"/admin/sessions/make-ups/{work.pk}/", {"accept": "1"}).status_code == 404
    assert MakeUpWork.objects.get().state == "waiting"


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_a_list_costs_four_statements_more_than_an_empty_screen_however_many_people(client, room, count):
    from cms.accounts.models import User
    from courses.enrollments.models import Enrollment

    people = User.objects.bulk_create(User(email=f"p{number}@example.org") for number in range(count - 1))
    key = room.cohort.course_key
    Enrollment.objects.bulk_create(
        Enrollment(trainee=each, course_key=key, cohort=room.cohort, way="code") for each in people
    )
    client.force_login(room.ivan)

    whole, frame = cost_of(client, address(room)), cost_of(client, address(room, "cancel/"))

    assert whole.sql - frame.sql == 4, whole.statements
    assert words(client.get(address(room))).count("<select") == count
