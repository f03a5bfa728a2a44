import random
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from quizzes.hours import queries, services, verify
from quizzes.hours.models import ChainHead, HoursEntry, HoursNote
from quizzes.hours.rules import EntryKind
from tests.builders import dana, person

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def earned(trainee, *, module=1, domain="advocacy", minutes=60, at=NOON, **changes):
    return HoursEntry(
        trainee=trainee, domain=domain, minutes=minutes, modality="self_paced", competencies=["cc12_growth"],
        source=f"enrollment:{trainee.pk}/module:{module}", title=f"Module {module}", completed_at=at, recorded_at=at,
        recorded_by=trainee, **changes,
    )  # fmt: skip


@pytest.mark.django_db
def test_append_numbers_and_chains_the_rows():
    trainee = dana()

    first = services.append(earned(trainee, module=1))
    second = services.append(earned(trainee, module=2))

    assert (first.sequence, second.sequence) == (1, 2)
    assert len({first.checksum, second.checksum}) == 2
    head = ChainHead.objects.get(trainee=trainee)
    assert (head.sequence, head.checksum) == (2, second.checksum)
    assert list(verify.verify()) == []


@pytest.mark.django_db
def test_append_refuses_the_same_source_and_domain():
    trainee = dana()
    services.append(earned(trainee))

    with pytest.raises(services.AlreadyPaid):
        services.append(earned(trainee, minutes=5, at=NOON + timedelta(days=30)))

    assert queries.minutes_by_domain(trainee) == {"advocacy": 60}


@pytest.mark.django_db
def test_append_pays_another_domain_of_the_same_source():
    trainee = dana()
    services.append(earned(trainee))

    services.append(earned(trainee, domain="ethical_responsibility", minutes=30))

    assert queries.minutes_by_domain(trainee) == {"advocacy": 60, "ethical_responsibility": 30}


@pytest.mark.django_db
def test_the_database_refuses_a_second_payment_by_itself():
    trainee = dana()
    services.append(earned(trainee))
    copy = earned(trainee)
    copy.sequence, copy.checksum = 2, "x"

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


@pytest.mark.django_db
def test_reverse_entry_adds_the_opposite_and_keeps_the_row():
    trainee, ivan = dana(), person("Ivan")
    entry = services.append(earned(trainee))

    reversal = services.reverse_entry(entry, reason="Counted by mistake", by=ivan, at=NOON)

    assert (reversal.kind, reversal.minutes, reversal.reverses) == (EntryKind.REVERSED, -60, entry)
    assert reversal.note.text == "Counted by mistake"
    assert queries.minutes_by_domain(trainee) == {"advocacy": 0}
    assert list(verify.verify()) == []


@pytest.mark.django_db
def test_reverse_entry_refuses_a_second_reversal():
    trainee = dana()
    entry = services.append(earned(trainee))
    services.reverse_entry(entry, reason="once", by=trainee)

    with pytest.raises(services.AlreadyReversed):
        services.reverse_entry(entry, reason="twice", by=trainee)

    assert HoursEntry.objects.count() == 2
    assert list(verify.verify()) == []


@pytest.mark.django_db
def test_erasing_the_words_beside_a_row_keeps_the_chain_valid():
    trainee = dana()
    services.reverse_entry(services.append(earned(trainee)), reason="Dana told me so", by=trainee)

    HoursNote.objects.all().delete()

    assert list(verify.verify()) == []


@pytest.mark.django_db
def test_chained_payloads_hold_no_name_and_no_words():
    trainee = dana()
    entry = services.reverse_entry(services.append(earned(trainee)), reason="Dana told me so", by=trainee)

    payload = str(entry.link().payload())

    assert not any(word in payload for word in ("Dana", "Brooks", "dana@example.org", "told"))
    assert str(trainee.person_id) in payload


@pytest.mark.django_db
def test_totals_are_the_sum_of_the_rows_whatever_happened():
    trainee, chance = dana(), random.Random(8)
    open_rows = []
    for number in range(60):
        if open_rows and chance.random() < 0.3:
            services.reverse_entry(open_rows.pop(chance.randrange(len(open_rows))), reason="x", by=trainee, at=NOON)
        else:
            domain = chance.choice(["advocacy", "mentoring_education"])
            minutes = chance.randint(1, 300)
            open_rows.append(services.append(earned(trainee, module=number, domain=domain, minutes=minutes)))

    rows = list(HoursEntry.objects.all())
    assert sum(queries.minutes_by_domain(trainee).values()) == sum(row.minutes for row in rows)
    assert sum(row.minutes for row in rows) == sum(row.minutes for row in open_rows)
    assert list(verify.verify()) == []


@pytest.mark.parametrize("verb", ["save", "delete", "queryset"])
@pytest.mark.django_db
def test_a_row_is_never_changed_or_removed(verb):
    from cms.records.models import RecordIsFinal

    entry = services.append(earned(dana()))

    with pytest.raises(RecordIsFinal):
        {"save": entry.save, "delete": entry.delete, "queryset": HoursEntry.objects.all().delete}[verb]()


def _by_hand(statement: str) -> None:
    """What a person with the database's password would do: take the triggers off, then write."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("quizzes_hoursentry_no_update", "quizzes_hoursentry_no_delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE quizzes_hoursentry DISABLE TRIGGER USER")
        cursor.execute(statement)


@pytest.mark.django_db
def test_sql_may_not_change_a_row():
    services.append(earned(dana()))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE quizzes_hoursentry SET minutes = 900")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE quizzes_hoursentry SET minutes = 900 WHERE sequence = 2", "row 2: its content does not match"),
        ("DELETE FROM quizzes_hoursentry WHERE sequence = 2", "row 2: row 2 is missing"),
        ("DELETE FROM quizzes_hoursentry WHERE sequence = 3", "row 3: the ledger ends at row 2, its head says 3"),
        ("DELETE FROM quizzes_chainhead", "row 1: this ledger has no head"),
    ],
)
@pytest.mark.django_db
def test_verify_ledger_names_the_first_bad_row(statement, said):
    trainee = dana()
    for number in (1, 2, 3):
        services.append(earned(trainee, module=number))
    _by_hand(statement)
    complaints = StringIO()

    with pytest.raises(CommandError, match="1 ledgers do not verify"):
        call_command("verify_ledger", stderr=complaints)

    assert f"person {trainee.pk}, {said}" in complaints.getvalue()


@pytest.mark.django_db
def test_verify_ledger_says_so_when_all_is_well():
    services.append(earned(dana()))
    said = StringIO()

    call_command("verify_ledger", stdout=said)

    assert said.getvalue() == "1 rows of 1 people verify.\n"


def test_twenty_at_once_pay_a_module_once(racing_db):
    trainee = dana()

    def pay(number):
        return services.append(earned(trainee)).sequence

    outcomes = racing_db(pay, 20)

    assert [outcome for outcome in outcomes if not isinstance(outcome, services.AlreadyPaid)] == [1]
    assert list(verify.verify()) == []


def test_twenty_at_once_keep_one_unbroken_chain(racing_db):
    trainee = dana()

    def pay(number):
        return services.append(earned(trainee, module=number)).sequence

    outcomes = racing_db(pay, 20)

    assert sorted(outcomes) == list(range(1, 21))
    assert list(verify.verify()) == []
