"""The keys that sign credentials, status lists and packets: list, change, withdraw."""

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from cms.records import services
from cms.records.models import SigningKey


class Command(BaseCommand):
    help = "List the signing keys; make a new one (the old ones go on verifying); withdraw one that leaked."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="every key and what it is worth")
        verbs.add_parser("new", help="make the key that signs from now on")
        verbs.add_parser("reseal", help="after a new secret was put first in SIGNING_SECRET")
        withdraw = verbs.add_parser("withdraw", help="nothing this key has signed verifies any more")
        withdraw.add_argument("kid")
        withdraw.add_argument("--reason", required=True)

    def handle(self, *, verb, **options):
        getattr(self, f"_{verb}")(options)

    def _list(self, options):
        for key in SigningKey.objects.select_related("private", "withdrawal").order_by("-number"):
            state = "withdrawn" if hasattr(key, "withdrawal") else "signs" if hasattr(key, "private") else "verifies"
            self.stdout.write(f"{key.kid}  {key.made_at:%Y-%m-%d %H:%M}  {state}")

    def _new(self, options):
        self.stdout.write(services.new_key().kid)

    def _reseal(self, options):
        self.stdout.write(f"{services.reseal_key()} sealed anew.")

    def _withdraw(self, options):
        try:
            services.withdraw_key(options["kid"], reason=options["reason"])
        except SigningKey.DoesNotExist as error:
            raise CommandError("There is no such key.") from error
        except IntegrityError as error:
            raise CommandError("This key was withdrawn before.") from error
        self.stdout.write("Withdrawn. Everything that is downloaded from now on is signed with a new key.")
