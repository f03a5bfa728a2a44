"""Follow every person's hours from the first row to the last and name the first that was touched."""

from django.core.management.base import BaseCommand, CommandError

from quizzes.hours import queries
from quizzes.hours.models import ChainHead, HoursEntry


class Command(BaseCommand):
    help = "Checks the checksum chain of every person's hours."

    def handle(self, *args, **options):
        bad = list(queries.verify())
        for row in bad:
            self.stderr.write(f"person {row.trainee_id}, row {row.fault.sequence}: {row.fault.why}")
        if bad:
            raise CommandError(f"{len(bad)} ledgers do not verify.")
        self.stdout.write(f"{HoursEntry.objects.count()} rows of {ChainHead.objects.count()} people verify.")
