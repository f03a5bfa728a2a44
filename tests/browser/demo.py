"""The database browser tests start from: built once for one state of the code, then copied.

`python -m tests.browser.demo` fills the database of DATABASE_URL; it runs as a process of its own, because the
browser and the ORM cannot share a thread."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "hearten-demo"
MEDIA = ROOT / "var" / "media-of-tests"
# Trainees besides those of the demo, one for each journey that changes something.
MORE = (
    "script", "author", "stale", "twice", "offline", "learner", "queue", "crash", "closing", "going", "away", "shared",
    "renewed", "stuck", "keys", "plain", "hurried", "sealed", "wordy", "curious", "late",
)  # fmt: skip


def digest() -> str:
    """Changes with any file that has a say in the content of the database."""
    total = hashlib.sha256()
    for app in ("cms", "courses", "quizzes"):
        for path in sorted((ROOT / app).rglob("*")):
            if path.suffix in {".py", ".md", ".yaml", ".tsv"}:
                total.update(path.read_bytes())
    total.update(Path(__file__).read_bytes())
    return total.hexdigest()[:12]


def fill_in_a_process(database_url: str) -> None:
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "DATABASE_URL": database_url,
        "MEDIA_ROOT": str(MEDIA),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.demo"],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"the demo could not be made:\n{done.stderr[-3000:]}")


def fill() -> None:
    """What `manage.py demo` makes, and more trainees who have done nothing."""
    from cms.accounts.services import create_account
    from quizzes.demo import services
    from tests.builders import active_share

    services._fill(lambda *steps: None)
    _every_kind()
    # Browser tests walk through a module in seconds. Whether time is counted stands in tests of its own.
    active_share(0)
    for name in MORE:
        create_account(f"{name}@example.org", PASSWORD, by=None, chosen_name=name.title())


def _every_kind() -> None:
    """A course with quizzes as no demo has them: one of every kind of question, and two with a clock."""
    from quizzes.questions.types import REGISTRY
    from tests.builders import course_page, module_page, question, quiz_page

    module = module_page(course_page("Every kind"), "All of them")
    asked = [question(kind, f"A question of the kind {kind}?") for kind in REGISTRY if kind != "survey"]
    quiz_page(module, asked, "Every kind of question", slug="kinds", shuffle_options=False, offers_practice=True,
              offers_unsure=True, asks_certainty=True)  # fmt: skip
    short = [question("single", "The first one?"), question("short", "In a word?")]
    quiz_page(module, short, "A quiz with a clock", slug="clock", time_limit_minutes=12)
    quiz_page(module, short, "A minute", slug="minute", time_limit_minutes=1, grace_seconds=0)


if __name__ == "__main__":
    import django

    django.setup()
    fill()
