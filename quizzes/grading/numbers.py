"""Numbers as people write them, read by one rule, as `Decimal`. Nothing here is a float."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

# So that arithmetic on what is read stays exact within the 28 digits of decimal's context.
DIGITS = 18
_PLAIN = str.maketrans({**dict.fromkeys("−‐‑‒–—﹣－", "-"), **dict.fromkeys("'’_", " "), "٫": ".", "٬": ","})
_NUMBER = re.compile(r" ?([+-]?) ?([0-9]+(?:[., ][0-9]+)*|[.,][0-9]+)(.*)")
_SIGN = re.compile("[.,]")
# What stands before the last sign, and behind it.
_DECIMAL = re.compile("(.*)[.,](.*)")
_THOUSANDS = re.compile("[1-9][0-9]{0,2},[0-9]{3}")
# Groups of three digits with one kind of sign between, or no groups at all.
_GROUPED = re.compile(r"[0-9]*|[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")


class NotANumber(Exception):
    """The text cannot be read as a number."""


class TooManyDigits(NotANumber):
    """A number longer than anybody means."""


@dataclass(frozen=True)
class Quantity:
    """A number and the words after it, as typed."""

    number: Decimal
    unit: str


def read_number(text: str) -> Quantity:
    """The number a text starts with, and what follows it. Raises NotANumber.

    A space groups thousands. A point and a comma together: the last one is the decimal sign, the other groups. A sign
    that stands twice groups. One point alone is the decimal sign: 1.500 is one and a half. One comma alone groups when
    one to three digits stand before it (no leading zero) and exactly three behind, as people in the United States and
    Mexico write: 1,500 is fifteen hundred; in any other place it is the decimal sign, as in 1,5 or 0,500. Digits of
    any script count. Powers, fractions and words for numbers are not read.
    """
    plain = "".join(_digit(letter) for letter in " ".join(text.translate(_PLAIN).split()))
    currency = plain[:1] if plain and unicodedata.category(plain[0]) == "Sc" else ""
    found = _NUMBER.fullmatch(plain.removeprefix(currency))
    if not found:
        raise NotANumber
    sign, digits, rest = found.groups()
    rest = "" if rest == "." else rest
    if rest.startswith((".", ",")) or any(letter.isnumeric() for letter in rest):
        raise NotANumber
    number = _number(digits)
    return Quantity(-number if sign == "-" else number, rest.strip() or currency)


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _number(digits: str) -> Decimal:
    whole, fraction = _halves(digits)
    if " " in fraction or not _GROUPED.fullmatch(whole):
        raise NotANumber
    plain = re.sub("[., ]", "", whole)
    if len(plain.lstrip("0")) + len(fraction) > DIGITS:
        raise TooManyDigits
    return Decimal(f"{plain}.{fraction}")


def _halves(digits: str) -> tuple[str, str]:
    """What stands before the decimal sign, with its groups, and behind it."""
    signs, cut = _SIGN.findall(digits), _DECIMAL.fullmatch(digits)
    if not cut or signs.count(signs[-1]) > 1 or (signs == [","] and _THOUSANDS.fullmatch(digits)):
        return digits, ""
    return cut[1], cut[2]


def plain_words(number: Decimal) -> str:
    """A number without powers and without zeros that say nothing: 90, 1.5."""
    return f"{number.normalize():f}"


def unit_named(words: str, names: Collection[str]) -> bool:
    """Whether words after a number are one of a unit's names. Case, spaces and a full stop are not asked about."""
    return _plain(words) in map(_plain, names)


def _plain(unit: str) -> list[str]:
    return unicodedata.normalize("NFKC", unit).casefold().strip().removesuffix(".").split()
