"""Check a board packet: the signature, every file in it, every link of the chain, every badge. Needs no database when
the public keys are given."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.records.queries import public_keys
from quizzes.credentials.labels import packet_fault
from quizzes.credentials.packet_rules import LARGEST_FILE, NotAPacket, open_packet


class Command(BaseCommand):
    help = "Say whether a board packet is genuine."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--keys", type=Path, help="the site's /.well-known/jwks.json, saved (default: the keys of this database)"
        )

    def handle(self, *, file, keys, **options):
        try:
            if file.stat().st_size > LARGEST_FILE:
                raise NotAPacket("too_large")
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except NotAPacket as error:
            raise CommandError(packet_fault(error.code)) from error
        try:
            packet = open_packet(content, _published(keys) if keys else public_keys())
        except NotAPacket as error:
            raise CommandError(packet_fault(error.code)) from error
        said = packet.statement
        self.stdout.write(
            f"Genuine. {said['provider']['name']} made it on {said['made_on']} for {said['person']['name']}."
        )
        self.stdout.write(f"{len(said['entries'])} entries, {packet.minutes} minutes.")
        for each in said["certificates"]:
            self.stdout.write(f"{each['code']}  {each['status']}  {each['title']}")


def _published(file: Path) -> dict:
    try:
        return {key["kid"]: key for key in json.loads(file.read_text())["keys"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file} holds no public keys.") from error
