"""The link that fills in a certificate on a professional profile. We write the address and send nothing ourselves."""

from datetime import date
from urllib.parse import urlencode

from quizzes.credentials.face import Face

LINKEDIN = "https://www.linkedin.com/profile/add"


def add_to_profile(face: Face, *, ends_on: date | None) -> str:
    """LinkedIn's form for licenses and certifications, with the facts of the face filled in."""
    fields: dict[str, str | int] = {
        "startTask": "CERTIFICATION_NAME",
        "name": face.title,
        "organizationName": face.provider or "Hearten",
        "issueYear": face.issued_on.year,
        "issueMonth": face.issued_on.month,
        "certUrl": face.check_address,
        "certId": face.code,
    }
    if ends_on:
        fields |= {"expirationYear": ends_on.year, "expirationMonth": ends_on.month}
    return f"{LINKEDIN}?{urlencode(fields)}"
