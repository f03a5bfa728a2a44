"""When somebody without an account is written to, what a link is worth, and whose name a mail may carry. Pure."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cms.records.rules import CODE_ALPHABET, CODE_LENGTH, check_character, spell_code

TOKEN_BYTES = 32
GOOD_FOR = timedelta(days=30)
# What is sent within the hour goes onto the link that is already in the mail box.
GATHER = timedelta(hours=1)
A_DAY = timedelta(days=1)
# Beyond these a mail waits for the next day and then carries everything. A person who supervises a whole team is
# still reached; a form filled in by a machine is not a mail cannon.
MAILS_A_DAY = {"trainee": 10, "address": 10, "both": 3}
# As many as a person looks through in one sitting; the rest follows in the next mail.
MOST_ON_LINK = 40
# How long whoever just decided may look at the receipt again.
RECEIPT_FOR = timedelta(hours=1)


class EndedWhy(StrEnum):
    """Why a link is closed before its time."""

    # A newer one went to the same address.
    REPLACED = "replaced"
    # "I don't know this person", or was not there.
    NOT_ME = "not_me"
    # "Never write to me again."
    SILENCED = "silenced"


class LinkState(StrEnum):
    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REFUSED = "refused"


class Standing(StrEnum):
    """How an entry stands for the holder of a link."""

    OPEN = "open"
    # The same, but its writer sent it again after the mail.
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    # Its writer has named another person since.
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Sent:
    """How many mails went out within a day."""

    trainee: int
    address: int
    both: int


def new_token() -> str:
    """256 bits, in letters an address may carry."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_token_of(token: str, digest: str) -> bool:
    """Whether a token is the one whose digest we keep; as fast for a near miss as for a far one."""
    return hmac.compare_digest(token_digest(token), digest)


def mailbox(address: str) -> str:
    """The box an address leads to: case and what follows a plus name the same one."""
    name, _, host = address.strip().casefold().rpartition("@")
    return f"{name.split('+', 1)[0]}@{host}"


def may_write(sent: Sent) -> bool:
    """Whether one more mail fits into the day."""
    return all(getattr(sent, name) < most for name, most in MAILS_A_DAY.items())


def joins(made_at: datetime, expires_at: datetime, *, at: datetime) -> bool:
    """Whether a new entry goes onto a link that is open, without another mail."""
    return at - made_at < GATHER and at < expires_at


def link_state(*, used_at: datetime | None, ended_why: str, expires_at: datetime, at: datetime) -> LinkState:
    """What a link is worth now. Deciding uses it up, whatever else became of it later."""
    if used_at:
        return LinkState.USED
    if ended_why:
        return LinkState.REPLACED if ended_why == EndedWhy.REPLACED else LinkState.REFUSED
    return LinkState.EXPIRED if at >= expires_at else LinkState.OPEN


# A name in a mail that we send at somebody else's word: letters and what stands between them in names. Anything that
# a mail program would turn into a link is no name.
BETWEEN = set(" -'’.,·")
MOST_NAME = 60


def name_in_mail(name: str) -> str:
    """The name as a stranger may read it in a mail of ours, or nothing: nobody writes advertising in our name."""
    name = " ".join(name.split())
    if not 0 < len(name) <= MOST_NAME or re.search(r"\.\S", name):
        return ""
    is_name = all(char in BETWEEN or unicodedata.category(char)[0] in "LM" for char in name)
    return name if is_name else ""


def masked(address: str) -> str:
    """An address its owner knows again and nobody else learns: s•••@example.org."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}•••@{host}"


def receipt(digest: str) -> str:
    """A link's receipt, short enough to read out. Nothing about the link can be found from it."""
    seed = hashlib.sha256(f"receipt:{digest}".encode()).digest()
    body = "".join(CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in seed[: CODE_LENGTH - 1])
    return spell_code(body + check_character(body))
