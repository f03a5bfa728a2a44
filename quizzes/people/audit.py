"""The record of one person as an auditor reads it: who did what when, by which version, from every table that only
grows. Answers, evaluations, private writing and what a person needs are not in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from courses.catalog.queries import outlines
from courses.enrollments.models import Enrollment
from courses.progress.models import ActiveTime, Attestation, Completion, HeldHours, Result, TimeDispute
from courses.progress.rules import CompletionKind, ResultState
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import StepKind
from quizzes.claims.telling import stories_of
from quizzes.credentials.labels import EVENT_LABELS
from quizzes.credentials.models import Credential, CredentialEvent
from quizzes.credentials.rules import EventKind
from quizzes.hours.labels import category
from quizzes.hours.models import HoursEntry
from quizzes.hours.rules import EntryKind
from quizzes.people import labels

# What is said of a try. Saving an answer is the person's own and is left out.
STEP_KINDS = tuple(labels.AUDITED_STEPS)


@dataclass(frozen=True)
class Line:
    """One fact, in words. Sorted by its time; what happened at one time keeps the order of its table."""

    at: datetime
    course: str
    what: str
    fact: str
    version: str = ""
    detail: str = ""
    by: str = ""


class Titles:
    """What courses and activities are called today; what is no longer published keeps a plain word."""

    def __init__(self):
        found = outlines()
        self.courses = {course.key: course.title for course in found}
        modules = [module for course in found for module in course.modules]
        self.activities = {module.key: module.title for module in modules}
        self.module_of = {each.key: module.key for module in modules for each in module.activities}
        self.activities |= {each.key: each.title for module in modules for each in module.activities}
        self.activities |= {each.key: each.title for course in found for each in course.activities}

    def course(self, key: UUID | None) -> str:
        return self.courses.get(key, _("A past course")) if key else ""

    def activity(self, key: UUID) -> str:
        return self.activities.get(key, _("Not published now"))


def audit_trail(person: User) -> list[Line]:
    """Everything that only grows, in the order of its time. As many queries for a long record as for a short one."""
    titles, places = Titles(), list(Enrollment.objects.filter(trainee=person).order_by("enrolled_at"))
    course_of = {place.pk: titles.course(place.course_key) for place in places}
    lines = [
        *_places(places, course_of),
        *_completions(course_of, titles),
        *_results(course_of, titles),
        *_times(course_of, titles),
        *_waits(course_of, titles),
        *_tries(person, course_of, titles),
        *_attestations(course_of),
        *_hours(person, titles),
        *_claims(person),
        *_certificates(person),
        *_decisions(person, places, course_of),
    ]
    return sorted(lines, key=lambda line: line.at)


def _name(person: User | None) -> str:
    return person.get_full_name() if person else ""


def _places(places: Iterable[Enrollment], course_of: dict[int, str]) -> Iterator[Line]:
    for place in places:
        yield Line(place.enrolled_at, course_of[place.pk], _("Course"), _("Joined"))
        if place.closed_at:
            yield Line(place.closed_at, course_of[place.pk], _("Course"), _("Place closed"))


def _completions(course_of: dict[int, str], titles: Titles) -> Iterator[Line]:
    words = {CompletionKind.DONE: _("Marked as done"), CompletionKind.TAKEN_BACK: _("Taken back")}
    found = Completion.objects.filter(enrollment__in=course_of).select_related("by", "module_version")
    for each in found.defer("module_version__payload").order_by("pk"):
        what, fact = titles.activity(each.activity_key), words[CompletionKind(each.kind)]
        version = _version(each.module_version)
        yield Line(each.at, course_of[each.enrollment_id], what, fact, version, by=_name(each.by))


def _version(version) -> str:
    return _("version %(number)s") % {"number": version.number} if version else ""


def _results(course_of: dict[int, str], titles: Titles) -> Iterator[Line]:
    for each in Result.objects.filter(enrollment__in=course_of).order_by("pk"):
        yield Line(
            each.at, course_of[each.enrollment_id], titles.activity(each.activity_key),
            str(labels.RESULTS[ResultState(each.state)]), detail=labels.points(each.score, each.possible),
        )  # fmt: skip


def _times(course_of: dict[int, str], titles: Titles) -> Iterator[Line]:
    """When a module was first opened, and how long the person was active in it, over how many days."""
    spent: dict[tuple[int, UUID], list[ActiveTime]] = {}
    for row in ActiveTime.objects.filter(enrollment__in=course_of).order_by("opened_at", "pk"):
        key = titles.module_of.get(row.activity_key, row.activity_key)
        spent.setdefault((row.enrollment_id, key), []).append(row)
    for (place, key), rows in spent.items():
        minutes, days = sum(row.seconds for row in rows) // 60, len({row.day for row in rows})
        counted = _("%(minutes)s minutes on %(days)s days") % {"minutes": minutes, "days": days}
        yield Line(rows[0].opened_at, course_of[place], titles.activity(key), _("Opened"))
        last = max(row.last_at for row in rows)
        yield Line(last, course_of[place], titles.activity(key), _("Active time"), detail=counted)


def _waits(course_of: dict[int, str], titles: Titles) -> Iterator[Line]:
    """Hours that waited for time, and what the person said about it."""
    held = HeldHours.objects.filter(enrollment__in=course_of).order_by("pk")
    for row in held:
        needs = _("needs %(minutes)s minutes, %(share)s percent") % {
            "minutes": -(-row.needed_seconds // 60),
            "share": row.share,
        }
        course, title = course_of[row.enrollment_id], titles.activity(row.module_key)
        yield Line(row.since, course, title, _("Hours wait for time"), detail=needs)
    for said in TimeDispute.objects.filter(held__enrollment__in=course_of).select_related("held").order_by("pk"):
        course, title = course_of[said.held.enrollment_id], titles.activity(said.held.module_key)
        yield Line(said.raised_at, course, title, _("Time doubted"), detail=said.text)


def _tries(person: User, course_of: dict[int, str], titles: Titles) -> Iterator[Line]:
    tries = Attempt.objects.filter(trainee=person).select_related("quiz_version").defer("quiz_version__payload")
    by_pk = {each.pk: each for each in tries.order_by("pk")}
    steps = AttemptStep.objects.filter(attempt__in=by_pk, kind__in=STEP_KINDS).order_by("attempt_id", "number")
    for step in steps:
        each = by_pk[step.attempt_id]
        what = _("%(quiz)s, try %(number)s") % {"quiz": titles.activity(each.quiz_key), "number": each.number}
        # A scorecard holds answers; of it only the reason somebody gave is read.
        reason = str(step.payload.get("reason", ""))
        yield Line(
            step.at, course_of.get(each.enrollment_id, ""), what, str(labels.AUDITED_STEPS[StepKind(step.kind)]),
            _version(each.quiz_version), reason,
        )  # fmt: skip


def _attestations(course_of: dict[int, str]) -> Iterator[Line]:
    for each in Attestation.objects.filter(enrollment__in=course_of):
        detail = _("Signed as %(name)s") % {"name": each.signed_name}
        yield Line(each.at, course_of[each.enrollment_id], _("Statement"), _("Signed"), detail=detail)


def _hours(person: User, titles: Titles) -> Iterator[Line]:
    found = HoursEntry.objects.filter(trainee=person).select_related("note", "recorded_by", "module_version")
    for each in found.defer("module_version__payload").order_by("sequence"):
        fact = _("Hours taken back") if each.kind == EntryKind.REVERSED else _("Hours counted")
        minutes = _("%(minutes)s minutes, %(category)s") % {
            "minutes": each.minutes,
            "category": category(each.ledger, each.domain),
        }
        note = each.note.text if hasattr(each, "note") else ""
        yield Line(
            each.recorded_at, titles.course(each.course_key), each.title, fact, _version(each.module_version),
            ". ".join(filter(None, (minutes, labels.basis(each.basis), note))), _name(each.recorded_by),
        )  # fmt: skip


def _claims(person: User) -> Iterator[Line]:
    """Hours from elsewhere: each sending, each mail to somebody without an account, each decision with what stood
    there before."""
    for title, told in stories_of(person):
        detail = ". ".join(filter(None, (*told.changes, told.note)))
        yield Line(told.at, "", title, told.what, detail=detail, by=told.by)


def _certificates(person: User) -> Iterator[Line]:
    events = CredentialEvent.objects.filter(credential__trainee=person).select_related("credential", "by")
    for each in events.order_by("credential_id", "sequence"):
        title, code = each.credential.snapshot["title"], each.credential.spelled_code
        counts = _("counts from %(day)s") % {"day": date_format(each.on, "DATE_FORMAT")}
        what = _("Certificate %(code)s") % {"code": code}
        yield Line(each.at, title, what, str(EVENT_LABELS[EventKind(each.kind)]), detail=counts, by=_name(each.by))


def _decisions(person: User, places: Iterable[Enrollment], course_of: dict[int, str]) -> Iterator[Line]:
    """What members of the team decided about places, tries and certificates, with their reasons."""
    things = {
        Enrollment: [place.pk for place in places],
        Attempt: list(Attempt.objects.filter(trainee=person).values_list("pk", flat=True)),
        Credential: list(Credential.objects.filter(trainee=person).values_list("pk", flat=True)),
    }
    kinds = ContentType.objects.get_for_models(*things)
    wanted = ModelLogEntry.objects.none()
    for model, pks in things.items():
        wanted |= ModelLogEntry.objects.filter(content_type=kinds[model], object_id__in=[str(pk) for pk in pks])
    of_places = kinds[Enrollment].pk
    for entry in wanted.select_related("user").order_by("timestamp", "pk"):
        course = course_of.get(int(entry.object_id), "") if entry.content_type_id == of_places else ""
        reason = str(entry.data.get("reason", ""))
        yield Line(entry.timestamp, course, _("Decision"), str(entry.message), detail=reason, by=_name(entry.user))


def headings() -> list[str | int]:
    """The first line of the table, whatever carries it."""
    return [_("When"), _("Course"), _("What"), _("Fact"), _("Version"), _("Detail"), _("By")]


def as_lines(trail: Iterable[Line]) -> Iterator[list[str | int]]:
    """The facts as plain cells, times in UTC to the second."""
    for line in trail:
        yield [
            line.at.isoformat(timespec="seconds"), line.course, line.what, line.fact, line.version, line.detail,
            line.by,
        ]  # fmt: skip
