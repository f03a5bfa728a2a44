"""Production as a process of its own: settings cannot be loaded twice in one."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.both

SAFE = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "only-for-this-test-" + "0123456789abcdef" * 4,
    "SIGNING_SECRET": "only-for-this-test-too-" + "0123456789abcdef",
    "ALLOWED_HOSTS": "learn.example.org",
    "BASE_URL": "https://learn.example.org",
    "TRUSTED_PROXY_COUNT": "1",
    "EMAIL_HOST": "mail.example.org",
}


def check(**changes: str) -> subprocess.CompletedProcess:
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "DATABASE_URL") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={**keep, **SAFE, **changes}, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_safe_production_passes_djangos_check_for_deployment():
    result = check()

    assert (result.returncode, result.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_unsafe_production_does_not_start_and_says_why():
    result = check(SECRET_KEY="short", ALLOWED_HOSTS="*")

    assert result.returncode != 0
    assert [line for line in result.stderr.splitlines() if line.startswith("- ")] == [
        "- SECRET_KEY is missing or known. Set it to at least 50 random characters.",
        '- ALLOWED_HOSTS is open. Set it to the names of your site, for example "learn.example.org".',
    ]
