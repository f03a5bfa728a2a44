"""Functions that make the people and things of the tests. Dana is the trainee, Ivan the instructor, Rosa the
reviewer, Amir the auditor."""

from cms.accounts.models import User
from tests.open_answers import OPEN


def person(name: str, **fields) -> User:
    """Someone with an account: `person("Dana")` is dana@example.org."""
    fields = {"email": f"{name.lower()}@example.org", "chosen_name": name, **fields}
    return User.objects.create_user(password="known only here", **fields)


def dana(**fields) -> User:
    return person("Dana", **{"legal_name": "Dana Brooks", **fields})


def answer_side(type: str, question: str = "") -> list[dict]:
    """The answer block of a small complete question, as a package writes it."""

    def item(part: str, value) -> dict:
        return {"type": "item", "id": part, "value": value}

    def option(part: str, text: str, fits: bool = False) -> dict:
        return item(part, {"text": text, "fits": fits, "feedback": f"About {text.lower()}."})

    def accepted(part: str, texts: str, share: str = "100") -> dict:
        return item(part, {"texts": texts, "share": share, "feedback": f"About {texts.split()[0]}."})

    pairs = [("p1", "A loan", "A kind no"), ("p2", "A threat", "Call your supervisor")]
    values = {
        "single": {"options": [option("a", "Listen first", True), option("b", "Give advice"), option("c", "Leave")]},
        "multiple": {
            "options": [option("a", "Walk along", True), option("b", "Change a dose"), option("c", "Plan", True)]
        },
        "truefalse": {"answer": "true", "feedback_true": "Yes, it is.", "feedback_false": "It is, look again."},
        "matching": {
            "prompts": [item(part, {"text": text, "answer": fit, "feedback": "Roles."}) for part, text, fit in pairs],
            "extra_answers": [item("x1", "Change a dose")],
        },
        "kprime": {
            "statements": [
                item("s1", {"text": "A supervisor may know.", "is_true": True, "feedback": "Safety comes first."}),
                item("s2", {"text": "A friend may know.", "is_true": False, "feedback": "Names or not, it stays."}),
            ]
        },
        "ordering": {
            "items": [
                item(part, {"text": text, "feedback": f"About {text.lower()}."})
                for part, text in [("i1", "Hear it"), ("i2", "Name it"), ("i3", "Offer help")]
            ],
            "scheme": "absolute_position",
        },
        "gaps": {
            "text": "A boundary tells people what they can [[1]] and protects the [[2]].",
            "gaps": [
                item("g1", {"kind": "typed", "answers": [accepted("a1", "count on")]}),
                item(
                    "g2",
                    {"kind": "chosen", "answers": [accepted("o1", "relationship"), accepted("o2", "schedule", "0")]},
                ),
            ],
            "forgives": ["case", "accents", "slips"],
            "scheme": "gap_parts",
        },
        "short": {"answers": [accepted("a1", "listen\nlisten*")], "rows": "1", "forgives": ["case", "accents"]},
        "number": {
            "answers": [
                item("a1", {"value": "90", "tolerance": "5", "kind": "absolute", "share": "100", "feedback": "Right."})
            ],
            "unit": "chosen",
            "units": [
                item("u1", {"text": "minutes", "also": "minute, min", "factor": "1"}),
                item("u2", {"text": "hours", "also": "hour", "factor": "60"}),
            ],
        },
        "survey": {"options": [item("a", "Yes"), item("b", "Not quite")], "comment": True},
    }
    return [{"type": type, "value": values[type] if type in values else OPEN[type]()}]


def question(type: str = "single", stem: str = "What comes first?", *, live: bool = True, by=None, **fields):
    """A question of the bank, published unless `live=False`."""
    from wagtail.models import Locale

    from quizzes.questions.models import Question

    tags = fields.pop("tags", ())
    fields.setdefault("content", answer_side(type))
    fields.setdefault("why", "" if type in {"survey", "information"} else f"Why: {stem}")
    fields.setdefault("locale", Locale.get_default())
    made = Question(stem=stem, live=False, type=type, **fields)
    made.save()
    made.tags.add(*tags)
    made.save()
    if live:
        made.save_revision(user=by).publish(user=by)
        made.refresh_from_db()
    return made


def ivan(**fields) -> User:
    from django.contrib.auth.models import Group

    made = person("Ivan", **{"legal_name": "Ivan Petrov", **fields})
    made.groups.add(Group.objects.get(name="instructor"))
    return made


def live_page(parent, page, *, by=None):
    """Adds a page as an editor does: a draft first, then published."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()
    return page


def course_index(**fields):
    """The catalog page; the one there is when there is one."""
    from wagtail.models import Site

    from courses.catalog.models import CourseIndexPage

    root = Site.objects.get(is_default_site=True).root_page
    return CourseIndexPage.objects.first() or live_page(
        root, CourseIndexPage(**{"title": "Courses", "slug": "courses", **fields})
    )


def course_page(title: str = "Core training", **fields):
    """A published course without modules."""
    from courses.catalog.models import CoursePage

    fields = {
        "slug": title.lower().replace(" ", "-"),
        "summary": "Learn to walk beside people.",
        "objectives": ["walk beside people"],
        "instructor_name": "Ivan Petrov",
        "attestation": "I did this work myself.",
        **fields,
    }
    return live_page(course_index(), CoursePage(title=title, **fields))


def prose(words: int) -> dict:
    """Text of exactly so many words."""
    return {"type": "prose", "value": f"<p>{' '.join(['hope'] * words)}.</p>"}


def lesson_page(module, title: str = "Shared experience", *, publish: bool = True, **fields):
    """A lesson of 10 minutes: 600 words to read and a reflection of 6 minutes."""
    from courses.catalog.models import LessonPage

    reflect = {
        "block_id": "kind-no",
        "minutes": 6,
        "basis": "A few lines",
        "prompt": "Who was kind?",
        "hint": "A few words.",
    }
    fields = {
        "slug": title.lower().replace(" ", "-"),
        "minutes": 10,
        "aims": ["tell roles apart"],
        "body": [prose(600), {"type": "reflect", "value": reflect}],
        **fields,
    }
    page = LessonPage(title=title, **fields)
    if publish:
        return live_page(module, page)
    page.live = False
    module.add_child(instance=page)
    page.save_revision()
    return page


def module_page(course, title: str = "What it is", lessons: int = 1, *, publish: bool = True, **fields):
    """A module with so many lessons of 10 minutes, published with them."""
    from courses.catalog.models import ModulePage

    fields = {
        "slug": title.lower().replace(" ", "-"),
        "objectives": ["say what it is"],
        "minutes": 10 * lessons,
        "domain": "advocacy",
        "competencies": ["cc01_relationships"],
        **fields,
    }
    module = ModulePage(title=title, live=False, **fields)
    course.add_child(instance=module)
    for number in range(1, lessons + 1):
        lesson_page(module, f"Lesson {number}")
    revision = module.save_revision()
    if publish:
        revision.publish()
        module.refresh_from_db()
    return module


def enrolled(trainee: User, course, **fields):
    """A place in a course."""
    from courses.enrollments.models import Enrollment

    return Enrollment.objects.create(trainee=trainee, course_key=course.translation_key, **{"way": "open", **fields})


def quiz_page(parent, questions=(), title: str = "Module 1 quiz", *, publish: bool = True, **fields):
    """A quiz of a module, or with purpose="evaluation" of a course. `plan` may be given instead of questions."""
    from quizzes.blueprints.models import QuizPage

    fields = {
        "slug": title.lower().replace(" ", "-"),
        "plan": [{"type": "question", "value": each.pk} for each in questions],
        "minutes": None if fields.get("purpose") == "evaluation" else 15,
        "timing": [{"minutes": 15, "what": "Quiz", "basis": "Two minutes a question"}],
        **fields,
    }
    page = QuizPage(title=title, **fields)
    if publish:
        return live_page(parent, page)
    page.live = False
    parent.add_child(instance=page)
    page.save_revision()
    return page


def site():
    """The tree of a fresh site in both languages; returns the English front page."""
    from cms.pages.services import ensure_site

    return ensure_site().home


def icrc():
    """The IC&RC program as Hearten brings it along, published."""
    import yaml
    from django.conf import settings

    from quizzes.programs.services import import_program

    seed = settings.BASE_DIR / "quizzes" / "programs" / "seed" / "icrc_pr.yaml"
    return import_program(yaml.safe_load(seed.read_text()))


def board_programs(*keys: str):
    """Programs of certification-programs.json by their keys, published; all of them without a key."""
    import json

    from quizzes.programs import files

    readings, mappings = files.seed_readings()
    return [
        files.load(program, readings, mappings).version
        for program in json.loads(files.PROGRAMS.read_text())
        if not keys or program["key"] in keys
    ]


def earned_hours(trainee: User, minutes: int = 60, *, module: object = 1, domain: str = "advocacy", at=None, **fields):
    """A row of a person's ledger, from a module that need not exist."""
    from django.utils import timezone

    from quizzes.hours.models import HoursEntry
    from quizzes.hours.services import append

    at = at or timezone.now()
    source, title = f"enrollment:{trainee.pk}/module:{module}", f"Module {module}"
    facts = {"modality": "self_paced", "source": source, "title": title, "recorded_by": trainee, **fields}
    return append(HoursEntry(trainee=trainee, minutes=minutes, domain=domain, completed_at=at, recorded_at=at, **facts))


def certificate(trainee: User, *, title: str = "Boundaries", source: str = "enrollment:1", **fields):
    """A certificate of 2.5 hours in two domains."""
    from datetime import date

    from quizzes.credentials.rules import Achievement, Approval, HoursLine
    from quizzes.credentials.services import issue

    achievement = Achievement(
        course_key="9f0c3a52-0000-4000-8000-000000000001",
        title=title,
        language=fields.pop("language", "en"),
        provider="Riverbend Recovery Center",
        instructor="Ivan Petrov",
        qualification="Peer specialist",
        objectives=["say a kind no"],
        statement="I did this work myself.",
        modalities=["At your own pace"],
        hours=[HoursLine("advocacy", "Advocacy", 60), HoursLine("ethical_responsibility", "Ethics", 90)],
        modules=4,
        finished_on=date(2026, 11, 20),
        approvals=[Approval("Ohio MHAS", "PRS-14")],
    )
    fields.setdefault("name", trainee.legal_name)
    return issue(achievement, source=source, trainee=trainee, **fields)


def cohort(course, *instructors, name: str = "Spring evening", **fields):
    """A run of a course led by these people."""
    from courses.cohorts.models import Cohort

    made = Cohort.objects.create(name=name, course_key=course.translation_key, **fields)
    made.instructors.add(*instructors)
    return made


def session(cohort, *, day=None, minutes: int = 120, **fields):
    """A live online session of a cohort: two hours of advocacy from 6 pm in New York on November 20, 2026."""
    from datetime import UTC, datetime, timedelta

    from courses.cohorts.models import Session

    starts = day or datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    fields = {
        "title": "Practice evening",
        "starts_at": starts,
        "ends_at": starts + timedelta(minutes=minutes),
        "modality": "live_online",
        "link": "https://meet.example.org/evening",
        "minutes_by_domain": {"advocacy": minutes - fields.get("break_minutes", 0)},
        "competencies": ["cc02_support"],
        **fields,
    }
    return Session.objects.create(cohort=cohort, **fields)


def in_role(name: str, role: str, **fields) -> User:
    """A member of the team: `in_role("Amir", "auditor")`."""
    from django.contrib.auth.models import Group

    made = person(name, **fields)
    made.groups.add(Group.objects.get(name=role))
    return made


def hours_claim(trainee: User, *, sent: bool = True, **fields):
    """Two hours of a workshop, sorted and with a word for proof; waiting unless `sent=False`. Practice and supervision
    need a `supervisor` or a confirmer."""
    from datetime import UTC, date, datetime

    from quizzes.claims.models import HoursClaim
    from quizzes.claims.services import save_draft, send

    at = fields.pop("at", datetime(2026, 11, 20, 12, tzinfo=UTC))
    facts = {
        "activity": "workshop", "title": "NAMI workshop", "given_by": "NAMI Ohio", "modality": "in_person",
        "started_on": date(2026, 11, 9), "ended_on": date(2026, 11, 9), "minutes": 120, "proof": "none",
        "minutes_by_domain": {"recovery_wellness": 120}, **fields,
    }  # fmt: skip
    if facts["activity"] in {"practice", "supervision"} and "minutes_by_domain" not in fields:
        facts["minutes_by_domain"] = {}
    made = save_draft(HoursClaim(trainee=trainee, **facts), at=at)
    return send(made, by=trainee, at=at) if sent else made


def active_share(percent: int) -> None:
    """What the site asks of active time, in percent of declared minutes. In tests it starts at 0."""
    from wagtail.models import Site

    from cms.site.models import SiteSettings

    SiteSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"active_share": percent}
    )


def active_time(enrollment, activity_key, minutes: int, *, until=None):
    """Counts so many minutes at an activity, by a beat a minute; returns what the last one led to."""
    from datetime import timedelta

    from django.utils import timezone

    from quizzes.journey.signs import sign_of_life

    until = until or timezone.now()
    begun, outcome = until - timedelta(minutes=minutes), None
    for minute in range(1, minutes + 1):
        outcome = sign_of_life(
            enrollment.trainee, enrollment.pk, activity_key, opened_at=begun, at=begun + timedelta(minutes=minute)
        )
    return outcome
