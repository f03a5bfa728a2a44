"""Django's migrate, then what a rebuilt SQLite table loses: append-only triggers, the index on addresses."""

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from cms.pages import index
from cms.records import triggers


class Command(Migrate):
    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            triggers.install(connections[options["database"]])
            index.install(connections[options["database"]])
