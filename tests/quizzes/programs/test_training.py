"""What a certificate may say: never more than the ledger, never other than what published rules count."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.programs.facts import topic_of
from quizzes.programs.rules import COUNTED, Entry, Evidence, Facts, Given
from quizzes.programs.training import Cell, counted_cells, training
from tests.quizzes.programs.made_up import seeded

TODAY = date(2026, 11, 23)
TOTAL = {"key": "hours", "kind": "hours_total", "hours": 10, "counts": "any"}
ETHICS = {**TOTAL, "key": "ethics", "kind": "hours_in_category", "hours": 4} | {
    "counts": "domains", "domains": ["ethical_responsibility"],
}  # fmt: skip
PROGRAMS = seeded()
DOMAINS = ("advocacy", "mentoring_education", "recovery_wellness", "ethical_responsibility")
MODALITIES = ("self_paced", "recorded", "live_online", "in_person")


def version(*asked, **fields):
    return {"slug": "x", "minutes_in_hour": 60, "requirements": list(asked), **fields}


def entry(hours, domain="advocacy", modality="in_person", on=TODAY, ledger="training"):
    return Entry(ledger, domain, hours * 60, modality, (), on)


def hours_of(asked, *entries, elsewhere=()):
    facts = Facts(tuple(entries), (), (), TODAY)
    cells = counted_cells(asked, facts, [number in elsewhere for number in range(len(entries))])
    return {(cell.domain, cell.modality, cell.elsewhere): cell.minutes // 60 for cell in cells}


def test_a_total_takes_the_floors_first_and_no_more_than_it_counts():
    entries = [entry(20), entry(3, "ethical_responsibility"), entry(2, "ethical_responsibility", "self_paced")]

    assert hours_of(version(TOTAL, ETHICS), *entries) == {
        ("advocacy", "in_person", False): 6,
        ("ethical_responsibility", "in_person", False): 3,
        ("ethical_responsibility", "self_paced", False): 1,
    }


def test_what_was_earned_here_goes_first():
    entries = [entry(8, on=date(2026, 1, 1)), entry(8)]

    assert hours_of(version(TOTAL, ETHICS), *entries, entry(9, "ethical_responsibility"), elsewhere={0, 2}) == {
        ("advocacy", "in_person", False): 6,
        ("ethical_responsibility", "in_person", True): 4,
    }


def test_hours_taught_otherwise_fill_only_their_share():
    live = {**TOTAL, "modalities": ["in_person", "live_online"], "rest_most": 4}

    assert hours_of(version(live), entry(9, modality="self_paced"), entry(6)) == {
        ("advocacy", "in_person", False): 6,
        ("advocacy", "self_paced", False): 4,
    }


def test_what_was_taken_back_and_what_is_no_training_is_not_there():
    entries = [entry(12), entry(-12), entry(11, "mentoring_education"), entry(50, ledger="practice")]

    assert hours_of(version(TOTAL), *entries) == {("mentoring_education", "in_person", False): 11}


def test_what_counts_only_by_an_answer_of_the_board_is_told_apart():
    asked = version({**TOTAL, "counts": "board"})
    answer = Evidence(Given.ANSWER, "x:hours", TODAY, number=600)
    facts = Facts((entry(20),), (answer,), (), TODAY)

    assert not training(asked, Facts((entry(20),), (), (), TODAY)).is_met
    assert training(asked, facts).is_met
    assert counted_cells(asked, facts, [False]) == [Cell("advocacy", "in_person", "", False, True, 600)]


def test_a_program_that_asks_for_no_hours_has_no_training_certificate():
    assert not training(version({"key": "age", "kind": "age", "count": 18}), Facts()).is_asked


ROWS = st.lists(
    st.tuples(
        st.integers(1, 60), st.sampled_from(DOMAINS), st.sampled_from(MODALITIES), st.booleans(),
        st.dates(date(2016, 1, 1), TODAY),
    ),
    max_size=12,
)  # fmt: skip


def told(asked, hours):
    """What a person notes that their board answered to each line about hours."""
    return tuple(
        Evidence(Given.ANSWER, topic_of(each, asked), TODAY, number=hours * 60)
        for each in asked["requirements"]
        if hours and each["kind"] in COUNTED
    )


def counted_of(found):
    totals = [standing for standing in found.standings if standing.kind == "hours_total"]
    return sum(standing.minutes for standing in totals or found.standings)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(PROGRAMS)), ROWS, st.sampled_from([0, 5, 40, 400]))
def test_never_more_than_the_ledger_nor_than_the_program_counts(key, rows, said):
    asked = PROGRAMS[key]
    entries = tuple(entry(hours, domain, modality, on) for hours, domain, modality, _elsewhere, on in rows)
    facts = Facts(entries, told(asked, said), (), TODAY)
    found = training(asked, facts)

    cells = counted_cells(asked, facts, [row[3] for row in rows])

    for kind in {(e.domain, e.modality) for e in entries}:
        held = sum(e.minutes for e in entries if (e.domain, e.modality) == kind)
        assert sum(c.minutes for c in cells if (c.domain, c.modality) == kind) <= held
    assert sum(cell.minutes for cell in cells) <= counted_of(found)
    if found.is_met:
        assert sum(cell.minutes for cell in cells) == counted_of(found)


def test_all_that_a_met_program_counts_is_on_its_certificate():
    """Without programs that are met, the equality above would say nothing."""
    entries = tuple(entry(60, domain, modality) for domain in DOMAINS for modality in MODALITIES)
    met = {}
    for key, asked in PROGRAMS.items():
        facts = Facts(entries, told(asked, 1000), (), TODAY)
        found = training(asked, facts)
        if found.is_met:
            met[key] = sum(cell.minutes for cell in counted_cells(asked, facts, [False] * 16)) - counted_of(found)

    assert len(met) >= 20
    assert set(met.values()) == {0}
