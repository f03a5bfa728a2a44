import pytest

from quizzes.journey.rules import Line, Remaining, payable


def activity(minutes, domain="advocacy", modality="self_paced", competencies=("cc01",)):
    return {"minutes": minutes, "domain": domain, "modality": modality, "competencies": list(competencies)}


def version(split, *activities):
    return {"minutes_by_domain": split, "activities": list(activities), "competencies": ["cc12"]}


def test_a_module_of_one_domain_pays_one_line():
    paid = payable(version({"advocacy": 30}, activity(10), activity(20, competencies=["cc02"])))

    assert paid == [Line("advocacy", "self_paced", 30, ("cc01", "cc02"))]


def test_each_domain_is_a_line_of_its_own():
    paid = payable(
        version({"advocacy": 10, "ethical_responsibility": 20}, activity(10), activity(20, "ethical_responsibility"))
    )

    assert [(line.domain, line.minutes, line.suffix) for line in paid] == [
        ("advocacy", 10, ""),
        ("ethical_responsibility", 20, ""),
    ]


def test_what_was_taught_in_two_ways_is_two_lines_that_add_up():
    paid = payable(version({"advocacy": 65}, activity(20), activity(40, modality="live_online")))

    assert [(line.modality, line.minutes, line.suffix) for line in paid] == [
        ("self_paced", 20, "/self_paced"),
        ("live_online", 45, "/live_online"),
    ]


def test_declared_minutes_of_a_domain_without_activities_are_taught_like_the_rest():
    paid = payable(version({"advocacy": 5}, activity(20, "recovery_wellness")))

    assert paid == [Line("advocacy", "self_paced", 5, ("cc12",))]


@pytest.mark.parametrize("minutes", [0, -3])
def test_nothing_is_paid_for_no_minutes(minutes):
    assert payable(version({"advocacy": minutes}, activity(10))) == []


@pytest.mark.parametrize(
    ("learned", "signed", "evaluated", "nothing"),
    [(True, True, True, True), (False, True, True, False), (True, False, True, False), (True, True, False, False)],
)
def test_a_certificate_needs_all_three(learned, signed, evaluated, nothing):
    assert Remaining(learned, signed, evaluated).is_nothing is nothing
