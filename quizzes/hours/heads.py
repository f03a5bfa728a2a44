"""The ends of all ledgers as one signed token. Kept elsewhere, it proves later that nothing was cut off."""

from datetime import UTC, datetime

from cms.records import queries, tokens
from cms.records.services import issuer_id, sign
from quizzes.hours.models import ChainHead

TYP = "hearten-heads+jwt"


def export_heads(*, at: datetime) -> str:
    """Every person's last number and checksum, by random person id, signed by this site."""
    heads = ChainHead.objects.order_by("trainee_id").values_list("trainee__person_id", "sequence", "checksum")
    facts = {str(person): [number, checksum] for person, number, checksum in heads.iterator(chunk_size=2000) if number}
    return sign({"iss": issuer_id(), "made_at": at.astimezone(UTC).isoformat(), "heads": facts}, typ=TYP)


def read_heads(token: str, keys: dict | None = None) -> dict[str, tuple[int, str]]:
    """The heads of such a token; raises `NotOurs` when no key of ours (or of `keys`) signed it."""
    payload = tokens.verify(token.strip(), queries.public_keys() if keys is None else keys, typ=TYP)
    return {person: (number, checksum) for person, (number, checksum) in payload["heads"].items()}
