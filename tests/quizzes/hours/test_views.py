import csv
import io
from datetime import UTC, datetime

import pytest

from quizzes.hours import services
from tests.builders import dana, earned_hours, ivan

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_export_asks_strangers_to_sign_in(client):
    assert client.get("/hours/hours.csv")["Location"].startswith("/sign-in/")


def test_export_is_text_a_spreadsheet_cannot_run(client):
    trainee = dana()
    earned_hours(trainee, 90, module='=HYPERLINK("http://evil")', title='=HYPERLINK("http://evil")', at=NOON)
    entry = earned_hours(trainee, 30, module=2, at=NOON)
    services.reverse_entry(entry, reason="@SUM(1)", by=ivan(), at=NOON)
    client.force_login(trainee)

    response = client.get("/hours/hours.csv")

    table = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert response["Content-Disposition"] == 'attachment; filename="hours.csv"'
    assert table[0] == [
        "Date", "What", "Counts as", "Category", "Minutes", "How it was taught", "Status", "Where from", "Reason",
    ]  # fmt: skip
    formula = '\'=HYPERLINK("http://evil")'
    tail = ["At your own pace", "Counted", "Earned here", ""]
    assert ["2026-11-23", formula, "Training", "Advocacy", "90", *tail] in table
    tail = ["At your own pace", "Taken back", "Earned here", "'@SUM(1)"]
    assert ["2026-11-23", "Module 2", "Training", "Advocacy", "-30", *tail] in table
    assert sum(int(row[4]) for row in table[1:]) == 90


def test_export_holds_only_my_entries(client):
    earned_hours(ivan(), 600, module="Of-Ivan")
    client.force_login(dana())

    assert "Of-Ivan" not in b"".join(client.get("/hours/hours.csv")).decode()
