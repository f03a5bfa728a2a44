"""What became of a claim, in words."""

from datetime import timedelta

import pytest

from quizzes.claims import links, services
from quizzes.claims.confirming import Choice, Chosen, decide
from quizzes.claims.decisions import approve, take_back
from quizzes.claims.models import ClaimNote, HoursClaim
from quizzes.claims.naming import name_another
from quizzes.claims.telling import changes, stories_of, story_of
from tests.builders import dana, hours_claim, in_role
from tests.quizzes.claims.confirmations import NOON, last_link, practice

HOUR = timedelta(hours=1)


def told(claim):
    return [(each.what, each.by, each.note) for each in story_of(claim)]


@pytest.mark.django_db
def test_the_story_of_an_entry_that_was_asked_changed_and_confirmed():
    trainee = dana()
    claim = practice(trainee)
    first = Chosen(Choice.CHANGE, 1, "It was three hours.")
    decide(last_link(), {claim.key: first}, name="Pat Lee", role="Site lead", at=NOON + HOUR)
    HoursClaim.objects.filter(pk=claim.pk).update(minutes=180)
    services.send(claim, by=trainee, at=NOON + 2 * HOUR)
    yes = Chosen(Choice.APPROVE, 2)
    decide(last_link(), {claim.key: yes}, name="Pat Lee", role="Site lead", at=NOON + 3 * HOUR)

    pat = "Pat Lee, Site lead, by e-mail link"
    assert told(claim) == [
        ("Sent", "Dana", ""),
        ("Pat Lee (pat@example.net) was asked by e-mail", "", ""),
        ("A change was asked for", pat, "It was three hours."),
        ("Sent again", "Dana", ""),
        ("Pat Lee (pat@example.net) was asked by e-mail", "", ""),
        ("Approved", pat, ""),
    ]
    assert [each.changes for each in story_of(claim) if each.changes] == [["Time: 3 hours (was 4 hours)"]]


@pytest.mark.django_db
def test_the_story_tells_of_refusal_another_person_and_taking_back():
    trainee, sam, rosa = dana(), in_role("Sam", "supervisor"), in_role("Rosa", "reviewer")
    claim = practice(trainee)
    links.refuse(last_link(), never_again=False, at=NOON + HOUR)
    name_another(claim, by=trainee, supervisor=sam, at=NOON + 2 * HOUR)
    approve(claim, version=2, by=sam, at=NOON + 3 * HOUR)
    take_back(claim, by=rosa, reason="Another person’s hours.", at=NOON + 4 * HOUR)

    assert told(claim)[2:] == [
        ("Pat Lee (pat@example.net) does not answer about these entries", "", ""),
        ("Sent again", "Dana", ""),
        ("Approved", "Sam", ""),
        ("Approval taken back", "Rosa", "Another person’s hours."),
    ]


@pytest.mark.django_db
def test_an_erased_name_leaves_the_story_readable():
    claim = practice(dana())
    decide(last_link(), {claim.key: Chosen(Choice.APPROVE, 1)}, name="Pat Lee", role="Site lead", at=NOON + HOUR)
    ClaimNote.objects.all().delete()

    assert told(claim)[-1] == ("Approved", "A person whose name was removed, by e-mail link", "")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"minutes": 60}, []),
        ({"minutes": 90}, {"minutes": 60}, ["Time: 1 hour (was 1 hour 30 minutes)"]),
        (
            {"minutes_by_domain": {}, "minutes": 60},
            {"minutes_by_domain": {"advocacy": 60}, "minutes": 60},
            ["Categories: Advocacy 1 hour (was not sorted)"],
        ),
        (
            {"started_on": "2026-11-08"},
            {"started_on": "2026-11-09"},
            ["First day: November 9, 2026 (was November 8, 2026)"],
        ),
        ({"version": 1}, {"version": 2}, []),
    ],
)
def test_changes_say_what_stood_there_before(before, after, words):
    assert list(changes(before, after)) == words


@pytest.mark.django_db
def test_all_stories_of_a_person_cost_the_same_however_many(django_assert_num_queries):
    trainee = dana()
    for number in range(6):
        practice(trainee, f"Group {number}", minutes=30, at=NOON + number * HOUR / 2)
    hours_claim(trainee)

    with django_assert_num_queries(3):
        assert len(list(stories_of(trainee))) > 9
