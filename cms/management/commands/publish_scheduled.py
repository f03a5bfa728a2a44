"""Wagtail's command by its own name, with our way: a draft with faults is held, the others go on."""

from django.core.management.base import BaseCommand

from cms.operations.services import publish_scheduled


class Command(BaseCommand):
    help = "Puts live, and takes off, what is due."

    def handle(self, *args, **options):
        self.stdout.write(f"{publish_scheduled()} done")
