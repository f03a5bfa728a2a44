"""Lists typed as lines."""

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.fields import ApprovalsField, LinesField, TimedPartsField
from cms.blocks.tables import TextTableBlock

PARTS = [{"minutes": 15, "what": "Quiz", "basis": "8 questions | with reasons"}]


def test_lines_are_read_and_shown_one_a_line():
    field = LinesField().formfield(required=False)

    assert field.clean(" say no \n\nstay\n") == ["say no", "stay"]
    assert field.prepare_value(["say no", "stay"]) == "say no\nstay"
    assert not field.has_changed(["say no"], "say no\n")


def test_lines_are_translated_one_by_one():
    field = LinesField()
    segments = field.get_translatable_segments(["say no", "stay"])

    assert [segment.string.data for segment in segments] == ["say no", "stay"]
    assert field.restore_translated_segments(["say no", "stay"], segments) == ["say no", "stay"]


def test_timed_parts_are_read_and_shown():
    field = TimedPartsField().formfield(required=False)

    assert field.clean("15 | Quiz | 8 questions | with reasons") == PARTS
    assert field.clean(field.prepare_value(PARTS)) == PARTS


@pytest.mark.parametrize("line", ["Quiz", "15 | Quiz", "many | Quiz | why", "15 | | why"])
def test_timed_parts_say_which_line_is_off(line):
    with pytest.raises(ValidationError, match=r"minutes \| what \| basis"):
        TimedPartsField().formfield(required=False).clean(line)


def test_approvals_are_read_and_shown_with_and_without_hours():
    field = ApprovalsField().formfield(required=False)
    approvals = [
        {"board": "Ohio MHAS", "number": "PRS-2026-014", "hours": "46.5"},
        {"board": "Kentucky", "number": "KY/7", "hours": ""},
    ]

    assert field.clean(" Ohio MHAS | PRS-2026-014 | 46.5\n\nKentucky | KY/7") == approvals
    assert field.clean(field.prepare_value(approvals)) == approvals


@pytest.mark.parametrize("line", ["Ohio", "Ohio |", "| 7", "Ohio | 7 | many", "Ohio | 7 | 46 | more", "Ohio | 7 | -1"])
def test_approvals_say_which_line_is_off(line):
    with pytest.raises(ValidationError, match=r"board \| number \| hours"):
        ApprovalsField().formfield(required=False).clean(line)


def test_a_table_is_translated_cell_by_cell():
    block = TextTableBlock()
    stored = {
        "caption": "Roles",
        "columns": [{"type": "text", "heading": "Who"}, {"type": "text", "heading": "What"}],
        "rows": [{"values": ["<p>A peer</p>", "<p>Walks <b>beside</b></p>"]}],
    }
    table = block.to_python(stored)

    restored = block.restore_translated_segments(table, block.get_translatable_segments(table))

    assert restored.caption == "Roles"
    assert [column["heading"] for column in restored.columns] == ["Who", "What"]
    assert [cell.source for cell in restored.row_data[0]["values"]] == ["<p>A peer</p>", "<p>Walks <b>beside</b></p>"]
