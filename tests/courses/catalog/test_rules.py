"""Time with a basis, and what keeps a page from going live."""

import pytest

from courses.catalog import rules
from courses.catalog.rules import Facts, Fault, FaultKind, TimedPart

QUIZ = TimedPart("Quiz", 15, "8 questions")


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (150, 1), (151, 2), (1500, 10)])
def test_reading_minutes_round_up(words, minutes):
    assert rules.reading_minutes(words) == minutes


def test_timing_states_reading_and_each_timed_block():
    body = [
        {"type": "prose", "value": f"<p>{'hope ' * 300}</p>"},
        {"type": "key", "value": {"text": "<p>Keep this.</p>"}},
        {"type": "practice", "value": {"title": "Dee asks", "minutes": 6, "basis": "Two decisions"}},
        {"type": "media", "value": {"title": "A talk", "minutes": 4, "size": "18 MB"}},
    ]

    assert rules.timing(body) == [
        TimedPart("reading", 3, "302"),
        TimedPart("Dee asks", 6, "Two decisions"),
        TimedPart("A talk", 4, "18 MB"),
    ]


@pytest.mark.parametrize(
    ("declared", "stated", "far"),
    [(100, 100, False), (110, 100, False), (111, 100, True), (90, 100, False), (5, 0, True)],
)
def test_is_far_off_allows_a_tenth(declared, stated, far):
    assert rules.is_far_off(declared, stated) is far


def test_split_minutes_always_adds_up():
    split = rules.split_minutes(95, "advocacy", [("advocacy", 50), ("recovery_wellness", 40)])

    assert split == {"advocacy": 55, "recovery_wellness": 40}


def test_activity_faults_of_a_sound_activity_are_none():
    assert rules.activity_faults(Facts(15, [QUIZ], "advocacy", ["cc01_relationships"])) == []


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        (Facts(None, [QUIZ], "advocacy", ["cc01"]), [Fault(FaultKind.NO_MINUTES, stated=15)]),
        (Facts(15, [], "advocacy", ["cc01"]), [Fault(FaultKind.NO_STATED_PARTS)]),
        (Facts(20, [QUIZ], "advocacy", ["cc01"]), [Fault(FaultKind.MINUTES_FAR_OFF, declared=20, stated=15)]),
        (Facts(15, [TimedPart("Quiz", 15, "")], "advocacy", ["cc01"]), [Fault(FaultKind.NO_BASIS, name="Quiz")]),
        (Facts(15, [QUIZ], "", ["cc01"]), [Fault(FaultKind.NO_DOMAIN)]),
        (Facts(15, [QUIZ], "advocacy", []), [Fault(FaultKind.NO_COMPETENCIES)]),
    ],
)
def test_activity_faults_name_what_is_missing(facts, faults):
    assert rules.activity_faults(facts) == faults


def test_story_faults_ask_for_a_note_or_consent():
    stories = [
        {"type": "story", "value": {"teller": "Ana", "note": "Made up", "consent": ""}},
        {"type": "story", "value": {"teller": "Lee", "note": "", "consent": "Signed May 2"}},
        {"type": "story", "value": {"teller": "Sam", "note": "", "consent": ""}},
    ]

    assert rules.story_faults(stories) == [Fault(FaultKind.STORY_WITHOUT_SOURCE, name="Sam")]


@pytest.mark.parametrize(
    ("minutes", "domain", "objectives", "live", "faults"),
    [
        (90, "advocacy", ["say"], [45, 45], []),
        (90, "advocacy", ["say"], [45], [Fault(FaultKind.MODULE_MINUTES_FAR_OFF, declared=90, stated=45)]),
        (90, "advocacy", ["say"], [], [Fault(FaultKind.NO_ACTIVITIES)]),
        (None, "", [], [45], [
            Fault(FaultKind.NO_OBJECTIVES), Fault(FaultKind.NO_DOMAIN), Fault(FaultKind.NO_MINUTES, stated=45),
        ]),
    ],
)  # fmt: skip
def test_module_faults(minutes, domain, objectives, live, faults):
    assert rules.module_faults(minutes, domain, objectives, live) == faults


@pytest.mark.parametrize(
    ("hours", "minutes", "found"),
    [
        ("46", 46 * 60, []),
        ("0.75", 45, []),
        ("", 50, []),
        ("46", 0, []),
        ("46", 46 * 60 - 1, [Fault(FaultKind.APPROVED_HOURS_DIFFER, name="Ohio", declared=2760, stated=2759)]),
    ],
)
def test_approved_hours_equal_those_of_the_modules(hours, minutes, found):
    assert rules.approval_faults([{"board": "Ohio", "number": "7", "hours": hours}], minutes) == found
