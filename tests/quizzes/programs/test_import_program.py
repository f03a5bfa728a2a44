from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quizzes.programs.models import Program

pytestmark = pytest.mark.django_db


def test_the_programs_that_come_along_are_published():
    said = StringIO()

    call_command("import_program", stdout=said)

    assert said.getvalue() == "IC&RC Peer Recovery (1) is published.\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("name: [", "while parsing"),
        ("name: {en: Ohio}", "missing or not as expected: 'slug'"),
        (
            "{slug: ohio, name: {en: Ohio}, board: Ohio, as_of: 2026-01-01, sources: [], requirements: []}",
            "Add at least one requirement. Add a source",
        ),
        (
            "{slug: ohio, name: {en: Ohio}, board: Ohio, as_of: 2026-01-01, sources: [], requirements: [{kind: moon}]}",
            "missing or not as expected: 'moon'",
        ),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_kept(tmp_path, written, said):
    file = tmp_path / "ohio.yaml"
    file.write_text(written)

    with pytest.raises(CommandError, match=said) as refused:
        call_command("import_program", str(file))

    assert str(file) in str(refused.value)
    assert not Program.objects.exists()
