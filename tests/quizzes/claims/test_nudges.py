"""The weekly mail of those who decide."""

from datetime import timedelta

import pytest

from quizzes.claims.nudges import KIND, tell_deciders
from quizzes.claims.services import withdraw
from tests.builders import dana, hours_claim, in_role
from tests.quizzes.claims.confirmations import NOON, mails_to, practice

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def sam(db):
    return in_role("Sam", "supervisor")


def asks(sam, title="Group"):
    return practice(dana(), title, supervisor=sam, confirmer_name="", confirmer_email="")


def test_the_mail_says_how_many_wait_and_nothing_of_what_or_whose(sam):
    asks(sam, "marker-title")

    assert tell_deciders(at=NOON) == 1

    mail = mails_to("sam@example.org")[0]
    assert mail.subject == "One entry to look at"
    assert ("/team/hours/" in mail.body, "/account/mails/" in mail.body) == (True, True)
    assert [word for word in ("marker", "Dana", "Riverbend", "Practice") if word in mail.body + mail.subject] == []


def test_it_comes_once_a_week_at_most(sam):
    asks(sam)

    sent = [tell_deciders(at=NOON + hours) for hours in (0 * DAY, DAY, WEEK - DAY / 24, WEEK, WEEK + DAY)]

    assert sent == [1, 0, 0, 1, 0]


def test_none_comes_when_nothing_waits_or_it_is_switched_off_or_they_left(sam, db):
    claim = asks(sam)
    rosa = in_role("Rosa", "reviewer", unwanted_mails=[KIND])
    gone = in_role("Gone", "reviewer", is_active=False)
    hours_claim(claim.trainee)
    withdraw(claim, by=claim.trainee)

    assert tell_deciders(at=NOON) == 0
    assert mails_to(rosa.email) + mails_to(gone.email) + mails_to(sam.email) == []


def test_reviewers_and_administrators_hear_of_what_is_up_to_them(sam):
    asks(sam)
    in_role("Rosa", "reviewer")
    in_role("Ada", "administrator", is_superuser=True)
    in_role("Amir", "auditor")
    hours_claim(sam)

    tell_deciders(at=NOON)

    assert [len(mails_to(f"{name}@example.org")) for name in ("rosa", "ada", "amir", "sam", "dana")] == [1, 1, 0, 1, 0]


def test_twenty_workers_write_once(racing_db):
    asks(in_role("Sam", "supervisor"))

    for week in range(3):
        racing_db(lambda number, week=week: tell_deciders(at=NOON + week * WEEK), 20)

    assert len(mails_to("sam@example.org")) == 3
