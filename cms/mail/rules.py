"""When a mail is tried again, and when we stop."""

from datetime import datetime, timedelta
from enum import StrEnum


class MailState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    # On a demo database a mail ends here, to be read at /demo/mail/.
    KEPT = "kept"
    # Three days of trying were not enough; somebody has to look at the address or the server.
    STOPPED = "stopped"


# While one worker hands a mail over, no other takes it. Longer than any mail server lets us wait.
LEASE = timedelta(minutes=5)
FIRST_PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
LATER_PAUSE = timedelta(hours=1)
# A server that is down for a weekend still gets everything.
GIVE_UP_AFTER = timedelta(days=3)


def next_try_at(tries: int, *, created_at: datetime, at: datetime) -> datetime | None:
    """When to try again after `tries` tries that did not work, or None once it is time to stop."""
    pause = FIRST_PAUSES[tries - 1] if tries <= len(FIRST_PAUSES) else LATER_PAUSE
    return at + pause if at + pause - created_at <= GIVE_UP_AFTER else None


def split_subject(text: str) -> tuple[str, str]:
    """The first line of a mail template is the subject, the rest the body."""
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"
