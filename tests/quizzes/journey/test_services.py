from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from cms.mail.models import OutboxMail
from courses.catalog.models import CoursePage, LessonPage
from courses.enrollments.services import withdraw
from courses.progress.models import Completion, Result
from courses.progress.queries import standing
from courses.progress.rules import ResultState
from quizzes.credentials.face import face_of
from quizzes.credentials.models import Credential
from quizzes.hours import queries as hours
from quizzes.hours.models import HoursEntry
from quizzes.hours.verify import verify
from quizzes.journey import queries, services
from tests.builders import course_page, dana, enrolled, ivan, module_page, question, quiz_page

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


def lessons(module):
    return [page.translation_key for page in LessonPage.objects.child_of(module).order_by("path")]


def place(*, modules=1, lessons_each=2, **fields):
    """Dana's place in a course whose modules follow one another."""
    course = course_page(**fields)
    made = []
    for number in range(1, modules + 1):
        before = {"opens_after": made[-1]} if made else {}
        made.append(module_page(course, f"Module {number}", lessons_each, **before))
    return enrolled(dana(), course), made


def finish_all(enrollment, modules, at=NOON):
    for module in modules:
        for key in lessons(module):
            outcome = services.mark_activity_done(enrollment, key, by=enrollment.trainee, at=at)
    return outcome


@pytest.mark.django_db
def test_marking_one_of_two_lessons_brings_no_hours_yet():
    enrollment, (module,) = place()

    outcome = services.mark_activity_done(enrollment, lessons(module)[0], by=enrollment.trainee, at=NOON)

    assert outcome == services.Outcome()
    assert standing(enrollment).done == {lessons(module)[0]}
    assert HoursEntry.objects.count() == 0


@pytest.mark.django_db
def test_marking_the_last_lesson_brings_the_modules_hours():
    enrollment, (module,) = place()

    outcome = finish_all(enrollment, [module])

    (entry,) = HoursEntry.objects.all()
    assert outcome.entries == [entry]
    assert (entry.minutes, entry.domain, entry.modality) == (20, "advocacy", "self_paced")
    assert entry.source == f"enrollment:{enrollment.pk}/module:{module.translation_key}"
    assert (entry.title, entry.competencies) == ("Module 1", ["cc01_relationships"])
    assert (entry.completed_at, entry.module_version.module_key) == (NOON, module.translation_key)
    assert list(verify()) == []


@pytest.mark.django_db
def test_marking_again_pays_nothing_again():
    enrollment, (module,) = place()
    finish_all(enrollment, [module])

    outcome = finish_all(enrollment, [module], at=NOON + timedelta(days=9))

    assert outcome.entries == []
    assert (HoursEntry.objects.count(), Completion.objects.count()) == (1, 2)


@pytest.mark.django_db
def test_a_later_version_of_the_module_pays_nothing_again():
    enrollment, (module,) = place()
    finish_all(enrollment, [module])
    module.domain, module.title = "recovery_wellness", "Module 1, better"
    module.save_revision().publish()

    finish_all(enrollment, [module])

    assert hours.minutes_by_domain(enrollment.trainee) == {"advocacy": 20}


@pytest.mark.django_db
def test_marking_refuses_a_module_that_opens_later():
    enrollment, (_, second) = place(modules=2)

    with pytest.raises(services.ActivityNotOpen):
        services.mark_activity_done(enrollment, lessons(second)[0], by=enrollment.trainee)

    assert Completion.objects.count() == 0


@pytest.mark.django_db
def test_marking_refuses_what_the_course_does_not_have():
    enrollment, (module,) = place()
    other = module_page(course_page("Other course"), "Elsewhere")

    for key in (lessons(other)[0], module.translation_key):
        with pytest.raises(services.UnknownActivity):
            services.mark_activity_done(enrollment, key, by=enrollment.trainee)


@pytest.mark.django_db
def test_a_quiz_is_not_marked_done_by_its_taker():
    enrollment, (module,) = place()
    quiz = quiz_page(module, [question()])

    with pytest.raises(services.UnknownActivity):
        services.mark_activity_done(enrollment, quiz.translation_key, by=enrollment.trainee)


@pytest.mark.django_db
def test_marking_refuses_who_has_left():
    enrollment, (module,) = place()
    withdraw(enrollment, by=enrollment.trainee)

    with pytest.raises(services.NotEnrolled):
        services.mark_activity_done(enrollment, lessons(module)[0], by=enrollment.trainee)


@pytest.mark.django_db
def test_done_can_be_taken_back_before_credit():
    enrollment, (module,) = place()
    services.mark_activity_done(enrollment, lessons(module)[0], by=enrollment.trainee)

    services.take_back_activity(enrollment, lessons(module)[0], by=enrollment.trainee)

    assert standing(enrollment).done == frozenset()
    assert Completion.objects.count() == 2


@pytest.mark.django_db
def test_done_stays_done_after_credit():
    enrollment, (module,) = place()
    finish_all(enrollment, [module])

    with pytest.raises(services.AlreadyCredited):
        services.take_back_activity(enrollment, lessons(module)[0], by=enrollment.trainee)

    assert standing(enrollment).done == set(lessons(module))


@pytest.mark.django_db
def test_taking_back_refuses_an_unknown_lesson_and_who_has_left():
    enrollment, (module,) = place()
    with pytest.raises(services.UnknownActivity):
        services.take_back_activity(enrollment, module.translation_key, by=enrollment.trainee)
    withdraw(enrollment, by=enrollment.trainee)

    with pytest.raises(services.NotEnrolled):
        services.take_back_activity(enrollment, lessons(module)[0], by=enrollment.trainee)


def with_quiz():
    enrollment, (module,) = place(lessons_each=1)
    quiz = quiz_page(module, [question()])
    module.minutes = 25
    module.save_revision().publish()
    return enrollment, module, quiz.translation_key


def post(enrollment, key, state, source="attempt:1", at=NOON):
    return services.post_result(
        enrollment, key, state=state, score=Decimal(8), possible=Decimal(10), source=source, at=at
    )


@pytest.mark.django_db
def test_a_passed_quiz_completes_the_module():
    enrollment, module, quiz = with_quiz()
    finish_all(enrollment, [module])

    outcomes = [post(enrollment, quiz, state) for state in (ResultState.STARTED, ResultState.PASSED)]

    assert [outcome.minutes for outcome in outcomes] == [0, 25]
    assert Result.objects.filter(module_key=module.translation_key).count() == 2


@pytest.mark.django_db
def test_a_result_told_twice_earns_once():
    enrollment, module, quiz = with_quiz()
    finish_all(enrollment, [module])

    outcomes = [post(enrollment, quiz, ResultState.PASSED).minutes for _ in range(3)]

    assert outcomes == [25, 0, 0]
    assert (Result.objects.count(), HoursEntry.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_not_yet_earns_nothing():
    enrollment, module, quiz = with_quiz()
    finish_all(enrollment, [module])

    assert post(enrollment, quiz, ResultState.NOT_YET) == services.Outcome()
    assert HoursEntry.objects.count() == 0


@pytest.mark.django_db
def test_a_quiz_begins_only_where_the_module_is_open_and_the_place_held():
    enrollment, (first, second) = place(modules=2, lessons_each=1)
    quiz = quiz_page(second, [question()])

    with pytest.raises(services.ActivityNotOpen):
        post(enrollment, quiz.translation_key, ResultState.STARTED)
    with pytest.raises(services.UnknownActivity):
        post(enrollment, first.translation_key, ResultState.STARTED)
    withdraw(enrollment, by=enrollment.trainee)
    with pytest.raises(services.NotEnrolled):
        post(enrollment, quiz.translation_key, ResultState.STARTED)

    assert Result.objects.count() == 0


@pytest.mark.django_db
def test_what_was_begun_may_be_finished_after_leaving():
    enrollment, module, quiz = with_quiz()
    finish_all(enrollment, [module])
    post(enrollment, quiz, ResultState.STARTED)
    withdraw(enrollment, by=enrollment.trainee)

    assert post(enrollment, quiz, ResultState.PASSED).minutes == 25


@pytest.mark.django_db
def test_signing_waits_for_the_last_module():
    enrollment, (first, _) = place(modules=2)
    finish_all(enrollment, [first])

    with pytest.raises(services.CourseNotFinished):
        services.sign_attestation(enrollment, signed_name="Dana Brooks")


@pytest.mark.django_db
def test_signing_refuses_who_has_left():
    enrollment, modules = place()
    finish_all(enrollment, modules)
    withdraw(enrollment, by=enrollment.trainee)

    with pytest.raises(services.NotEnrolled):
        services.sign_attestation(enrollment, signed_name="Dana Brooks")


@pytest.mark.django_db
def test_learned_and_signed_without_an_evaluation_is_a_certificate():
    enrollment, modules = place()
    finish_all(enrollment, modules)

    outcome = services.sign_attestation(enrollment, signed_name="Dana Brooks", at=NOON)

    assert outcome.credential == Credential.objects.get()
    attestation = queries.course_finish(enrollment).attestation
    assert (attestation.statement, attestation.signed_name) == ("I did this work myself.", "Dana Brooks")


@pytest.mark.django_db
def test_the_certificate_waits_for_the_evaluation():
    enrollment, modules = place()
    evaluation = quiz_page(modules[0].get_parent(), [question("survey")], "Your view", purpose="evaluation")
    finish_all(enrollment, modules)

    assert services.sign_attestation(enrollment, signed_name="Dana Brooks").credential is None

    outcome = services.post_result(
        enrollment, evaluation.translation_key, state=ResultState.DONE, source=f"evaluation:{enrollment.pk}"
    )
    assert outcome.credential == Credential.objects.get()
    assert outcome.entries == []


@pytest.mark.django_db
def test_the_certificate_freezes_what_it_prints():
    enrollment, modules = place(instructor_qualification="Certified peer specialist")
    finish_all(enrollment, modules)
    credential = services.sign_attestation(enrollment, signed_name="Dana Brooks", at=NOON).credential

    course = modules[0].get_parent().specific
    course.title, course.instructor_name = "Renamed", "Someone else"
    course.save_revision().publish()

    assert credential.snapshot == Credential.objects.get().snapshot
    kept = {
        name: credential.snapshot[name]
        for name in ("title", "instructor", "qualification", "objectives", "statement", "modalities", "hours",
                     "minutes", "finished_on", "issued_on", "language", "modules", "expires_on")
    }  # fmt: skip
    assert kept == {
        "title": "Core training",
        "instructor": "Ivan Petrov",
        "qualification": "Certified peer specialist",
        "objectives": ["walk beside people"],
        "statement": "I did this work myself.",
        "modalities": ["At your own pace"],
        "hours": [{"domain": "advocacy", "label": "Advocacy", "minutes": 20}],
        "minutes": 20,
        "finished_on": "2026-11-23",
        "issued_on": "2026-11-23",
        "language": "en",
        "modules": 1,
        "expires_on": "",
    }
    assert "Dana" not in str(credential.snapshot)


@pytest.mark.django_db
def test_the_certificate_is_announced_once(django_capture_on_commit_callbacks):
    enrollment, modules = place()
    finish_all(enrollment, modules)
    for _ in range(3):
        services.sign_attestation(enrollment, signed_name="Dana Brooks")

    (mail,) = OutboxMail.objects.all()
    assert (mail.to, mail.subject) == ("dana@example.org", "Your certificate is ready to download")
    assert f"/certificates/{Credential.objects.get().public_id}/" in mail.body


@pytest.mark.django_db
def test_hours_do_not_depend_on_who_marks_for_whom():
    enrollment, (module,) = place(lessons_each=1)
    teacher = ivan()

    services.mark_activity_done(enrollment, lessons(module)[0], by=teacher)

    entry = HoursEntry.objects.get()
    assert (entry.trainee, entry.recorded_by) == (enrollment.trainee, teacher)


def test_two_tabs_that_finish_the_last_two_lessons_at_once_pay_once(racing_db):
    enrollment, (module,) = place(lessons_each=6)
    keys = lessons(module)

    outcomes = racing_db(
        lambda number: services.mark_activity_done(enrollment, keys[number % 6], by=enrollment.trainee), 12
    )

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert sum(outcome.minutes for outcome in outcomes) == 60
    assert HoursEntry.objects.count() == 1


def test_twenty_workers_make_one_certificate(racing_db):
    enrollment, modules = place()
    finish_all(enrollment, modules)

    outcomes = racing_db(lambda number: services.sign_attestation(enrollment, signed_name="Dana Brooks"), 20)

    assert {outcome.credential.public_id for outcome in outcomes} == {Credential.objects.get().public_id}
    assert OutboxMail.objects.count() == 1


@pytest.mark.django_db
def test_a_result_told_later_dates_hours_to_when_the_module_was_done():
    enrollment, module, quiz = with_quiz()
    later, much_later = NOON + timedelta(hours=3), NOON + timedelta(days=40)
    services.mark_activity_done(enrollment, lessons(module)[0], by=enrollment.trainee, at=later)

    outcome = services.post_result(
        enrollment, quiz, state=ResultState.PASSED, source="attempt:1", at=NOON, recorded_at=much_later
    )

    assert {(entry.completed_at, entry.recorded_at) for entry in outcome.entries} == {(later, much_later)}
    assert [result.at for result in Result.objects.all()] == [NOON]


@pytest.mark.django_db
def test_hours_taken_back_leave_the_quiz_open_and_can_be_earned_again_once():
    enrollment, module, quiz = with_quiz()
    finish_all(enrollment, [module])
    earned = post(enrollment, quiz, ResultState.PASSED).minutes
    rosa = ivan()

    taken = services.take_back_hours(
        enrollment, quiz, module.translation_key, source="doubt:1", reason="Key changed", by=rosa, at=NOON
    )

    assert sum(entry.minutes for entry in taken) == -earned
    assert not standing(enrollment).has(quiz)
    assert finish_all(enrollment, [module]).entries == []
    assert post(enrollment, quiz, ResultState.PASSED, source="attempt:2").minutes == earned
    assert finish_all(enrollment, [module]).entries == []
    assert sum(hours.minutes_by_domain(enrollment.trainee).values()) == earned
    assert list(verify()) == []


@pytest.mark.django_db
def test_taking_back_hours_twice_takes_once():
    enrollment, module, quiz = with_quiz()
    finish_all(enrollment, [module])
    post(enrollment, quiz, ResultState.PASSED)

    def take_back():
        return services.take_back_hours(
            enrollment, quiz, module.translation_key, source="doubt:1", reason="r", by=enrollment.trainee, at=NOON
        )

    assert len(take_back()) == 1
    assert take_back() == []


@pytest.mark.django_db
def test_a_certificate_keeps_the_boards_numbers_of_its_day():
    enrollment, modules = place(approvals=[{"board": "Ohio MHAS", "number": "PRS-14", "hours": "46"}])
    finish_all(enrollment, modules)
    credential = services.sign_attestation(enrollment, signed_name="Dana Brooks", at=NOON).credential

    CoursePage.objects.update(approvals=[{"board": "Ohio MHAS", "number": "PRS-99", "hours": ""}])

    assert face_of(credential).approved_by == ["Ohio MHAS, course number PRS-14"]
