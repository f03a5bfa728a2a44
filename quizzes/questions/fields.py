"""Fields of questions and plans."""

from typing import Any

from wagtail.fields import StreamField


class UnlistedStreamField(StreamField):
    """A stream whose migrations do not list its blocks: a new question type or a better label changes no table."""

    def deconstruct(self) -> Any:
        name, _, _, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], kwargs | {"block_lookup": {}}
