"""Status lists: which badges were taken back or are on hold, as one signed string of bits for 131,072 of them at once.
Whoever asks for the list does not tell which badge they look at (W3C Bitstring Status List)."""

import base64
import gzip
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import translation

from cms.records.services import issuer_id, sign
from quizzes.credentials import queries
from quizzes.credentials.models import Credential
from quizzes.credentials.rules import LIST_SIZE, StatusPurpose, status_place

# How long a copy may be kept, and when a verifier refuses an old one.
KEEP = timedelta(minutes=5)
GOOD_FOR = timedelta(days=1)


def list_address(purpose: StatusPurpose, number: int) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("credentials:status_list", kwargs={"purpose": purpose.value, "number": number})
    return settings.BASE_URL.rstrip("/") + path


def list_exists(number: int) -> bool:
    """The first list is always there; the others once they have a badge."""
    last = Credential.objects.aggregate(last=Max("pk"))["last"] or 0
    return number <= status_place(last)[0]


def status_list(purpose: StatusPurpose, number: int, *, at: datetime) -> str:
    """A status list as a signed credential."""
    address = list_address(purpose, number)
    # On the minute: within it all workers give the same bytes.
    start = at.astimezone(UTC).replace(second=0, microsecond=0)
    body = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_id(),
        "validFrom": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        "validUntil": f"{start + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}",
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose.value,
            "ttl": int(KEEP.total_seconds() * 1000),
            "encodedList": encoded(queries.badges_in_status(purpose, number, day=start.date())),
        },
    }
    return sign({**body, "iss": body["issuer"], "jti": address, "nbf": int(start.timestamp())})


def encoded(indexes: set[int]) -> str:
    """Bits in their order, the first one the highest of the first byte; packed, in base64url with multibase's `u`."""
    bits = bytearray(LIST_SIZE // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> (index % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")
