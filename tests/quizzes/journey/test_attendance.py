"""From the list of a session to hours and certificate."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from cms.mail.models import OutboxMail
from courses.catalog.models import CoursePage
from courses.progress import marking
from courses.progress.attendance import MarkHow, MarkKind
from courses.progress.queries import standing
from quizzes.credentials.face import face_of
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import session_credential
from quizzes.hours.models import HoursEntry
from quizzes.journey import attendance
from quizzes.journey.services import TakenByList, mark_activity_done
from tests.builders import (
    cohort,
    course_page,
    dana,
    enrolled,
    icrc,
    ivan,
    lesson_page,
    module_page,
    person,
    session,
)  # fmt: skip

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def evening(db):
    return a_session()


def a_session(**fields):
    course = course_page()
    return session(cohort(course, ivan()), **fields)


def instructor(evening):
    return evening.cohort.instructors.get()


def member(evening, who=None):
    who = who or dana()
    course = CoursePage.objects.get(translation_key=evening.cohort.course_key)
    enrolled(who, course, cohort=evening.cohort)
    return who


def was_there(evening, who, minutes):
    marking.join(evening, by=who, how=MarkHow.LINK, at=evening.starts_at)
    if minutes:
        marking.leave(evening, by=who, how=MarkHow.LINK, at=evening.starts_at + minutes * MINUTE)


def close(evening, at=None):
    return attendance.close(evening, by=instructor(evening), at=at or evening.ends_at + MINUTE)


def correct(evening, who, minutes, reason="Bad line"):
    attendance.correct(evening, who, minutes, reason=reason, by=instructor(evening), at=evening.ends_at + DAY)


def rows(who):
    found = HoursEntry.objects.filter(trainee=who).order_by("sequence")
    return [(entry.minutes, entry.domain, entry.modality, entry.source.split("/", 2)[2:]) for entry in found]


def total(who):
    return sum(entry.minutes for entry in HoursEntry.objects.filter(trainee=who))


def sister(evening, **fields):
    other = cohort(CoursePage.objects.get(translation_key=evening.cohort.course_key), instructor(evening), name="Late")
    fields = {"content_key": evening.content_key, "day": evening.starts_at + 7 * DAY, **fields}
    return session(other, **fields)


def test_closing_brings_the_hours_in_the_way_they_were_taught(evening):
    evening.minutes_by_domain = {"advocacy": 45, "recovery_wellness": 75}
    evening.modality = "in_person"
    evening.save()
    trainee = member(evening)
    was_there(evening, trainee, 100)

    close(evening)

    entries = HoursEntry.objects.order_by("domain")
    assert [(entry.domain, entry.minutes, entry.modality) for entry in entries] == [
        ("advocacy", 45, "in_person"),
        ("recovery_wellness", 75, "in_person"),
    ]
    assert {entry.source for entry in entries} == {f"session:{evening.pk}/person:{trainee.pk}"}
    assert {(entry.completed_at, entry.course_key, entry.title) for entry in entries} == {
        (datetime(2026, 11, 20, 17, tzinfo=UTC), evening.cohort.course_key, "Practice evening")
    }
    assert {(entry.recorded_by, tuple(entry.competencies)) for entry in entries} == {
        (instructor(evening), ("cc02_support",))
    }


@pytest.mark.parametrize(("rule", "minutes"), [("minutes", 60), ("nothing", 0)])
def test_part_of_it_brings_what_the_rule_says(evening, rule, minutes):
    evening.short_rule = rule
    evening.save()
    trainee = member(evening)
    was_there(evening, trainee, 60)

    close(evening)

    assert total(trainee) == minutes


def test_closing_twice_pays_once(evening):
    trainee = member(evening)
    was_there(evening, trainee, 120)

    close(evening)
    with pytest.raises(marking.AlreadyClosed):
        close(evening)
    attendance.settle(evening)

    assert rows(trainee) == [(120, "advocacy", "live_online", [])]


def test_nothing_is_closed_before_it_is_over_or_after_it_was_called_off(evening):
    with pytest.raises(attendance.NotOver):
        close(evening, at=evening.ends_at - MINUTE)
    evening.state = "cancelled"
    evening.save()
    with pytest.raises(attendance.SessionOver):
        close(evening)


def test_a_correction_takes_back_and_enters_anew_each_time_under_its_own_number(evening):
    trainee = member(evening)
    was_there(evening, trainee, 60)
    close(evening)

    correct(evening, trainee, 90)
    correct(evening, trainee, 90)
    correct(evening, trainee, 120)

    assert rows(trainee) == [
        (60, "advocacy", "live_online", []),
        (-60, "advocacy", "live_online", []),
        (90, "advocacy", "live_online", ["again:1"]),
        (-90, "advocacy", "live_online", []),
        (120, "advocacy", "live_online", ["again:2"]),
    ]
    assert HoursEntry.objects.filter(kind="reversed").first().note.text == "Bad line"
    assert OutboxMail.objects.filter(to=trainee.email, subject="One of your entries was corrected").count() == 3


def test_a_correction_to_nothing_only_takes_back(evening):
    trainee = member(evening)
    was_there(evening, trainee, 120)
    close(evening)

    correct(evening, trainee, 0)

    assert (total(trainee), len(rows(trainee))) == (0, 2)


def test_the_same_session_with_another_cohort_makes_up_the_rest_and_is_not_paid_twice(evening):
    trainee, other = member(evening), sister(evening)
    was_there(evening, trainee, 40)
    close(evening)
    was_there(other, trainee, 120)
    close(other)

    assert [minutes for minutes, *_ in rows(trainee)] == [40, 80]
    correct(evening, trainee, 120)
    assert total(trainee) == 120
    correct(evening, trainee, 0)
    assert total(trainee) == 120


def test_writing_brings_what_is_missing_at_ones_own_pace(evening):
    evening.make_up = "written"
    evening.save()
    trainee = member(evening)
    was_there(evening, trainee, 40)
    close(evening)
    work = marking.hand_in(evening, "What I learned", by=trainee, at=evening.ends_at + DAY)

    attendance.decide_make_up(work, accept=True, answer="Thank you", by=instructor(evening), at=evening.ends_at + DAY)

    assert rows(trainee) == [
        (40, "advocacy", "live_online", []),
        (80, "advocacy", "self_paced", ["made-up"]),
    ]
    assert HoursEntry.objects.last().completed_at == work.sent_at
    correct(evening, trainee, 120)
    assert [minutes for minutes, *_ in rows(trainee)] == [40, 80, -40, -80, 120]


def test_what_needs_a_change_brings_nothing_and_the_person_is_told(evening):
    evening.make_up = "written"
    evening.save()
    trainee = member(evening)
    close(evening)
    work = marking.hand_in(evening, "Hm", by=trainee, at=evening.ends_at + DAY)

    attendance.decide_make_up(work, accept=False, answer="Say more", by=instructor(evening))

    assert total(trainee) == 0
    assert OutboxMail.objects.filter(to=trainee.email, subject="Your instructor left you a note").count() == 1


def certified(**fields):
    return a_session(gives_certificate=True, qualification="Certified trainer", objectives=["say a kind no"], **fields)


def test_who_was_there_for_all_of_it_gets_a_certificate_and_nobody_else(db):
    evening = certified()
    evening.instructor = instructor(evening)
    evening.save()
    whole, part = member(evening), member(evening, person("Sam", legal_name="Sam Hill"))
    was_there(evening, whole, 120)
    was_there(evening, part, 60)

    close(evening)

    [credential] = Credential.objects.all()
    face = face_of(credential)
    assert (credential.kind, credential.trainee, face.name) == ("session", whole, "Dana Brooks")
    assert (face.title, face.minutes, face.modalities) == ("Practice evening", 120, ["Live online"])
    assert (face.instructor, face.qualification, face.objectives) == (
        "Ivan Petrov", "Certified trainer", ["say a kind no"],
    )  # fmt: skip
    assert face.finished_on.isoformat() == "2026-11-20"


def test_a_certificate_waits_for_a_name(db):
    evening = certified()
    trainee = member(evening, dana(legal_name=""))
    was_there(evening, trainee, 120)
    evening = close(evening)
    assert not Credential.objects.exists()
    trainee.legal_name = "Dana Brooks"
    trainee.save()

    first, second = (attendance.certify(evening, trainee) for _ in range(2))

    assert first == second == Credential.objects.get()
    assert total(trainee) == 120


def test_a_corrected_list_takes_the_certificate_back_and_issues_a_new_one(db):
    evening = certified()
    trainee, source = member(evening), f"session:{evening.pk}/person:"
    was_there(evening, trainee, 120)
    close(evening)

    correct(evening, trainee, 30)
    assert session_credential(f"{source}{trainee.pk}") is None
    correct(evening, trainee, 120)

    old, new = Credential.objects.order_by("pk")
    assert [event.kind for event in old.events.all()] == ["issued", "revoked"]
    assert session_credential(f"{source}{trainee.pk}") == new


@pytest.fixture
def live_lesson(db):
    """A module of one live lesson, and the session that stands for it."""
    course = course_page()
    module = module_page(course, lessons=0, minutes=10, publish=False)
    lesson = lesson_page(module, "Live practice", modality="live_online")
    module.save_revision().publish()
    group = cohort(course, ivan())
    return session(group, activity_key=lesson.translation_key, short_rule="nothing")


def test_a_session_that_stands_for_a_lesson_finishes_it_and_the_module_pays(live_lesson):
    trainee = member(live_lesson)
    place = trainee.enrollments.get()
    was_there(live_lesson, trainee, 120)

    close(live_lesson)

    assert standing(place).has(live_lesson.activity_key)
    assert [(minutes, modality) for minutes, _, modality, _ in rows(trainee)] == [(10, "live_online")]
    assert "session" not in HoursEntry.objects.get().source


def test_nobody_marks_such_a_lesson_themselves(live_lesson):
    trainee = member(live_lesson)

    with pytest.raises(TakenByList):
        mark_activity_done(trainee.enrollments.get(), live_lesson.activity_key, by=trainee)


def test_a_correction_opens_the_lesson_again_and_back(live_lesson):
    trainee = member(live_lesson)
    was_there(live_lesson, trainee, 120)
    close(live_lesson)

    correct(live_lesson, trainee, 0)
    assert (standing(trainee.enrollments.get()).has(live_lesson.activity_key), total(trainee)) == (False, 0)
    correct(live_lesson, trainee, 120)
    assert (standing(trainee.enrollments.get()).has(live_lesson.activity_key), total(trainee)) == (True, 10)


def test_what_a_closing_did_not_come_to_the_schedule_finishes(evening, monkeypatch):
    monkeypatch.setattr(attendance, "AT_ONCE", 1)
    people = [member(evening, person(name)) for name in ("Ann", "Bob", "Cleo")]
    for who in people:
        was_there(evening, who, 120)

    evening = close(evening)
    evening.refresh_from_db()
    assert (HoursEntry.objects.count(), evening.settled_at) == (1, None)
    attendance.settle_closed()
    evening.refresh_from_db()

    assert [total(who) for who in people] == [120, 120, 120]
    assert evening.settled_at is not None
    assert attendance.settle_closed() == 0


def test_live_hours_reach_a_program_that_counts_only_live_ones(evening):
    from quizzes.hours.facts import facts_of

    icrc()
    trainee = member(evening)
    was_there(evening, trainee, 120)
    close(evening)

    [entry] = facts_of(trainee).entries
    assert (entry.modality, entry.minutes, entry.completed_on.isoformat()) == ("live_online", 120, "2026-11-20")


def test_a_night_that_repeats_an_hour_pays_its_real_minutes(db):
    evening = a_session(day=datetime(2026, 11, 1, 4, tzinfo=UTC), minutes=240)
    trainee = member(evening)
    was_there(evening, trainee, 240)

    close(evening)

    assert total(trainee) == 240


def test_twenty_closings_at_once_pay_once(racing_db):
    evening = certified()
    people = [member(evening, person(name, legal_name=f"{name} Hill")) for name in ("Ann", "Bob", "Cleo")]
    for who in people:
        marking.keep_list(
            evening, {who: marking.Word(MarkKind.PRESENT, 120)}, by=instructor(evening), at=evening.ends_at
        )
    leader = instructor(evening)

    outcomes = racing_db(lambda _: attendance.close(evening, by=leader, at=evening.ends_at + MINUTE), 20)

    assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyClosed"] * 19 + ["Session"]
    assert [total(who) for who in people] == [120, 120, 120]
    assert (HoursEntry.objects.count(), Credential.objects.count()) == (3, 3)


def test_corrections_and_settling_at_once_leave_the_right_sum(racing_db):
    evening = a_session()
    trainee, leader = member(evening), instructor(evening)
    was_there(evening, trainee, 120)
    close(evening)

    def disturb(number):
        if number % 2:
            return attendance.settle(evening)
        return attendance.correct(evening, trainee, 10 * number, reason="Bad line", by=leader)

    outcomes = racing_db(disturb, 12)

    last = evening.marks.order_by("-number").first()
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert total(trainee) == (last.minutes if last.minutes < 96 else 120)
    sequences = HoursEntry.objects.order_by("sequence").values_list("sequence", flat=True)
    assert all(after == before + 1 for before, after in pairwise(sequences))
