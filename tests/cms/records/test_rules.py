"""Codes and canonical JSON."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from cms.records import rules


def test_canonical_json_does_not_depend_on_the_order_of_keys():
    assert rules.canonical_json({"b": 1, "a": [Decimal("0.50")]}) == rules.canonical_json(
        {"a": [Decimal("0.50")], "b": 1}
    )


def test_canonical_json_spells_times_in_full():
    assert rules.canonical_json(datetime(2026, 11, 23, 9, tzinfo=UTC)) == b'"2026-11-23T09:00:00+00:00"'


def test_checksum_depends_on_what_came_before():
    assert rules.checksum({"a": 1}, after="x") != rules.checksum({"a": 1}, after="y")


def test_normalize_code_forgives_case_spaces_and_dashes():
    code = rules.new_code()

    assert rules.normalize_code(f" {rules.spell_code(code).lower()} ") == code


@pytest.mark.parametrize("position", range(rules.CODE_LENGTH))
def test_normalize_code_refuses_every_single_slip(position):
    code = rules.new_code()
    slips = [code[:position] + char + code[position + 1 :] for char in rules.CODE_ALPHABET if char != code[position]]

    assert [rules.normalize_code(slip) for slip in slips] == [None] * len(slips)
