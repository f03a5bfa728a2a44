"""Codes and addresses."""

from datetime import UTC, datetime, timedelta

from quizzes.sessions.rules import code_at, feed_token, is_code, key_of

NOW = datetime(2026, 11, 20, 23, 30, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_code_is_good_in_its_minute_and_the_next_one():
    code = code_at("secret", "room", NOW)

    assert len(code) == 6
    assert code.isdigit()
    assert [is_code(f" {code[:3]} {code[3:]}", "secret", "room", NOW + n * MINUTE) for n in (-1, 0, 1, 2)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_code_is_of_one_session_and_one_server():
    codes = {code_at(secret, room, NOW) for secret in ("a", "b") for room in (1, 2)}

    assert len(codes) == 4
    assert not is_code("", "secret", "room", NOW)
    assert not is_code("１２３４５６", "secret", "room", NOW)


def test_half_of_a_calendars_address_opens_nothing():
    token = feed_token("secret", "k" * 32)

    assert key_of(token, "secret") == "k" * 32
    for other in (token[:-1], token + "0", "k" * 32, "", token[:32] + "0" * 32, feed_token("other", "k" * 32)):
        assert key_of(other, "secret") is None
