"""A database for measuring: the demo courses and trainees who are signed in and enrolled."""

import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRAINEES = 100


def prepare() -> dict:
    """Make the trainees; returns their cookies and the addresses to measure."""
    import django

    django.setup()
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from cms.accounts.models import User
    from cms.pages.services import ensure_site
    from courses.catalog.models import CoursePage, LessonPage
    from courses.catalog.rules import EntryWay
    from courses.enrollments import services as enrollments
    from quizzes.blueprints.models import QuizPage
    from quizzes.packages.services import import_course

    ensure_site()
    for slug in ("foundations", "boundaries", "integration"):
        import_course(ROOT / "quizzes" / "demo" / "courses" / slug, by=None)
    course = CoursePage.objects.get(slug="boundaries", locale__language_code="en")
    lesson = LessonPage.objects.descendant_of(course).first()
    quiz = QuizPage.objects.descendant_of(course).filter(purpose="graded").first()
    cookies = []
    for number in range(TRAINEES):
        email = f"bench{number}@example.org"
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, None, chosen_name="Bench")
        enrollments.enroll(user, course.translation_key, way=EntryWay.OPEN, by=user)
        client = Client()
        client.force_login(user)
        cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return {
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "cookies": cookies,
        "csrf": _get_new_csrf_string(),
        "landing": "/",
        "lesson": lesson.url,
        "dashboard": "/home/",
        "quiz": quiz.url,
        "start": f"/tries/start/{quiz.translation_key}/",
        "sql": count_sql(
            cookies[0], settings.SESSION_COOKIE_NAME, {"landing": "/", "lesson": lesson.url, "dashboard": "/home/"}
        ),
    }


def count_sql(cookie: str, name: str, addresses: dict[str, str]) -> dict[str, int]:
    """Statements for one request to each page, the second time it is asked for."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counts = {}
    for row, address in addresses.items():
        client = Client(headers={"host": "localhost"})
        if row != "landing":
            client.cookies[name] = cookie
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answers {response.status_code}")
        counts[row] = len(
            [q for q in queries if q["sql"].split()[0] not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}]
        )
    return counts


if __name__ == "__main__":
    print(json.dumps(prepare()))
    os._exit(0)
