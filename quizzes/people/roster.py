"""The cohort report: who is in a cohort or course, how far, and who may want a hello."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from courses.catalog.outlines import CourseOutline, ModuleOutline
from courses.catalog.queries import outline, outlines
from courses.cohorts.models import Cohort
from courses.enrollments.models import Enrollment
from quizzes.people import queries, rules
from quizzes.people.queries import Viewer
from quizzes.people.rules import Cell, Headline, Hello, Reach, Stage, Trail

SORTS = ("name", "done", "hours", "last")


@dataclass(frozen=True)
class Group:
    """What a report is about: one cohort, or everybody in a course."""

    course_key: UUID
    title: str
    cohort: Cohort | None = None

    @property
    def value(self) -> str:
        return f"cohort:{self.cohort.pk}" if self.cohort else f"course:{self.course_key}"


@dataclass(frozen=True)
class Row:
    """One person in a group."""

    enrollment: Enrollment
    name: str
    cells: tuple[Cell, ...]
    stage: Stage
    minutes: int
    last_here: datetime
    hellos: tuple[Hello, ...]

    @property
    def modules_done(self) -> int:
        return sum(cell.stage == Stage.DONE for cell in self.cells)


@dataclass(frozen=True)
class Roster:
    group: Group
    course: CourseOutline | None
    rows: list[Row]

    @property
    def modules(self) -> tuple[ModuleOutline, ...]:
        return self.course.modules if self.course else ()

    @property
    def headline(self) -> Headline:
        return rules.headline((row.stage, bool(row.hellos)) for row in self.rows)


def groups_for(who: Viewer) -> list[Group]:
    """What somebody may choose: their own cohorts first, then others, then whole courses."""
    own = set(queries.cohorts_of(who.user).values_list("pk", flat=True)) if who.reads == Reach.EVERYBODY else set()
    cohorts = sorted(queries.cohorts_for(who), key=lambda cohort: cohort.pk not in own)
    led = {cohort.course_key for cohort in cohorts}
    courses = [course for course in outlines() if who.reads == Reach.EVERYBODY or course.key in led]
    return [Group(cohort.course_key, cohort.name, cohort) for cohort in cohorts] + [
        Group(course.key, course.title) for course in courses
    ]


def chosen(groups: list[Group], value: str) -> Group | None:
    """The group asked for; without a word, the first. None for what is not among them."""
    if not value:
        return groups[0] if groups else None
    return next((group for group in groups if group.value == value), None)


def roster(group: Group, *, now: datetime) -> Roster:
    """Everybody in a group, by name. The number of queries does not depend on how many they are."""
    course = outline(group.course_key)
    places = list(queries.members(group.course_key, group.cohort))
    people = [place.trainee_id for place in places]
    trails, minutes = queries.trails(places), queries.minutes_in_course(group.course_key, people)
    rows = [_row(place, course, trails[place.pk], minutes.get(place.trainee_id, 0), now) for place in places]
    return Roster(group, course, in_order(rows, "name"))


def _row(place: Enrollment, course: CourseOutline | None, trail: Trail, minutes: int, now: datetime) -> Row:
    cells = tuple(rules.cell(module, trail) for module in (course.modules if course else ()))
    return Row(
        enrollment=place,
        name=place.trainee.get_full_name(),
        cells=cells,
        stage=rules.stage(cells),
        minutes=minutes,
        last_here=trail.last_here,
        hellos=rules.hellos(course, trail, now=now),
    )


def in_order(rows: list[Row], sort: str) -> list[Row]:
    """Sorted by one of `SORTS`, downwards with a dash before it. What is unknown sorts by name."""
    keys = {
        "done": lambda row: row.modules_done,
        "hours": lambda row: row.minutes,
        "last": lambda row: row.last_here,
    }
    by_name = sorted(rows, key=lambda row: (row.name.casefold(), row.enrollment.pk), reverse=sort == "-name")
    key = keys.get(sort.removeprefix("-"))
    return sorted(by_name, key=key, reverse=sort.startswith("-")) if key else by_name


def matching(rows: list[Row], words: str) -> list[Row]:
    """The rows whose name or address holds what was typed."""
    wanted = words.casefold().strip()
    return [row for row in rows if wanted in f"{row.name}\n{row.enrollment.trainee.email}".casefold()]
