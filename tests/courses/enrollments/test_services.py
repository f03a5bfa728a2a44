"""Getting in, leaving, inviting."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from cms.records.rules import spell_code
from courses.catalog.rules import EntryWay
from courses.cohorts.models import Cohort
from courses.enrollments import services
from courses.enrollments.models import Enrollment, Invitation
from courses.enrollments.queries import allowance_of
from courses.enrollments.rules import USUAL, Allowance, EnrollmentState
from tests.builders import course_page, dana, ivan, module_page, person

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


def course(**fields):
    page = course_page(**fields)
    module_page(page)
    return page.translation_key


def cohort(course_key, **fields):
    return Cohort.objects.create(name="Spring evening", course_key=course_key, **fields)


@pytest.mark.django_db
def test_enroll_gives_a_place_in_an_open_course():
    trainee, key = dana(), course()

    place = services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee, at=MONDAY)

    assert (place.trainee, place.course_key, place.state, place.way) == (trainee, key, "active", "open")
    assert place.enrolled_at == MONDAY
    assert [entry.action for entry in ModelLogEntry.objects.for_instance(place)] == ["courses.enroll"]


@pytest.mark.django_db
def test_enroll_twice_is_one_place():
    trainee, key = dana(), course()

    first = services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee, at=MONDAY)
    second = services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee, at=FRIDAY)

    assert (second.pk, second.enrolled_at) == (first.pk, MONDAY)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["code", "invitation"])
def test_enroll_refuses_to_walk_into_a_course_that_is_not_open(way):
    trainee, key = dana(), course(entry_way=way)

    with pytest.raises(services.NotOpen):
        services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee)

    assert not Enrollment.objects.exists()


@pytest.mark.django_db
def test_enroll_refuses_a_course_that_is_not_published():
    trainee = dana()

    with pytest.raises(services.NotOpen):
        services.enroll(trainee, uuid4(), way=EntryWay.OPEN, by=trainee)


@pytest.mark.django_db
def test_withdraw_keeps_the_row_and_coming_back_opens_it():
    trainee, key = dana(), course()
    place = services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee, at=MONDAY)

    closed = services.withdraw(place, by=trainee, at=FRIDAY)
    back = services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee)

    assert (closed.state, closed.closed_at) == (EnrollmentState.WITHDRAWN, FRIDAY)
    assert (back.pk, back.state, back.closed_at, back.enrolled_at) == (place.pk, "active", None, MONDAY)


@pytest.mark.django_db
def test_withdraw_twice_says_so():
    trainee, key = dana(), course()
    place = services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee)
    services.withdraw(place, by=trainee)

    with pytest.raises(services.AlreadyClosed):
        services.withdraw(place, by=trainee)


@pytest.mark.django_db
def test_who_left_a_course_by_code_may_come_back_without_one():
    trainee, key = dana(), course(entry_way="code")
    place = services.join_by_code(trainee, cohort(key).join_code, by=trainee)
    services.withdraw(place, by=trainee)

    back = services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee)

    assert (back.pk, back.state) == (place.pk, "active")


@pytest.mark.django_db
def test_join_by_code_forgives_typing():
    trainee, key = dana(), course(entry_way="code")
    group = cohort(key)

    place = services.join_by_code(trainee, f" {spell_code(group.join_code).lower()} ", by=trainee)

    assert (place.cohort, place.way) == (group, "code")


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "nothing", "7K2QM-4XRWN", "x" * 300])
def test_join_by_code_refuses_what_opens_nothing(code):
    trainee = dana()

    with pytest.raises(services.UnknownCode):
        services.join_by_code(trainee, code, by=trainee)


@pytest.mark.django_db
def test_join_by_code_brings_a_trainee_into_the_cohort():
    trainee, key = dana(), course()
    services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee)
    group = cohort(key)

    place = services.join_by_code(trainee, group.join_code, by=trainee)

    assert (Enrollment.objects.count(), place.cohort) == (1, group)


@pytest.mark.django_db
def test_invite_sends_each_a_link_of_their_own(django_capture_on_commit_callbacks):
    instructor, key = ivan(), course(entry_way="invitation")

    with django_capture_on_commit_callbacks(execute=True):
        sent = services.invite(["Dana@Example.org ", "lee@example.org", "dana@example.org"], key, by=instructor)

    assert [invitation.email for invitation in sent] == ["dana@example.org", "lee@example.org"]
    assert {message.subject for message in mail.outbox} == {"Your place is ready"}
    assert f"/join/{sent[0].token}/" in mail.outbox[0].body
    assert "Core training" not in mail.outbox[0].subject + mail.outbox[0].body


@pytest.mark.django_db
def test_invite_again_sends_the_same_link():
    instructor, key = ivan(), course()

    (first,) = services.invite(["dana@example.org"], key, by=instructor, at=MONDAY)
    (again,) = services.invite(["dana@example.org"], key, by=instructor, at=FRIDAY)

    assert (again.pk, again.token, again.sent_at) == (first.pk, first.token, FRIDAY)


@pytest.mark.django_db
def test_accept_invitation_takes_the_place_once():
    instructor, key = ivan(), course(entry_way="invitation")
    (invitation,) = services.invite(["dana@example.org"], key, cohort=cohort(key), by=instructor)
    trainee = dana()

    place = services.accept_invitation(invitation, by=trainee, at=FRIDAY)
    again = services.accept_invitation(invitation, by=trainee)

    kept = Invitation.objects.get()
    assert (place.pk, place.way, place.cohort) == (again.pk, "invitation", invitation.cohort)
    assert (kept.accepted_at, kept.accepted_by) == (FRIDAY, trainee)


@pytest.mark.django_db
def test_accept_invitation_is_for_the_address_it_was_sent_to():
    instructor, key = ivan(), course(entry_way="invitation")
    (invitation,) = services.invite(["dana@example.org"], key, by=instructor)

    with pytest.raises(services.OtherAddress):
        services.accept_invitation(invitation, by=person("Lee"))

    assert not Enrollment.objects.exists()


def test_many_presses_are_one_place(racing_db):
    trainee, key = dana(), course()

    outcomes = racing_db(lambda number: services.enroll(trainee, key, way=EntryWay.OPEN, by=trainee).pk, 8)

    assert len(set(outcomes)) == 1
    assert Enrollment.objects.count() == 1


def test_staff_may_close_a_suspended_place_for_good_and_its_trainee_may_not(db):
    place, team = services.enroll(trainee := dana(), course(), way=EntryWay.OPEN, by=trainee), ivan()
    services.suspend(place, by=team)

    with pytest.raises(services.PlaceSuspended):
        services.withdraw(place, by=place.trainee)
    assert services.withdraw(place, by=team).state == "withdrawn"


def test_an_accommodation_that_changes_nothing_is_not_logged(db):
    trainee, team = dana(), ivan()

    assert services.set_accommodation(trainee, Allowance(), reason="Only a note", by=team) is False
    assert not ModelLogEntry.objects.filter(action="courses.accommodate").exists()
    assert allowance_of(trainee.pk) == USUAL


def test_without_an_accommodation_everybody_has_the_usual(db):
    assert allowance_of(dana().pk) == USUAL
