"""manage.py import_course FOLDER [--dry-run]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.records.publishing import CannotPublish
from quizzes.packages.located import BrokenPackage
from quizzes.packages.services import NoHomePage, import_course


class Command(BaseCommand):
    help = "Read a course with its quizzes from a folder. All of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen and write nothing.")

    def handle(self, *args, folder, dry_run, **options):
        try:
            report = import_course(folder, by=None, dry_run=dry_run)
        except BrokenPackage as broken:
            count = len(broken.faults)
            raise CommandError(f"{broken}\n{count} thing{'s'[: count != 1]} to mend. Nothing was written.") from broken
        except CannotPublish as refused:
            raise CommandError("\n".join([*refused.faults, "Nothing was written."])) from refused
        except NoHomePage as error:
            raise CommandError(str(error)) from error
        for word, names in (("new", report.new), ("changed", report.changed)):
            for name in names:
                self.stdout.write(f"{word:9} {name}")
        for name in report.only_here:
            self.stdout.write(f"only here {name} (not in the folder; left as it is)")
        self.stdout.write(
            f"{'Dry run: ' if dry_run else ''}{len(report.new)} new, {len(report.changed)} changed, "
            f"{len(report.unchanged)} unchanged"
        )
