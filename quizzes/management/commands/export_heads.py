"""Write the signed ends of all ledgers, to be kept on another machine."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.hours.heads import export_heads


class Command(BaseCommand):
    help = "Export the head of every ledger as one signed token. `verify_ledger --heads FILE` reads it."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, help="file to write (default: standard output)")

    def handle(self, *, output, **options):
        token = export_heads(at=timezone.now())
        if output:
            output.write_text(token + "\n")
            self.stdout.write(f"{output}: written. Keep it where this machine cannot reach it.")
        else:
            sys.stdout.write(token + "\n")
