"""Adding to what became of a claim. Its words and names lie beside, so that they can be erased."""

from datetime import datetime

from cms.accounts.models import User
from cms.records.rules import new_salt, salted_digest
from quizzes.claims.models import ClaimEvent, ClaimNote, HoursClaim
from quizzes.claims.rules import Confirmer, EventKind


def tell(
    claim: HoursClaim,
    kind: EventKind,
    *,
    at: datetime,
    by: User | Confirmer | None,
    note: str = "",
    before: dict | None = None,
) -> ClaimEvent:
    """One more event of a claim whose row the caller holds locked."""
    words = ClaimNote(salt=new_salt(), text=note)
    if isinstance(by, Confirmer):
        words.by_name, words.by_email, words.by_role = by.name, by.email, by.role
    has_words = bool(words.words().strip())
    event = ClaimEvent.objects.create(
        claim=claim,
        number=claim.events.count() + 1,
        kind=kind,
        by=by if isinstance(by, User) else None,
        at=at,
        facts=claim.facts(),
        before=before or {},
        note_digest=salted_digest(words.words(), words.salt) if has_words else "",
    )
    if has_words:
        words.event = event
        words.save(force_insert=True)
    return event
