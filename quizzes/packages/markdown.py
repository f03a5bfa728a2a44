"""A lesson's Markdown, cut into blocks, and its HTML turned back into Markdown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdownify import MarkdownConverter

from quizzes.packages.format import BLOCKS, as_plain
from quizzes.packages.located import BrokenPackage, Fault, Source

PARSER = MarkdownIt("commonmark").enable("table")
# The texts of a block that hold Markdown in a package and rich text in the CMS; all others are plain.
RICH = {
    "before": {"coming"},
    "key": {"text"},
    "word": {"meaning"},
    "story": {"text"},
    "practice": {"setup", "then", "debrief"},
    "exercise": {"steps"},
    "media": {"transcript"},
}
CAPTION = re.compile(r"^Table: (.+)$")
REFUSED = {"html_block": "raw HTML", "html_inline": "raw HTML", "image": "a picture in the text", "em_open": "italics"}


@dataclass(frozen=True)
class Block:
    """One block of a lesson. Prose holds HTML, a table its caption and rows of HTML cells, the rest what `format`
    allows. `line` is where it begins in its file and does not count when blocks are compared."""

    kind: str
    value: dict[str, Any]
    line: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Block) and (self.kind, self.value) == (other.kind, other.value)

    def __hash__(self) -> int:
        return hash(self.kind)


def to_html(text: str) -> str:
    """Markdown as the HTML that rich text keeps: bold as <b>, no white space between elements."""
    html = PARSER.render(text.strip())
    html = html.replace("<strong>", "<b>").replace("</strong>", "</b>")
    html = re.sub(r"<(/?)h[45]>", r"<\1h3>", html)
    return re.sub(r">\n+(?=<|$)", ">", html).strip()


def inline_html(text: str) -> str:
    return PARSER.renderInline(text.strip()).replace("<strong>", "<b>").replace("</strong>", "</b>")


WRITER = MarkdownConverter(
    heading_style="atx", bullets="-", strong_em_symbol="*", escape_underscores=False, escape_misc=False
)


def to_markdown(html: str) -> str:
    """The Markdown that `to_html` turns into this HTML."""
    text = WRITER.convert(html)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def each_rich(kind: str, value: Any, turn: Callable[[str], str]) -> Any:
    """The value with every rich text of this kind of block turned."""
    if isinstance(value, list):
        return [each_rich(kind, item, turn) for item in value]
    if isinstance(value, dict):
        return {
            key: turn(item) if key in RICH.get(kind, ()) and isinstance(item, str) else each_rich(kind, item, turn)
            for key, item in value.items()
        }
    return value


def cut(source: Source) -> list[Block]:
    """The blocks of a lesson in order. Raises BrokenPackage with every block that cannot be read."""
    lines = source.text.split("\n")
    tokens = [token for token in PARSER.parse(source.text) if token.level == 0 and token.map]
    faults = _refused(source)
    blocks: list[Block] = []
    prose_from: int | None = None

    def close_prose(end: int) -> None:
        nonlocal prose_from
        if prose_from is not None and (text := "\n".join(lines[prose_from:end]).strip()):
            blocks.append(Block("prose", {"html": to_html(text)}, source.offset + prose_from + 1))
        prose_from = None

    for token in tokens:
        first, last = token.map or (0, 0)
        if token.type == "fence":
            close_prose(first)
            try:
                blocks.append(_structured(source, token))
            except BrokenPackage as broken:
                faults += broken.faults
        elif token.type == "table_open":
            caption = _caption_above(lines, prose_from, first)
            close_prose(first if caption is None else _last_text(lines, first))
            blocks.append(_table(source, lines[first:last], caption or "", first))
        elif prose_from is None and token.nesting >= 0:
            prose_from = first
    close_prose(len(lines))
    if faults:
        raise BrokenPackage(faults)
    return blocks


def _refused(source: Source) -> list[Fault]:
    faults = []
    for token in PARSER.parse(source.text):
        for part in [token, *(token.children or [])]:
            if part.type in REFUSED:
                line = source.offset + (token.map[0] if token.map else 0) + 1
                faults.append(Fault(source.file, line, f"{REFUSED[part.type]} cannot stand in a lesson"))
    return faults


def _structured(source: Source, token: Token) -> Block:
    kind, line = token.info.strip(), (token.map or [0])[0] + 1
    if kind not in BLOCKS:
        raise source.fault(f"there is no block called “{kind}”; it can be {', '.join(BLOCKS)}", line)
    value = Source(source.file, token.content, source.offset + line).read(BLOCKS[kind])
    plain = each_rich(kind, as_plain(value), lambda text: to_markdown(to_html(text)))
    return Block(kind, plain, source.offset + line)


def _last_text(lines: list[str], before: int) -> int:
    """The index of the last line with text above this one."""
    index = before - 1
    while index >= 0 and not lines[index].strip():
        index -= 1
    return index


def _caption_above(lines: list[str], prose_from: int | None, first: int) -> str | None:
    if prose_from is None:
        return None
    match = CAPTION.match(lines[_last_text(lines, first)].strip())
    return match[1] if match else None


def _table(source: Source, lines: list[str], caption: str, first: int) -> Block:
    rows = [[inline_html(cell) for cell in _cells(line)] for line in lines if line.strip()]
    head, body = rows[0], rows[2:]
    width = len(head)
    for number, row in enumerate(body, start=first + 3):
        if len(row) != width:
            raise source.fault(f"this row has {len(row)} cells and the table has {width} columns", number)
    return Block("table", {"caption": caption, "head": head, "rows": body}, source.offset + first + 1)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
