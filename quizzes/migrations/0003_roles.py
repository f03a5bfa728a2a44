"""What the roles may do with questions, programs and records of earning."""

from django.db import migrations

from cms.accounts.grants import grant
from cms.accounts.rules import Role


def grant_roles(apps, schema_editor):
    grant(
        apps, Role.INSTRUCTOR, *(f"quizzes.{deed}_question" for deed in ("add", "change", "publish", "lock", "unlock"))
    )
    grant(apps, Role.INSTRUCTOR, "quizzes.view_question", "quizzes.view_program")
    grant(apps, Role.REVIEWER, "quizzes.view_question", "quizzes.view_program")
    grant(apps, Role.SUPERVISOR, "quizzes.view_program", "quizzes.view_hoursentry")
    grant(
        apps, Role.AUDITOR, "quizzes.view_question", "quizzes.view_program", "quizzes.view_hoursentry",
        "quizzes.view_credential", "quizzes.view_attempt",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0002_earning"), ("cms", "0006_roles")]
    operations = [migrations.RunPython(grant_roles, migrations.RunPython.noop)]
