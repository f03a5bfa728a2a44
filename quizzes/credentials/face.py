"""What a certificate shows, ready for the page, the check and the PDF: from the frozen snapshot and nothing else."""

from dataclasses import dataclass, field
from datetime import date

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

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
    approvals: list[dict] = field(default_factory=list)
    by_modality: list[dict] = field(default_factory=list)
    by_origin: list[dict] = field(default_factory=list)
    # As the board counts them, when its hour is not one of 60 minutes: all minutes here are scaled to it.
    minutes_in_hour: int = 60
    basis: str = ""
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
    def shares(self) -> list[str]:
        """The hours by how they were taught and by where they come from, each in a few words."""
        return [f"{share['label']}: {as_hours(share['minutes'])}" for share in (*self.by_modality, *self.by_origin)]

    @property
    def approved_by(self) -> list[str]:
        """The boards' numbers for the course, each with its board."""
        return [gettext("%(board)s, course number %(number)s") % approval for approval in self.approvals]

    @property
    def hour_note(self) -> str:
        """By which rules it counts, and what an hour is where it is not what people think."""
        length = gettext("One hour here is %(minutes)s minutes, as this board counts.")
        said = "" if self.minutes_in_hour == 60 else length % {"minutes": self.minutes_in_hour}
        return " ".join(filter(None, (self.basis, said)))

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
        "modules", "provider_number", "approvals", "minutes_in_hour", "basis",
    )  # fmt: skip
    length = frozen["minutes_in_hour"]
    return Face(
        name=name_of(credential),
        **{name: frozen[name] for name in kept},
        hours=_as_board(frozen["hours"], length),
        by_modality=_as_board(frozen["by_modality"], length),
        by_origin=_as_board(frozen["by_origin"], length),
        minutes=frozen["minutes"] * 60 // length,
        finished_on=date.fromisoformat(frozen["finished_on"]),
        issued_on=date.fromisoformat(frozen["issued_on"]),
        expires_on=date.fromisoformat(frozen["expires_on"]) if frozen["expires_on"] else None,
        code=credential.spelled_code,
        check_address=address,
        kind=CredentialKind(credential.kind),
    )


def _as_board(lines: list[dict], length: int) -> list[dict]:
    """The same lines so that 60 minutes are one hour of the board."""
    return [{**line, "minutes": line["minutes"] * 60 // length} for line in lines]


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
