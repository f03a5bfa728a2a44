"""Scenario 29: whatever is done to rows behind the product's back, the first bad one is named."""

import json
import os
import uuid
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from cms.records import services as signer
from cms.records.tokens import NotOurs
from quizzes.hours import heads, services, verify
from quizzes.hours.models import ChainHead, HoursEntry, HoursNote
from tests.builders import dana, earned_hours, ivan, person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
# The scenario asks for 1,000 entries: HEARTEN_ENTRIES=1000.
ENTRIES = int(os.environ.get("HEARTEN_ENTRIES", "24"))
PEOPLE = 3
TABLE = "quizzes_hoursentry"


def by_hand(statement: str, *values) -> None:
    """What a person with the database's password would do: take the triggers off, then write."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        times = connection.ops.adapt_datetimefield_value
        cursor.execute(statement, [times(value) if isinstance(value, datetime) else value for value in values])


def bad() -> list[tuple[int | None, int]]:
    return [(row.trainee_id, row.fault.sequence) for row in verify.verify()]


@pytest.fixture
def ledgers():
    """Three people with a third of the entries each; every fourth row takes back the one before."""
    people = [dana(), ivan(), person("Marisol")]
    for trainee in people:
        for number in range(ENTRIES // PEOPLE):
            if number % 4 == 3:
                last = trainee.hours_entries.order_by("sequence").last()
                services.reverse_entry(last, reason="counted twice", by=people[0], at=NOON)
            else:
                earned_hours(trainee, 30 + number, module=number, at=NOON, competencies=["cc01_relationships"])
    return people


def edits(entry: HoursEntry, other: int) -> dict[str, object]:
    """Another value for every column of a row, such as the database lets pass."""
    somebody = 1 if entry.recorded_by_id != 1 else None
    return {
        "trainee_id": other,
        "sequence": entry.sequence + 5000,
        "ledger": "practice",
        "kind": "reversed" if entry.kind == "earned" else "earned",
        "domain": "mentoring_education",
        "minutes": entry.minutes * 2,
        "competencies": json.dumps([]),
        "modality": "live_online",
        "source": entry.source + "x",
        "course_key": uuid.uuid4().hex if connection.vendor == "sqlite" else str(uuid.uuid4()),
        "title": entry.title + " ",
        "completed_at": entry.completed_at + timedelta(microseconds=1),
        "note_digest": "0" * 64,
        "recorded_by_id": somebody,
        "recorded_at": entry.recorded_at - timedelta(days=1),
        "checksum": "0" * 64,
    }


def test_an_edit_of_every_field_of_every_entry_is_found_at_its_row(ledgers):
    missed, refused, tried = [], 0, 0
    for entry in HoursEntry.objects.order_by("pk"):
        other = next(each.pk for each in ledgers if each.pk != entry.trainee_id)
        for column, value in edits(entry, other).items():
            tried += 1
            point = transaction.savepoint_create()
            try:
                with transaction.atomic():
                    by_hand(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", value, entry.pk)
            except IntegrityError:
                # The table's own constraints would not have it.
                refused += 1
            else:
                if (entry.trainee_id, entry.sequence) not in bad():
                    missed.append((entry.pk, column))
            transaction.savepoint_rollback(point)

    assert missed == []
    assert tried == 16 * HoursEntry.objects.count()
    assert refused < tried / 4
    assert bad() == []


def test_every_deleted_entry_is_found_at_its_place(ledgers):
    for entry in HoursEntry.objects.filter(reversal=None).order_by("pk"):
        point = transaction.savepoint_create()
        HoursNote.objects.filter(entry=entry).delete()
        by_hand(f"DELETE FROM {TABLE} WHERE id = %s", entry.pk)
        assert bad() == [(entry.trainee_id, entry.sequence)]
        transaction.savepoint_rollback(point)


def test_every_swap_of_two_rows_is_found_at_the_first(ledgers):
    for trainee in ledgers:
        rows = list(trainee.hours_entries.order_by("sequence"))
        for first, second in pairwise(rows):
            point = transaction.savepoint_create()
            for pk, number in ((first.pk, 90_000), (second.pk, first.sequence), (first.pk, second.sequence)):
                by_hand(f"UPDATE {TABLE} SET sequence = %s WHERE id = %s", number, pk)
            assert bad() == [(trainee.pk, first.sequence)]
            transaction.savepoint_rollback(point)


def cut(trainee, keep: int) -> None:
    """Cut a tail as somebody would who knows of the head beside it: shorten that as well."""
    gone = trainee.hours_entries.filter(sequence__gt=keep)
    HoursNote.objects.filter(entry__in=gone).delete()
    for pk in gone.order_by("-sequence").values_list("pk", flat=True):
        by_hand(f"DELETE FROM {TABLE} WHERE id = %s", pk)
    last = trainee.hours_entries.order_by("sequence").last()
    ChainHead.objects.filter(trainee=trainee).update(sequence=keep, checksum=last.checksum if last else "")


def test_a_tail_cut_together_with_its_head_is_found_by_the_exported_one(ledgers):
    exported = heads.read_heads(heads.export_heads(at=NOON))
    for trainee in ledgers:
        for keep in range(ENTRIES // PEOPLE):
            point = transaction.savepoint_create()
            cut(trainee, keep)
            assert bad() == []
            found = [(row.trainee_id, row.fault.sequence) for row in verify.verify(exported=exported)]
            assert found == [(trainee.pk, keep + 1)]
            transaction.savepoint_rollback(point)


def test_a_ledger_rewritten_from_scratch_is_found_by_the_exported_head(ledgers):
    exported = heads.read_heads(heads.export_heads(at=NOON))
    trainee, length = ledgers[0], ENTRIES // PEOPLE
    cut(trainee, 0)
    for number in range(length):
        earned_hours(trainee, 900, module=f"forged-{number}", at=NOON)

    (row,) = verify.verify(exported=exported)

    assert (row.trainee_id, row.fault.sequence) == (trainee.pk, length)
    assert row.fault.why == "it is not the row that stood here when the signed head was exported"


def test_rows_added_after_the_export_are_no_fault(ledgers):
    exported = heads.read_heads(heads.export_heads(at=NOON))
    earned_hours(ledgers[0], module="later")
    earned_hours(person("Newcomer"), module="first")

    assert list(verify.verify(exported=exported)) == []


def test_a_ledger_that_vanished_with_its_head_is_found_by_the_exported_one(ledgers):
    exported = heads.read_heads(heads.export_heads(at=NOON))
    cut(ledgers[1], 0)
    ChainHead.objects.filter(trainee=ledgers[1]).delete()

    (row,) = verify.verify(exported=exported)

    assert (row.trainee_id, row.person) == (ledgers[1].pk, str(ledgers[1].person_id))
    assert "is gone" in row.fault.why


def test_other_words_beside_a_row_are_found_and_erased_ones_are_no_fault(ledgers):
    note = HoursNote.objects.order_by("pk").first()
    point = transaction.savepoint_create()
    HoursNote.objects.filter(pk=note.pk).update(text="never said")
    found = bad()
    transaction.savepoint_rollback(point)

    HoursNote.objects.all().delete()

    assert found == [(note.entry.trainee_id, note.entry.sequence)]
    assert bad() == []


def test_a_reversal_bent_to_a_row_of_somebody_else_is_found(ledgers):
    entry = ledgers[0].hours_entries.exclude(reverses=None).first()
    # The same number, so that the chain alone would not notice; and free, as a row is reversed once.
    twin = ledgers[1].hours_entries.get(sequence=entry.reverses.sequence)
    by_hand(f"UPDATE {TABLE} SET reverses_id = NULL, kind = 'earned', minutes = 5 WHERE reverses_id = %s", twin.pk)
    by_hand(f"UPDATE {TABLE} SET reverses_id = %s WHERE id = %s", twin.pk, entry.pk)

    assert (ledgers[0].pk, entry.sequence) in bad()


def test_verify_reads_everything_in_two_queries_and_one_for_the_staff_member_who_reversed(
    ledgers, django_assert_num_queries
):
    with django_assert_num_queries(3):
        assert bad() == []


def test_read_heads_refuses_what_we_have_not_signed(ledgers):
    token = heads.export_heads(at=NOON)
    with pytest.raises(NotOurs):
        heads.read_heads(signer.sign({"heads": {}}))
    with pytest.raises(NotOurs):
        heads.read_heads(token[:-6] + "AAAAAA")


def test_the_commands_work_together_on_another_machine(ledgers, tmp_path, client):
    export, keys = tmp_path / "heads.jws", tmp_path / "jwks.json"
    call_command("export_heads", output=export, stdout=StringIO())
    keys.write_bytes(client.get("/.well-known/jwks.json").content)
    said, complaints = StringIO(), StringIO()
    call_command("verify_ledger", heads=export, keys=keys, stdout=said)
    cut(ledgers[2], 2)

    with pytest.raises(CommandError, match="1 ledgers do not verify"):
        call_command("verify_ledger", heads=export, keys=keys, stderr=complaints)

    assert said.getvalue() == f"{ENTRIES} rows of 3 people verify, 3 exported heads among them.\n"
    assert f"person {ledgers[2].pk}, row 3: the ledger ends at row 2" in complaints.getvalue()


@pytest.mark.parametrize("content", ["", "a.b.c", "{}"])
def test_verify_ledger_refuses_an_export_that_is_none(tmp_path, content):
    file = tmp_path / "heads.jws"
    file.write_text(content)

    with pytest.raises(CommandError, match="no export"):
        call_command("verify_ledger", heads=file)


def test_links_of_a_person_are_those_of_the_rows_whoever_recorded_them():
    trainee = dana()
    entry = earned_hours(trainee, at=NOON, course_key=uuid.uuid4())
    opposite = services.reverse_entry(entry, reason="counted twice", by=ivan(), at=NOON)

    links = [link for link, _ in verify.links_of(trainee)]

    assert links == [HoursEntry.objects.get(pk=each.pk).link() for each in (entry, opposite)]
    assert links[1].recorded_by not in ("", links[1].person)
