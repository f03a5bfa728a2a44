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


def on_the_way(terms: Terms, *, mode: Mode, is_final: bool) -> frozenset[Part]:
    """The parts that may be seen of one question while its try is open. A try that counts tells what is told at once,
    and only of a final answer: otherwise a person could read the key and answer again."""
    if mode == Mode.GRADED and not is_final:
        return frozenset()
    return shown(terms, state=AttemptState.OPEN, mode=mode, passed=None, tries_left=None, is_closed=False)


def tells_at_once(terms: Terms, mode: Mode) -> bool:
    """Whether a try that counts tells how it went right after each question, so that answers become final. One's own
    answer is on the page anyway."""
    return mode == Mode.GRADED and bool(on_the_way(terms, mode=mode, is_final=True) - {Part.OWN})


def is_topics_only(terms: Terms) -> bool:
    """Whether answers are never explained, only what to read again."""
    return all(when == When.NEVER for when in terms.feedback.values())
