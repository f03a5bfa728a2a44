from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from quizzes.home.rules import Stage, first_to_show, stage


@pytest.mark.parametrize(
    ("started", "done", "total", "certified", "found"),
    [
        (False, 0, 8, False, Stage.BEGINNING),
        (True, 0, 8, False, Stage.UNDER_WAY),
        (True, 4, 8, False, Stage.UNDER_WAY),
        (True, 5, 8, False, Stage.HALFWAY),
        (True, 7, 8, False, Stage.LAST_MODULE),
        (True, 1, 2, False, Stage.UNDER_WAY),
        (True, 8, 8, False, Stage.FINISHING),
        (True, 8, 8, True, Stage.FINISHED),
        # A module that was added later does not take a certificate away.
        (True, 8, 9, True, Stage.FINISHED),
        (False, 0, 0, False, Stage.BEGINNING),
    ],
)
def test_stage_is_told_by_whole_modules(started, done, total, certified, found):
    assert stage(started=started, done=done, total=total, has_certificate=certified) is found


def place(stage, day):
    return SimpleNamespace(stage=stage, last_at=datetime(2026, 11, day, tzinfo=UTC))


def test_the_course_worked_on_last_comes_first():
    older, newer = place(Stage.UNDER_WAY, 1), place(Stage.HALFWAY, 2)

    assert first_to_show([older, newer]) is newer


def test_a_finished_course_waits_behind_open_ones():
    finished, open_ = place(Stage.FINISHED, 9), place(Stage.BEGINNING, 1)

    assert first_to_show([finished, open_]) is open_
    assert first_to_show([finished]) is finished
    assert first_to_show([]) is None
