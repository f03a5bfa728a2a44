from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from quizzes.credentials.rules import (
    EventKind,
    Status,
    is_family_name,
    is_printable_name,
    plain_name,
    reminder_due,
    standing_on,
    status_on,
    upgraded,
)

JANUARY, MARCH, MAY, JUNE = (date(2026, month, 1) for month in (1, 3, 5, 6))
LATER = date(2028, 5, 1)


def event(kind, on):
    return SimpleNamespace(kind=kind.value, on=on)


issued, renewed, suspended, reinstated, revoked, replaced, expired = (
    lambda on, kind=kind: event(kind, on) for kind in EventKind
)


@pytest.mark.parametrize(
    ("day", "events", "status"),
    [
        (JUNE, [issued(on=JANUARY)], Status.VALID),
        (MARCH, [issued(on=JANUARY), expired(on=MAY)], Status.VALID),
        (MAY, [issued(on=JANUARY), expired(on=MAY)], Status.EXPIRED),
        (JUNE, [issued(on=JANUARY), revoked(on=MARCH)], Status.REVOKED),
        (JANUARY, [issued(on=JANUARY), revoked(on=MARCH)], Status.VALID),
        (JUNE, [issued(on=JANUARY), replaced(on=MARCH)], Status.REPLACED),
        # Taken back outlives everything that comes before or after.
        (JUNE, [issued(on=JANUARY), revoked(on=MARCH), replaced(on=MAY)], Status.REVOKED),
        (JUNE, [issued(on=JANUARY), expired(on=MARCH), revoked(on=MAY)], Status.REVOKED),
        (JUNE, [issued(on=JANUARY), replaced(on=MARCH), expired(on=MAY)], Status.REPLACED),
        (JUNE, [issued(on=JANUARY), revoked(on=MARCH), renewed(on=MAY), expired(on=LATER)], Status.REVOKED),
        # On hold until it is not, and again.
        (MARCH, [issued(on=JANUARY), suspended(on=MARCH), reinstated(on=MAY)], Status.SUSPENDED),
        (MAY, [issued(on=JANUARY), suspended(on=MARCH), reinstated(on=MAY)], Status.VALID),
        (
            JUNE,
            [issued(on=JANUARY), suspended(on=MARCH), reinstated(on=MAY), suspended(on=JUNE)],
            Status.SUSPENDED,
        ),
        (JUNE, [issued(on=JANUARY), suspended(on=MARCH), revoked(on=MAY)], Status.REVOKED),
        (JUNE, [issued(on=JANUARY), expired(on=MARCH), suspended(on=MAY)], Status.SUSPENDED),
        # Renewed before its end, after its end, and looked at in the gap between.
        (JUNE, [issued(on=JANUARY), expired(on=MAY), renewed(on=MARCH), expired(on=LATER)], Status.VALID),
        (JUNE, [issued(on=JANUARY), expired(on=MARCH), renewed(on=MAY), expired(on=LATER)], Status.VALID),
        (MARCH, [issued(on=JANUARY), expired(on=MARCH), renewed(on=MAY), expired(on=LATER)], Status.EXPIRED),
        (LATER, [issued(on=JANUARY), expired(on=MARCH), renewed(on=MAY), expired(on=LATER)], Status.EXPIRED),
    ],
)
def test_status_follows_from_the_events(day, events, status):
    assert status_on(day, events) is status


def test_a_standing_names_the_event_that_gave_it_and_the_end():
    events = [issued(on=JANUARY), expired(on=MARCH), revoked(on=MAY)]

    assert (standing_on(JUNE, events).event, standing_on(JUNE, events).ends_on) == (events[2], MARCH)
    assert (standing_on(JANUARY, events).event, standing_on(JANUARY, events).ends_on) == (None, MARCH)
    assert standing_on(MARCH, events).event == events[1]


@pytest.mark.parametrize(
    ("days_left", "due"), [(91, None), (90, 90), (31, 90), (30, 30), (1, 30), (0, None), (-1, None)]
)
def test_a_reminder_is_due_90_and_30_days_before_the_end(days_left, due):
    assert reminder_due(JUNE, today=JUNE - timedelta(days=days_left)) == due


def test_an_old_snapshot_reads_like_a_new_one():
    assert upgraded({"version": 1, "title": "Boundaries"}) == {
        "version": 1,
        "title": "Boundaries",
        "provider_number": "",
        "approvals": [],
        "by_modality": [],
        "by_origin": [],
        "minutes_in_hour": 60,
        "basis": "",
    }


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  Vega ", "vega"),
        ("O’Neill", "oneill"),
        ("O'NEILL", "oneill"),
        ("Peña-Ríos", "pena rios"),
        ("Łukasz", "lukasz"),
        ("", ""),
    ],
)
def test_plain_names_have_no_case_accents_or_marks(typed, plain):
    assert plain_name(typed) == plain


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [
        ("Vega", "Marisol Vega", True),
        ("vega", "Marisol Vega", True),
        ("García", "Ana García López", True),
        ("Garcia Lopez", "Ana García López", True),
        ("lopez", "Ana García López", True),
        ("de la Cruz", "Juan de la Cruz", True),
        ("cruz", "Juan de la Cruz", True),
        ("Villanueva", "Marisol Vega-Villanueva", True),
        ("Madonna", "Madonna", True),
        ("marisol vega", "Marisol Vega", True),
        # A given name, a part of a word, or nothing opens nothing.
        ("Marisol", "Marisol Vega", False),
        ("Marisol Vega Ruiz", "Marisol Vega", False),
        ("Veg", "Marisol Vega", False),
        ("", "Marisol Vega", False),
        ("’", "Marisol Vega", False),
    ],
)
def test_a_family_name_opens_a_certificate(typed, name, fits):
    assert is_family_name(typed, name) is fits


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("Zoë Nuñez O’Hara", True),
        ("Łukasz Ðô", True),
        ("Nguyễn Thị", True),
        ("Ελένη", True),
        ("Олена", True),
        ("李小龍", False),
    ],
)
def test_a_name_is_printable_when_the_fonts_hold_it(name, fits):
    assert is_printable_name(name) is fits
