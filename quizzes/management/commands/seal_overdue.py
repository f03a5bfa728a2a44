"""Seal tries whose time is over. The schedule does it too; nobody's deadline depends on either."""

from django.core.management.base import BaseCommand

from quizzes.attempts.clock import received_at
from quizzes.attempts.services import seal_overdue


class Command(BaseCommand):
    help = "Seal every try whose time is over, with what is saved."

    def handle(self, *args, **options):
        self.stdout.write(f"{seal_overdue(at=received_at())} sealed")
