from datetime import UTC, date, datetime

import pytest

from quizzes.hours.facts import entries_of, facts_of
from quizzes.hours.services import reverse_entry
from quizzes.programs.rules import Entry, RecoveryAnswer
from quizzes.programs.services import say_recovery
from tests.builders import dana, earned_hours, ivan

pytestmark = pytest.mark.django_db

MAY = datetime(2026, 5, 4, 18, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 4, 18, tzinfo=UTC)


def test_a_reversal_stands_on_the_day_of_what_it_takes_back():
    """Otherwise a board that looks at the last months would see hours taken away that it never counted."""
    trainee = dana()
    entry = earned_hours(trainee, 60, at=MAY, competencies=["cc08_crisis"])
    reverse_entry(entry, reason="Counted twice.", by=ivan(), at=NOVEMBER)

    assert entries_of(trainee) == (
        Entry("training", "advocacy", 60, "self_paced", ("cc08_crisis",), date(2026, 5, 4)),
        Entry("training", "advocacy", -60, "self_paced", ("cc08_crisis",), date(2026, 5, 4)),
    )


def test_a_word_about_recovery_is_among_the_facts_only_when_it_is_asked_for(django_assert_num_queries):
    trainee = dana()
    say_recovery(trainee, about="recovery", months=12, said=True, on=date(2026, 5, 1))

    with django_assert_num_queries(2):
        assert facts_of(trainee).recovery == ()
    with django_assert_num_queries(3):
        answers = facts_of(trainee, with_recovery=True).recovery
    assert answers == (RecoveryAnswer("recovery", 12, True, date(2026, 5, 1)),)
