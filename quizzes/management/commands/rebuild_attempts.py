"""Prove that every attempt says what its steps say: one pass, whatever their number."""

from django.core.management.base import BaseCommand, CommandError

from quizzes.attempts.history import differences

# So many are named; the rest are counted.
NAMED = 20


class Command(BaseCommand):
    help = "Compare every attempt with the fold of its steps. --fix sets rows to what their steps say."

    def add_arguments(self, parser):
        parser.add_argument("--fix", action="store_true", help="set rows to what their steps say")

    def handle(self, *args, fix, **options):
        count = found = 0
        for difference in differences(fix=fix):
            count += 1
            if difference is None:
                continue
            found += 1
            if found <= NAMED:
                self.stdout.write(f"attempt {difference.attempt_id}: {', '.join(difference.names)}")
        if found and not fix:
            raise CommandError(f"{found} of {count} attempts differ from their steps")
        self.stdout.write(f"{count} attempts, {found} differed" + (", set right" if found else ""))
