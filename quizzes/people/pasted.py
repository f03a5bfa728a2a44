"""E-mail addresses as people paste them: one by one or many, with names around them; pure."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

# One paste is one cohort; more is most likely a mistake.
MOST_LINES = 200

_BETWEEN = re.compile(r"[\n,;]+")
_IN_BRACKETS = re.compile(r"<([^<>]+)>")


class LineKind(StrEnum):
    INVITE = "invite"
    AGAIN = "again"
    ENROLLED = "enrolled"
    TWICE = "twice"
    NOT_AN_ADDRESS = "not_an_address"


# The kinds that get a mail.
INVITED = frozenset({LineKind.INVITE, LineKind.AGAIN})


@dataclass(frozen=True)
class Line:
    text: str
    kind: LineKind


def pieces(text: str) -> list[str]:
    """What was pasted, cut at lines, commas and semicolons; of "Dana <dana@example.org>" the address."""
    found = []
    for piece in _BETWEEN.split(text):
        inside = _IN_BRACKETS.search(piece)
        found.append((inside[1] if inside else piece).strip().lower())
    return [piece for piece in found if piece]


def check(
    text: str, *, enrolled: Collection[str], waiting: Collection[str], is_address: Callable[[str], bool]
) -> list[Line]:
    """Every pasted address with what will happen to it, in the order it was pasted."""
    lines: list[Line] = []
    seen: set[str] = set()
    for piece in pieces(text):
        if not is_address(piece):
            kind = LineKind.NOT_AN_ADDRESS
        elif piece in seen:
            kind = LineKind.TWICE
        elif piece in enrolled:
            kind = LineKind.ENROLLED
        else:
            kind = LineKind.AGAIN if piece in waiting else LineKind.INVITE
        seen.add(piece)
        lines.append(Line(piece, kind))
    return lines
