"""The body of a lesson: all blocks, in three groups."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.doing import CheckBlock, ExerciseBlock, PracticeBlock, ReflectBlock
from cms.blocks.media import DownloadBlock, MediaBlock, PictureBlock
from cms.blocks.reading import BeforeBlock, KeyBlock, ProseBlock, StoryBlock, TextTableBlock, WordBlock
from cms.blocks.rules import unused_name

READ, DO, WATCH = _("Read"), _("Do"), _("Watch and listen")


class LessonBody(blocks.StreamBlock):
    prose = ProseBlock(group=READ)
    before = BeforeBlock(group=READ)
    key = KeyBlock(group=READ)
    word = WordBlock(group=READ)
    table = TextTableBlock(group=READ)
    story = StoryBlock(group=READ)
    practice = PracticeBlock(group=DO)
    reflect = ReflectBlock(group=DO)
    check = CheckBlock(group=DO)
    exercise = ExerciseBlock(group=DO)
    media = MediaBlock(group=WATCH)
    image = PictureBlock(group=WATCH)
    download = DownloadBlock(group=WATCH)

    def clean(self, value):
        """Short names are unique in the lesson: a copied block gets its own, so saved work never mixes."""
        value = super().clean(value)
        taken: set[str] = set()
        for child in value:
            if isinstance(child.value, dict) and child.value.get("block_id"):
                child.value["block_id"] = unused_name(child.value["block_id"], taken)
                taken.add(child.value["block_id"])
        return value
