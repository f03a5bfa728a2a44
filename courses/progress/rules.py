"""What is done, what is open, what comes next; pure functions over outlines and a standing."""

from enum import StrEnum


class CompletionKind(StrEnum):
    DONE = "done"
    TAKEN_BACK = "taken_back"


class ResultState(StrEnum):
    """What a quiz, an evaluation or a person's review tells the course."""

    STARTED = "started"
    WAITING = "waiting"
    NEW_FEEDBACK = "new_feedback"
    PASSED = "passed"
    NOT_YET = "not_yet"
    DONE = "done"
