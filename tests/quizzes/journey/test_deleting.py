"""Scenario 11: what has brought somebody hours is never deleted, by whatever way; retired it may be."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page, Site

from cms.accounts.models import User
from cms.records.models import RecordIsFinal
from courses.catalog.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.cohorts.models import Cohort, Session
from courses.enrollments.models import Enrollment
from quizzes.claims.decisions import approve
from quizzes.claims.models import ClaimEvent, HoursClaim
from quizzes.hours.models import ChainHead, HoursEntry
from quizzes.hours.verify import verify
from quizzes.journey import attendance
from quizzes.journey.services import mark_activity_done
from quizzes.programs.models import Program, ProgramVersion
from quizzes.programs.services import choose
from tests.builders import (
    cohort,
    course_page,
    dana,
    enrolled,
    hours_claim,
    icrc,
    in_role,
    ivan,
    module_page,
    person,
    session,
    site,
)  # fmt: skip
from tests.quizzes.journey.test_attendance import MINUTE, was_there

pytestmark = pytest.mark.django_db
REFUSED = (ProtectedError, RecordIsFinal, DatabaseError)


@pytest.fixture
def earned():
    """Dana with hours from a module, from a session and from elsewhere; returns the sum of them."""
    site()
    course, trainee, teacher = course_page(), dana(), ivan()
    module = module_page(course)
    run = cohort(course, teacher)
    evening = session(run)
    place = enrolled(trainee, course, cohort=run)
    lesson = LessonPage.objects.child_of(module).get()
    mark_activity_done(place, lesson.translation_key, by=trainee)
    was_there(evening, trainee, 120)
    attendance.close(evening, by=teacher, at=evening.ends_at + MINUTE)
    claim = hours_claim(trainee)
    approve(claim, version=claim.version, by=in_role("Rosa", "reviewer"))
    choose(trainee, icrc())
    return total()


def total() -> tuple[int, int]:
    rows = list(HoursEntry.objects.values_list("minutes", flat=True))
    return len(rows), sum(rows)


def refused(deed) -> bool:
    try:
        with transaction.atomic():
            deed()
    except REFUSED:
        return True
    return False


def raw(table: str):
    """Past Django: the database itself is asked."""

    def delete():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
        connection.check_constraints()

    return delete


IN_A_SHELL = {
    "a module": lambda: ModulePage.objects.get().delete(),
    "a module as a page": lambda: Page.objects.get(pk=ModulePage.objects.get().pk).delete(),
    "modules in bulk": lambda: ModulePage.objects.all().delete(),
    "pages in bulk": lambda: Page.objects.filter(pk=ModulePage.objects.get().pk).delete(),
    "a course": lambda: CoursePage.objects.get().delete(),
    "courses in bulk": lambda: CoursePage.objects.all().delete(),
    "the catalog above it": lambda: CourseIndexPage.objects.get().delete(),
    "the whole site": lambda: Site.objects.get().root_page.specific.delete(),
    "every page": lambda: Page.objects.filter(depth=1).delete(),
    "rows of pages": raw("wagtailcore_page"),
    "a person": lambda: User.objects.get(email="dana@example.org").delete(),
    "people in bulk": lambda: User.objects.all().delete(),
    "who recorded it": lambda: User.objects.get(email="rosa@example.org").delete(),
    "rows of people": raw("cms_user"),
    "a cohort": lambda: Cohort.objects.get().delete(),
    "cohorts in bulk": lambda: Cohort.objects.all().delete(),
    "a session": lambda: Session.objects.get().delete(),
    "sessions in bulk": lambda: Session.objects.all().delete(),
    "a place in a course": lambda: Enrollment.objects.get().delete(),
    "a claim": lambda: HoursClaim.objects.get().delete(),
    "claims in bulk": lambda: HoursClaim.objects.all().delete(),
    "what became of it": lambda: ClaimEvent.objects.all().delete(),
    "a row of the ledger": lambda: HoursEntry.objects.first().delete(),
    "the ledger": lambda: HoursEntry.objects.all().delete(),
    "rows of the ledger": raw("quizzes_hoursentry"),
    "the head of the ledger": lambda: ChainHead.objects.get().trainee.delete(),
    "a program": lambda: Program.objects.get().delete(),
    "its rules": lambda: ProgramVersion.objects.get().delete(),
}


def test_nothing_with_hours_is_deleted_in_a_shell(earned):
    found = {what: (refused(deed), total() == earned) for what, deed in IN_A_SHELL.items()}

    assert [what for what, outcome in found.items() if outcome != (True, True)] == []
    assert list(verify()) == []
    assert ModulePage.objects.get().live


def test_what_has_brought_nothing_may_go():
    site()
    course = course_page()
    module = module_page(course)
    enrolled(dana(), course)

    module.delete()
    person("Nobody").delete()

    assert ModulePage.objects.count() == 0


@pytest.fixture
def admin(client):
    client.force_login(person("Ada", is_superuser=True))
    return client


def test_the_cms_refuses_and_says_what_to_do_instead(earned, admin):
    for page in (ModulePage, CoursePage, CourseIndexPage):
        address = reverse("wagtailadmin_pages:delete", args=[page.objects.get().pk])

        asked = admin.get(address, follow=True).content.decode()
        pressed = admin.post(address, {"wagtail_site_name": "Hearten"})

        assert "People have earned hours here, so it stays" in asked
        assert "Unpublish it instead" in asked
        assert pressed.status_code == 302
    assert (ModulePage.objects.count(), total()) == (1, earned)

    # A whole selection, one of which could go.
    module = ModulePage.objects.get()
    free = module_page(CoursePage.objects.get(), "Free")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    answer = admin.post(f"{address}?id={module.pk}&id={free.pk}", follow=True).content.decode()

    assert "People have earned hours here, so it stays" in answer
    assert ModulePage.objects.count() == 2
    assert total() == earned


def test_the_cms_refuses_people_and_cohorts(earned, admin):
    trainee = User.objects.get(email="dana@example.org")
    for address in (
        reverse("wagtailusers_users:delete", args=[trainee.pk]),
        reverse("cohorts:delete", args=[Cohort.objects.get().pk]),
    ):
        admin.raise_request_exception = False
        admin.post(address)

    assert User.objects.filter(pk=trainee.pk).exists()
    assert Cohort.objects.count() == 1
    assert total() == earned


def test_retired_it_keeps_every_hour(earned, admin):
    module = ModulePage.objects.get()

    admin.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk]))

    module.refresh_from_db()
    assert not module.live
    assert total() == earned
    assert list(verify()) == []
