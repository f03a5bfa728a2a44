"""Blocks to watch, listen to, look at, or take along. Size, length and a text are always stated."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.reading import short_text

PICTURE_FILTER = "width-920"


class MediaBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=[("video", _("Video")), ("audio", _("Audio"))], default="video")
    title = blocks.CharBlock(max_length=120)
    file = DocumentChooserBlock(required=False, help_text=_("The recording, kept here."))
    url = blocks.URLBlock(required=False, help_text=_("Or where it is on the web."))
    minutes = blocks.IntegerBlock(min_value=1, max_value=240, label=_("Length in minutes"))
    size = blocks.CharBlock(max_length=30, help_text=_("For example: 18 MB. People pay for data."))
    transcript = short_text(help_text=_("Every word, and what can be seen that matters."))

    class Meta:
        icon = "media"
        label = _("Video or audio")
        template = "cms/blocks/media.html"

    def clean(self, value):
        value = super().clean(value)
        if bool(value.get("file")) == bool(value.get("url")):
            raise StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose a file or type an address, one of the two."))]
            )
        return value


class DownloadBlock(blocks.StructBlock):
    file = DocumentChooserBlock()
    title = blocks.CharBlock(max_length=120)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "cms/blocks/download.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    alt = blocks.CharBlock(
        max_length=250, label=_("In words"), help_text=_("What it shows, for those who don’t see it.")
    )
    caption = blocks.CharBlock(required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


def draw_pictures(body) -> None:
    """Make the files that readers are sent, so that no reader's visit has to write one."""
    for block in body:
        if block.block_type == "image" and block.value["image"]:
            block.value["image"].get_rendition(PICTURE_FILTER)


__all__ = ["DownloadBlock", "MediaBlock", "PictureBlock", "draw_pictures"]
