"""What in a text may point at a real person: asked about before it is sent, never a reason to refuse it.

Made to be quiet. A question that comes too often is pressed away, so each rule looks for a shape that seldom means
anything else, and made-up people, help lines and the words of this training are known.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizzes.questions.types.known_words import FIRST_NAMES, MADE_UP, NO_NAMES


class Sign(StrEnum):
    """What a passage looks like."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTH = "birth"
    NUMBER = "number"
    TITLED = "titled"
    FULL_NAME = "full_name"


@dataclass(frozen=True)
class Finding:
    """A passage, what it looks like, and where it starts in the text."""

    sign: Sign
    said: str
    start: int


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|mayo?|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre)"
)
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|"
    rf"\d{{1,2}}(?: de)? {_MONTH}(?: de)?(?:,? \d{{4}})?)"
)
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|terrace|ter|highway|hwy|way|place|pl)"
)
_CAP = r"[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]+(?:[-'’][A-ZÁÉÍÓÚÑÜ]?[a-záéíóúñü]+)*"

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Ten digits in the American grouping, or seven with a hyphen. Toll-free lines and 555-01xx belong to nobody.
PHONE = re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])?\d{3}[ .-]\d{4}(?![\d-])")
TOLL_FREE = re.compile(r"^1?8(?:00|33|44|55|66|77|88)\d{7}$")
MADE_UP_LINE = re.compile(r"55501\d\d$")
SOCIAL = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
ADDRESS = re.compile(
    rf"\b\d{{1,5}} (?:[NSEW]\.? )?(?:{_CAP} |\d{{1,3}}(?:st|nd|rd|th) ){{1,3}}(?i:{_STREET})\b"
    rf"|\b(?:[Cc]alle|[Aa]venida|[Aa]v\.) {_CAP}(?: (?:de |del |la )*{_CAP})* (?:#|n\.º |número )?\d{{1,5}}"
)
BIRTH = re.compile(
    rf"(?i:\b(?:born|nació|nacida|nacido)(?: on| in| el| en)?"
    rf"|\b(?:date of birth|d\.?o\.?b\.?|fecha de nacimiento)\W{{0,3}}(?:(?:is|was|es|era) )?"
    rf"|\b(?:birthday|cumpleaños) (?:is|was|es|era)(?: on| el)?) ?(?i:{_DATE})"
)
TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Sr|Sra|Srta|Officer|Judge|Pastor|Sergeant)\b\.? ({_CAP})")
PAIR = re.compile(rf"\b({_CAP}) (?:[A-Z]\. )?({_CAP})\b")
OPENERS = frozenset('.!?…:;\n“"«¿¡(—–•*-')
CLOSERS = frozenset("'\"”’»)")


def identifying(text: str, names: Iterable[str] = ()) -> list[Finding]:
    """Passages that may point at a real person, in the order of the text; `names` are known and left alone.

    Phone numbers, e-mail and street addresses, dates said to be of birth, social security numbers, a title with a
    surname, a first name with a surname. Raises nothing and refuses nothing.
    """
    known = {word.casefold() for name in names for word in name.split()} | MADE_UP
    found = [*_numbers(text), *_plain(text), *_names(text, known)]
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.start, -len(each.said))):
        # A street that bears a name is one finding, not two.
        if not kept or finding.start >= kept[-1].start + len(kept[-1].said):
            kept.append(finding)
    return kept


def _plain(text: str) -> Iterator[Finding]:
    for sign, pattern in ((Sign.EMAIL, EMAIL), (Sign.ADDRESS, ADDRESS), (Sign.BIRTH, BIRTH)):
        for match in pattern.finditer(text):
            yield Finding(sign, match.group(), match.start())


def _numbers(text: str) -> Iterator[Finding]:
    for match in SOCIAL.finditer(text):
        yield Finding(Sign.NUMBER, match.group(), match.start())
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if not TOLL_FREE.match(digits) and not MADE_UP_LINE.search(digits):
            yield Finding(Sign.PHONE, match.group(), match.start())


def _names(text: str, known: set[str]) -> Iterator[Finding]:
    for match in TITLED.finditer(text):
        if match.group(1).casefold() not in known:
            yield Finding(Sign.TITLED, match.group(), match.start())
    start = 0
    while pair := PAIR.search(text, start):
        # The second word may be the first of the next pair: "Saw Denise Hall".
        start = pair.start(2)
        first, last = pair.group(1).casefold(), pair.group(2).casefold()
        if known & {first, last} or NO_NAMES & {first, last}:
            continue
        if first in FIRST_NAMES or not _opens_a_sentence(text[: pair.start()]):
            yield Finding(Sign.FULL_NAME, pair.group(), pair.start())
            start = pair.end()


def _opens_a_sentence(before: str) -> bool:
    """Whether a capital after this text says nothing, because every sentence starts with one."""
    before = before.rstrip(" \t")
    return not before or before[-1] in OPENERS or (before[-1] in CLOSERS and before[-2:-1] in OPENERS)
