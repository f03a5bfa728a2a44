"""The people of `people_scale.py`: a hundred made with care, and any number of copies of them in a few statements."""

import random
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

COURSES = Path(__file__).resolve().parents[1] / "quizzes" / "demo" / "courses"
START = datetime(2025, 1, 1, 12, tzinfo=UTC)
DOMAINS = ("advocacy", "mentoring_education", "recovery_wellness", "ethical_responsibility")
MODALITIES = ("self_paced", "live_online", "in_person")


def first_people(count: int, *, entries: int, a_cohort: int, seed: int) -> None:
    """Trainees in cohorts of one course, half-way, each with a ledger, a program they pursue and a certificate."""
    from cms.accounts.models import User
    from courses.catalog.models import CoursePage
    from courses.cohorts.models import Cohort
    from quizzes.packages.services import import_course
    from quizzes.programs.services import choose
    from tests import builders

    builders.site()
    import_course(COURSES / "foundations", by=None)
    course = CoursePage.objects.get(slug="foundations", locale__language_code="en").translation_key
    program, teacher, chance = builders.icrc(), builders.in_role("Teacher", "instructor"), random.Random(seed)
    places = []
    for number in range(count):
        if number % a_cohort == 0:
            cohort = Cohort.objects.create(name=f"Evening {number}", course_key=course)
            # One group of one instructor: what they open shows as many people in both databases.
            if not number:
                cohort.instructors.add(teacher)
        email = f"bench{number}@example.org"
        person = User.objects.create(email=email, legal_name=f"Dana {number}", chosen_name=f"D{number}")
        places.append(builders.enrolled(person, builders_course(course), cohort=cohort))
        choose(person, program, at=START)
    _learn(places, chance)
    for place in places:
        _earn(place, entries, chance)


def builders_course(key):
    """What `builders.enrolled` asks of a course."""
    from types import SimpleNamespace

    return SimpleNamespace(translation_key=key)


def _learn(places, chance: random.Random) -> None:
    from courses.catalog.queries import outline
    from courses.catalog.services import current_version
    from courses.progress.models import Completion

    modules = outline(places[0].course_key).modules
    versions = {module.key: current_version(module.key, at=START) for module in modules}
    Completion.objects.bulk_create(
        Completion(
            enrollment=place, module_key=module.key, activity_key=activity.key, number=1, kind="done", at=START,
            module_version=versions[module.key], by=place.trainee,
        )
        for place in places for module in modules[: chance.randint(1, len(modules))] for activity in module.activities
    )  # fmt: skip


def _earn(place, entries: int, chance: random.Random) -> None:
    """A ledger whose every twelfth row takes back the one before it; half of it from the course, half from others."""
    from quizzes.hours.models import ChainHead, HoursEntry
    from tests import builders

    trainee, last, head = place.trainee, "", ""
    for sequence in range(1, entries + 1):
        at = START + timedelta(days=sequence * 9)
        facts = {
            "trainee": trainee, "sequence": sequence, "competencies": ["cc01_relationships"], "completed_at": at,
            "title": f"Module {sequence}", "recorded_by": trainee, "recorded_at": at,
        }  # fmt: skip
        if sequence % 12 == 0:
            facts |= {
                "kind": "reversed", "minutes": -last.minutes, "reverses": last, "source": f"reversal:{last.pk}",
                "domain": last.domain, "modality": last.modality, "course_key": last.course_key,
            }  # fmt: skip
        else:
            key = uuid.UUID(int=chance.getrandbits(128))
            facts |= {
                "minutes": chance.randint(10, 180), "source": f"enrollment:{place.pk}/module:{key}",
                "domain": chance.choice(DOMAINS), "modality": chance.choice(MODALITIES),
                "course_key": place.course_key if sequence % 2 else uuid.UUID(int=sequence),
            }  # fmt: skip
        last = HoursEntry(**facts)
        last.checksum = head = last.link().checksum(after=head)
        last.save()
    ChainHead.objects.create(trainee=trainee, sequence=entries, checksum=head)
    builders.certificate(trainee, source=f"enrollment:{place.pk}")


# By table: the columns that hold keys of copied rows, and those that must differ. `new` is the number of the copy.
_PERSON = {"trainee_id"}
_COPIED: dict[str, tuple[set[str], dict[str, str]]] = {
    "cms_user": ({"id"}, {"email": "'copy' || b.n || '-' || t.email", "person_id": "{uuid}"}),
    "courses_cohort": ({"id"}, {"join_code": "'C' || (t.id + b.n * {step})"}),
    "courses_enrollment": ({"id", "cohort_id"} | _PERSON, {}),
    "courses_completion": ({"id", "enrollment_id", "by_id"}, {}),
    "quizzes_pursuit": ({"id"} | _PERSON, {}),
    "quizzes_chainhead": ({"id"} | _PERSON, {}),
    "quizzes_hoursentry": (
        {"id", "reverses_id", "recorded_by_id"} | _PERSON, {"source": "'copy:' || b.n || '/' || t.source"},
    ),
    "quizzes_credential": (
        {"id"} | _PERSON,
        {
            "public_id": "{uuid}", "code": "'Z' || (t.id + b.n * {step})",
            "source": "'enrollment:' || (CAST(substr(t.source, 12) AS integer) + b.n * {step})",
        },
    ),
    "quizzes_holder": ({"id", "credential_id"}, {}),
    "quizzes_credentialevent": ({"id", "credential_id"}, {}),
}  # fmt: skip


def copy_people(times: int, *, step: int) -> None:
    """Everybody again, so many times, in one statement a table."""
    from django.db import connection, transaction

    unique = {
        "sqlite": "printf('%032x', t.id + b.n * {step})",
        "postgresql": "md5((t.id + b.n * {step})::text)::uuid",
    }[connection.vendor]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_copies (n integer)")
        cursor.executemany("INSERT INTO bench_copies VALUES (%s)", [[number] for number in range(1, times + 1)])
        for table, (keys, others) in _COPIED.items():
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            values = []
            for column in columns:
                value = f't."{column}"' + (f" + b.n * {step}" if column in keys else "")
                values.append(others.get(column, value).replace("{uuid}", unique).replace("{step}", str(step)))
            only = " WHERE t.email LIKE 'bench%%'" if table == "cms_user" else ""
            names = ", ".join(f'"{column}"' for column in columns)
            # Person by person, as time would have written them.
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM bench_copies b CROSS JOIN {table} t"
                f"{only} ORDER BY b.n, t.id",
                [],
            )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
