"""The board packet: transcript, certificates and ledger of a person in one signed ZIP that anybody can check."""

import json
from datetime import datetime

from django.utils.translation import get_language

from cms.accounts.models import User
from cms.records.services import issuer_id, sign
from quizzes.credentials import packet_rules as rules
from quizzes.credentials import queries
from quizzes.credentials.badges import badge_token
from quizzes.credentials.face import face_of
from quizzes.credentials.models import Credential
from quizzes.credentials.packet_paper import packet_pdf
from quizzes.credentials.rules import standing_on
from quizzes.hours.export import as_csv
from quizzes.hours.transcript import Transcript, headings, lines, transcript_of
from quizzes.hours.verify import links_of


def packet_of(user: User, *, at: datetime | None = None) -> bytes:
    """Everything a board may ask for. On the same day, with nothing new, it has the same bytes."""
    found = transcript_of(user, at=at)
    credentials = list(queries.credentials_for(user).order_by("issued_at", "pk"))
    statement = _statement(user, found, credentials)
    files = {
        rules.PDF: packet_pdf(found, credentials),
        rules.CSV: as_csv([headings(), *lines(found)]),
        rules.STATEMENT: json.dumps(statement, ensure_ascii=False, indent=1, sort_keys=True).encode(),
    }
    files[rules.SIGNATURE] = sign({"iss": issuer_id(), **rules.claims(files)}, typ=rules.TYP).encode()
    day = found.made_on
    return rules.packed(files, day=(day.year, day.month, day.day))


def _statement(user: User, found: Transcript, credentials: list[Credential]) -> dict:
    entries = _entries(user)
    return {
        "version": rules.VERSION,
        "issuer": issuer_id(),
        "language": get_language(),
        "made_on": found.made_on.isoformat(),
        "provider": {"name": found.provider, "number": found.provider_number},
        "person": {"id": str(user.person_id), "name": found.name},
        "entries": entries,
        "head": [len(entries), entries[-1]["checksum"] if entries else ""],
        "totals": rules.totals(entry["facts"] for entry in entries),
        "certificates": [_certificate(credential, found) for credential in credentials],
    }


def _entries(user: User) -> list[dict]:
    """The chain as it stands, in its own order, with the facts its checksums cover. What people wrote in notes is
    there as a digest only."""
    return [{"facts": link.payload(), "checksum": checksum} for link, checksum in links_of(user)]


def _certificate(credential: Credential, found: Transcript) -> dict:
    face, standing = face_of(credential), standing_on(found.made_on, credential.events.all())
    return {
        "code": face.code,
        "title": face.title,
        "minutes": face.minutes,
        "issued_on": face.issued_on.isoformat(),
        "ends_on": standing.ends_on.isoformat() if standing.ends_on else "",
        "status": standing.status.value,
        "check": face.check_address,
        # Without a name on it there is no badge to hand on.
        "badge": badge_token(credential) if face.name else "",
    }
