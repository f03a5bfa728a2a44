"""Django's migrate, then the append-only triggers again: a rebuilt SQLite table loses its own."""

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from cms.records import triggers


class Command(Migrate):
    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            triggers.install(connections[options["database"]])
