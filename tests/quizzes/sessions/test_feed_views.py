"""The calendar on one's phone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from courses.cohorts import services
from courses.cohorts.models import Calendar as OwnCalendar
from quizzes.sessions.rules import feed_token
from tests.builders import cohort, session

pytestmark = pytest.mark.django_db


def address(who):
    return f"/calendar/{feed_token(settings.SECRET_KEY, OwnCalendar.objects.get(person=who).feed_key)}.ics"


def events(client, who):
    response = client.get(address(who))
    assert response["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content).walk("VEVENT")


def in_calendar(client, room):
    client.force_login(room.dana)
    client.post("/calendar/", {"new": "1"})
    client.logout()


def test_a_feed_is_read_without_signing_in_and_says_little(client, room):
    in_calendar(client, room)

    text = client.get(address(room.dana)).content.decode()
    [event] = events(client, room.dana)

    assert str(event["summary"]) == "Session"
    assert "Practice" not in text
    assert "Dana" not in text
    assert "meet.example.org" not in text
    assert (str(event["status"]), int(event["sequence"])) == ("CONFIRMED", 0)


def test_titles_and_places_by_choice(client, room):
    room.session.place = "Room 4"
    room.session.save()
    in_calendar(client, room)
    client.force_login(room.dana)
    client.post("/calendar/", {"shows_titles": "1"})

    [event] = events(client, room.dana)

    assert (str(event["summary"]), str(event["location"])) == ("Practice evening", "Room 4")


def test_times_carry_the_zone_of_the_cohorts_wall(client, room):
    room.cohort.time_zone = "America/Chicago"
    room.cohort.save()
    room.session.starts_at = timezone.now().replace(microsecond=0) + timedelta(days=2)
    room.session.ends_at = room.session.starts_at + timedelta(hours=2)
    room.session.save()
    in_calendar(client, room)

    [event] = events(client, room.dana)
    zones = Calendar.from_ical(client.get(address(room.dana)).content).walk("VTIMEZONE")

    assert event["dtstart"].params["TZID"] == "America/Chicago"
    assert event["dtstart"].dt == room.session.starts_at
    assert [str(zone["tzid"]) for zone in zones] == ["America/Chicago"]


def test_a_change_raises_the_number_and_keeps_the_name(client, room):
    in_calendar(client, room)
    [before] = events(client, room.dana)
    room.session.starts_at += timedelta(days=1)
    room.session.ends_at += timedelta(days=1)

    services.change(room.session, by=room.ivan)
    [moved] = events(client, room.dana)
    services.cancel(room.session, by=room.ivan)
    [gone] = events(client, room.dana)

    assert before["uid"] == moved["uid"] == gone["uid"]
    assert [int(each["sequence"]) for each in (before, moved, gone)] == [0, 1, 2]
    assert str(gone["status"]) == "CANCELLED"
    assert moved["dtstart"].dt == room.session.starts_at.replace(microsecond=0)


def test_a_new_address_ends_the_old_one(client, room):
    in_calendar(client, room)
    old = address(room.dana)
    in_calendar(client, room)

    assert client.get(old).status_code == 404
    assert client.get(address(room.dana)).status_code == 200


def test_an_ended_address_opens_nothing_and_neither_does_half_of_one(client, room):
    in_calendar(client, room)
    half = OwnCalendar.objects.get().feed_key
    client.force_login(room.dana)
    client.post("/calendar/", {"end": "1"})
    client.logout()

    for token in (half, half + "0" * 32, feed_token(settings.SECRET_KEY, half)):
        assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_without_asking_for_it_there_is_no_feed(client, room):
    services.name_sessions(room.dana, shows_titles=True)

    assert client.get(address(room.dana)).status_code == 404


def test_a_closed_account_has_no_feed(client, room):
    in_calendar(client, room)
    room.dana.is_active = False
    room.dana.save()

    assert client.get(address(room.dana)).status_code == 404


def test_it_is_in_the_language_of_its_person(client, room):
    room.dana.language = "es"
    room.dana.save()
    in_calendar(client, room)

    assert "/es/sessions/" in str(events(client, room.dana)[0]["url"])


def test_who_leads_sessions_has_them_too(client, room):
    session(cohort(room.course, name="Not theirs"), title="Other")
    client.force_login(room.ivan)
    client.post("/calendar/", {"new": "1"})

    assert len(events(client, room.ivan)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_the_same_with_more(client, room, count, django_assert_num_queries):
    for number in range(1, count):
        session(room.cohort, day=timezone.now() + timedelta(days=number))
    in_calendar(client, room)

    with django_assert_num_queries(3):
        assert client.get(address(room.dana)).content.count(b"BEGIN:VEVENT") == count


def test_a_series_over_the_change_of_time_stays_at_six(client, room):
    first = session(room.cohort, day=datetime(2027, 3, 8, 23, tzinfo=UTC))
    first.delete()
    first.pk = None
    services.plan(first, weeks=2, by=room.ivan)
    in_calendar(client, room)

    starts = [event["dtstart"].dt for event in events(client, room.dana)][1:]

    assert [each.astimezone(ZoneInfo("America/New_York")).hour for each in starts] == [18, 18]
    assert [each.astimezone(UTC).hour for each in starts] == [23, 22]
