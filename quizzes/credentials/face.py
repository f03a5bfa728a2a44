"""What a certificate shows, ready for the page, the check and the PDF: from the frozen snapshot and nothing else."""

from dataclasses import dataclass
from datetime import date

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.templatetags.ui import as_hours
from quizzes.credentials.labels import KIND_CONTENTS, KIND_LABELS, KIND_SENTENCES
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import name_of
from quizzes.credentials.rules import CredentialKind, upgraded


@dataclass(frozen=True)
class Face:
    name: str
    title: str
    language: str
    provider: str
    instructor: str
    qualification: str
    objectives: list[str]
    statement: str
    modalities: list[str]
    hours: list[dict]
    minutes: int
    modules: int
    finished_on: date
    issued_on: date
    expires_on: date | None
    code: str
    check_address: str
    provider_number: str = ""
    kind: CredentialKind = CredentialKind.COURSE

    @property
    def called(self) -> str:
        """What the certificate is called."""
        return str(KIND_LABELS[self.kind])

    @property
    def sentence(self) -> str:
        """What stands between the name and the title, in the language of the moment."""
        return KIND_SENTENCES[self.kind] % {"hours": as_hours(self.minutes)}

    @property
    def contents(self) -> str:
        """What stands over the objectives."""
        return str(KIND_CONTENTS[self.kind])

    @property
    def check_place(self) -> str:
        """Where to type the code, as a person writes it."""
        return self.check_address.split("://")[-1].split("/v/")[0] + "/v"


def face_of(credential: Credential) -> Face:
    frozen = upgraded(credential.snapshot)
    with translation.override(frozen["language"]):
        address = settings.BASE_URL.rstrip("/") + reverse("credentials:verify", args=[credential.public_id])
    kept = (
        "title", "language", "provider", "instructor", "qualification", "objectives", "statement", "modalities",
        "hours", "minutes", "modules", "provider_number",
    )  # fmt: skip
    return Face(
        name=name_of(credential),
        **{name: frozen[name] for name in kept},
        finished_on=date.fromisoformat(frozen["finished_on"]),
        issued_on=date.fromisoformat(frozen["issued_on"]),
        expires_on=date.fromisoformat(frozen["expires_on"]) if frozen["expires_on"] else None,
        code=credential.spelled_code,
        check_address=address,
        kind=CredentialKind(credential.kind),
    )


@dataclass(frozen=True)
class QrCode:
    """A QR code as one SVG path in a square of `size`."""

    size: int
    path: str


def qr_code(address: str) -> QrCode:
    code = segno.make(address, error="m", micro=False)
    path = []
    for y, row in enumerate(code.matrix):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                path.append(f"M{x} {y}h{run - x}v1H{x}z")
            x = run + 1
    return QrCode(size=len(code.matrix), path="".join(path))
