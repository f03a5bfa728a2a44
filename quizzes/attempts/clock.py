"""The one clock of attempts."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def received_at() -> datetime:
    """When a request arrived. Read before any lock, so waiting in a queue costs nobody time.

    On PostgreSQL it is the database's clock: several hosts may disagree, the database agrees with itself.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
