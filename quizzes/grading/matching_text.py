"""Whether what somebody typed is one of the accepted answers: folding, small slips, wildcards. Time grows with length.

What is folded in any case, because it is never what a question asks about: runs of spaces, invisible characters,
curly quotes, long dashes, quotes around the whole and signs that end a sentence. Case, accents and small slips are
forgiven where the author forgives them.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import eq
from typing import Any

CASE, ACCENTS, SLIPS = "case", "accents", "slips"
FORGIVABLE = (CASE, ACCENTS, SLIPS)
# Shorter words have too many neighbors that mean something else: "care", "cure", "core".
SLIP_LETTERS = 5
WILDCARD = "*"
# Stands for an asterisk the author means as one while the others are cut at; a code point nobody may use in text.
ASTERISK = "\ue000"

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)


def folded(text: str, forgives: Collection[str] = FORGIVABLE) -> str:
    """The text as it is compared. Compatible letters are one (NFKD): a full-width "Ａ" is an "A"."""
    plain = unicodedata.normalize("NFKD", text.translate(_SAME)).translate(_SAME)
    if CASE in forgives:
        plain = unicodedata.normalize("NFKD", plain.casefold())
    dropped = {"Cf", "Mn"} if ACCENTS in forgives else {"Cf"}
    plain = "".join(letter for letter in plain if unicodedata.category(letter) not in dropped)
    plain = " ".join(unicodedata.normalize("NFC", plain).split())
    return plain.rstrip('.!?,;:" ').lstrip('¡¿" ') or plain


def is_one_slip(given: str, accepted: str) -> bool:
    """One letter more, less, other, or two neighbors swapped (Damerau-Levenshtein distance 1)."""
    start = _shared(given, accepted)
    left, right = given[start:][::-1], accepted[start:][::-1]
    end = _shared(left, right)
    left, right = left[end:], right[end:]
    return len(left) + len(right) == 1 or len(left) == len(right) == 1 or (len(left) == 2 and left == right[::-1])


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    ends = min(len(one), len(other))
    return next((place for place, same in enumerate(map(eq, one, other)) if not same), ends)


def is_small_slip(given: str, accepted: str) -> bool:
    """Folded texts that differ by at most one slip in each long word, or by a space between words.

    Numbers are never a slip: 988 is no 989. Short words have to be right.
    """
    if any(letter.isdigit() for letter in given + accepted):
        return False
    ours, theirs = given.split(), accepted.split()
    if len(ours) == len(theirs):
        return ours != theirs and all(map(_is_near, ours, theirs))
    return abs(len(ours) - len(theirs)) == 1 and "".join(ours) == "".join(theirs) and _is_long("".join(theirs))


def _is_near(typed: str, meant: str) -> bool:
    return typed == meant or (_is_long(meant) and is_one_slip(typed, meant))


def _is_long(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) >= SLIP_LETTERS


def fits_pattern(given: str, parts: Sequence[str]) -> bool:
    """Whether a folded text is these parts in this order, with anything between them, also nothing.

    Each part is looked for once, from left to right: no pattern makes this slow.
    """
    first, *middle, last = parts
    if not given.startswith(first) or not given.endswith(last) or len(given) < len(first) + len(last):
        return False
    place, end = len(first), len(given) - len(last)
    for part in middle:
        found = given.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True


def parts_of(accepted: str, forgives: Collection[str] = FORGIVABLE) -> list[str]:
    """An accepted answer as it is compared, cut at its wildcards. "\\*" is an asterisk."""
    wanted = folded(accepted.replace("\\*", ASTERISK), forgives)
    return [part.replace(ASTERISK, WILDCARD) for part in wanted.split(WILDCARD)]


@dataclass(frozen=True)
class Accepted:
    """One accepted answer: its id, what it earns, and every spelling of it in any language. Share 0 refuses it."""

    id: str
    share: Decimal
    texts: tuple[str, ...]


def accepted_of(key: Sequence[Mapping[str, Any]]) -> list[Accepted]:
    """Accepted answers as a frozen key holds them."""
    return [Accepted(each["id"], Decimal(each["share"]), tuple(each["texts"])) for each in key]


def matched(given: str, accepted: Sequence[Accepted], forgives: Collection[str] = FORGIVABLE) -> Accepted | None:
    """The accepted answer a typed text is, or None.

    An exact answer comes first, then one with wildcards, then one that is a small slip away, then a bare "*", each in
    the author's order. A text that is a slip away from answers of different worth is none of them: nobody can say
    which was meant.
    """
    typed = folded(given, forgives)
    spelled = [(each, parts_of(text, forgives)) for each in accepted for text in each.texts]
    exact = [each for each, parts in spelled if parts == [typed]]
    cut = [each for each, parts in spelled if len(parts) > 1 and any(parts) and fits_pattern(typed, parts)]
    near = [each for each, parts in spelled if len(parts) == 1 and SLIPS in forgives and is_small_slip(typed, parts[0])]
    if len({each.share for each in near}) > 1:
        near = []
    bare = [each for each, parts in spelled if len(parts) > 1 and not any(parts)]
    return next(iter([*exact, *cut, *near, *bare]), None)
