from datetime import UTC, datetime, timedelta

import pytest

from cms.uploads.models import StoredFile
from cms.uploads.services import keep, sweep
from quizzes.claims.services import add_file
from tests.builders import dana, hours_claim
from tests.cms.uploads import files

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_the_sweep_leaves_files_of_claims_and_of_drafts(django_capture_on_commit_callbacks):
    trainee = dana()
    draft = hours_claim(trainee, sent=False)
    for name in ("named", "unnamed"):
        content = files.PDF + name.encode()
        stored = keep(files.upload(f"{name}.pdf", content), kinds=["document"], purpose="hours", by=trainee, at=NOON)
        if name == "named":
            add_file(draft, stored)

    with django_capture_on_commit_callbacks(execute=True):
        count = sweep(at=NOON + timedelta(days=8))

    assert (count, [stored.name for stored in StoredFile.objects.all()]) == (1, ["named.pdf"])
