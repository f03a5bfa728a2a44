"""The table of the shared cache: rate limits stay right with several workers."""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor):
    call_command("createcachetable", "cms_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE cms_cache")


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_outbox")]
    operations = [migrations.RunPython(create_table, drop_table)]
