"""The web server, the task worker and the schedule: everything Hearten needs, in one command."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.operations import serving


class Command(BaseCommand):
    help = "Serve the site: web server, task worker and schedule, until Ctrl+C."
    # The web server checks for itself when it loads the site.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
        parser.add_argument("--workers", type=int, default=2, help="web processes (default: %(default)s)")
        parser.add_argument(
            "--threads", type=int, default=4, help="threads in each; 1 is fastest behind a proxy (default: %(default)s)"
        )

    def handle(self, *, host, port, workers, threads, verbosity, **options):
        os.chdir(settings.BASE_DIR)
        # Links in emails lead back here when nobody said otherwise.
        os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
        serving.keep(serving.children(host=host, port=port, workers=workers, threads=threads, verbosity=verbosity))
