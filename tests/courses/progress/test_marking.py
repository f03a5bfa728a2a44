"""Taking attendance."""

from datetime import timedelta

import pytest

from courses.progress import marking
from courses.progress.attendance import MakeUpState, MarkHow, MarkKind
from courses.progress.models import AttendanceMark
from courses.progress.presence import presence_in, sessions_for, sheet
from tests.builders import cohort, course_page, dana, enrolled, ivan, person, session

LINK, MINUTE, DAY = MarkHow.LINK, timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def evening(db):
    course = course_page()
    return session(cohort(course, ivan()), make_up="session")


@pytest.fixture
def trainee(evening):
    return member(evening, dana())


def member(evening, who):
    enrolled(who, course_of(evening), cohort=evening.cohort)
    return who


def course_of(evening):
    from courses.catalog.models import CoursePage

    return CoursePage.objects.get(translation_key=evening.cohort.course_key)


def after(evening, minutes):
    return evening.starts_at + minutes * MINUTE


def joined(evening, who, start, end):
    marking.join(evening, by=who, how=LINK, at=after(evening, start))
    marking.leave(evening, by=who, how=LINK, at=after(evening, end))


def closed(evening):
    evening.state, evening.closed_at = "closed", evening.ends_at
    evening.save()
    return evening


def sister(evening, **fields):
    """The same session a week later with another cohort."""
    other = cohort(course_of(evening), evening.cohort.instructors.get(), name="Morning")
    return session(other, day=evening.starts_at + 7 * DAY, content_key=evening.content_key, **fields)


def test_coming_back_adds_up(evening, trainee):
    joined(evening, trainee, 0, 30)
    joined(evening, trainee, 60, 120)

    assert presence_in(evening, trainee).minutes == 90


def test_joining_twice_is_the_same_joining(evening, trainee):
    first = marking.join(evening, by=trainee, how=LINK, at=after(evening, 0))

    assert marking.join(evening, by=trainee, how=LINK, at=after(evening, 3)) == first
    assert AttendanceMark.objects.count() == 1


@pytest.mark.parametrize("minute", [-16, 121, 136])
def test_nobody_joins_too_early_or_when_it_is_over(evening, trainee, minute):
    with pytest.raises(marking.DoorClosed):
        marking.join(evening, by=trainee, how=LINK, at=after(evening, minute))


def test_leaving_can_be_said_until_a_little_after_the_end(evening, trainee):
    marking.join(evening, by=trainee, how=LINK, at=after(evening, 0))

    with pytest.raises(marking.DoorClosed):
        marking.leave(evening, by=trainee, how=LINK, at=after(evening, 136))
    marking.leave(evening, by=trainee, how=LINK, at=after(evening, 135))
    assert presence_in(evening, trainee).minutes == 120


def test_leaving_without_joining_is_nothing(evening, trainee):
    assert marking.leave(evening, by=trainee, how=LINK, at=after(evening, 5)) is None


def test_nobody_joins_what_was_called_off(evening, trainee):
    evening.state = "cancelled"
    evening.save()

    with pytest.raises(marking.DoorClosed):
        marking.join(evening, by=trainee, how=LINK, at=after(evening, 0))


def test_who_never_left_counts_to_the_end_only_by_the_word_of_the_instructor(evening, trainee):
    who = evening.cohort.instructors.get()
    marking.join(evening, by=trainee, how=LINK, at=after(evening, 0))
    marking.still_here(evening, by=trainee, how=LINK, at=after(evening, 40))

    assert presence_in(evening, trainee).minutes == 40
    with pytest.raises(marking.DoorClosed):
        marking.stayed_to_the_end(evening, by=who, at=after(evening, 60))
    assert marking.stayed_to_the_end(evening, by=who, at=after(evening, 500)) == 1
    assert marking.stayed_to_the_end(evening, by=who, at=after(evening, 501)) == 0
    assert presence_in(evening, trainee).minutes == 120


def test_the_list_is_kept_once_and_changed_by_adding(evening, trainee):
    who, at = evening.cohort.instructors.get(), after(evening, 130)
    here = {trainee: marking.Word(MarkKind.PRESENT, 110)}

    assert [marking.keep_list(evening, here, by=who, at=at) for _ in range(2)] == [1, 0]
    marking.keep_list(evening, {trainee: marking.Word(MarkKind.EXCUSED)}, by=who, at=at)

    [line] = sheet(evening)
    assert [(mark.kind, mark.minutes, mark.by) for mark in line.marks] == [
        ("present", 110, who),
        ("excused", 0, who),
    ]
    assert (line.presence.minutes, line.credited) == (0, 0)


def test_a_closed_list_is_corrected_with_a_reason_and_keeps_what_stood_there(evening, trainee):
    who = evening.cohort.instructors.get()
    joined(evening, trainee, 0, 30)
    with pytest.raises(marking.DoorClosed):
        marking.correct(evening, trainee, 60, reason="Bad line", by=who)
    closed(evening)

    with pytest.raises(marking.AlreadyClosed):
        marking.keep_list(evening, {trainee: marking.Word(MarkKind.PRESENT, 60)}, by=who, at=after(evening, 200))
    mark = marking.correct(evening, trainee, 60, reason="Bad line", by=who, at=after(evening, 200))

    assert (mark.note.text, mark.by, presence_in(evening, trainee).minutes) == ("Bad line", who, 60)
    assert [mark.kind for mark in sheet(evening)[0].marks] == ["joined", "left", "corrected"]


def test_who_missed_it_may_come_to_the_same_session_of_another_cohort(evening, trainee):
    other, at = sister(evening), evening.ends_at + DAY

    assert set(sessions_for(trainee)) == {evening, other}
    marking.plan_to_come(other, is_coming=True, by=trainee, at=at)
    assert marking.plan_to_come(other, is_coming=True, by=trainee, at=at) is None
    assert [(line.person, line.is_guest) for line in sheet(other)] == [(trainee, True)]
    marking.plan_to_come(other, is_coming=False, by=trainee, at=at)

    assert not presence_in(other, trainee).is_coming


@pytest.mark.parametrize("why", ["was there", "not over", "too late", "no such rule", "a stranger"])
def test_nobody_else_may(evening, trainee, why):
    other, at, who = sister(evening), evening.ends_at + DAY, trainee
    if why == "was there":
        joined(evening, trainee, 0, 120)
    elif why == "not over":
        at = evening.starts_at
    elif why == "too late":
        evening.make_up_days = 6
    elif why == "no such rule":
        evening.make_up = "none"
    else:
        who = person("Sam")
    evening.save()

    with pytest.raises(marking.NothingToMakeUp):
        marking.plan_to_come(other, is_coming=True, by=who, at=at)


def test_a_full_session_takes_nobody_in(evening, trainee):
    other = sister(evening, capacity=1)
    member(other, person("Sam"))

    with pytest.raises(marking.SessionFull):
        marking.plan_to_come(other, is_coming=True, by=trainee, at=evening.ends_at + DAY)


def test_writing_makes_up_a_closed_session_in_time(evening, trainee):
    evening.make_up, at = "written", evening.ends_at + DAY
    evening.save()
    with pytest.raises(marking.NothingToMakeUp):
        marking.hand_in(evening, "Too early", by=trainee, at=at)
    closed(evening)

    work = marking.hand_in(evening, "What I learned", by=trainee, at=at)
    marking.decide_work(work, accept=False, answer="Say more", by=ivan(email="other@example.org"), at=at)
    again = marking.hand_in(evening, "What I learned, and more", by=trainee, at=at + DAY)

    assert (again.pk, again.state, again.text) == (work.pk, MakeUpState.WAITING, "What I learned, and more")
    with pytest.raises(marking.NothingToMakeUp):
        marking.hand_in(evening, "Too late", by=trainee, at=at + 31 * DAY)


def test_work_is_decided_once(evening, trainee):
    evening.make_up, who = "written", evening.cohort.instructors.get()
    closed(evening)
    work = marking.hand_in(evening, "Words", by=trainee, at=evening.ends_at + DAY)

    marking.decide_work(work, accept=True, answer="", by=who)

    with pytest.raises(marking.AlreadyClosed):
        marking.decide_work(work, accept=False, answer="", by=who)
    with pytest.raises(marking.NothingToMakeUp):
        marking.hand_in(evening, "More", by=trainee, at=evening.ends_at + DAY)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_with_more_people(evening, count, django_assert_num_queries):
    for number in range(count):
        joined(evening, member(evening, person(f"P{number}")), 0, 60)

    with django_assert_num_queries(4):
        assert len(sheet(evening)) == count


def test_twenty_presses_at_once_are_one_joining(racing_db):
    evening = session(cohort(course_page()))
    trainee = member(evening, dana())

    outcomes = racing_db(lambda _: marking.join(evening, by=trainee, how=LINK, at=after(evening, 1)), 20)

    assert {type(each) for each in outcomes} == {AttendanceMark}
    assert AttendanceMark.objects.count() == 1
