"""A lesson's body as finished pieces: what is the same for everybody as HTML, each reflection as a seam between."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from cms.blocks.rules import Heading, anchor_headings, anchors_of


@dataclass(frozen=True)
class Prompt:
    """A seam: what a person has written here is filled in outside of what is kept in memory."""

    block_id: str
    prompt: str
    hint: str
    minutes: int


@dataclass(frozen=True)
class RenderedBody:
    # What stands first of all: a heads-up at the very start, before the list of parts and the aims.
    lead: SafeString
    pieces: tuple[SafeString | Prompt, ...]
    # What "On this page" lists.
    parts: tuple[Heading, ...]
    # The first practice, which a heads-up lets people skip to.
    first_practice: str

    @property
    def prompts(self) -> list[Prompt]:
        return [piece for piece in self.pieces if isinstance(piece, Prompt)]


def render_body(body, *, pause: str = "", source=None) -> RenderedBody:
    """Draws a StreamValue of `LessonBody` in the language of the moment. `pause`: where a heads-up offers to rest.
    `source`: the body this one translates; its anchors stay, so that links to a part hold in every language."""
    own = anchors_of(body.get_prep_value())
    kept = anchors_of(source.get_prep_value()) if source is not None else own
    anchors = iter(kept if len(kept) == len(own) else own)
    practice = next((block.value["block_id"] for block in body if block.block_type == "practice"), "")
    pieces: list[SafeString | Prompt] = []
    parts: list[Heading] = []
    around = {"skip_to": practice, "pause": pause}
    blocks, lead = list(body), SafeString("")
    if blocks and blocks[0].block_type == "before":
        lead = blocks.pop(0).render(around)
    for block in blocks:
        if block.block_type == "reflect":
            value = block.value
            pieces.append(Prompt(value["block_id"], value["prompt"], value["hint"], value["minutes"]))
        else:
            markup = block.render(around)
            headings: list[Heading] = []
            if block.block_type == "prose":
                markup, headings = anchor_headings(markup, anchors)
            parts += [heading for heading in headings if heading.level == 2]
            _append(pieces, markup)
        if _is_named(block):
            parts.append(Heading(block.value["block_id"], _name_of(block), 3))
    return RenderedBody(lead, tuple(pieces), tuple(parts), practice)


def _append(pieces: list[SafeString | Prompt], markup: str) -> None:
    """Neighboring pieces of HTML become one."""
    before = pieces.pop() if pieces and not isinstance(pieces[-1], Prompt) else ""
    # Both parts come from templates that escape.
    pieces.append(mark_safe(f"{before}{markup}"))  # noqa: S308


def _is_named(block) -> bool:
    return block.block_type in {"practice", "reflect", "check", "exercise"} and bool(block.value["block_id"])


def _name_of(block) -> str:
    """What "On this page" calls a block."""
    if block.block_type == "practice":
        return gettext("Practice: %(title)s") % {"title": block.value["title"]}
    if block.block_type == "reflect":
        return gettext("Your turn to reflect")
    return gettext("Quick check") if block.block_type == "check" else block.value["title"]
