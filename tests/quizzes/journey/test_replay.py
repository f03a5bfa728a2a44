"""Scenario 12: a course or a board's rules that change later change nothing that was finished before; every figure and
every file comes out of the records again, byte for byte. `HEARTEN_ROUNDS=1000` replays a thousand people."""

import os
from datetime import UTC, datetime

import pytest

from courses.catalog.models import CoursePage, LessonPage, ModulePage
from quizzes.credentials import badges, queries
from quizzes.credentials.face import face_of
from quizzes.credentials.packets import packet_of
from quizzes.credentials.pdf import certificate_pdf
from quizzes.hours.facts import facts_of
from quizzes.hours.verify import links_of
from quizzes.journey.services import mark_activity_done, sign_attestation
from quizzes.programs.queries import pursuit_of
from quizzes.programs.rules import evaluate
from quizzes.programs.services import choose, freeze_program
from tests.builders import course_page, dana, enrolled, icrc, module_page, prose, site

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
ROUNDS = int(os.environ.get("HEARTEN_ROUNDS", "3"))
# Drawing a PDF takes longer than all the rest.
PDFS = 3


def finished(course, module, program, number):
    trainee = dana(email=f"dana{number}@example.org")
    place = enrolled(trainee, course)
    for lesson in LessonPage.objects.child_of(module):
        mark_activity_done(place, lesson.translation_key, by=trainee, at=NOON)
    sign_attestation(place, signed_name="Dana Brooks", at=NOON)
    choose(trainee, program, at=NOON)
    return trainee


def told(trainee, number: int) -> list:
    """All that a board, an employer or the person themselves is told."""
    credential = queries.find(trainee.credentials.get().public_id)
    pursuit = pursuit_of(trainee)
    standings = evaluate(pursuit.program_version.payload, facts_of(trainee, today=NOON.date()))
    papers = [certificate_pdf(face_of(credential)), packet_of(trainee, at=NOON)] if number < PDFS else []
    return [
        links_of(trainee), face_of(credential), badges.badge(credential), queries.is_genuine(credential), standings,
        *papers,
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_was_finished_comes_out_byte_for_byte_after_everything_changed():
    site()
    course, program = course_page(approvals=[{"board": "Ohio", "number": "7", "hours": ""}]), icrc()
    module = module_page(course)
    people = [finished(course, module, program, number) for number in range(ROUNDS)]
    before = [told(trainee, number) for number, trainee in enumerate(people)]

    _change_everything(course, module, program)

    after = [told(trainee, number) for number, trainee in enumerate(people)]
    assert [number for number in range(ROUNDS) if after[number] != before[number]] == []
    assert all(facts[3] for facts in after)
    # Whoever comes now meets the new ones.
    new = told(finished(course, module, program.program.versions.latest("number"), "new"), 0)
    assert new[1].title == "Another course"
    assert new[1].minutes == 20
    assert new[4] != after[0][4]


def _change_everything(course, module, program) -> None:
    lesson = LessonPage.objects.child_of(module).get()
    lesson.title, lesson.minutes, lesson.body = "Another lesson", 20, [prose(3000)]
    lesson.save_revision().publish()
    page = ModulePage.objects.get(pk=module.pk)
    page.title, page.minutes, page.domain = "Another module", 20, "ethical_responsibility"
    page.save_revision().publish()
    page = CoursePage.objects.get(pk=course.pk)
    page.title, page.instructor_name, page.objectives = "Another course", "Somebody Else", ["do other things"]
    page.approvals = [{"board": "Ohio", "number": "8", "hours": ""}]
    page.save_revision().publish()
    rules = program.program
    rules.minutes_in_hour = 50
    rules.save()
    freeze_program(rules, by=None)
