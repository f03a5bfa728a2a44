"""What a link is worth, and whose name a mail may carry. No database."""

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.claims.asking import (
    LinkState,
    Sent,
    is_token_of,
    joins,
    link_state,
    mailbox,
    masked,
    may_write,
    name_in_mail,
    new_token,
    receipt,
    token_digest,
)

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MONTH = NOON + timedelta(days=30)


def test_a_token_holds_256_bits_and_only_its_digest_is_its():
    token, other = new_token(), new_token()

    # 43 letters of base 64 hold 258 bits: all 32 bytes.
    assert (len(token), len(token_digest(token)), token != other) == (43, 64, True)
    assert (is_token_of(token, token_digest(token)), is_token_of(other, token_digest(token))) == (True, False)
    assert token not in token_digest(token)


@pytest.mark.parametrize(
    ("facts", "at", "state"),
    [
        ({}, NOON, LinkState.OPEN),
        ({}, MONTH - timedelta(seconds=1), LinkState.OPEN),
        ({}, MONTH, LinkState.EXPIRED),
        ({"used_at": NOON}, NOON, LinkState.USED),
        ({"used_at": NOON, "ended_why": "not_me"}, MONTH, LinkState.USED),
        ({"ended_why": "replaced"}, NOON, LinkState.REPLACED),
        ({"ended_why": "not_me"}, MONTH, LinkState.REFUSED),
        ({"ended_why": "silenced"}, NOON, LinkState.REFUSED),
    ],
)
def test_a_link_is_worth_what_became_of_it(facts, at, state):
    assert link_state(**{"used_at": None, "ended_why": "", "expires_at": MONTH, **facts}, at=at) == state


@pytest.mark.parametrize(("minutes", "is_joined"), [(0, True), (59, True), (60, False), (60 * 24 * 30, False)])
def test_within_the_hour_an_entry_joins_the_mail_that_is_there(minutes, is_joined):
    assert joins(NOON, MONTH, at=NOON + timedelta(minutes=minutes)) is is_joined


@pytest.mark.parametrize(
    ("sent", "may"),
    [
        (Sent(0, 0, 0), True),
        (Sent(9, 9, 2), True),
        (Sent(10, 0, 0), False),
        (Sent(0, 10, 0), False),
        (Sent(3, 3, 3), False),
    ],
)
def test_a_day_holds_so_many_mails(sent, may):
    assert may_write(sent) is may


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Dana@Example.org ", "dana@example.ORG", True),
        ("dana+work@example.org", "dana@example.org", True),
        ("dana@example.org", "dana@example.net", False),
        ("dan@example.org", "dana@example.org", False),
    ],
)
def test_a_mailbox_is_the_same_however_it_is_spelled(one, other, is_same):
    assert (mailbox(one) == mailbox(other)) is is_same


@pytest.mark.parametrize("name", ["Dana Brooks", "José O’Neil-Díaz", "J. R. Smith, Jr.", "Nguyễn Thị Minh"])
def test_a_name_may_stand_in_a_mail(name):
    assert name_in_mail(name) == name


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "https://evil.example", "Win at evil.example", "dana@example.org", "Call 555 0100", "<b>Dana</b>",
        "Dana\x00Brooks", "A" * 61, "Dana 🎉", "Dana/Brooks",
    ],
)  # fmt: skip
def test_what_is_no_name_stays_out_of_our_mails(text):
    assert name_in_mail(text) == ""


def test_lines_in_a_name_become_one():
    assert name_in_mail("Dana\r\nBrooks") == "Dana Brooks"


def test_an_address_is_known_again_by_its_owner_only():
    assert masked("sam.ortiz@example.org") == "s•••@example.org"


def test_a_receipt_is_always_the_same_and_says_nothing_of_the_link():
    digest = token_digest("one")

    assert receipt(digest) == receipt(digest) != receipt(token_digest("two"))
    assert len(receipt(digest)) == 11
