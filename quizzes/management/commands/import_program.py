"""manage.py import_program [FILE …]: reads certification programs from YAML and publishes them."""

from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from cms.records.publishing import CannotPublish
from quizzes.programs import services

SEED = Path(services.__file__).parent / "seed"


class Command(BaseCommand):
    help = "Reads certification programs from YAML and publishes them. Without a file: those Hearten brings along."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, *, files, **options):
        for file in files or sorted(SEED.glob("icrc_pr.yaml")):
            try:
                version = services.import_program(yaml.safe_load(file.read_text()))
            except CannotPublish as error:
                raise CommandError(f"{file}: {' '.join(error.faults)}") from error
            except (OSError, yaml.YAMLError) as error:
                raise CommandError(f"{file}: {error}") from error
            except (KeyError, TypeError, ValueError) as error:
                raise CommandError(f"{file}: this part is missing or not as expected: {error}") from error
            self.stdout.write(f"{version} is published.")
