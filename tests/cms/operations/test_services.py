from datetime import timedelta

from django.utils import timezone
from wagtail.models import Revision

from cms.mail.models import OutboxMail
from cms.operations import services
from cms.pages.models import StandardPage
from tests.builders import course_page, ivan, module_page, site

SOON = timedelta(minutes=5)


def a_draft(parent, title: str, *, by, **fields):
    page = StandardPage(title=title, slug=title.lower(), live=False, **fields)
    parent.add_child(instance=page)
    revision = page.save_revision(user=by)
    return page, revision


def planned(revision, at) -> None:
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=at)


def test_publish_scheduled_puts_live_what_is_due(db):
    now, author = timezone.now(), ivan()
    due, due_revision = a_draft(site(), "Due", by=author)
    later, later_revision = a_draft(site(), "Later", by=author)
    planned(due_revision, now - SOON)
    planned(later_revision, now + SOON)

    done = services.publish_scheduled(at=now)

    due.refresh_from_db()
    later.refresh_from_db()
    assert (done, due.live, later.live) == (1, True, False)


def test_publish_scheduled_holds_a_draft_with_faults_and_tells_its_author(db):
    now, author = timezone.now(), ivan(email="ivan@example.org")
    module = module_page(course_page(), publish=False, minutes=None)
    faulty = module.save_revision(user=author)
    fine, fine_revision = a_draft(site(), "Fine", by=author)
    planned(faulty, now - 2 * SOON)
    planned(fine_revision, now - SOON)

    services.publish_scheduled(at=now)

    module.refresh_from_db()
    fine.refresh_from_db()
    faulty.refresh_from_db()
    assert (module.live, faulty.approved_go_live_at, fine.live) == (False, None, True)
    told = OutboxMail.objects.get()
    assert told.to == "ivan@example.org"
    assert f"/admin/pages/{module.pk}/edit/" in told.body
    assert module.faults()[0] in told.body


def test_publish_scheduled_takes_off_what_has_run_out(db):
    now = timezone.now()
    page, revision = a_draft(site(), "Notice", by=None)
    revision.publish()
    StandardPage.objects.filter(pk=page.pk).update(expire_at=now - SOON)

    services.publish_scheduled(at=now)

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
