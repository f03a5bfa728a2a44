from datetime import date
from types import SimpleNamespace

import pytest

from quizzes.credentials.rules import (
    EventKind,
    Status,
    event_behind,
    is_family_name,
    is_printable_name,
    plain_name,
    status_on,
)

JANUARY, MARCH, MAY, JUNE = (date(2026, month, 1) for month in (1, 3, 5, 6))


def event(kind, on):
    return SimpleNamespace(kind=kind.value, on=on)


issued, revoked, replaced, expired = (
    lambda on, kind=kind: event(kind, on)
    for kind in (EventKind.ISSUED, EventKind.REVOKED, EventKind.REPLACED, EventKind.EXPIRED)
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
    ],
)
def test_status_follows_from_the_events(day, events, status):
    assert status_on(day, events) is status


def test_the_event_behind_a_status_is_the_one_that_gave_it():
    events = [issued(on=JANUARY), expired(on=MARCH), revoked(on=MAY)]

    assert event_behind(Status.REVOKED, events).on == MAY
    assert event_behind(Status.VALID, events) is None


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
