from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.signing import Signer

from courses.progress.openings import SALT, Opening, Sitting, opening_token, read_opening

KEY = UUID("9f0c3a52-0000-4000-8000-000000000001")
MODULE = UUID("9f0c3a52-0000-4000-8000-000000000002")
SITTING = Sitting(7, 12, MODULE, KEY, 20)
NOON = datetime(2026, 11, 23, 17, 0, 1, 250_000, tzinfo=UTC)


def test_opening_comes_back_as_it_was_signed():
    token = opening_token(SITTING, at=NOON)

    assert read_opening(token, trainee_id=7) == Opening(SITTING, NOON)


def test_opening_of_somebody_else_is_no_opening():
    assert read_opening(opening_token(SITTING, at=NOON), trainee_id=8) is None


@pytest.mark.parametrize(
    "token",
    [
        "",
        "7.12.abc",
        "x" * 100_000,
        "7.12.9f0c3a5200004000800000000000000001.0:forged",
        Signer(salt="another").sign(f"7.12.{MODULE.hex}.{KEY.hex}.20.0"),
        Signer(salt=SALT).sign("7.12"),
        Signer(salt=SALT).sign(f"7.12.{MODULE.hex}.{KEY.hex}.20.soon"),
        "\x00",
    ],
)
def test_what_we_did_not_sign_is_no_opening(token):
    assert read_opening(token, trainee_id=7) is None


@pytest.mark.parametrize("place", range(0, 130, 9))
def test_a_changed_letter_is_no_opening(place):
    token = opening_token(SITTING, at=NOON)
    other = "0" if token[place] != "0" else "1"

    assert read_opening(token[:place] + other + token[place + 1 :], trainee_id=7) is None
