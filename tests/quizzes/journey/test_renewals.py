"""Reminders of a board's date: twice, to those who told of one and want them, and without a word that tells."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cms.mail.models import OutboxMail
from quizzes.journey.renewals import remind_of_renewal
from quizzes.programs.models import RenewalNotice
from quizzes.programs.rules import Given
from quizzes.programs.services import Told, choose, stop, tell
from tests.builders import board_programs, dana

pytestmark = pytest.mark.django_db
ENDS = date(2027, 3, 9)


def days_before(days: int) -> datetime:
    return datetime(ENDS.year, ENDS.month, ENDS.day, 17, tzinfo=UTC) - timedelta(days=days)


def certified(trainee=None, version=None, until=ENDS):
    """Dana, whose board in California certified her; returns her pursuit."""
    trainee = trainee or dana()
    version = version or board_programs("ca_mpss")[0]
    aim = choose(trainee, version)
    topic = f"{version.payload['slug']}:certified"
    tell(trainee, Told(Given.CERTIFIED, topic, date(2025, 3, 10), until=until), version=version)
    return aim


def test_it_goes_out_90_and_30_days_before_and_once_each():
    certified()

    sent = [remind_of_renewal(at=days_before(days)) for days in (91, 90, 89, 30, 30, 1, 0, -5)]

    assert sent == [0, 1, 0, 1, 0, 0, 0, 0]
    assert list(RenewalNotice.objects.order_by("pk").values_list("due_on", "days")) == [(ENDS, 90), (ENDS, 30)]


def test_the_mail_leads_to_the_page_and_names_no_program():
    aim = certified()

    remind_of_renewal(at=days_before(90))

    mail = OutboxMail.objects.get()
    assert mail.subject == "A date to know about: March 9"
    assert f"/roadmap/renewal/?program={aim.program.slug}" in mail.body
    assert [word for word in ("California", "Medi-Cal", "peer", "recovery") if word in mail.subject + mail.body] == []


def test_without_a_day_on_paper_the_rules_say_when():
    certified(until=None)

    assert remind_of_renewal(at=days_before(89)) == 1
    assert RenewalNotice.objects.get().due_on == date(2027, 3, 10)


def test_a_new_date_is_reminded_of_anew():
    aim = certified()
    remind_of_renewal(at=days_before(90))
    topic, later = f"{aim.program.slug}:certified", ENDS + timedelta(days=730)
    tell(aim.trainee, Told(Given.CERTIFIED, topic, date(2027, 1, 20), until=later), version=aim.program_version)

    sent = [remind_of_renewal(at=days_before(days)) for days in (30, 89 - 730, 30 - 730)]

    assert sent == [0, 1, 1]
    assert set(RenewalNotice.objects.values_list("due_on", "days")) == {(ENDS, 90), (later, 90), (later, 30)}


def test_who_switched_it_off_or_no_longer_aims_there_is_not_reminded():
    quiet, gone = dana(unwanted_mails=["board_date"]), dana(email="gone@example.org")
    certified(quiet)
    stop(certified(gone))

    assert remind_of_renewal(at=days_before(90)) == 0
    assert OutboxMail.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_search_costs_the_same_with_more_people(count, django_assert_num_queries):
    (version,) = board_programs("ca_mpss")
    for number in range(count):
        certified(dana(email=f"d{number}@example.org"), version)

    # Pursuits with their rules, and the words: nothing is due, so nothing is written.
    with django_assert_num_queries(2):
        remind_of_renewal(at=days_before(200))
