"""The demo as a newcomer makes it: one command, in a process of its own, on a file of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.request import urlopen

import pytest
from django.conf import settings

from cms.settings.environment import database, is_demo
from quizzes.demo.rules import PEOPLE
from tests.cms.operations.test_serving import free_port


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


def command(folder, *options: str) -> subprocess.Popen:
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {"DATABASE_URL": str(folder / "demo.sqlite3"), "MEDIA_ROOT": str(folder / "media"), "COLUMNS": "120"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", *options], env=keep | own, cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def run(folder, *options: str) -> tuple[int, str]:
    process = command(folder, *options)
    said, _ = process.communicate(timeout=600)
    return process.returncode, said


@pytest.fixture(scope="module")
def demo(folder):
    """Built once for all tests of this file, beside the remains of a build that broke off."""
    (folder / "demo.building").write_bytes(b"half a database")
    code, said = run(folder, "--no-serve")
    assert code == 0, said
    return folder / "demo.sqlite3"


def page(address: str) -> str:
    with urlopen(address) as answer:
        return answer.read().decode()


def rows(demo, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(demo)) as connection:
        return connection.execute(sql).fetchall()


def of(person: str) -> str:
    return f"(SELECT id FROM cms_user WHERE email = '{person}@example.org')"


def test_demo_is_whole_and_marked(demo):
    assert rows(demo, "PRAGMA integrity_check") == [("ok",)]
    assert is_demo(database(str(demo)))
    assert [path.name for path in demo.parent.glob("demo*")] == ["demo.sqlite3"]


def test_demo_has_its_people_and_courses(demo):
    assert {email for (email,) in rows(demo, "SELECT email FROM cms_user")} == {person.email for person in PEOPLE}
    courses = rows(
        demo,
        "SELECT slug FROM wagtailcore_page JOIN courses_coursepage ON page_ptr_id = id WHERE live AND locale_id = 1",
    )
    assert sorted(slug for (slug,) in courses) == ["boundaries", "foundations", "integration"]


def test_half_way_has_hours_that_are_the_sum_of_finished_modules(demo):
    entries = rows(
        demo,
        "SELECT module_version_id, sum(minutes) FROM quizzes_hoursentry "
        f"WHERE trainee_id = {of('trainee')} AND source LIKE 'enrollment:%' GROUP BY 1",
    )

    assert len(entries) == 5
    assert all(minutes > 0 for _module, minutes in entries)


def test_half_way_did_not_get_everything_at_the_first_try(demo):
    states = rows(
        demo,
        "SELECT r.state, count(*) FROM courses_result r JOIN courses_enrollment e ON e.id = r.enrollment_id "
        f"WHERE e.trainee_id = {of('trainee')} GROUP BY 1",
    )

    assert dict(states) == {"started": 7, "not_yet": 2, "passed": 5, "done": 1}


def test_finishing_lacks_nothing_but_the_signature(demo):
    modules = rows(
        demo, f"SELECT count(DISTINCT module_version_id) FROM quizzes_hoursentry WHERE trainee_id = {of('finishing')}"
    )
    certificates = rows(demo, f"SELECT count(*) FROM quizzes_credential WHERE trainee_id = {of('finishing')}")
    evaluated = rows(demo, "SELECT count(*) FROM courses_result WHERE state = 'done'")
    signed = rows(demo, "SELECT count(*) FROM courses_attestation")

    # One evaluation and one signature are the half-way trainee's.
    assert (modules, certificates, evaluated, signed) == ([(3,)], [(0,)], [(2,)], [(1,)])


def test_a_statement_waits_for_a_reader(demo):
    tries = rows(
        demo,
        f"SELECT waiting, passed FROM quizzes_attempt WHERE state = 'sent' AND trainee_id = {of('waiting')} ORDER BY 1",
    )
    states = rows(
        demo,
        "SELECT r.state FROM courses_result r JOIN courses_enrollment e ON e.id = r.enrollment_id "
        f"WHERE e.trainee_id = {of('waiting')} ORDER BY r.id DESC LIMIT 1",
    )

    assert tries == [(0, 1), (0, 1), (0, 1), (1, None)]
    assert states == [("waiting",)]


def test_people_who_learned_were_there_long_enough_and_one_who_read_on_paper_says_so(demo):
    ways = rows(demo, "SELECT DISTINCT json_extract(basis, '$.given_by') FROM quizzes_hoursentry WHERE domain <> ''"
                      " AND source LIKE 'enrollment:%'")  # fmt: skip
    held = rows(
        demo,
        "SELECT e.trainee_id, d.state FROM courses_heldhours h JOIN courses_enrollment e ON e.id = h.enrollment_id "
        "JOIN courses_timedispute d ON d.held_id = h.id WHERE h.released_at IS NULL",
    )

    assert ways == [("time",)]
    assert held == [(rows(demo, f"SELECT {of('waiting')}")[0][0], "open")]


def test_half_way_brought_hours_along_in_every_state(demo):
    states = rows(
        demo,
        "SELECT ledger, state, count(*), sum(minutes) FROM quizzes_hoursclaim "
        f"WHERE trainee_id = {of('trainee')} GROUP BY 1, 2 ORDER BY 1, 2",
    )
    counted = rows(
        demo,
        "SELECT ledger, sum(minutes) FROM quizzes_hoursentry "
        f"WHERE trainee_id = {of('trainee')} AND source LIKE 'claim:%' GROUP BY 1 ORDER BY 1",
    )

    assert states == [
        ("practice", "approved", 3, 870), ("practice", "waiting", 3, 810), ("supervision", "approved", 1, 60),
        ("training", "approved", 1, 120), ("training", "draft", 1, 0), ("training", "needs_change", 1, 900),
        ("training", "waiting", 1, 150),
    ]  # fmt: skip
    assert counted == [("practice", 870), ("supervision", 60), ("training", 120)]


def test_the_cohort_has_met_once_and_meets_again(demo):
    states = rows(demo, "SELECT state, starts_at > datetime('now') FROM courses_session ORDER BY starts_at")
    live = rows(
        demo,
        "SELECT u.email, sum(h.minutes) FROM quizzes_hoursentry h JOIN cms_user u ON u.id = h.trainee_id "
        "WHERE h.source LIKE 'session:%' GROUP BY 1 ORDER BY 1",
    )

    assert states == [("closed", 0), ("planned", 1), ("planned", 1)]
    assert live == [("finishing@example.org", 60), ("trainee@example.org", 110)]
    assert rows(demo, "SELECT count(*) FROM quizzes_credential WHERE kind = 'session'") == [(1,)]


def test_new_has_done_nothing(demo):
    assert rows(demo, f"SELECT * FROM courses_enrollment WHERE trainee_id = {of('new')}") == []


def test_history_lies_in_the_past(demo):
    assert rows(demo, "SELECT count(*) FROM quizzes_attemptstep WHERE at > datetime('now')") == [(0,)]


def test_nothing_is_left_for_the_worker_but_mail(demo):
    tables = {name for (name,) in rows(demo, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    queue = next(name for name in tables if "taskresult" in name)

    assert {name for (name,) in rows(demo, f"SELECT DISTINCT queue_name FROM {queue}")} <= {"mail"}


def test_reset_asks_and_nobody_answers(demo):
    before = demo.stat().st_ino

    code, said = run(demo.parent, "--reset", "--no-serve")

    assert (code, demo.stat().st_ino) == (1, before)
    assert "--reset asks first" in said


def test_demo_is_used_again_and_served(demo):
    before, port, said = demo.stat().st_ino, free_port(), []
    with command(demo.parent, "--port", str(port)) as process:
        for line in process.stdout:
            said.append(line)
            if "Open http" in line:
                break
        front, mail = (page(f"http://127.0.0.1:{port}{path}") for path in ("/", "/demo/mail/"))
        process.send_signal(signal.SIGINT)
        ended_with = process.wait(timeout=60)

    assert (ended_with, demo.stat().st_ino) == (0, before)
    assert ("/demo/mail/" in front, "<h1>Mail of this demo</h1>" in mail) == (True, True)
    assert f"Open http://localhost:{port}" in said[-1]
    assert all(any(person.email in line for line in said) for person in PEOPLE)
