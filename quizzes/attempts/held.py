"""An answer that arrived after the sign-in had lapsed: it travels, signed, through signing in and back to its form.

Nothing is kept on the server for a stranger, and nothing is saved before the person presses Save again.
"""

import re
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.http import urlencode

SALT = "quizzes.attempts.held"
PARAMETER = "held"
# An address has to fit the request line of every server on its way. Choices do; long words stay in the page instead.
LONGEST = 3000
# Fields that carry an answer: the type's own, and what may stand around any type.
OURS = re.compile(r"answer(-.*)?|flag|unsure|certainty", re.DOTALL)
NO_WORDS = re.compile(r"-(go|back|add|drop|moved?|path|step|seen-by|file(-\w+)?)$")

Posted = dict[str, list[str]]


@dataclass(frozen=True)
class Held:
    """What the form said, and the last step of its question that it knew."""

    posted: Posted
    seen: int

    @classmethod
    def of(cls, posted: Posted) -> "Held":
        return cls(posted=said_in(posted), seen=seen_in(posted))


def said_in(posted: Posted) -> Posted:
    """The fields of a form that carry the answer."""
    return {name: values for name, values in posted.items() if OURS.fullmatch(name)}


def words_in(posted: Posted) -> str:
    """What the person wrote, to be read or copied. What buttons and hidden fields say is no word of theirs."""
    said = said_in(posted).items()
    return "\n\n".join(
        value for name, values in said if name.startswith("answer") and not NO_WORDS.search(name) for value in values
    )


def hold(attempt_id: int, number: int, posted: Posted) -> str:
    """The address of the question with the posted answer in it; empty when the answer is too long to travel."""
    kept = {"at": [attempt_id, number], "answer": said_in(posted), "seen": seen_in(posted)}
    token = signing.dumps(kept, salt=SALT, compress=True)
    if len(token) > LONGEST:
        return ""
    return f"{reverse('attempts:question', args=[attempt_id, number])}?{urlencode({PARAMETER: token})}"


def unhold(token: str, attempt_id: int, number: int) -> Held | None:
    """The answer an address carries, if we signed it for this question."""
    try:
        kept = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Held(posted=kept["answer"], seen=kept["seen"]) if kept["at"] == [attempt_id, number] else None


def seen_in(posted: Posted) -> int:
    """The last step of the question that the form knew; 0 where it says nothing we understand."""
    value = (posted.get("seen") or ["0"])[-1]
    return int(value) if value.isdecimal() and len(value) < 10 else 0
