"""Which parts of the feedback a person may see now. Pure; the doors show nothing that is not in the answer."""

from quizzes.attempts.rules import AttemptState, Mode
from quizzes.blueprints.terms import Part, Terms, When

EVERYTHING = frozenset(Part)


def shown(
    terms: Terms,
    *,
    state: AttemptState,
    mode: Mode,
    passed: bool | None,
    tries_left: int | None,
    is_closed: bool,
) -> frozenset[Part]:
    """The parts that may be seen of a try. `passed` and `tries_left` are those of the person at this quiz, over all
    tries; `is_closed` says whether the person's own closing date is over. Practice tells everything at once.

    While a try is open, only what is told at once may be seen, and of a question that has its answer. "After passing"
    opens with a pass, or once no try is left to spoil; a try that waits for a person has done neither.
    """
    if mode == Mode.PRACTICE:
        return EVERYTHING
    is_sent = state == AttemptState.SENT
    told = {
        When.AT_ONCE: True,
        When.AFTER_SENDING: is_sent,
        When.AFTER_PASSING: is_sent and (passed is True or (tries_left == 0 and passed is False)),
        When.AFTER_CLOSING: is_sent and is_closed,
        When.NEVER: False,
    }
    return frozenset(part for part in Part if told[terms.feedback[part]])


def is_topics_only(terms: Terms) -> bool:
    """Whether answers are never explained, only what to read again."""
    return all(when == When.NEVER for when in terms.feedback.values())
