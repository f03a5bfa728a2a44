from datetime import UTC, date, datetime

import pytest
import yaml
from django.conf import settings
from django.db import IntegrityError

from cms.records.publishing import CannotPublish
from quizzes.programs import queries, services
from quizzes.programs.models import Program, ProgramVersion, Pursuit
from quizzes.programs.rules import Facts, evaluate
from tests.builders import dana

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
def test_the_database_refuses_two_open_pursuits():
    trainee = dana()
    version = services.import_program(written())
    services.choose(trainee, version, at=NOON)

    with pytest.raises(IntegrityError):
        Pursuit.objects.create(trainee=trainee, program_version=version, chosen_at=NOON)


@pytest.mark.django_db
def test_a_pursuit_keeps_its_rules_when_the_board_changes_them():
    trainee = dana()
    services.choose(trainee, services.import_program(written()), at=NOON)
    changed = written()
    changed["requirements"][2]["hours"] = 50
    services.import_program(changed)

    assert queries.pursuit_of(trainee).program_version.payload["requirements"][2]["hours"] == 46
