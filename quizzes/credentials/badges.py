"""The Open Badges 3.0 credential of a certificate: its face, signed, checkable without us. Pictures carry it along."""

import struct
import zlib
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from cms.records import paper
from cms.records.services import issuer_id, sign
from cms.site import rings
from cms.templatetags.ui import as_hours
from quizzes.credentials.face import Face, face_of
from quizzes.credentials.labels import KIND_CRITERIA
from quizzes.credentials.models import Credential
from quizzes.credentials.rules import StatusPurpose, standing_on, status_place
from quizzes.credentials.statuses import list_address

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
PICTURE = Path(__file__).parent / "badge.typ"
PNG_KEYWORD, SVG_NAMESPACE = b"openbadgecredential", "https://purl.imsglobal.org/ob/v3p0"


def badge_token(credential: Credential) -> str:
    """The credential as a signed token (VC-JWT). Of its holder it says the name on the certificate and nothing else:
    no address, no account, no digest of one."""
    body = badge(credential)
    claims = {"iss": body["issuer"]["id"], "jti": body["id"], "nbf": _seconds(body["validFrom"])}
    if "validUntil" in body:
        claims["exp"] = _seconds(body["validUntil"])
    return sign({**body, **claims})


def badge_file(token: str) -> dict:
    """A token as a JSON document (Verifiable Credentials 2.0, enveloped)."""
    return {"@context": CONTEXTS[0], "id": f"data:application/vc+jwt,{token}", "type": "EnvelopedVerifiableCredential"}


def badge(credential: Credential) -> dict:
    """The AchievementCredential before it is signed, in the language of the certificate."""
    face = face_of(credential)
    ends_on = standing_on(date.max, credential.events.all()).ends_on
    with translation.override(face.language):
        return {
            "@context": CONTEXTS,
            "id": face.check_address,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": face.title,
            "issuer": issuer(face.provider, face.provider_number),
            "validFrom": _time(credential.issued_at),
            **({"validUntil": _time(datetime.combine(ends_on, time(), UTC))} if ends_on else {}),
            "credentialSubject": _subject(face, credential.snapshot["course_key"]),
            "credentialStatus": [_status(credential.pk, purpose) for purpose in StatusPurpose],
            "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        }


def issuer(provider: str, number: str) -> dict:
    """Who gives a badge, as an Open Badges profile. Its id leads to the public keys."""
    profile: dict = {
        "id": issuer_id(),
        "type": ["Profile"],
        "name": provider or "Hearten",
        "url": settings.BASE_URL.rstrip("/") + "/",
    }
    if number:
        profile["otherIdentifier"] = [_identifier(number)]
    return profile


def _identifier(number: str) -> dict:
    return {"type": "IdentifierEntry", "identifier": number, "identifierType": "identifier"}


def _subject(face: Face, course_key: str) -> dict:
    name = {"type": "IdentityObject", "hashed": False, "identityHash": face.name, "identityType": "name"}
    lines = [(uuid5(UUID(course_key), line["domain"]).urn, line) for line in face.hours]
    return {
        "type": ["AchievementSubject"],
        "identifier": [name],
        "activityEndDate": _time(datetime.combine(face.finished_on, time(), UTC)),
        "result": [
            {"type": ["Result"], "resultDescription": key, "value": exact_hours(line["minutes"])} for key, line in lines
        ],
        "achievement": {
            "id": UUID(course_key).urn,
            "type": ["Achievement"],
            "achievementType": "CertificateOfCompletion",
            "inLanguage": face.language,
            "name": face.title,
            "description": _description(face),
            "criteria": {"narrative": _criteria(face)},
            # Each board's number for the course, as the certificate prints it.
            **({"otherIdentifier": [_identifier(line) for line in face.approved_by]} if face.approvals else {}),
            "resultDescription": [
                {
                    "id": key,
                    "type": ["ResultDescription"],
                    "name": _("Hours: %(category)s") % {"category": line["label"]},
                    "resultType": "Result",
                }
                for key, line in lines
            ],
        },
    }


def _description(face: Face) -> str:
    facts = {"hours": as_hours(face.minutes), "how": ", ".join(face.modalities)}
    return _("%(hours)s hours of training. How it was taught: %(how)s.") % facts


def _criteria(face: Face) -> str:
    head = str(KIND_CRITERIA[face.kind])
    if not face.objectives:
        return head
    return head + "\n\n" + face.contents + "\n\n" + "\n".join(f"- {line}" for line in face.objectives)


def _status(pk: int, purpose: StatusPurpose) -> dict:
    number, index = status_place(pk)
    address = list_address(purpose, number)
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose.value,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def exact_hours(minutes: int) -> str:
    """Minutes as hours for machines: at most two decimals, a point whatever the language."""
    return format(round(Decimal(minutes) / 60, 2).normalize(), "f")


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def baked_png(face: Face, token: str) -> bytes:
    """The picture with the token inside (Open Badges 3.0, 5.3.1): an iTXt chunk before the end of the file."""
    picture = paper.picture(PICTURE, _picture(face), format="png")
    chunk = b"iTXt" + PNG_KEYWORD + b"\0\0\0\0\0" + token.encode()
    end = picture.rindex(b"IEND") - 4
    return (
        picture[:end] + struct.pack("!I", len(chunk) - 4) + chunk + struct.pack("!I", zlib.crc32(chunk)) + picture[end:]
    )


def baked_svg(face: Face, token: str) -> bytes:
    """The same as SVG (5.3.2): the token in an element of its own, and a title for those who do not see it."""
    picture = paper.picture(PICTURE, _picture(face), format="svg").decode()
    start = picture.index(">", picture.index("<svg")) + 1
    carrier = f'<openbadges:credential xmlns:openbadges="{SVG_NAMESPACE}" verify={quoteattr(token)}/>'
    return (picture[:start] + f"<title>{escape(face.title)}</title>" + carrier + picture[start:]).encode()


def _picture(face: Face) -> dict:
    with translation.override(face.language):
        hours = _("%(hours)s hours") % {"hours": as_hours(face.minutes)}
    texts = {name: paper.printable(text) for name, text in (("title", face.title), ("provider", face.provider))}
    drawn = rings.tree(face.modules, 0, face.modules).replace('class="seed"', 'fill="#f5bf53" stroke="none"')
    lines = f'<g fill="none" stroke="#b06f8c" stroke-width="3.4">{drawn}</g>'
    seal = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 580 580">{lines}</svg>'
    fonts = paper.font_for(texts.values())
    return {**texts, "hours": paper.printable(hours), "language": face.language, "fonts": fonts, "seal": seal}
