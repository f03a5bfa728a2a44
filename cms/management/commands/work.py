"""The task worker, which also keeps the schedule."""

import logging
import threading

from django.conf import settings
from django.db import DatabaseError, connection
from django_tasks_db.management.commands.db_worker import Command as Worker

from cms.jobs import services

logger = logging.getLogger(__name__)
TICK_SECONDS = 5


def keep_schedule(stop: threading.Event) -> None:
    while not stop.wait(TICK_SECONDS):
        try:
            services.run_due(settings.SCHEDULE)
        except DatabaseError:
            logger.exception("the schedule waits for the database")
        # A connection that broke must not break the next round too.
        connection.close_if_unusable_or_obsolete()


class Command(Worker):
    help = "Run tasks from the queue and what is planned, until told to stop."

    def handle(self, **options):
        options |= {"queue_name": "*", "reload": False}
        stop = threading.Event()
        threading.Thread(target=keep_schedule, args=[stop], name="schedule", daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stop.set()
