"""What instructors may do with cohorts and invitations, and who approves a page sent for moderation."""

from django.db import migrations

from cms.accounts.grants import grant
from cms.accounts.rules import Role

NAMES = [f"courses.{action}_{model}" for model in ("cohort", "invitation") for action in ("add", "change", "view")]


def give(apps, schema_editor):
    for role in (Role.INSTRUCTOR, Role.ADMINISTRATOR):
        grant(apps, role, *NAMES)
    grant(apps, Role.ADMINISTRATOR, "courses.delete_cohort")
    # Wagtail's own workflow covers the whole tree; a second pair of eyes is an instructor or an administrator.
    groups = apps.get_model("auth", "Group").objects.filter(name__in=[Role.INSTRUCTOR, Role.ADMINISTRATOR])
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task.groups.add(*groups)


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_table"), ("cms", "0006_roles")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
