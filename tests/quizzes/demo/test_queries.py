import sqlite3
from contextlib import closing

import pytest

from cms.settings.environment import DEMO_MARK, database, is_demo
from quizzes.demo import queries


def asked(url: str, module: str = "cms.settings.dev"):
    return queries.demo_file(database(url), module)


def a_database(path, mark: int) -> str:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {mark}")
        connection.execute("CREATE TABLE something (id)")
    return str(path)


def test_demo_may_start_where_nothing_is_yet(tmp_path):
    assert asked(str(tmp_path / "demo.sqlite3")) == tmp_path / "demo.sqlite3"


def test_demo_goes_on_with_its_own(tmp_path):
    url = a_database(tmp_path / "demo.sqlite3", DEMO_MARK)

    assert asked(url) == tmp_path / "demo.sqlite3"


def test_demo_keeps_off_somebody_elses_file(tmp_path):
    url = a_database(tmp_path / "mine.sqlite3", 0)

    with pytest.raises(queries.NotADemo, match=r"mine\.sqlite3 is not a demo database\. Nothing was changed"):
        asked(url)


def test_demo_keeps_off_postgresql():
    with pytest.raises(queries.NotADemo, match="SQLite file of its own"):
        asked("postgresql://hearten@db.example.org/hearten")


def test_demo_keeps_out_of_production(tmp_path):
    with pytest.raises(queries.NotADemo, match=r"cms\.settings\.production"):
        asked(str(tmp_path / "demo.sqlite3"), "cms.settings.production")


def test_only_the_file_itself_says_that_it_is_a_demo(tmp_path):
    marked, plain = a_database(tmp_path / "a", DEMO_MARK), a_database(tmp_path / "b", 0)

    assert [is_demo(database(url)) for url in (marked, plain, str(tmp_path / "none"), "postgresql:///x")] == [
        True, False, False, False
    ]  # fmt: skip
