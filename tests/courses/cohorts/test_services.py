"""Reminders and calendars; planning is tested through its doors."""

from datetime import timedelta

import pytest

from cms.mail.models import OutboxMail
from courses.cohorts import services
from courses.cohorts.models import SessionReminder
from tests.builders import cohort, course_page, dana, enrolled, ivan, person, session

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def evening():
    course = course_page()
    made = session(cohort(course, ivan()))
    enrolled(dana(), course, cohort=made.cohort)
    return made


@pytest.mark.django_db
def test_a_reminder_goes_out_once_and_names_no_session():
    made = evening()

    counts = [services.remind(at=made.starts_at - before) for before in (25 * HOUR, 24 * HOUR, 23 * HOUR, HOUR)]

    assert counts == [0, 1, 0, 0]
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject) == ("dana@example.org", "Tomorrow at 6 p.m.")
    assert "Practice" not in mail.body
    assert f"/sessions/{made.pk}/" in mail.body


@pytest.mark.django_db
def test_a_machine_that_was_off_says_today():
    made = evening()

    services.remind(at=made.starts_at - HOUR)

    assert OutboxMail.objects.get().subject == "Today at 6 p.m."


@pytest.mark.django_db
def test_the_time_is_the_persons_own():
    made = evening()
    made.cohort.enrollments.get().trainee.__class__.objects.filter(email="dana@example.org").update(
        time_zone="America/Los_Angeles"
    )

    services.remind(at=made.starts_at - 20 * HOUR)

    assert OutboxMail.objects.get().subject == "Tomorrow at 3 p.m."


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["switched off", "left", "called off", "closed account"])
def test_nobody_is_reminded_without_need(why):
    made = evening()
    place = made.cohort.enrollments.get()
    if why == "switched off":
        place.trainee.unwanted_mails = ["session_reminder"]
    elif why == "closed account":
        place.trainee.is_active = False
    elif why == "left":
        place.state = "withdrawn"
    else:
        made.state = "cancelled"
    place.trainee.save()
    place.save()
    made.save()

    assert services.remind(at=made.starts_at - HOUR) == 0


@pytest.mark.django_db
def test_a_session_that_moved_is_reminded_of_anew():
    made = evening()
    services.remind(at=made.starts_at - HOUR)
    made.starts_at += 48 * HOUR
    made.ends_at += 48 * HOUR
    made.save()

    assert services.remind(at=made.starts_at - HOUR) == 1


@pytest.mark.django_db
def test_what_was_closed_or_called_off_is_not_changed():
    made = evening()
    services.cancel(made, by=ivan(email="other@example.org"))

    rosa = person("Rosa")
    for deed in (services.cancel, services.change):
        with pytest.raises(services.SessionOver):
            deed(made, by=rosa)


def test_four_workers_remind_once(racing_db):
    made = evening()

    outcomes = racing_db(lambda _: services.remind(at=made.starts_at - HOUR), 4)

    assert sorted(outcomes) == [0, 0, 0, 1]
    assert (SessionReminder.objects.count(), OutboxMail.objects.count()) == (1, 1)
