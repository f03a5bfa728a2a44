"""A marking guide: the levels a reader picks, what they come to, and how a text changed between drafts. Pure."""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

# A word with the space behind it; leading space stands alone.
_WORDS = re.compile(r"^\s+|\S+\s*")


class Mark(StrEnum):
    SAME = "same"
    ADDED = "added"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, came or went."""

    mark: Mark
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """The later text with what came and what went, word by word: joined without what went, it is `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    # Space is no change: a line broken elsewhere is the same line.
    bare = [word.strip() for word in old], [word.strip() for word in new]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Mark.SAME, "".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece(Mark.TAKEN_OUT, "".join(old[a:b])))
        if d > c:
            pieces.append(Piece(Mark.ADDED, "".join(new[c:d])))
    return pieces
