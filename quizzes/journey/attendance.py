"""From the list of a session to the hours: closing it, correcting it, making it up. Each person in one transaction."""

from collections.abc import Iterable
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.mail.services import send
from cms.pages.links import localized
from cms.site.queries import shell
from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from courses.catalog.queries import outline
from courses.catalog.rules import Modality
from courses.catalog.services import keep
from courses.cohorts.models import Session
from courses.cohorts.rules import SessionState, moment, shared_out
from courses.cohorts.services import SessionOver, lock
from courses.enrollments.models import Enrollment
from courses.progress import marking
from courses.progress.models import MakeUpWork, Result
from courses.progress.presence import accepted_work, credit_of, presences, same_content, sheet
from courses.progress.rules import ResultState
from quizzes.credentials import services as credentials
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import session_credential
from quizzes.credentials.rules import Achievement, CredentialKind, HoursLine, is_printable_name
from quizzes.hours import services as hours
from quizzes.hours.models import HoursEntry
from quizzes.hours.queries import lines_paid, standing_entries_from
from quizzes.journey import services as journey
from quizzes.journey.rules import Due, session_source, sessions_due

# So many people get their hours while the instructor waits; the schedule sees to the rest within a minute.
AT_ONCE = 60


class NotOver(Exception):
    """A session is closed when it is over."""


def close(session: Session, *, by: User, at: datetime | None = None) -> Session:
    """Confirm who was there. Everybody gets what their minutes bring; closed again it brings nothing more."""
    at = at or timezone.now()
    with transaction.atomic():
        session = lock(session)
        if session.state == SessionState.CLOSED:
            raise marking.AlreadyClosed(session.pk)
        if session.state == SessionState.CANCELLED:
            raise SessionOver(session.pk)
        if at < session.ends_at:
            raise NotOver(session.pk)
        session.state, session.closed_at, session.closed_by = SessionState.CLOSED, at, by
        session.save(update_fields=["state", "closed_at", "closed_by"])
        log(session, "courses.close_session", user=by)
    settle(session, most=AT_ONCE, at=at)
    return session


def settle(session: Session, *, most: int | None = None, at: datetime | None = None) -> int:
    """Give everybody on the list what is due. Safe to repeat and to interrupt: who has it is passed over."""
    at = at or timezone.now()
    people = [line.person for line in sheet(session) if line.presence.minutes]
    for person in people[:most]:
        settle_person(session, person, by=session.closed_by, at=at)
    if most is None or len(people) <= most:
        Session.objects.filter(pk=session.pk, settled_at=None).update(settled_at=at)
    return len(people)


def settle_closed(*, at: datetime | None = None) -> int:
    """Finish what a closing did not come to: more people than one request serves, or a machine that stopped."""
    unsettled = Session.objects.filter(state=SessionState.CLOSED, settled_at=None).select_related("cohort", "closed_by")
    return sum(settle(session, at=at) for session in unsettled.order_by("closed_at"))


@transaction.atomic
def settle_person(
    session: Session, trainee: User, *, by: User, reason: str = "", at: datetime | None = None
) -> list[HoursEntry]:
    """Bring one person's hours in line with the list, over all closed sessions that teach the same. What stands right
    stays; what does not is taken back and entered anew under a numbered source."""
    at, added = at or timezone.now(), []
    hours.lock_chain(trainee)
    closed = same_content(session)
    there, works = presences(closed, trainee), accepted_work(closed, trainee)
    due = sessions_due((each.pk, each.minutes, credit_of(each, there[each.pk]), each.pk in works) for each in closed)
    for each in closed:
        if each.activity_key:
            _settle_activity(each, trainee, is_done=due[each.pk].live == each.minutes, by=by, reason=reason, at=at)
            continue
        lines = _lines(each, due[each.pk], works.get(each.pk), at)
        added += _bring_in_line(each, trainee, lines, by=by, reason=reason, at=at)
        if each.gives_certificate:
            _settle_certificate(each, trainee, is_due=due[each.pk].live == each.minutes, by=by, reason=reason, at=at)
    return added


def _lines(session: Session, due: Due, work: MakeUpWork | None, at: datetime) -> list[tuple]:
    """(suffix, modality, category, minutes, day): made up hours carry the way in which they were made up."""
    split = session.minutes_by_domain
    # Noon of the session's day: whoever reads the ledger, in whatever zone of the country, sees that day.
    noon = moment(session.day, time(12), session.cohort.time_zone)
    live = [("", session.modality, *part, noon) for part in shared_out(split, due.live).items()]
    day = work.sent_at if work else at
    return live + [("/made-up", Modality.SELF_PACED, *p, day) for p in shared_out(split, due.written).items()]


def _bring_in_line(session, trainee, lines, *, by, reason, at) -> list[HoursEntry]:
    source = session_source(session.pk, trainee.pk)
    wanted = {(modality, domain): minutes for _, modality, domain, minutes, _ in lines}
    kept = set()
    for entry in standing_entries_from(source):
        line = (entry.modality, entry.domain)
        if wanted.get(line) == entry.minutes:
            kept.add(line)
        else:
            hours.reverse_entry(entry, reason=reason, by=by, at=at)
    paid = lines_paid(source)
    if lines:
        keep(session.cohort.course_key, at=at)
    return [
        hours.append(
            HoursEntry(
                trainee=trainee,
                domain=domain,
                minutes=minutes,
                competencies=session.competencies,
                modality=modality,
                source=source + suffix + (f"/again:{paid[modality, domain]}" if (modality, domain) in paid else ""),
                # Hours that have a certificate of their own are not on the course's as well.
                course_key=None if session.gives_certificate else session.cohort.course_key,
                title=session.title,
                completed_at=day,
                recorded_by=by,
                recorded_at=at,
            )
        )
        for suffix, modality, domain, minutes, day in lines
        if (modality, domain) not in kept
    ]


def _settle_activity(session, trainee, *, is_done, by, reason, at) -> None:
    """A session that stands for a lesson tells the course, and the module brings the hours."""
    place = Enrollment.objects.filter(trainee=trainee, course_key=session.cohort.course_key).first()
    course = outline(session.cohort.course_key)
    module = course.module(session.activity_key) if course else None
    if place is None or module is None:
        return
    source = session_source(session.pk, trainee.pk)
    told = list(Result.objects.filter(source__startswith=f"{source}/").order_by("pk").values_list("state", flat=True))
    numbered, was_done = f"{source}/{len(told) + 1}", bool(told) and told[-1] == ResultState.DONE
    if is_done and not was_done:
        done = {"state": ResultState.DONE, "source": numbered, "by": by, "at": session.ends_at, "recorded_at": at}
        journey.post_result(place, session.activity_key, **done)
    elif was_done and not is_done:
        back = {"source": numbered, "reason": reason, "by": by, "at": at}
        journey.take_back_hours(place, session.activity_key, module.key, **back)


@transaction.atomic
def correct(
    session: Session, trainee: User, minutes: int, *, reason: str, by: User, at: datetime | None = None
) -> list[HoursEntry]:
    """Answer the list of a closed session, and let hours and certificate follow. The person is told by mail."""
    at = at or timezone.now()
    marking.correct(session, trainee, minutes, reason=reason, by=by, at=at)
    added = settle_person(session, trainee, by=by, reason=reason, at=at)
    _tell("session_corrected", session, trainee, at)
    return added


@transaction.atomic
def decide_make_up(
    work: MakeUpWork, *, accept: bool, answer: str, by: User, at: datetime | None = None
) -> list[HoursEntry]:
    """Accept what somebody wrote to make up a session, which brings its hours; or say what it needs."""
    at = at or timezone.now()
    work = marking.decide_work(work, accept=accept, answer=answer, by=by, at=at)
    _tell("make_up_answered", work.session, work.trainee, at)
    return settle_person(work.session, work.trainee, by=by, at=at) if accept else []


def _tell(template: str, session: Session, person: User, at: datetime) -> None:
    address = settings.BASE_URL.rstrip("/") + localized(f"sessions/{session.pk}/", person.language)
    send(template, to=person.email, context={"person": person, "address": address}, language=person.language, at=at)


def certify(session: Session, trainee: User, *, at: datetime | None = None) -> Credential | None:
    """Issue the certificate that waited for a name, if the person was there for all of it."""
    if session.state != SessionState.CLOSED:
        return None
    settle_person(session, trainee, by=session.closed_by, at=at)
    return session_credential(session_source(session.pk, trainee.pk))


def _settle_certificate(session, trainee, *, is_due, by, reason, at) -> None:
    """The certificate of a session for who was there for all of it, once there is a name to print. A corrected list
    takes it back, by the hand of whoever corrected it."""
    source = session_source(session.pk, trainee.pk)
    standing = session_credential(source)
    if standing and not is_due:
        credentials.revoke(standing, reason=reason, by=by, at=at)
    name = trainee.legal_name
    if standing or not is_due or not name or not is_printable_name(name):
        return
    issued = Credential.objects.filter(kind=CredentialKind.SESSION, source__startswith=f"{source}/").count()
    credentials.issue(
        session_achievement(session, trainee),
        kind=CredentialKind.SESSION,
        source=f"{source}/{issued + 1}",
        trainee=trainee,
        name=name,
        by=by,
        at=at,
    )


def session_achievement(session: Session, trainee: User) -> Achievement:
    """What the certificate of a session says: all of it was attended, so the hours are the session's."""
    language = trainee.language
    with translation.override(language):
        return Achievement(
            course_key=str(session.content_key),
            title=session.title,
            language=language,
            provider=shell(language).provider_name,
            instructor=led_by(session),
            qualification=session.qualification,
            objectives=list(session.objectives),
            statement="",
            modalities=[str(MODALITY_LABELS[session.modality])],
            hours=_hours_lines(session.minutes_by_domain),
            modules=1,
            finished_on=session.day,
        )


def _hours_lines(split: dict[str, int]) -> list[HoursLine]:
    labels: Iterable = DOMAIN_LABELS.items()
    return [HoursLine(str(domain), str(label), split[domain]) for domain, label in labels if split.get(domain)]


def led_by(session: Session) -> str:
    """The name of whoever leads a session, as a board reads it."""
    leads = session.instructor
    return (leads.legal_name or leads.get_full_name()) if leads else ""
