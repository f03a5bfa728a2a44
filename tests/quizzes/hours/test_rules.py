from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from quizzes.hours.rules import ChainFault, Link, minutes_by_domain, verify_chain

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def link(sequence, **changes):
    plain = Link(
        person="7c1b", sequence=sequence, ledger="training", kind="earned", domain="advocacy", minutes=30 + sequence,
        competencies=["cc01_relationships"], modality="self_paced", source=f"enrollment:1/module:{sequence}",
        course="c", title="Boundaries", completed_at=NOON, version="v", reverses=None, note="", recorded_by="9d",
        recorded_at=NOON,
    )  # fmt: skip
    return replace(plain, **changes)


def chain(*links):
    rows, last = [], ""
    for one in links:
        last = one.checksum(after=last)
        rows.append((one, last))
    return rows, (len(rows), last)


def test_totals_take_reversals_off_by_themselves():
    entries = [link(1, minutes=30), link(2, minutes=45), link(3, minutes=-30), link(4, domain="ethics", minutes=5)]

    assert minutes_by_domain(entries) == {"advocacy": 45, "ethics": 5}


def test_an_untouched_chain_verifies():
    rows, head = chain(link(1), link(2), link(3))

    assert verify_chain(rows, head=head) is None


def test_an_empty_ledger_verifies():
    assert verify_chain([], head=(0, "")) is None


def test_a_time_in_another_zone_is_the_same_time():
    elsewhere = NOON.astimezone(timezone(timedelta(hours=-5)))

    assert link(1, completed_at=elsewhere).checksum(after="") == link(1).checksum(after="")


@pytest.mark.parametrize(
    "change",
    [
        {"person": "other"},
        {"kind": "reversed"},
        {"ledger": "practice"},
        {"domain": "recovery_wellness"},
        {"minutes": 600},
        {"competencies": []},
        {"modality": "live_online"},
        {"source": "x"},
        {"course": "d"},
        {"title": "Ethics"},
        {"completed_at": NOON + timedelta(microseconds=1)},
        {"version": "w"},
        {"reverses": 1},
        {"note": "words"},
        {"recorded_by": ""},
        {"recorded_at": NOON - timedelta(days=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edit_of_any_fact_is_found_at_its_row(change):
    rows, head = chain(link(1), link(2), link(3))
    rows[1] = (replace(rows[1][0], **change), rows[1][1])

    assert verify_chain(rows, head=head) == ChainFault(2, "its content does not match its checksum")


def test_a_missing_row_is_named():
    rows, head = chain(link(1), link(2), link(3))

    assert verify_chain([rows[0], rows[2]], head=head) == ChainFault(2, "row 2 is missing, row 3 stands in its place")


def test_two_swapped_rows_are_found():
    rows, head = chain(link(1), link(2), link(3))
    swapped = [rows[0], (replace(rows[2][0], sequence=2), rows[2][1]), (replace(rows[1][0], sequence=3), rows[1][1])]

    assert verify_chain(swapped, head=head).sequence == 2


def test_a_cut_tail_is_found_by_the_head():
    rows, head = chain(link(1), link(2), link(3))

    assert verify_chain(rows[:2], head=head) == ChainFault(3, "the ledger ends at row 2, its head says 3")


def test_a_rewritten_tail_is_found_by_the_head():
    _, head = chain(link(1), link(2))
    rewritten, _ = chain(link(1), link(2, minutes=900))

    assert verify_chain(rewritten, head=head) == ChainFault(2, "its checksum is not the one its head remembers")
