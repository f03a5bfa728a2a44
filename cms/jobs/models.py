"""What ran when, so that several machines keep one schedule."""

from django.db import models


class PlannedRun(models.Model):
    # Dotted path of the function, as the schedule in the settings names it.
    name = models.CharField(max_length=200, primary_key=True)
    last_run_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}, {self.last_run_at:%Y-%m-%d %H:%M}"
