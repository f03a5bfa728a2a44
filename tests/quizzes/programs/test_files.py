import json
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command

from quizzes.programs.files import PROGRAMS, SEED, import_programs
from quizzes.programs.models import Program, ProgramVersion
from quizzes.programs.queries import published_versions
from quizzes.programs.rules import Facts, evaluate
from tests.quizzes.programs.made_up import TODAY, facts, outcome, seeded

pytestmark = pytest.mark.django_db


def programs() -> list[dict]:
    return json.loads(PROGRAMS.read_text())


def one(key: str) -> dict:
    return next(program for program in programs() if program["key"] == key)


@pytest.fixture
def file(tmp_path):
    def write(*found) -> str:
        path = tmp_path / "programs.json"
        path.write_text(json.dumps(found))
        return path

    return write


def test_all_programs_load_and_mean_what_was_read():
    """What comes out of the CMS and the database is judged as the table of expected outcomes judges it."""
    reports = list(import_programs())

    assert [report.fault for report in reports] == [""] * 32
    read = seeded()
    for report in reports:
        payload = report.version.payload
        person = facts(["train 40 self_paced", "train 30 in_person 2020-01-01", "practice 100"], payload)
        certified = facts(["certified 2025-05-01"], payload).evidence
        person = Facts((*person.entries, *facts(["ce 9"], payload).entries), certified, (), TODAY)
        assert outcome(evaluate(payload, person)) == outcome(evaluate(read[report.key], person))


def test_each_line_of_each_program_has_its_day_and_its_source():
    list(import_programs())

    lines = [
        (version.program.slug, asked["key"], asked["as_of"], asked["source"])
        for version in published_versions()
        for asked in version.payload["requirements"]
    ]
    assert {as_of for _slug, _key, as_of, _source in lines} == {"2026-11-23"}
    # The baseline's source is an article without an address.
    assert {slug for slug, _key, _as_of, source in lines if not source.startswith("http")} == {"seed-baseline"}
    assert len(lines) > 300


def test_no_number_of_the_file_is_lost_and_none_is_made_up():
    """Every number of hours that a program states stands in its version, and no version states another."""
    list(import_programs())
    versions = {version.program.slug: version.payload for version in published_versions()}

    for program in programs():
        slug = {"icrc_pr": "icrc-peer-recovery"}.get(program["key"], program["key"].replace("_", "-"))
        asked = {each["key"]: each for each in versions[slug]["requirements"]}
        stated = {each["key"]: each["min_hours"] for each in program["hour_categories"] if each["min_hours"]}
        found = {key: asked[key].get("hours") or asked[key].get("most") for key in stated}
        assert found == stated, program["key"]
        renewal = (program["renewal"]["period_months"], program["renewal"]["ce_hours"])
        own = asked.get("renewal", {})
        assert (own.get("months"), own.get("hours")) == renewal, program["key"]
        assert asked.get("age", {}).get("count") == program["min_age"], program["key"]


def test_importing_again_changes_nothing(file):
    path = file(one("oh_cprs"), one("ne_cpss"))
    first = [report.version for report in import_programs(path)]

    again = [report.version for report in import_programs(path)]

    assert again == first
    assert ProgramVersion.objects.count() == 2


def test_a_changed_number_makes_a_new_version(file):
    list(import_programs(file(one("oh_cprs"))))

    (report,) = import_programs(file(one("oh_cprs") | {"min_age": 21}))

    assert report.version.number == 2


def test_a_category_without_a_published_mapping_is_the_boards(file):
    (report,) = import_programs(file(one("ma_carc")))

    counts = {each["key"]: each.get("counts") for each in report.version.payload["requirements"] if "hours" in each}
    assert set(counts.values()) == {"board"}


def test_a_mapped_category_names_the_source_of_its_mapping(file):
    (report,) = import_programs(file(one("de_cprs")))

    mapped = {e["key"]: (e["domains"], e["source"]) for e in report.version.payload["requirements"] if e.get("domains")}
    assert mapped["advocacy"] == (["advocacy"], "https://internationalcredentialing.org/icrc-credentials/pr")


def test_an_unknown_program_without_a_reading_leaves_its_sentences_to_the_board(file):
    new = one("nc_cpss") | {"key": "zz_new", "recovery": "A while", "education": None, "exam": one("az_prss")["exam"]}

    (report,) = import_programs(file(new))

    assert report.fault == ""
    assert {"open_recovery", "open_education", "open_exam"} <= set(report.open)


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        ("oh_cprs", {"name": ""}, "oh_cprs: name: is missing"),
        ("oh_cprs", {"as_of": "last year"}, "oh_cprs: as_of: has no date: last year"),
        ("oh_cprs", {"training_hours_total": "many"}, "oh_cprs: training_hours_total: is not as expected"),
        ("oh_cprs", {"training_hours_total": 3}, "oh_cprs: The categories ask for 56 hours together"),
        ("oh_cprs", {"exam": None}, "oh_cprs: exam: is not as expected"),
        ("oh_cprs", {"hour_categories": [{"key": "live"}]}, "oh_cprs: hour_categories: is not as expected"),
        ("oh_cprs", {"name": "x" * 300}, "oh_cprs: name: Ensure this value has at most 200 characters"),
        ("oh_cprs", {"renewal": {"period_months": 24}}, "oh_cprs: renewal: is not as expected"),
        ("icrc_pr", {"training_hours_total": 48}, "says something else than the JSON: training, hours: 46"),
    ],
)  # fmt: skip
def test_a_fault_names_program_and_field_and_the_others_are_loaded(file, key, wrong, said):
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("import_programs", str(file(one(key) | wrong, one("ne_cpss"))), stdout=out)

    assert said in out.getvalue()
    assert "1 of 2 programs are published." in out.getvalue()
    assert [program.slug for program in Program.objects.filter(live=True)] == ["ne-cpss"]


@pytest.mark.parametrize("content", ["{", '{"key": "x"}', "[1]"])
def test_a_file_that_is_no_list_of_programs_is_refused(tmp_path, content):
    path = tmp_path / "broken.json"
    path.write_text(content)

    with pytest.raises(CommandError, match=r"broken\.json"):
        call_command("import_programs", str(path))

    assert not Program.objects.exists()


def test_the_report_says_what_was_made_and_what_stays_open(file):
    out = StringIO()

    call_command("import_programs", str(file(one("ga_cps_mh"))), stdout=out)

    assert out.getvalue() == (
        "ga_cps_mh: Certified Peer Specialist - Mental Health (DBHDD/GMHCN) (1) · 5 requirements (age, education, "
        "recovery, training_days, renewal) · 3 left open (open_practice, open_background, open_exam) · 3 sources\n"
        "1 of 1 programs are published.\n"
    )


def test_readings_and_mappings_speak_of_programs_and_categories_there_are():
    keys = {program["key"]: {each["key"] for each in program["hour_categories"]} for program in programs()}
    readings = yaml.safe_load((SEED / "readings.yaml").read_text())
    mappings = yaml.safe_load((SEED / "mappings.yaml").read_text())

    assert set(readings) == set(keys)
    assert [k for k, reading in readings.items() if set(reading.get("categories") or ()) - keys[k]] == []
    assert [m for m in mappings for key in m["programs"] if set(m["categories"]) - keys[key]] == []
