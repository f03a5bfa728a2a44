"""The certificate for the training hours of a program: when it is due, what it says, and the deed that issues it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.site.queries import shell
from cms.templatetags.ui import as_hours
from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from courses.catalog.models import CoursePage
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import credential_of
from quizzes.credentials.rules import Achievement, Approval, CredentialKind, HoursLine, Share
from quizzes.credentials.services import issue
from quizzes.hours import services as hours
from quizzes.hours.facts import facts_of, origins_of
from quizzes.journey.achievements import shares_of
from quizzes.journey.queries import course_page
from quizzes.programs import labels
from quizzes.programs.models import Pursuit
from quizzes.programs.rules import Facts, Ledger
from quizzes.programs.training import Cell, Training, counted_cells, training

# How many rings the seal has: a program has no modules of its own.
RINGS = 8


class TrainingNotMet(Exception):
    """Some of the hours a program asks for are missing, or are the board's to judge."""

    def __init__(self, found: Training):
        self.found = found
        super().__init__(str(found))


class NameMissing(Exception):
    """A certificate prints the legal name, and the account has none yet."""


def training_source(pursuit: Pursuit) -> str:
    """What a training certificate is for: one person, by one version of a program's rules."""
    return f"training:{pursuit.trainee_id}/program_version:{pursuit.program_version_id}"


@dataclass(frozen=True)
class Offer:
    """The training certificate of a program as the roadmap shows it."""

    found: Training
    credential: Credential | None

    @property
    def is_ready(self) -> bool:
        return self.credential is None and self.found.is_met


def offer_of(pursuit: Pursuit, facts: Facts) -> Offer | None:
    """Whether a training certificate can be had, or is there; none for an example or a program that counts no hours.
    One query."""
    found = training(pursuit.program_version.payload, facts)
    if pursuit.is_example or not found.is_asked:
        return None
    return Offer(found, credential_of(CredentialKind.PROGRAM, training_source(pursuit)))


@transaction.atomic
def certify_training(pursuit: Pursuit, *, by: User, at: datetime | None = None) -> Credential:
    """Issue the training certificate of a program, once its hours are in the ledger; the one there is, if it was
    issued before."""
    at, trainee = at or timezone.now(), pursuit.trainee
    # What is counted under this lock cannot be taken back before the certificate stands.
    hours.lock_chain(trainee)
    source = training_source(pursuit)
    if existing := credential_of(CredentialKind.PROGRAM, source):
        return existing
    today = at.astimezone(ZoneInfo(trainee.time_zone)).date()
    facts, payload = facts_of(trainee, today=today), pursuit.program_version.payload
    found = training(payload, facts)
    if pursuit.is_example or not found.is_met:
        raise TrainingNotMet(found)
    if not trainee.legal_name:
        raise NameMissing
    cells = counted_cells(payload, facts, origins_of(trainee))
    return issue(
        achievement_of_training(pursuit, cells, finished_on=_finished_on(facts, today)),
        kind=CredentialKind.PROGRAM,
        source=source,
        trainee=trainee,
        name=trainee.legal_name,
        by=by,
        at=at,
    )


def _finished_on(facts: Facts, today: date) -> date:
    """The last day on which training came in."""
    days = [entry.completed_on for entry in facts.entries if entry.ledger == Ledger.TRAINING and entry.minutes > 0]
    return min(today, max(days))


def achievement_of_training(pursuit: Pursuit, cells: list[Cell], *, finished_on: date) -> Achievement:
    """The facts of a program's training, in the language of its trainee."""
    language, payload = pursuit.trainee.language, pursuit.program_version.payload
    with translation.override(language):
        courses = _courses(cells, language)
        minutes = {by: _minutes(cells, by) for by in ("domain", "modality", "elsewhere")}
        return Achievement(
            course_key=str(uuid5(NAMESPACE_URL, f"hearten:program:{payload['slug']}:{pursuit.program_version.number}")),
            title=labels.in_language(payload["name"]),
            language=language,
            provider=shell(language).provider_name,
            instructor=", ".join(dict.fromkeys(page.instructor_name for page, _each in courses if page)),
            qualification=_qualification([page for page, _each in courses if page]),
            objectives=[_line(page, each) for page, each in courses],
            statement="",
            modalities=[str(label) for key, label in MODALITY_LABELS.items() if minutes["modality"].get(key)],
            hours=_hours(minutes["domain"]),
            modules=RINGS,
            finished_on=finished_on,
            approvals=_approvals([page for page, _each in courses if page]),
            by_modality=shares_of(minutes["modality"], MODALITY_LABELS),
            by_origin=_origins(minutes["elsewhere"]),
            minutes_in_hour=payload["minutes_in_hour"],
            basis=_basis(payload, sum(cell.minutes for cell in cells if cell.on_word)),
        )


def _basis(payload: dict, on_word: int) -> str:
    """By which rules the hours count; and how many of them only because the board said so to the person."""
    rules = _("Counted by the rules of %(board)s as we read them on %(day)s.")
    said = rules % {"board": payload["board"], "day": labels.day(payload["as_of"])}
    if not on_word:
        return said
    word = _("No published rule places %(hours)s of these hours. The holder told us that the board counts them.")
    return f"{said} " + word % {"hours": as_hours(on_word * 60 // payload["minutes_in_hour"])}


def _minutes(cells: list[Cell], by: str) -> dict:
    found: dict = {}
    for cell in cells:
        found[getattr(cell, by)] = found.get(getattr(cell, by), 0) + cell.minutes
    return found


def _hours(minutes: dict[str, int]) -> list[HoursLine]:
    """Our categories in their order, then what has none."""
    known = [HoursLine(str(d), str(label), minutes[d]) for d, label in DOMAIN_LABELS.items() if minutes.get(d)]
    rest = sum(each for domain, each in minutes.items() if domain not in DOMAIN_LABELS)
    return known + ([HoursLine("other", _("Other training"), rest)] if rest else [])


def _origins(minutes: dict[bool, int]) -> list[Share]:
    """Always told, so that nobody takes hours from elsewhere for ours."""
    words = {False: _("Earned here"), True: _("Approved from elsewhere")}
    return [Share(label, minutes[where]) for where, label in words.items() if minutes.get(where)]


def _courses(cells: list[Cell], language: str) -> list[tuple[CoursePage | None, int]]:
    """The courses that brought the minutes, most first; without a page, what is from elsewhere or no longer live."""
    brought = _minutes(cells, "course")
    pages: dict[CoursePage | None, int] = {}
    for key, minutes in brought.items():
        page = course_page(UUID(key), language) if key else None
        pages[page] = pages.get(page, 0) + minutes
    return sorted(pages.items(), key=lambda item: (item[0] is None, -item[1]))


def _line(page: CoursePage | None, minutes: int) -> str:
    words = {"course": page.title if page else _("Other training"), "hours": as_hours(minutes)}
    return _("%(course)s: %(hours)s hours") % words


def _qualification(pages: list[CoursePage]) -> str:
    """Of a single teacher; several are named without."""
    found = {(page.instructor_name, page.instructor_qualification) for page in pages}
    return found.pop()[1] if len(found) == 1 else ""


def _approvals(pages: list[CoursePage]) -> list[Approval]:
    found = [Approval(each["board"], each["number"]) for page in pages for each in page.approvals]
    return list(dict.fromkeys(found))
