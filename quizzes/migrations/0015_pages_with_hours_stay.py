"""Courses and modules that brought hours before their pages were kept."""

from uuid import UUID

from django.db import migrations


def keep_pages(apps, schema_editor):
    entries = apps.get_model("quizzes", "HoursEntry").objects
    pages = apps.get_model("wagtailcore", "Page").objects
    kept = apps.get_model("courses", "KeptPage").objects
    keys = set(entries.exclude(course_key=None).order_by().values_list("course_key", flat=True).distinct())
    for source in entries.filter(source__contains="/module:").order_by().values_list("source", flat=True).iterator():
        try:
            keys.add(UUID(source.partition("/module:")[2].split("/")[0]))
        except ValueError:
            # A source from before modules had keys names no page.
            continue
    known = set(kept.values_list("page_id", flat=True))
    for key in keys:
        for pk in pages.filter(translation_key=key).exclude(pk__in=known).values_list("pk", flat=True):
            kept.create(page_id=pk)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0009_pages_with_hours_stay"),
        ("quizzes", "0014_confirming"),
    ]
    operations = [migrations.RunPython(keep_pages, migrations.RunPython.noop)]
