import pytest

from quizzes.programs.rules import (
    Entry,
    Facts,
    Fault,
    Missing,
    RequirementKind,
    State,
    evaluate,
    faults,
    unplaced,
)

DOMAINS = ["advocacy", "mentoring_education", "recovery_wellness", "ethical_responsibility"]


def requirement(key, kind, hours=None, domains=None, label=""):
    asked = {"key": key, "kind": kind, "label": {"en": label or key}, "detail": {}, "source": "", "as_of": ""}
    if hours is not None:
        asked |= {"hours": hours, "domains": domains or []}
    return asked


def category(domain, hours):
    return requirement(domain, RequirementKind.HOURS_IN_CATEGORY, hours, [domain])


def program(*requirements, minutes_in_hour=60, modalities=()):
    return {
        "requirements": list(requirements),
        "minutes_in_hour": minutes_in_hour,
        "modalities": list(modalities),
        "sources": [{"url": "https://example.org/rules", "title": "Rules"}],
        "as_of": "2026-11-23",
    }


IC_RC = program(
    requirement("training", RequirementKind.HOURS_TOTAL, 46, DOMAINS),
    category("advocacy", 10),
    category("mentoring_education", 10),
    category("recovery_wellness", 10),
    category("ethical_responsibility", 16),
)


def hours(**by_domain):
    return Facts(
        tuple(Entry("training", domain, round(count * 60), "self_paced") for domain, count in by_domain.items())
    )


def standings(version, facts):
    return {s.requirement["key"]: (s.state, s.minutes, s.needed) for s in evaluate(version, facts)}


@pytest.mark.parametrize(
    ("facts", "total", "ethics"),
    [
        (hours(), (State.NOT_STARTED, 0), (State.NOT_STARTED, 0)),
        (hours(ethical_responsibility=0.5), (State.IN_PROGRESS, 30), (State.IN_PROGRESS, 30)),
        (hours(ethical_responsibility=16), (State.IN_PROGRESS, 960), (State.DONE, 960)),
        # Four hours more of ethics than asked do not stand in for advocacy.
        (hours(ethical_responsibility=20), (State.IN_PROGRESS, 960), (State.DONE, 1200)),
        (
            hours(advocacy=10, mentoring_education=10, recovery_wellness=10, ethical_responsibility=16),
            (State.DONE, 2760),
            (State.DONE, 960),
        ),
        (
            hours(advocacy=10, mentoring_education=10, recovery_wellness=9, ethical_responsibility=30),
            (State.IN_PROGRESS, 2700),
            (State.DONE, 1800),
        ),
    ],
)
def test_hours_reach_the_total_only_through_the_categories(facts, total, ethics):
    found = standings(IC_RC, facts)

    assert found["training"] == (*total, 46 * 60)
    assert found["ethical_responsibility"] == (*ethics, 16 * 60)


def test_room_above_the_categories_is_filled_by_any_counted_hour():
    version = program(
        requirement("training", RequirementKind.HOURS_TOTAL, 40, DOMAINS), category("ethical_responsibility", 6)
    )

    assert standings(version, hours(advocacy=50))["training"] == (State.IN_PROGRESS, 34 * 60, 40 * 60)
    assert standings(version, hours(advocacy=30, ethical_responsibility=10))["training"][0] is State.DONE


def test_a_total_without_categories_is_the_sum():
    version = program(requirement("training", RequirementKind.HOURS_TOTAL, 40, ["advocacy"]))

    assert standings(version, hours(advocacy=41, recovery_wellness=9))["training"] == (State.DONE, 41 * 60, 40 * 60)


def test_the_program_says_how_long_its_hour_is():
    version = program(category("advocacy", 10), minutes_in_hour=50)

    assert standings(version, Facts((Entry("training", "advocacy", 500, "self_paced"),)))["advocacy"] == (
        State.DONE,
        500,
        500,
    )


def test_only_modalities_the_program_names_count():
    version = program(category("advocacy", 1), modalities=["live_online"])
    facts = Facts((Entry("training", "advocacy", 600, "self_paced"), Entry("training", "advocacy", 30, "live_online")))

    assert standings(version, facts)["advocacy"] == (State.IN_PROGRESS, 30, 60)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (RequirementKind.EDUCATION, State.OUTSIDE),
        (RequirementKind.PRACTICE, State.OUTSIDE),
        (RequirementKind.SUPERVISION, State.OUTSIDE),
        (RequirementKind.EXAM, State.OUTSIDE),
        (RequirementKind.RENEWAL, State.OUTSIDE),
        (RequirementKind.AGE, State.OUTSIDE),
        (RequirementKind.RECOVERY, State.OUTSIDE),
        (RequirementKind.BACKGROUND, State.OUTSIDE),
        (RequirementKind.NOT_ASKED, State.NOT_ASKED),
        (RequirementKind.OPEN, State.BOARD_DECIDES),
    ],
)
def test_what_hearten_cannot_know_is_stated_and_never_measured(kind, state):
    (standing,) = evaluate(program(requirement("it", kind)), hours(advocacy=100))

    assert (standing.state, standing.minutes, standing.needed) == (state, 0, 0)


def test_every_kind_has_its_group():
    version = program(*(requirement(kind, kind, 1, ["advocacy"]) | {"count": 1} for kind in RequirementKind))

    assert len(evaluate(version, Facts())) == len(RequirementKind)


def test_hours_no_requirement_counts_are_the_boards_to_decide():
    assert unplaced(program(category("advocacy", 10)), hours(advocacy=1, recovery_wellness=2)) == {
        "recovery_wellness": 120
    }


def test_a_sound_program_has_no_faults():
    assert faults(IC_RC, DOMAINS) == []


@pytest.mark.parametrize(
    ("version", "found"),
    [
        (program(), [Fault(Missing.REQUIREMENTS)]),
        ({**IC_RC, "sources": [], "as_of": ""}, [Fault(Missing.SOURCES), Fault(Missing.AS_OF)]),
        (program(category("advocacy", 1), category("advocacy", 2)), [Fault(Missing.OWN_KEY, "advocacy")]),
        (program(category("advocacy", 0)), [Fault(Missing.HOURS, "advocacy")]),
        (
            program(requirement("a", RequirementKind.HOURS_IN_CATEGORY, 5, [])),
            [Fault(Missing.DOMAINS, "a")],
        ),
        (program(category("cooking", 5)), [Fault(Missing.KNOWN_DOMAINS, "cooking", "cooking")]),
        (
            program(
                requirement("a", RequirementKind.HOURS_TOTAL, 5, DOMAINS),
                requirement("b", RequirementKind.HOURS_TOTAL, 5, DOMAINS),
            ),
            [Fault(Missing.ONE_TOTAL)],
        ),
        (
            program(requirement("a", RequirementKind.HOURS_TOTAL, 5, DOMAINS), category("advocacy", 6)),
            [Fault(Missing.ROOM_IN_TOTAL, "6", "5")],
        ),
    ],
)
def test_faults_name_what_is_missing(version, found):
    assert faults(version, DOMAINS) == found
