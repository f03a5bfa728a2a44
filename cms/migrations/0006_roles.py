"""The roles as groups, in place of Wagtail's Editors and Moderators, and what they may do to the site itself."""

from django.db import migrations

from cms.accounts.grants import grant, grant_collections, grant_pages
from cms.accounts.rules import STAFF_ROLES, Role

PICTURES = [f"wagtailimages.{action}_image" for action in ("add", "change", "choose")]
FILES = [f"wagtaildocs.{action}_document" for action in ("add", "change", "choose")]


def make_roles(apps, schema_editor):
    for role in sorted(STAFF_ROLES):
        grant(apps, role, "wagtailadmin.access_admin")
    grant(apps, Role.INSTRUCTOR, *PICTURES, *FILES, "wagtail_localize.submit_translation")
    grant_collections(apps, Role.INSTRUCTOR, *PICTURES, *FILES)
    grant_pages(apps, Role.INSTRUCTOR, "add_page", "change_page", "publish_page", "lock_page", "unlock_page")

    groups = apps.get_model("auth", "Group").objects
    reviewers = groups.filter(name__in=[Role.REVIEWER, Role.ADMINISTRATOR])
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task.groups.set(reviewers)
    groups.filter(name__in=["Editors", "Moderators"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0005_session"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
