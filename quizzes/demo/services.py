"""Building the demo's database: into a file beside, without syncing, and put in place once it is whole."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.accounts.models import User
from cms.accounts.services import create_account
from cms.pages.services import ensure_site
from cms.settings.environment import DEMO_MARK
from courses.catalog.models import CoursePage
from courses.cohorts.models import Cohort
from quizzes.demo import confirmations, histories, meetings
from quizzes.demo.certified import certified
from quizzes.demo.elsewhere import bring_along
from quizzes.demo.rules import PASSWORD, PEOPLE, History
from quizzes.packages.services import import_course
from quizzes.programs.files import import_programs

COURSES = Path(__file__).parent / "courses"
# While it is built nothing is lost if the machine stops: the file is thrown away and begun again.
FAST = "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;PRAGMA locking_mode=EXCLUSIVE;PRAGMA cache_size=-200000;"
# Says what is being done, and how many steps of how many are behind us.
Tell = Callable[[str, int, int], None]


def build(path: Path, *, tell: Tell) -> None:
    """Make the demo's database at `path`, or leave nothing there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    building = path.with_suffix(".building")
    forget(building)
    with _connected_to(building):
        _fill(tell)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA application_id = {DEMO_MARK}")
    forget(path)
    _sync(building)
    building.rename(path)
    _sync(path.parent)


def forget(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Make sure the disk has it before anybody relies on it."""
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


@contextmanager
def _connected_to(path: Path) -> Iterator[None]:
    """This process's connection, on another file and without syncing."""
    own = connection.settings_dict
    name, options = own["NAME"], own["OPTIONS"]
    connection.close()
    own["NAME"], own["OPTIONS"] = str(path), {**options, "init_command": FAST}
    try:
        yield
    finally:
        connection.close()
        own["NAME"], own["OPTIONS"] = name, options


def _fill(tell: Tell) -> None:
    tell("Making the tables", 0, 0)
    call_command("migrate", verbosity=0, interactive=False)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    now = timezone.now()
    # One pass over everything at the end costs less than a task for each save.
    with disable_reference_index_auto_update():
        tell("Making the people", 0, 0)
        people = _people(now)
        ensure_site(by=people["admin"])
        _programs(by=people["admin"], tell=tell)
        for folder in sorted(COURSES.iterdir()):
            _import(folder, by=people["instructor"], tell=tell)
        tell("Letting the people learn", 0, 0)
        _histories(people, now)
    tell("Making it searchable", 0, 0)
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    DBTaskResult.objects.filter(queue_name="default").delete()


def _people(now: datetime) -> dict[str, User]:
    joined = now - timedelta(days=50)
    return {
        person.name: create_account(
            person.email, PASSWORD, roles={person.role} - {"trainee"}, by=None, at=joined,
            chosen_name=person.chosen_name, legal_name=person.legal_name, pronouns=person.pronouns,
        )
        for person in PEOPLE
    }  # fmt: skip


def _programs(*, by: User, tell: Tell) -> None:
    """All the programs Hearten brings along. One that cannot be read stops the build: it is our own data."""
    for done, report in enumerate(import_programs(by=by), start=1):
        tell("Loading what boards ask for", done, 0)
        if report.fault:
            raise ValueError(report.fault)


def _import(folder: Path, *, by: User, tell: Tell) -> None:
    """One course, telling how far it is."""
    steps, done = _steps(folder), 0

    def progress(name: str) -> None:
        nonlocal done
        done += 1
        tell(f"Loading {folder.name}", min(done, steps), steps)

    import_course(folder, by=by, progress=progress)
    tell(f"Loading {folder.name}", steps, steps)


def _steps(folder: Path) -> int:
    """About how many pages and questions a package holds: good enough for a progress bar."""
    pages = sum(
        1 for file in folder.rglob("*") if file.suffix == ".md" or re.match(r"(course|module|quiz)\.", file.name)
    )
    keys = (len(re.findall(r"^\s*- key:", file.read_text(), re.M)) for file in folder.rglob("questions*.yaml"))
    return pages + sum(keys)


def _histories(people: dict[str, User], now: datetime) -> None:
    course = CoursePage.objects.get(slug="boundaries", locale__language_code="en")
    cohort = Cohort.objects.create(
        name="Fall evening group", course_key=course.translation_key, starts_on=(now - timedelta(days=45)).date(),
    )  # fmt: skip
    cohort.instructors.add(people["instructor"])
    lived = {
        History.HALF_WAY: histories.half_way,
        History.ONE_STEP: histories.one_step,
        History.BEING_READ: histories.being_read,
    }
    for person in PEOPLE:
        if person.history in lived:
            lived[person.history](people[person.name], cohort, now=now)
    confirmations.ask_by_mail(people["finishing"], now=now)
    confirmations.ask_supervisor(people["waiting"], people["supervisor"], now=now)
    bring_along(people["trainee"], supervisor=people["supervisor"], reviewer=people["reviewer"], now=now)
    certified(people["supervisor"], by=people["reviewer"], now=now)
    meetings.meet(cohort, people, now=now)
