"""Names of parts, counting words, and judging how hard a text is to read; pure."""

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

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


# Words of these blocks are read; interactive blocks are covered by their own stated minutes.
READ_FIELDS = {
    "before": ("coming",),
    "key": ("text",),
    "word": ("term", "meaning"),
    "story": ("text",),
}
TIMED = ("practice", "reflect", "check", "exercise", "media")


def read_text(block: dict) -> str:
    """The text of a stored block that counts as reading; empty for blocks that are done or watched."""
    kind, value = block["type"], block["value"]
    if kind == "prose":
        return plain_text(value or "")
    if kind == "table":
        cells = [cell or "" for row in value["rows"] for cell in row["values"]]
        headings = [column["heading"] for column in value["columns"]]
        return "\n".join([value.get("caption") or "", *headings, *(plain_text(cell) for cell in cells)])
    return "\n".join(plain_text(value.get(name) or "") for name in READ_FIELDS.get(kind, ()))


def words_to_read(blocks: Iterable[dict]) -> int:
    """Words of a stored body (`[{"type", "value"}]`) that are read."""
    return sum(count_words(read_text(block)) for block in blocks)


def all_text(value: object) -> str:
    """Every text inside a stored block, for judging its language: names and web addresses left out."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, dict):
        skipped = {"id", "type", "block_id", "outcome", "kind", "url", "size", "consent"}
        return "\n".join(all_text(each) for name, each in value.items() if name not in skipped)
    if isinstance(value, list | tuple):
        return "\n".join(all_text(each) for each in value)
    return ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of a lesson that can be linked to."""

    anchor: str
    text: str
    level: int


# Wagtail's editor leaves a key on every paragraph; nobody reads it, so it is not sent.
EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')
HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)


def anchors_of(blocks: Iterable[dict]) -> list[str]:
    """The anchors of a stored body's headings, in order: made of their words, unique beside the names of its blocks."""
    blocks = list(blocks)
    used = {str(block["value"].get("block_id")) for block in blocks if isinstance(block["value"], dict)}
    anchors = []
    for block in blocks:
        if block["type"] != "prose":
            continue
        for match in HEADING.finditer(EDITOR_KEY.sub("", block["value"] or "")):
            anchor = unused_name(slug_of(plain_text(match[2])) or "part", used)
            used.add(anchor)
            anchors.append(anchor)
    return anchors


def anchor_headings(markup: str, anchors: Iterator[str]) -> tuple[str, list[Heading]]:
    """Gives the headings of an HTML fragment their ids, one after the other."""
    found = []

    def with_id(match: re.Match) -> str:
        level, inside, anchor = int(match[1]), match[2], next(anchors)
        found.append(Heading(anchor, plain_text(inside), level))
        return f'<h{level} id="{anchor}">{inside}</h{level}>'

    return HEADING.sub(with_id, EDITOR_KEY.sub("", markup)), found


def hardest(text: str, count: int = 3, over: float = SUGGESTED_GRADE) -> list[str]:
    """The sentences hardest to read, hardest first: where an author gains most by splitting one."""
    sentences = [part.strip() for part in SENTENCE_END.split(text)]
    graded = [(reading_grade(each), each) for each in sentences if count_words(each) >= 8]
    return [each for grade, each in sorted(graded, key=lambda pair: -pair[0]) if grade > over][:count]
