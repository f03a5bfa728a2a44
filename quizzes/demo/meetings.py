"""The live sessions of the demo's cohort: one confirmed, one tomorrow evening, one next week."""

from datetime import datetime, time, timedelta

from cms.accounts.models import User
from courses.cohorts.models import Cohort, Session
from courses.cohorts.rules import MakeUp, Modality, moment
from courses.cohorts.services import plan
from courses.progress.attendance import MarkHow, MarkKind
from courses.progress.marking import Word, join, keep_list, leave
from quizzes.journey.attendance import close

SIX, EIGHT, DAY, MINUTE = time(18), time(20), timedelta(days=1), timedelta(minutes=1)


def meet(cohort: Cohort, people: dict[str, User], *, now: datetime) -> None:
    """Plan three sessions and hold the first: one person joined by the page, the other stands on the list."""
    instructor = people["instructor"]
    held = _session(cohort, instructor, now - 8 * DAY, title="Practice: a kind no", gives_certificate=True)
    ahead = [
        _session(cohort, instructor, now + DAY, title="Practice: telling your story"),
        _session(
            cohort, instructor, now + 8 * DAY, title="Boundary lab", modality=Modality.IN_PERSON, link="",
            place="Riverbend Recovery Center, room 4",
        ),
    ]  # fmt: skip
    for session in (held, *ahead):
        plan(session, by=instructor, at=now - 20 * DAY)
    held = cohort.sessions.get(content_key=held.content_key)
    join(held, by=people["trainee"], how=MarkHow.LINK, at=held.starts_at - 4 * MINUTE)
    leave(held, by=people["trainee"], how=MarkHow.LINK, at=held.ends_at + 2 * MINUTE)
    word = {people["finishing"]: Word(MarkKind.PRESENT, 60)}
    keep_list(held, word, by=instructor, how=MarkHow.SHEET, at=held.ends_at + 5 * MINUTE)
    close(held, by=instructor, at=held.ends_at + 10 * MINUTE)


def _session(cohort: Cohort, instructor: User, around: datetime, **fields) -> Session:
    """Two hours with a break of ten minutes, in the evening on the cohort's wall."""
    day = around.date()
    facts = {
        "instructor": instructor,
        "qualification": "Certified peer recovery specialist and trainer",
        "objectives": ["say no without closing the door", "hear a no as care"],
        "starts_at": moment(day, SIX, cohort.time_zone),
        "ends_at": moment(day, EIGHT, cohort.time_zone),
        "break_minutes": 10,
        "modality": Modality.LIVE_ONLINE,
        "link": "https://meet.example.org/fall-evening",
        "minutes_by_domain": {"ethical_responsibility": 60, "mentoring_education": 50},
        "competencies": ["cc01_relationships", "cc09_communication"],
        "make_up": MakeUp.WRITTEN,
        "make_up_task": "Write down one no that you had to say, and how you could have said it with care.",
    }
    return Session(cohort=cohort, **{**facts, **fields})
