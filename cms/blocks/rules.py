"""Names of parts, counting words, and judging how hard a text is to read; pure."""

import html
import re
import unicodedata
from collections.abc import Collection

TAGS = re.compile(r"<[^>]+>")
BREAKS = re.compile(r"</(?:p|li|h[1-6]|td|th|div|dd|dt)>|<br/?>", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
VOWELS = re.compile(r"[aeiouy]+")
SENTENCE_END = re.compile(r"[.!?:…]+(?=[\s”\"’)]|$)|\n+")
# Over this grade the editor suggests shorter words and sentences; it never blocks.
SUGGESTED_GRADE = 8


def slug_of(text: str) -> str:
    """The anchor of a heading: small letters, digits, dashes; accents dropped, so it is typed the same everywhere."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain)).strip("-")


def unused_name(name: str, taken: Collection[str]) -> str:
    """`name`, or `name-2`, `name-3` … when it is taken."""
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def plain_text(markup: str) -> str:
    """The words of an HTML fragment, each block on a line of its own."""
    return html.unescape(TAGS.sub("", BREAKS.sub("\n", markup))).strip()


def count_words(text: str) -> int:
    """Words of a plain text; a hyphenated word counts once."""
    return len(WORD.findall(text))


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels; silent endings do not count. At least 1."""
    spoken = word.lower().replace("’", "'")
    spoken = re.sub(r"(?:[^laeiouy]es|[^dt]ed|[^l]e)$", lambda m: m[0][0], spoken)
    return max(1, len(VOWELS.findall(spoken)))


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade of an English text, one decimal; 0 for a text without words.

    0.39 · words/sentences + 11.8 · syllables/words - 15.59 (Kincaid, Fishburne, Rogers and Chissom 1975)."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in SENTENCE_END.split(text) if WORD.search(part))
    spoken = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / max(1, sentences) + 11.8 * spoken / len(words) - 15.59
    return round(max(0.0, grade), 1)
