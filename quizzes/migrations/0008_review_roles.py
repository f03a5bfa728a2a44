"""What the roles may do with reviews. Whose answers somebody reads is a question of scope, not of a permission."""

from django.db import migrations

from cms.accounts.grants import grant
from cms.accounts.rules import Role


def grant_roles(apps, schema_editor):
    grant(
        apps, Role.REVIEWER, "quizzes.change_challenge", "quizzes.view_challenge", "quizzes.add_rescore",
        "quizzes.view_rescore", "quizzes.change_doubt", "quizzes.view_doubt",
    )  # fmt: skip
    grant(apps, Role.AUDITOR, "quizzes.view_challenge", "quizzes.view_rescore", "quizzes.view_doubt")


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0007_reviews")]
    operations = [migrations.RunPython(grant_roles, migrations.RunPython.noop)]
