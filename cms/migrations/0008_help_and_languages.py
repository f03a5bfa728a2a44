"""Help on every page of an empty site, in English and Spanish; the Spanish language; an index on addresses."""

import json
import uuid

from django.db import migrations

from cms.pages import index
from cms.site.defaults import HELP


def add_languages_and_help(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Site = apps.get_model("wagtailcore", "Site")
    HelpTexts = apps.get_model("cms", "HelpTexts")
    for language, texts in HELP.items():
        locale, _ = Locale.objects.get_or_create(language_code=language)
        plain = {name: value for name, value in texts.items() if name != "lines"}
        lines = [{"type": "line", "value": line, "id": str(uuid.uuid4())} for line in texts["lines"]]
        for site in Site.objects.all():
            HelpTexts.objects.get_or_create(
                site=site, locale=locale, defaults=plain | {"lines": json.dumps(lines)}
            )


class Migration(migrations.Migration):
    dependencies = [("cms", "0007_front_page"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunPython(add_languages_and_help, migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: index.install(editor.connection),
            lambda apps, editor: index.remove(editor.connection),
        ),
    ]
