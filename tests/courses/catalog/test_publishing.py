"""Every door to going live asks for faults, and freezes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.operations.services import publish_scheduled
from cms.records.publishing import CannotPublish
from courses.catalog.models import LessonPage, ModuleVersion
from tests.builders import course_page, dana, ivan, lesson_page, module_page, prose

pytestmark = pytest.mark.django_db

TOO_SHORT = "The page says 30 minutes, and its parts add up to 1 minute. Bring them within a tenth of each other."


@pytest.fixture
def editor(client):
    """The CMS as Ivan sees it."""
    client.force_login(ivan())
    return client


@pytest.fixture
def module(db):
    return module_page(course_page(), lessons=2)


def faulty_lesson(module, title="Too short", **fields):
    return lesson_page(module, title, publish=False, minutes=30, body=[prose(150)], **fields)


def sizes_of_versions(module) -> list[int]:
    versions = ModuleVersion.objects.filter(module_key=module.translation_key).order_by("number")
    return [len(version.payload["activities"]) for version in versions]


def lesson_form(**changes) -> dict:
    """What the page editor sends for a lesson with one minute of reading."""
    body = streamfield([("prose", rich_text(f"<p>{'hope ' * 150}</p>"))])
    fields = {"title": "Too short", "slug": "too-short", "aims": "tell roles apart", "body": body, "minutes": "30"}
    fields |= {"modality": "self_paced", "comments": inline_formset([])}
    return nested_form_data({**fields, **changes})


def test_publishing_a_module_freezes_it_once(module):
    module.save_revision().publish()

    version = ModuleVersion.objects.get(module_key=module.translation_key)
    assert (version.number, version.payload["minutes"], len(version.payload["activities"])) == (1, 20, 2)


def test_the_version_names_who_published():
    course, publisher = course_page(), ivan()
    module = module_page(course, publish=False)

    module.get_latest_revision().publish(user=publisher, skip_permission_checks=True)

    assert ModuleVersion.objects.get().created_by == publisher


def test_publishing_a_lesson_freezes_its_live_module(module):
    lesson = module.get_children().specific().first()
    lesson.aims = ["something new"]

    lesson.save_revision().publish()

    versions = ModuleVersion.objects.filter(module_key=module.translation_key).order_by("number")
    kept = [version.payload["activities"][0]["texts"]["en"]["aims"] for version in versions]
    assert kept == [["tell roles apart"], ["something new"]]


def test_a_module_is_refused_while_an_activity_has_faults(module):
    faulty_lesson(module)

    with pytest.raises(CannotPublish) as refused:
        module.save_revision().publish()

    assert refused.value.faults == [f"“Too short”: {TOO_SHORT}"]


def test_a_child_added_later_is_refused_too(module):
    added = faulty_lesson(module)

    with pytest.raises(CannotPublish) as refused:
        added.get_latest_revision().publish()

    added.refresh_from_db()
    assert (refused.value.faults, added.live, sizes_of_versions(module)) == ([TOO_SHORT], False, [2])


def test_a_module_without_anything_live_is_refused():
    module = module_page(course_page(), lessons=0, minutes=10, publish=False)

    with pytest.raises(CannotPublish) as refused:
        module.get_latest_revision().publish()

    assert refused.value.faults == ["Nothing in this module is live yet. Publish its lessons and its quiz first."]


def test_the_button_on_the_edit_page_says_the_faults(editor, module):
    lesson = faulty_lesson(module)

    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]), lesson_form(**{"action-publish": "Publish"})
    )

    lesson.refresh_from_db()
    assert TOO_SHORT in response.content.decode()
    assert not lesson.live


def test_the_button_on_the_edit_page_publishes_and_freezes(editor, module):
    lesson = faulty_lesson(module)

    editor.post(
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        lesson_form(**{"minutes": "1", "action-publish": "Publish"}),
    )

    lesson.refresh_from_db()
    assert lesson.live
    assert sizes_of_versions(module) == [2, 3]


def test_the_button_on_the_create_page_says_the_faults(editor, module):
    address = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk])

    response = editor.post(address, lesson_form(**{"action-publish": "Publish"}))

    assert TOO_SHORT in response.content.decode()
    assert not LessonPage.objects.filter(slug="too-short").exists()


def test_a_draft_with_faults_can_always_be_saved(editor, module):
    address = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk])

    editor.post(address, lesson_form())

    assert LessonPage.objects.get(slug="too-short").live is False


def test_the_api_of_the_cms_is_refused(editor, module):
    lesson = faulty_lesson(module)

    response = editor.post(reverse("wagtailadmin_api:pages:action", args=[lesson.pk, "publish"]))

    lesson.refresh_from_db()
    assert (response.status_code, lesson.live) == (400, False)
    assert TOO_SHORT in response.content.decode()


@pytest.mark.filterwarnings("ignore:get_connection")  # Wagtail's own notices still ask Django the old way
def test_the_workflow_says_the_faults_and_stays_where_it_was(client, module):
    writer, approver = ivan(), ivan(email="olga@example.org")
    lesson = faulty_lesson(module)
    state = lesson.get_workflow().start(lesson, writer)
    client.force_login(approver)
    task = state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", task.pk])

    response = client.post(address, {"comment": ""}, follow=True, HTTP_REFERER="http://testserver/admin/")

    lesson.refresh_from_db()
    task.refresh_from_db()
    assert TOO_SHORT in response.content.decode()
    assert (lesson.live, task.status) == (False, "in_progress")


@pytest.mark.filterwarnings("ignore:get_connection")  # Wagtail's own notices still ask Django the old way
def test_the_workflow_publishes_and_freezes(client, module):
    writer, approver = ivan(), ivan(email="olga@example.org")
    lesson = lesson_page(module, "One more", publish=False)
    state = lesson.get_workflow().start(lesson, writer)
    client.force_login(approver)
    address = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.current_task_state.pk])

    client.post(address, {"comment": ""})

    lesson.refresh_from_db()
    assert (lesson.live, sizes_of_versions(module)) == (True, [2, 3])


def test_a_bulk_action_says_the_faults_and_publishes_nothing(editor, module):
    sound, faulty = lesson_page(module, "Sound", publish=False), faulty_lesson(module)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = editor.post(
        f"{address}?id={sound.pk}&id={faulty.pk}", follow=True, HTTP_REFERER="http://testserver/admin/"
    )

    text = response.content.decode()
    assert "“Too short” can’t go live yet:" in text
    assert TOO_SHORT in text
    assert not LessonPage.objects.filter(pk__in=[sound.pk, faulty.pk], live=True).exists()


def test_a_restored_revision_is_refused(module):
    lesson = module.get_children().specific().first()
    old = lesson.save_revision()
    lesson.minutes = 30
    faulty = lesson.save_revision()
    old.publish()

    with pytest.raises(CannotPublish):
        faulty.publish(previous_revision=old)

    assert LessonPage.objects.get(pk=lesson.pk).minutes == 10


def test_the_schedule_refuses_at_once_what_has_faults_today(module):
    lesson = faulty_lesson(module, go_live_at=timezone.now() + timedelta(days=1))

    with pytest.raises(CannotPublish):
        lesson.get_latest_revision().publish()

    assert lesson.get_latest_revision().approved_go_live_at is None


def scheduled_for_yesterday(lesson, by):
    """A revision that was approved for a time that has come."""
    revision = lesson.save_revision(user=by)
    yesterday = timezone.now() - timedelta(days=1)
    revision.content["go_live_at"] = yesterday.isoformat()
    revision.approved_go_live_at = yesterday
    revision.save()
    return revision


def test_the_schedule_holds_what_has_faults_on_the_day_and_goes_on(module, django_capture_on_commit_callbacks):
    writer = ivan()
    held, other = faulty_lesson(module), lesson_page(module, "Sound", publish=False)
    revision = scheduled_for_yesterday(held, writer)
    scheduled_for_yesterday(other, writer)

    with django_capture_on_commit_callbacks(execute=True):
        publish_scheduled()

    for row in (held, other, revision):
        row.refresh_from_db()
    assert (held.live, other.live, revision.approved_go_live_at) == (False, True, None)
    assert [message.to for message in mail.outbox] == [["ivan@example.org"]]
    assert TOO_SHORT in mail.outbox[0].body


def test_unpublishing_deleting_and_moving_a_lesson_freezes_its_module(editor, module):
    other = module_page(module.get_parent().specific, "Elsewhere")
    lesson_page(module, "Third")
    first, second, third = module.get_children()

    editor.post(reverse("wagtailadmin_pages:unpublish", args=[first.pk]))
    editor.post(reverse("wagtailadmin_pages:delete", args=[second.pk]))
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[third.pk, other.pk]))

    assert sizes_of_versions(module) == [2, 3, 2, 1, 0]
    assert sizes_of_versions(other) == [1, 2]


def test_a_bulk_unpublish_freezes_the_module(editor, module):
    ids = "&".join(f"id={page.pk}" for page in module.get_children())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])

    editor.post(f"{address}?{ids}")

    assert sizes_of_versions(module) == [2, 0]


def test_a_trainee_publishes_nothing(client, module):
    lesson = faulty_lesson(module)
    client.force_login(dana())

    client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), lesson_form(minutes="1"))

    assert Page.objects.get(pk=lesson.pk).live is False
