"""Hours of a finished module and its active time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cms.site.models import SiteSettings
from courses.enrollments.services import withdraw
from courses.progress import held as holding
from courses.progress.models import ActiveTime, HeldHours
from courses.progress.openings import opening_token
from quizzes.credentials.models import Credential
from quizzes.hours.models import HoursEntry
from quizzes.hours.verify import verify
from quizzes.journey import queries, services
from quizzes.journey.signs import beat, sign_of_life, sitting_at
from tests.builders import active_share, active_time, course_page, dana, enrolled, in_role, module_page
from tests.quizzes.journey.test_services import finish_all, lessons

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def place(lessons_each=2, share=33, **fields):
    """Dana's place in a course of one module: so many lessons of ten minutes."""
    course = course_page(**fields)
    module = module_page(course, "Module 1", lessons_each)
    active_share(share)
    return enrolled(dana(), course), module


def mark(enrollment, key, at):
    return services.mark_activity_done(enrollment, key, by=enrollment.trainee, at=at)


def read(enrollment, key, minutes, at):
    """A reader without script: opens a lesson, and marks it as done after so many minutes."""
    sign_of_life(enrollment.trainee, enrollment.pk, key, opened_at=at, at=at + minutes * MINUTE)
    return mark(enrollment, key, at + minutes * MINUTE)


@pytest.mark.django_db
def test_thirty_seconds_earn_nothing():
    enrollment, module = place()
    for key in lessons(module):
        sign_of_life(enrollment.trainee, enrollment.pk, key, opened_at=NOON, at=NOON + timedelta(seconds=30))

    outcome = finish_all(enrollment, [module], at=NOON + timedelta(seconds=30))

    assert outcome.entries == []
    assert HoursEntry.objects.count() == 0
    (held,) = HeldHours.objects.all()
    assert (held.module_key, held.declared_minutes, held.share, held.needed_seconds, held.released_at) == (
        module.translation_key, 20, 33, 396, None,
    )  # fmt: skip
    assert outcome.waiting == held
    (view,) = queries.course_finish(enrollment).held
    assert (view.active_minutes, view.needed_minutes) == (0, 7)


@pytest.mark.django_db
def test_a_reader_of_400_words_a_minute_earns_at_once():
    # Ten minutes are 1,500 words of reading: 3 minutes 45 seconds at 400.
    enrollment, module = place()
    first, second = lessons(module)

    read(enrollment, first, 3.75, NOON)
    outcome = read(enrollment, second, 3.75, NOON + 5 * MINUTE)

    (entry,) = HoursEntry.objects.all()
    assert outcome.entries == [entry]
    assert entry.minutes == 20
    assert entry.basis == {
        "rule": "active_time", "given_by": "time", "share_percent": 33, "declared_minutes": 20,
        "needed_seconds": 396, "active_seconds": 450,
    }  # fmt: skip
    assert list(verify()) == []


@pytest.mark.django_db
def test_all_of_a_long_lesson_read_in_one_go_without_script_counts():
    enrollment, module = place(lessons_each=1, share=100)

    outcome = read(enrollment, lessons(module)[0], 25, NOON)

    assert outcome.minutes == 10
    assert ActiveTime.objects.get().seconds == 600


@pytest.mark.django_db
def test_two_tabs_at_once_count_once():
    enrollment, module = place(share=100)
    first, second = lessons(module)
    for minute in range(1, 11):
        for key in (first, second):
            sign_of_life(enrollment.trainee, enrollment.pk, key, opened_at=NOON, at=NOON + minute * MINUTE)

    assert sum(ActiveTime.objects.values_list("seconds", flat=True)) == 600


@pytest.mark.django_db
def test_tabs_opened_together_and_marked_one_after_the_other_share_their_time():
    enrollment, module = place(share=33)
    later = NOON + 6 * MINUTE
    for key in lessons(module):
        sign_of_life(enrollment.trainee, enrollment.pk, key, opened_at=NOON, at=later)
        outcome = mark(enrollment, key, later)

    assert sum(ActiveTime.objects.values_list("seconds", flat=True)) == 360
    assert outcome.entries == []


@pytest.mark.django_db
def test_the_next_sign_that_reaches_the_share_gives_the_hours_of_that_day():
    enrollment, module = place()
    finish_all(enrollment, [module])
    key, tomorrow = lessons(module)[0], NOON + timedelta(days=1)

    before = active_time(enrollment, key, 6, until=tomorrow)
    outcome = sign_of_life(enrollment.trainee, enrollment.pk, key, opened_at=tomorrow, at=tomorrow + MINUTE)

    assert before.entries == []
    (entry,) = outcome.entries
    assert (entry.minutes, entry.completed_at, entry.recorded_at) == (20, tomorrow + MINUTE, tomorrow + MINUTE)
    assert HeldHours.objects.get().released_at == tomorrow + MINUTE
    assert sign_of_life(enrollment.trainee, enrollment.pk, key, opened_at=None, at=tomorrow + 2 * MINUTE).entries == []
    assert HoursEntry.objects.count() == 1


@pytest.mark.django_db
def test_raising_the_share_later_asks_nobody_for_more_than_was_said():
    enrollment, module = place()
    finish_all(enrollment, [module])
    active_share(100)

    outcome = active_time(enrollment, lessons(module)[0], 7)

    assert outcome.minutes == 20
    assert outcome.entries[0].basis["share_percent"] == 33


@pytest.mark.django_db
def test_lowering_the_share_later_helps_at_the_next_sign():
    enrollment, module = place(share=100)
    finish_all(enrollment, [module])
    active_time(enrollment, lessons(module)[0], 2)
    SiteSettings.objects.update(active_share=10)
    active_share(10)

    outcome = active_time(enrollment, lessons(module)[0], 1)

    assert outcome.minutes == 20


@pytest.mark.django_db
def test_a_share_set_later_takes_nothing_back():
    enrollment, module = place(share=0)
    outcome = finish_all(enrollment, [module])
    active_share(100)

    finish_all(enrollment, [module])

    assert HoursEntry.objects.get() == outcome.entries[0]
    assert outcome.entries[0].basis is None
    assert HeldHours.objects.count() == 0


@pytest.mark.django_db
def test_a_course_may_ask_for_no_time():
    enrollment, module = place(share=100, active_share=0)

    assert finish_all(enrollment, [module]).minutes == 20


@pytest.mark.django_db
def test_the_certificate_waits_for_the_hours_and_comes_with_them():
    enrollment, module = place()
    finish_all(enrollment, [module])
    signed = services.sign_attestation(enrollment, signed_name="Dana Example", at=NOON)

    outcome = active_time(enrollment, lessons(module)[0], 7)

    assert signed.credential is None
    assert outcome.credential == Credential.objects.get()
    assert sum(line["minutes"] for line in outcome.credential.snapshot["hours"]) == 20


@pytest.mark.django_db
def test_a_module_opened_again_waits_until_it_is_done_again():
    enrollment, module = place()
    finish_all(enrollment, [module])
    key = lessons(module)[0]
    services.take_back_activity(enrollment, key, by=enrollment.trainee)

    outcome = active_time(enrollment, key, 8)

    assert outcome.entries == []
    assert queries.course_finish(enrollment).held == ()
    assert mark(enrollment, key, NOON + timedelta(days=1)).minutes == 20
    assert HeldHours.objects.get().released_at


@pytest.mark.django_db
def test_a_person_may_give_the_hours_dated_to_when_the_module_was_done():
    enrollment, module = place()
    rosa, later = in_role("Rosa", "reviewer"), NOON + timedelta(days=3)
    finish_all(enrollment, [module])

    outcome = services.grant_hours(HeldHours.objects.get(), reason="Read on paper", by=rosa, at=later)

    (entry,) = outcome.entries
    assert (entry.completed_at, entry.recorded_at, entry.recorded_by) == (NOON, later, rosa)
    assert entry.basis["given_by"] == "person"
    assert entry.note.text == "Read on paper"
    assert list(verify()) == []
    held = HeldHours.objects.get()
    assert (held.released_at, held.released_by) == (later, rosa)
    with pytest.raises(services.NothingWaits):
        services.grant_hours(held, reason="Again", by=rosa, at=later)
    assert HoursEntry.objects.count() == 1


@pytest.mark.django_db
def test_a_token_of_another_person_or_a_forged_one_counts_nothing():
    enrollment, module = place()
    key = lessons(module)[0]
    token = opening_token(sitting_at(enrollment.trainee, enrollment.pk, key), at=NOON)
    stranger = dana(email="stranger@example.org")

    for person, sent in ((stranger, token), (enrollment.trainee, "forged"), (enrollment.trainee, token[:-1])):
        assert beat(person, sent, at=NOON + MINUTE).entries == []
    assert ActiveTime.objects.count() == 0


@pytest.mark.django_db
def test_a_token_sent_again_and_again_counts_no_second_twice():
    enrollment, module = place()
    token = opening_token(sitting_at(enrollment.trainee, enrollment.pk, lessons(module)[0]), at=NOON)
    for _ in range(5):
        beat(enrollment.trainee, token, at=NOON + MINUTE)
    beat(enrollment.trainee, token, at=NOON + 2 * MINUTE)
    beat(enrollment.trainee, token, at=NOON + timedelta(hours=9))

    assert ActiveTime.objects.get().seconds == 60 + 60 + 300


@pytest.mark.django_db
def test_time_over_midnight_belongs_to_both_days():
    enrollment, module = place()
    zone = ZoneInfo(enrollment.trainee.time_zone)
    late = datetime(2026, 11, 23, 23, 57, tzinfo=zone)

    sign_of_life(enrollment.trainee, enrollment.pk, lessons(module)[0], opened_at=late, at=late + 5 * MINUTE)

    rows = ActiveTime.objects.order_by("day").values_list("day", "seconds")
    assert list(rows) == [(date(2026, 11, 23), 180), (date(2026, 11, 24), 120)]


@pytest.mark.django_db
def test_time_in_a_place_that_was_left_counts_no_more():
    enrollment, module = place()
    key = lessons(module)[0]
    active_time(enrollment, key, 2, until=NOON)
    withdraw(enrollment, by=enrollment.trainee)

    active_time(enrollment, key, 3, until=NOON + 10 * MINUTE)

    assert ActiveTime.objects.get().seconds == 120


def test_twenty_signs_at_once_count_once(racing_db):
    enrollment, module = place(share=100)
    first, second = lessons(module)
    keys = [first, second]

    def go(number):
        sign_of_life(enrollment.trainee, enrollment.pk, keys[number % 2], opened_at=NOON, at=NOON + 4 * MINUTE)

    outcomes = racing_db(go, 20)

    assert [each for each in outcomes if each] == []
    assert sum(ActiveTime.objects.values_list("seconds", flat=True)) == 240


def test_twenty_signs_at_once_after_a_first_one_count_once(racing_db):
    enrollment, module = place(share=100)
    keys = lessons(module)
    sign_of_life(enrollment.trainee, enrollment.pk, keys[0], opened_at=NOON, at=NOON + MINUTE)

    def go(number):
        at = NOON + 4 * MINUTE + timedelta(milliseconds=number)
        sign_of_life(enrollment.trainee, enrollment.pk, keys[number % 2], opened_at=NOON, at=at)

    outcomes = racing_db(go, 20)

    assert [each for each in outcomes if each] == []
    assert 230 <= sum(ActiveTime.objects.values_list("seconds", flat=True)) <= 240


def test_twenty_signs_at_once_that_reach_the_share_give_the_hours_once(racing_db):
    enrollment, module = place()
    finish_all(enrollment, [module])
    key = lessons(module)[0]
    active_time(enrollment, key, 6, until=NOON)

    def go(number):
        at = NOON + MINUTE + timedelta(milliseconds=number)
        return sign_of_life(enrollment.trainee, enrollment.pk, key, opened_at=NOON - 6 * MINUTE, at=at).minutes

    outcomes = racing_db(go, 20)

    assert sum(outcomes) == 20, outcomes
    assert HoursEntry.objects.count() == 1
    assert list(verify()) == []


def test_a_person_and_a_sign_at_once_give_the_hours_once(racing_db):
    enrollment, module = place()
    rosa = in_role("Rosa", "reviewer")
    finish_all(enrollment, [module])
    key = lessons(module)[0]
    active_time(enrollment, key, 6, until=NOON)
    held = HeldHours.objects.get()

    def go(number):
        if number % 2:
            return services.grant_hours(held, reason="Yes", by=rosa, at=NOON + MINUTE).minutes
        at = NOON + MINUTE + timedelta(milliseconds=number)
        return sign_of_life(enrollment.trainee, enrollment.pk, key, opened_at=NOON - 6 * MINUTE, at=at).minutes

    outcomes = racing_db(go, 10)

    assert sum(each for each in outcomes if isinstance(each, int)) == 20, outcomes
    assert {type(each) for each in outcomes} <= {int, services.NothingWaits}
    assert HoursEntry.objects.count() == 1


@pytest.mark.django_db
def test_saying_that_it_is_not_right_twice_is_one_doubt():
    enrollment, module = place()
    finish_all(enrollment, [module])
    held = HeldHours.objects.get()

    holding.dispute(held, text="On paper", at=NOON)
    again = holding.dispute(held, text="On paper, twice", at=NOON)

    assert [each.text for each in holding.disputes()] == ["On paper, twice"]
    assert queries.course_finish(enrollment).held[0].is_asked
    holding.release(held, at=NOON)
    with pytest.raises(holding.NotHeld):
        holding.dispute(again.held, text="Late", at=NOON)
