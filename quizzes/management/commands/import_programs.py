"""manage.py import_programs [FILE]: reads a file of certification programs, publishes each, and reports."""

import json
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from quizzes.programs import files


class Command(BaseCommand):
    help = "Reads certification programs from JSON, publishes each and reports what was made and what stays open."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=files.PROGRAMS)
        parser.add_argument("--readings", type=Path, default=files.SEED / "readings.yaml")
        parser.add_argument("--mappings", type=Path, default=files.SEED / "mappings.yaml")

    def handle(self, *, file, readings, mappings, **options):
        try:
            reports = list(files.import_programs(file, readings=readings, mappings=mappings))
        except (OSError, json.JSONDecodeError, yaml.YAMLError, ValueError) as error:
            raise CommandError(f"{file}: {error}") from error
        for report in reports:
            if report.fault:
                self.stdout.write(self.style.ERROR(report.fault))
                continue
            self.stdout.write(
                f"{report.key}: {report.version} · {len(report.made)} requirements ({', '.join(report.made)}) · "
                f"{len(report.open)} left open ({', '.join(report.open) or 'none'}) · {report.sources} sources"
            )
        loaded = sum(not report.fault for report in reports)
        self.stdout.write(f"{loaded} of {len(reports)} programs are published.")
        if loaded < len(reports):
            raise CommandError("Some programs could not be read; they are named above. The others are published.")
