from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from courses.enrollments.models import Invitation
from tests.builders import (
    cohort,
    course_page,
    dana,
    enrolled,
    in_role,
    ivan,
    lesson_page,
    module_page,
    person,
    question,
)

pytestmark = pytest.mark.django_db


def home(client, user) -> str:
    client.force_login(user)
    return client.get("/admin/").content.decode()


def test_home_is_one_calm_line_when_nothing_waits(client):
    text = home(client, ivan())

    assert "No drafts and no invitations wait for you right now." in text
    assert "May want a hello" not in text
    assert "Your drafts" not in text


def test_waiting_counts_open_invitations_of_my_cohorts(client):
    leader, course = ivan(), course_page()
    mine, theirs = cohort(course, leader), cohort(course, in_role("Olga", "instructor"))
    for group in (mine, theirs):
        Invitation.objects.create(
            email="asked@example.org",
            course_key=group.course_key,
            cohort=group,
            invited_by=leader,
            sent_at=timezone.now() - timedelta(days=3),
        )

    text = home(client, leader)

    assert "1 invitation not taken up" in text
    assert "oldest: 3 days ago" in text


# Wagtail 8.0 mails the reviewers through what Django 6.1 has deprecated.
@pytest.mark.filterwarnings("ignore:get_connection")
def test_waiting_counts_drafts_sent_for_moderation(client):
    reviewer, writer = in_role("Rosa", "reviewer"), ivan()
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.add(reviewer.groups.get())
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    lesson = lesson_page(module_page(course_page()), "Draft lesson", publish=False)
    lesson.save_revision(user=writer)
    workflow.start(lesson, writer)

    text = home(client, reviewer)

    assert "1 draft to look at" in text
    assert 'href="#awaiting-review-section"' in text
    assert 'id="awaiting-review-section"' in text


def test_hello_names_the_quiet_people_of_my_cohorts_only(client):
    leader, course = ivan(), course_page()
    module_page(course)
    mine, theirs = cohort(course, leader), cohort(course, in_role("Olga", "instructor"))
    long_ago = timezone.now() - timedelta(days=20)
    enrolled(dana(), course, cohort=mine, enrolled_at=long_ago)
    enrolled(person("Fresh"), course, cohort=mine)
    enrolled(person("Elsewhere"), course, cohort=theirs, enrolled_at=long_ago)

    text = home(client, leader)

    assert "Spring evening: No step in 20 days" in text
    assert "Dana" in text
    assert "Fresh" not in text
    assert "Elsewhere" not in text


def test_drafts_are_those_i_touched_last(client):
    me, other = ivan(), in_role("Olga", "instructor")
    module = module_page(course_page())
    for title, writer in (("My lesson", me), ("Her lesson", other)):
        lesson_page(module, title, publish=False).save_revision(user=writer)
    mine = question(stem="Why this?", live=False, why="")
    mine.save_revision(user=me)

    text = home(client, me)
    panel = text[text.index('id="your-drafts-section"') :].split("</section>")[0]

    assert "My lesson" in panel
    assert "Her lesson" not in panel
    assert "Why this?" in panel
    assert "needs a “why”" in panel
