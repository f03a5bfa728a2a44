"""Follow every person's hours from the first row to the last and name the first that was touched."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.records.tokens import NotOurs
from quizzes.hours import heads, verify
from quizzes.hours.models import ChainHead, HoursEntry


class Command(BaseCommand):
    help = "Checks the checksum chain of every person's hours, in one pass."

    def add_arguments(self, parser):
        parser.add_argument("--heads", type=Path, help="signed heads from export_heads: finds what was cut off since")
        parser.add_argument("--keys", type=Path, help="the public keys (jwks.json), if the database may be forged")

    def handle(self, **options):
        exported = self._exported(options["heads"], options["keys"])
        bad = 0
        for row in verify.verify(exported=exported):
            bad += 1
            who = f"person {row.trainee_id}" if row.trainee_id else f"a person who is gone ({row.person})"
            self.stderr.write(f"{who}, row {row.fault.sequence}: {row.fault.why}")
        if bad:
            raise CommandError(f"{bad} ledgers do not verify.")
        also = f", {len(exported)} exported heads among them" if exported is not None else ""
        self.stdout.write(f"{HoursEntry.objects.count()} rows of {ChainHead.objects.count()} people verify{also}.")

    def _exported(self, file, keys):
        if file is None:
            return None
        try:
            published = {key["kid"]: key for key in json.loads(keys.read_text())["keys"]} if keys else None
            return heads.read_heads(file.read_text(), published)
        except (NotOurs, OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{file} is no export that this site has signed.") from error
