"""What the migrations gave to the roles."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupApprovalTask, Page

from cms.accounts.rules import STAFF_ROLES
from tests.builders import dana, ivan, person


def test_every_role_is_a_group_that_may_open_the_cms(db):
    assert set(Group.objects.filter(permissions__codename="access_admin").values_list("name", flat=True)) == {
        role.value for role in STAFF_ROLES
    }


def test_roles_name_only_permissions_of_models_there_are(db):
    granted = Permission.objects.filter(group__isnull=False).select_related("content_type").distinct()
    orphans = [
        str(permission)
        for permission in granted
        if permission.content_type.model_class() is None and permission.codename != "access_admin"
    ]

    assert orphans == []


def test_instructors_author_and_publish_pages(db):
    allowed = Page.objects.get(depth=1).permissions_for_user(ivan())

    assert (allowed.can_add_subpage(), allowed.can_publish_subpage()) == (True, True)


@pytest.mark.parametrize("role", ["auditor", "reviewer", "supervisor"])
def test_other_staff_do_not_author_pages(db, role):
    someone = person("Amir")
    someone.groups.add(Group.objects.get(name=role))

    assert Page.objects.get(depth=1).permissions_for_user(someone).can_add_subpage() is False


def test_reviewers_approve_what_is_sent_for_moderation(db):
    names = GroupApprovalTask.objects.values_list("groups__name", flat=True)

    assert {"reviewer", "administrator"} <= set(names)


def test_trainees_do_not_open_the_cms(db, client):
    client.force_login(dana())

    assert client.get("/admin/").status_code == 403
