import html

import pytest

from quizzes.programs.models import Program
from tests.builders import icrc, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(person("Rosa", is_superuser=True))
    return client


def written(**changes) -> dict[str, str]:
    fields = {
        "name": "Ohio", "name_es": "", "slug": "ohio", "board": "Ohio board", "place": "", "place_es": "",
        "summary": "", "summary_es": "", "minutes_in_hour": "60", "as_of": "2026-11-23",
        "sources-count": "1", "sources-0-deleted": "", "sources-0-order": "0", "sources-0-type": "source",
        "sources-0-id": "", "sources-0-value-url": "https://example.org/rules", "sources-0-value-title": "Rules",
        "requirements-count": "1", "requirements-0-deleted": "", "requirements-0-order": "0",
        "requirements-0-type": "practice", "requirements-0-id": "", "requirements-0-value-key": "practice",
        "requirements-0-value-hours": "500", "requirements-0-value-detail": "", "requirements-0-value-detail_es": "",
        "requirements-0-value-source": "", "requirements-0-value-as_of": "",
    }  # fmt: skip
    return fields | changes


def test_a_program_is_published_from_the_cms(editor):
    assert editor.get("/admin/snippets/quizzes/program/add/").status_code == 200

    editor.post("/admin/snippets/quizzes/program/add/", written(**{"action-publish": "1"}))

    program = Program.objects.get(slug="ohio")
    assert program.live
    (asked,) = program.versions.get().payload["requirements"]
    assert (asked["kind"], asked["hours"], asked["source"], asked["as_of"]) == (
        "practice", 500, "https://example.org/rules", "2026-11-23",
    )  # fmt: skip


def test_faults_are_said_to_who_presses_publish(editor):
    response = editor.post(
        "/admin/snippets/quizzes/program/add/",
        written(**{"action-publish": "1", "as_of": "", "sources-count": "0", "requirements-count": "0"}),
    )

    said = html.unescape(response.content.decode())
    assert "Add at least one requirement." in said
    assert "Add a source: where does the board publish these rules?" in said
    assert not Program.objects.exists()


def test_a_draft_may_have_faults(editor):
    editor.post("/admin/snippets/quizzes/program/add/", written(**{"as_of": "", "sources-count": "0"}))

    program = Program.objects.get(slug="ohio")
    assert not program.live
    assert program.versions.count() == 0


def test_the_seeded_program_opens_in_the_editor(editor):
    program = icrc().program

    for address in ("", f"edit/{program.pk}/", f"history/{program.pk}/"):
        assert editor.get(f"/admin/snippets/quizzes/program/{address}").status_code == 200
