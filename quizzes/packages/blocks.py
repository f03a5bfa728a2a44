"""Blocks of a package and the raw values of a lesson's StreamField, both ways."""

from pathlib import Path
from typing import Any

from quizzes.packages import media
from quizzes.packages.format import BLOCKS, as_plain
from quizzes.packages.markdown import RICH, Block, each_rich, inline_html, to_html, to_markdown

__all__ = ["RICH", "from_stream", "to_stream"]


def to_stream(blocks: list[Block], folder: Path | None) -> list[dict[str, Any]]:
    """What LessonPage.body is assigned. Files that blocks name are taken from `folder`."""
    return [{"type": block.kind, "value": _value(block, folder)} for block in blocks]


def _value(block: Block, folder: Path | None) -> Any:
    value = block.value
    match block.kind:
        case "prose":
            return value["html"]
        case "table":
            return {
                "caption": value["caption"],
                "columns": [{"type": "text", "heading": heading} for heading in value["head"]],
                "rows": [{"values": row} for row in value["rows"]],
            }
        case "image":
            return {"image": media.image(folder, value["file"], value["alt"]).pk, **_without(value, "file")}
        case "download":
            return {"document": media.document(folder, value["file"], value["title"]).pk, **_without(value, "file")}
        case _:
            raw = each_rich(block.kind, value, to_html)
            if "id" in raw:
                raw = {"block_id": raw.pop("id"), **raw}
            return _with_lists(raw)


def _without(value: dict, *names: str) -> dict:
    return {key: item for key, item in value.items() if key not in names}


def _with_lists(value: Any) -> Any:
    """`next` is one decision in a package and a list of none or one in the CMS."""
    if isinstance(value, list):
        return [_with_lists(item) for item in value]
    if isinstance(value, dict):
        return {
            key: [_with_lists(item)] if key == "next" and item else _with_lists(item) for key, item in value.items()
        }
    return value


def from_stream(body) -> list[Block]:
    """The blocks of a lesson as a package writes them."""
    return [_block(child.block_type, child.block.get_prep_value(child.value), child.value) for child in body]


def _block(kind: str, raw: Any, live: Any) -> Block:
    match kind:
        case "prose":
            return Block(kind, {"html": to_html(to_markdown(raw))})
        case "table":
            head = [column["heading"] for column in raw["columns"]]
            rows = [[_cell(cell) for cell in row["values"]] for row in raw["rows"]]
            return Block(kind, {"caption": raw.get("caption") or "", "head": head, "rows": rows})
        case "image":
            value = {"file": f"images/{media.name_of(live['image'])}", **_without(raw, "image")}
        case "download":
            value = {"file": f"files/{media.name_of(live['document'])}", **_without(raw, "document")}
        case _:
            value = _unwrapped(raw)
            if "block_id" in value:
                value = {"id": value.pop("block_id"), **value}
            value = each_rich(kind, value, to_markdown)
    known = {key: item for key, item in value.items() if key in BLOCKS[kind].model_fields}
    return Block(kind, as_plain(BLOCKS[kind].model_validate(known)))


def _cell(cell: Any) -> str:
    return inline_html(to_markdown(str(cell or "")))


def _unwrapped(value: Any) -> Any:
    """Wagtail's list items without their wrapping; a list of one next decision as that decision."""
    if isinstance(value, list):
        return [_unwrapped(item["value"] if set(item) >= {"type", "value"} else item) for item in value]
    if isinstance(value, dict):
        # A child that was never filled in reads as None: the format has a default for it.
        plain = {key: _unwrapped(item) for key, item in value.items() if item is not None}
        if isinstance(plain.get("next"), list):
            plain["next"] = plain["next"][0] if plain["next"] else None
        return plain
    return value
