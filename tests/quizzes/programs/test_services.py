from datetime import UTC, date, datetime

import pytest
import yaml
from django.conf import settings
from django.db import IntegrityError

from cms.records.publishing import CannotPublish
from quizzes.programs import queries, services
from quizzes.programs.models import Program, ProgramVersion, Pursuit, RecoveryWord
from quizzes.programs.rules import Evidence, Facts, RecoveryAnswer, evaluate
from quizzes.programs.services import Told
from tests.builders import dana, ivan

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SEED = settings.BASE_DIR / "quizzes" / "programs" / "seed" / "icrc_pr.yaml"


def written():
    return yaml.safe_load(SEED.read_text())


@pytest.mark.django_db
def test_import_publishes_the_ic_rc_minimum_as_written():
    version = services.import_program(written())

    asked = {r["key"]: r.get("hours") for r in version.payload["requirements"] if r.get("hours")}
    assert asked == {
        "training": 46, "advocacy": 10, "mentoring_education": 10, "recovery_wellness": 10,
        "ethical_responsibility": 16, "practice": 500, "supervision": 25, "renewal": 20,
    }  # fmt: skip
    assert version.number == 1
    assert version.program.live
    assert version.payload["name"]["es"].startswith("IC&RC Apoyo")
    assert {r["as_of"] for r in version.payload["requirements"]} == {"2026-11-23"}
    assert all(r["source"].startswith("http") for r in version.payload["requirements"])
    assert len(evaluate(version.payload, Facts())) == len(version.payload["requirements"])


@pytest.mark.django_db
def test_import_again_changes_nothing():
    first = services.import_program(written())
    revisions = first.program.revisions.count()

    again = services.import_program(written())

    assert again == first
    assert ProgramVersion.objects.count() == 1
    assert first.program.revisions.count() == revisions


@pytest.mark.django_db
def test_import_of_new_rules_makes_a_new_version_and_leaves_the_old():
    old = services.import_program(written())
    changed = written()
    changed["requirements"][2]["hours"] = 50

    new = services.import_program(changed)

    assert (old.number, new.number) == (1, 2)
    assert ProgramVersion.objects.get(number=1).payload["requirements"][2]["hours"] == 46


@pytest.mark.django_db
def test_a_program_with_faults_stays_a_draft():
    program = Program(name="Ohio", slug="ohio", board="Ohio board", live=False)
    program.save()

    with pytest.raises(CannotPublish) as refused:
        program.save_revision().publish()

    program.refresh_from_db()
    assert not program.live
    assert program.versions.count() == 0
    assert refused.value.faults == [
        "Add at least one requirement.",
        "Add a source: where does the board publish these rules?",
        "Say on which day the rules were read (“rules as of”).",
    ]


@pytest.mark.django_db
def test_freezing_unchanged_rules_makes_no_version():
    version = services.import_program(written())

    assert services.freeze_program(version.program, by=None) == version


@pytest.mark.django_db
def test_an_edit_of_the_draft_does_not_touch_what_is_published():
    version = services.import_program(written())
    program = version.program
    program.as_of = date(2027, 1, 1)
    program.save_revision()

    assert queries.published_version("icrc-peer-recovery").payload["as_of"] == "2026-11-23"
    assert queries.published_version("icrc-peer-recovery") == version


@pytest.mark.django_db
def test_choose_pins_the_version_and_a_new_answer_ends_the_old():
    trainee = dana()
    version = services.import_program(written())

    first = services.choose(trainee, version, is_example=True, at=NOON)
    second = services.choose(trainee, version, at=NOON)

    first.refresh_from_db()
    assert first.ended_at == NOON
    assert queries.pursuit_of(trainee) == second
    assert (second.program_version, second.is_example) == (version, False)


@pytest.mark.django_db
def test_choosing_the_same_again_keeps_the_pursuit():
    trainee = dana()
    version = services.import_program(written())

    first = services.choose(trainee, version, at=NOON)
    second = services.choose(trainee, version, at=NOON)

    assert first == second
    assert Pursuit.objects.count() == 1


@pytest.mark.django_db
def test_the_database_refuses_the_same_program_twice():
    trainee = dana()
    version = services.import_program(written())
    services.choose(trainee, version, at=NOON)

    with pytest.raises(IntegrityError):
        Pursuit.objects.create(
            trainee=trainee, program=version.program, program_version=version, chosen_at=NOON, first_at=NOON
        )


@pytest.mark.django_db
def test_a_pursuit_keeps_its_rules_when_the_board_changes_them():
    trainee = dana()
    services.choose(trainee, services.import_program(written()), at=NOON)
    changed = written()
    changed["requirements"][2]["hours"] = 50
    services.import_program(changed)

    assert queries.pursuit_of(trainee).program_version.payload["requirements"][2]["hours"] == 46


LATER = datetime(2026, 12, 1, 12, tzinfo=UTC)


def ohio():
    """Another program, with one requirement."""
    asked = {"key": "exam", "kind": "exam", "label": {"en": "Pass the exam"}}
    return services.import_program(written() | {"slug": "ohio", "name": {"en": "Ohio"}, "requirements": [asked]})


@pytest.mark.django_db
def test_choosing_another_program_keeps_the_first_and_puts_the_new_one_first():
    trainee, first, second = dana(), services.import_program(written()), ohio()
    services.choose(trainee, first, at=NOON)

    services.choose(trainee, second, at=LATER)

    assert [pursuit.program_version for pursuit in queries.pursuits_of(trainee)] == [second, first]


@pytest.mark.django_db
def test_choosing_a_program_again_puts_it_first_and_keeps_its_old_rules():
    trainee, old = dana(), services.import_program(written())
    services.choose(trainee, old, at=NOON)
    services.choose(trainee, ohio(), at=LATER)
    changed = written()
    changed["requirements"][2]["hours"] = 50
    new = services.import_program(changed)

    services.choose(trainee, new, at=datetime(2026, 12, 2, tzinfo=UTC))

    first = queries.pursuit_of(trainee)
    assert (first.program_version, first.newest) == (old, 2)
    assert Pursuit.objects.count() == 2


@pytest.mark.django_db
def test_an_answer_of_not_sure_leaves_what_is_pursued():
    trainee, version = dana(), services.import_program(written())
    services.choose(trainee, ohio(), at=NOON)

    services.choose(trainee, version, is_example=True, at=LATER)

    assert [(p.program.slug, p.is_example) for p in queries.pursuits_of(trainee)] == [
        ("icrc-peer-recovery", True),
        ("ohio", False),
    ]


@pytest.mark.django_db
def test_who_pursues_the_example_is_not_unsure_about_it():
    trainee, version = dana(), services.import_program(written())
    services.choose(trainee, version, at=NOON)

    services.choose(trainee, version, is_example=True, at=LATER)

    assert [p.is_example for p in queries.pursuits_of(trainee)] == [False]


@pytest.mark.django_db
def test_stop_ends_one_pursuit_and_stays_on_record():
    trainee, version = dana(), services.import_program(written())
    pursuit = services.choose(trainee, version, at=NOON)
    services.choose(trainee, ohio(), at=NOON)

    services.stop(pursuit, at=LATER)
    services.stop(pursuit, at=datetime(2027, 1, 1, tzinfo=UTC))

    pursuit.refresh_from_db()
    assert pursuit.ended_at == LATER
    assert [p.program.slug for p in queries.pursuits_of(trainee)] == ["ohio"]


@pytest.mark.django_db
def test_switch_goes_on_by_newer_rules_and_keeps_the_older_pursuit():
    trainee = dana()
    pursuit = services.choose(trainee, services.import_program(written()), at=NOON)
    changed = written()
    changed["requirements"][2]["hours"] = 50
    new = services.import_program(changed)

    switched = services.switch(pursuit, new, at=LATER)

    pursuit.refresh_from_db()
    assert (pursuit.ended_at, pursuit.program_version.number) == (LATER, 1)
    assert (switched.program_version, switched.first_at) == (new, NOON)
    assert list(queries.pursuits_of(trainee)) == [switched]


@pytest.mark.django_db
def test_switch_refuses_rules_that_are_not_newer_and_those_of_another_program():
    trainee, version = dana(), services.import_program(written())
    pursuit = services.choose(trainee, version, at=NOON)

    for other in (version, ohio()):
        with pytest.raises(services.AlreadyNewest):
            services.switch(pursuit, other, at=LATER)

    pursuit.refresh_from_db()
    assert pursuit.ended_at is None


@pytest.mark.django_db
def test_what_is_told_is_read_by_the_rules_in_the_order_of_its_days():
    trainee = dana()
    services.tell(trainee, Told("there", "diploma", date(2026, 5, 1), proof="in my folder"))
    services.tell(trainee, Told("sitting", "exam_icrc", date(2026, 1, 1), said=None, number=480, term="Fall"))

    assert queries.evidence_of(trainee) == (
        Evidence("sitting", "exam_icrc", date(2026, 1, 1), None, 480, "", "Fall"),
        Evidence("there", "diploma", date(2026, 5, 1)),
    )
    assert queries.evidence_of(ivan()) == ()


@pytest.mark.django_db
def test_what_was_told_can_be_taken_back():
    trainee = dana()
    (row,) = services.tell(trainee, Told("there", "diploma", date(2026, 5, 1)))

    services.take_back(row)

    assert queries.evidence_of(trainee) == ()


@pytest.mark.django_db
def test_a_word_about_recovery_takes_the_place_of_the_last_and_leaves_no_history():
    trainee = dana()
    services.say_recovery(trainee, about="recovery", months=12, said=False, on=date(2026, 5, 1))
    services.say_recovery(trainee, about="recovery", months=12, said=True, on=date(2026, 6, 1))

    assert queries.recovery_answers_of(trainee) == (RecoveryAnswer("recovery", 12, True, date(2026, 6, 1)),)
    assert RecoveryWord.objects.count() == 1


@pytest.mark.django_db
def test_erasing_recovery_leaves_nothing_and_touches_nobody_else():
    trainee, other = dana(), ivan()
    for person in (trainee, other):
        services.say_recovery(person, about="recovery", months=12, said=True, on=date(2026, 5, 1))

    services.erase_recovery(trainee)

    assert list(RecoveryWord.objects.values_list("trainee", flat=True)) == [other.pk]
