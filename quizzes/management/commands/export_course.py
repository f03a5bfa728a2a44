"""manage.py export_course SLUG FOLDER"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quizzes.packages.services import NoSuchCourse, export_course


class Command(BaseCommand):
    help = "Write a course with its quizzes into a folder that import_course reads."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("folder", type=Path, help="A new or empty folder; the course goes into FOLDER/SLUG.")

    def handle(self, *args, slug, folder, **options):
        target = folder / slug
        if target.exists() and any(target.iterdir()):
            raise CommandError(f"{target} is not empty. Choose another folder.")
        try:
            written = export_course(slug, target)
        except NoSuchCourse as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(written)} files written to {target}")
