"""Blocks to read. Their words count as reading time."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.tables import TextTableBlock

INLINE = ["bold", "link"]
LISTS = [*INLINE, "ol", "ul"]


class ProseBlock(blocks.RichTextBlock):
    """Running text. Its headings become anchors (`rules.anchor_headings`), so it has no headings of level one."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", ["h2", "h3", *LISTS])
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")


def short_text(**kwargs) -> blocks.RichTextBlock:
    """Text inside a block: bold, links and lists, no headings."""
    return blocks.RichTextBlock(features=LISTS, **kwargs)


class BeforeBlock(blocks.StructBlock):
    coming = short_text(help_text=_("What is coming that may be hard, and which choices there are."))

    class Meta:
        icon = "warning"
        label = _("Before you start")
        template = "cms/blocks/before.html"


class KeyBlock(blocks.StructBlock):
    text = short_text(help_text=_("One idea to keep. One per section at the most."))

    class Meta:
        icon = "key"
        label = _("Keep this one")
        template = "cms/blocks/key.html"


class WordBlock(blocks.StructBlock):
    term = blocks.CharBlock(max_length=80, help_text=_("For example: Mutual aid"))
    meaning = short_text(help_text=_("In plain words, one or two sentences."))

    class Meta:
        icon = "openquote"
        label = _("Word to know")
        template = "cms/blocks/word.html"


class StoryBlock(blocks.StructBlock):
    teller = blocks.CharBlock(max_length=120, help_text=_("A name, or for example: a peer in Ohio"))
    note = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("Note for readers"),
        help_text=_("For a made-up story say so, for example: Made up from many real ones."),
    )
    consent = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("Consent of the teller"),
        help_text=_("For a true story: who said yes, when, and where that is kept. Readers don’t see this."),
    )
    text = short_text()

    class Meta:
        icon = "user"
        label = _("Story from a peer")
        template = "cms/blocks/story.html"


__all__ = ["BeforeBlock", "KeyBlock", "ProseBlock", "StoryBlock", "TextTableBlock", "WordBlock", "short_text"]
