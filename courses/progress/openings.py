"""When a page was opened, as the page carries it: signed, for one person and one activity. Reading writes nothing, and
works without script, so the page brings the moment back when something is done on it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils import timezone

# Its own salt: no other signed value of the site can pass for an opening.
SALT = "courses.progress.openings"


# Longer than any of ours.
LONGEST = 300


@dataclass(frozen=True)
class Sitting:
    """One person at one activity: what counting needs to know, so that a page can bring it along."""

    trainee_id: int
    enrollment_id: int
    module_key: UUID
    activity_key: UUID
    # What the activity declares.
    minutes: int


@dataclass(frozen=True)
class Opening:
    """Who opened what, and when by our clock."""

    sitting: Sitting
    at: datetime

    def is_of(self, enrollment_id: int, activity_key: UUID) -> bool:
        return (self.sitting.enrollment_id, self.sitting.activity_key) == (enrollment_id, activity_key)


def opening_token(sitting: Sitting, *, at: datetime | None = None) -> str:
    """What a page carries. Sent twice it counts no second twice: time is counted from the person's last sign on."""
    # To the microsecond: a page that follows a deed at once was opened after it.
    moment = int((at or timezone.now()).timestamp() * 1_000_000)
    keys = f"{sitting.module_key.hex}.{sitting.activity_key.hex}"
    return Signer(salt=SALT).sign(f"{sitting.trainee_id}.{sitting.enrollment_id}.{keys}.{sitting.minutes}.{moment}")


def read_opening(token: str, *, trainee_id: int) -> Opening | None:
    """The opening, if we signed it for this person; None for everything else that may arrive."""
    try:
        person, enrollment, module, activity, minutes, moment = Signer(salt=SALT).unsign(token[:LONGEST]).split(".")
        sitting = Sitting(int(person), int(enrollment), UUID(module), UUID(activity), int(minutes))
        opening = Opening(sitting, datetime.fromtimestamp(int(moment) / 1_000_000, UTC))
    except (BadSignature, ValueError):
        return None
    return opening if sitting.trainee_id == trainee_id else None
