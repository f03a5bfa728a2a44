"""An answer that arrived after the sign-in had lapsed: it travels, signed, through signing in and back to its form.

Nothing is kept on the server for a stranger, and nothing is saved before the person presses Save again.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.http import urlencode

SALT = "quizzes.attempts.held"
PARAMETER = "held"
# Choice answers are ids; anything longer is not one of ours.
LONGEST = 4000


@dataclass(frozen=True)
class Held:
    """What the form said."""

    posted: dict[str, list[str]]
    flagged: bool
    seen: int


def hold(attempt_id: int, number: int, posted: dict[str, list[str]]) -> str:
    """The address of the question with the posted answer in it."""
    answer = {name: values for name, values in posted.items() if name.split("-")[0] == "answer"}
    kept = {"at": [attempt_id, number], "answer": answer, "flag": bool(posted.get("flag")), "seen": seen_in(posted)}
    address, token = (
        reverse("attempts:question", args=[attempt_id, number]),
        signing.dumps(kept, salt=SALT, compress=True),
    )
    return f"{address}?{urlencode({PARAMETER: token})}" if len(token) <= LONGEST else address


def unhold(token: str, attempt_id: int, number: int) -> Held | None:
    """The answer an address carries, if we signed it for this question."""
    try:
        kept = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    if kept["at"] != [attempt_id, number]:
        return None
    return Held(posted=kept["answer"], flagged=kept["flag"], seen=kept["seen"])


def seen_in(posted: dict[str, list[str]]) -> int:
    """The last step of the question that the form knew; 0 where it says nothing we understand."""
    value = (posted.get("seen") or ["0"])[-1]
    return int(value) if value.isdecimal() and len(value) < 10 else 0
