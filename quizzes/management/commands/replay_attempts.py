"""Grade every sent try again from its steps and its pinned questions, after each release."""

from django.core.management.base import BaseCommand, CommandError

from quizzes.attempts.history import replays

# So many are named; the rest are counted.
NAMED = 20


class Command(BaseCommand):
    help = "Grade every sent try again and compare it, byte for byte, with the score it was given."

    def handle(self, *args, **options):
        count = found = 0
        for difference in replays():
            count += 1
            if difference is None:
                continue
            found += 1
            if found <= NAMED:
                self.stdout.write(f"attempt {difference.attempt_id}: {', '.join(difference.names)}")
        if found:
            raise CommandError(f"{found} of {count} sent tries would get another score today")
        self.stdout.write(f"{count} sent tries graded again, all the same")
