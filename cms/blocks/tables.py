"""A table of text: columns with headings, rows with a first cell that names the row."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.rich_text import RichText
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.strings import extract_strings, restore_strings


class TextTableBlock(TypedTableBlock):
    """Wagtail's table editor with one kind of column, and translation of caption, headings and cells."""

    text = RichTextBlock(features=["bold", "link"], label=_("Text"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table.html"

    def get_translatable_segments(self, value):
        segments = [StringSegmentValue("caption", value.caption or "")]
        segments += [
            StringSegmentValue(f"heading-{index}", column["heading"]) for index, column in enumerate(value.columns)
        ]
        for row_index, row in enumerate(value.row_data):
            for index, cell in enumerate(row["values"]):
                template, strings = extract_strings(cell.source if cell else "")
                path = f"cell-{row_index}-{index}"
                segments.append(TemplateSegmentValue(path, "html", template, len(strings)))
                segments += [StringSegmentValue(path, string, attrs=attrs) for string, attrs in strings]
        return segments

    def restore_translated_segments(self, value, segments):
        cells: dict[str, list] = {}
        for segment in segments:
            if segment.path == "caption":
                value.caption = segment.render_text()
            elif segment.path.startswith("heading-"):
                value.columns[int(segment.path.removeprefix("heading-"))]["heading"] = segment.render_text()
            elif segment.path.startswith("cell-"):
                cells.setdefault(segment.path, []).append(segment)
        for path, parts in cells.items():
            row, column = (int(number) for number in path.split("-")[1:])
            strings = [(part.string, part.attrs) for part in parts if isinstance(part, StringSegmentValue)]
            template = next(part.template for part in parts if isinstance(part, TemplateSegmentValue))
            value.row_data[row]["values"][column] = RichText(restore_strings(template, strings))
        return value
