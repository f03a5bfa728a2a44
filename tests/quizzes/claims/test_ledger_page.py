import re
from datetime import UTC, datetime

import pytest

from courses.catalog.models import LessonPage
from quizzes.hours import services
from quizzes.hours.models import HoursEntry
from quizzes.journey.services import mark_activity_done
from quizzes.programs.services import choose
from tests.builders import course_page, dana, earned_hours, enrolled, icrc, ivan, module_page

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def rows(response) -> list[list[str]]:
    """The cells of the ledger's body."""
    body = response.content.decode().split("<tbody", 1)[1].split("</tbody>")[0]
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<(?:td|th)[^>]*>(.*?)</(?:td|th)>", row, re.S)
        ]
        for row in body.split("<tr")[1:]
    ]


def foot(response) -> dict[str, str]:
    body = response.content.decode().split("<tfoot", 1)[1].split("</tfoot>")[0]
    found = re.findall(r'<th[^>]*colspan="3">(.*?)</th><td[^>]*>(.*?)</td>', body)
    return dict(found)


def test_ledger_shows_each_entry_and_what_they_add_up_to(client):
    trainee = dana()
    earned_hours(trainee, 90, module=1, at=NOON)
    earned_hours(trainee, 30, module=2, domain="ethical_responsibility", at=NOON)
    client.force_login(trainee)

    response = client.get("/hours/")

    assert rows(response) == [
        [
            "November 23, 2026",
            "Module 2",
            "Ethical responsibility At your own pace",
            "0.5 hours",
            "Counted Earned here",
        ],
        ["November 23, 2026", "Module 1", "Advocacy At your own pace", "1.5 hours", "Counted Earned here"],
    ]
    assert foot(response) == {"Advocacy": "1.5", "Ethical responsibility": "0.5", "Total": "2.0"}


def test_ledger_shows_nobody_elses_hours(client):
    earned_hours(ivan(), 600, module="Of-Ivan")
    trainee = dana()
    earned_hours(trainee, 60)
    client.force_login(trainee)

    response = client.get("/hours/")

    assert "Of-Ivan" not in words(response)
    assert foot(response)["Total"] == "1.0"


def test_ledger_asks_strangers_to_sign_in(client):
    assert client.get("/hours/")["Location"].startswith("/sign-in/")


def test_ledger_says_what_will_be_here(client):
    client.force_login(dana())

    assert "They appear here when you finish a module or add your own." in words(client.get("/hours/"))


def test_ledger_says_why_hours_were_taken_back(client):
    trainee = dana()
    services.reverse_entry(earned_hours(trainee, 60, at=NOON), reason="Counted by mistake", by=ivan(), at=NOON)
    client.force_login(trainee)

    response = client.get("/hours/")

    assert rows(response)[0] == [
        "November 23, 2026", "Module 1 Counted by mistake", "Advocacy At your own pace", "-1.0 hours",
        "Taken back Earned here",
    ]  # fmt: skip
    assert foot(response)["Total"] == "0.0"


def test_ledger_holds_the_hours_against_the_program(client):
    trainee = dana()
    earned_hours(trainee, 300)
    choose(trainee, icrc())
    client.force_login(trainee)

    shown = words(client.get("/hours/"))

    assert "5 of 46 hours" in shown
    assert "41 hours to go for IC&amp;RC Peer Recovery." in shown
    assert "Advocacy 5 of 10 hours" in shown
    assert "Ethical responsibility 0 of 16 hours" in shown


def test_ledger_narrows_to_a_category_and_its_totals_follow(client):
    trainee = dana()
    earned_hours(trainee, 90, module=1)
    earned_hours(trainee, 30, module=2, domain="ethical_responsibility")
    client.force_login(trainee)

    response = client.get("/hours/?category=ethical_responsibility")

    assert [row[1] for row in rows(response)] == ["Module 2"]
    assert foot(response) == {"Ethical responsibility": "0.5", "Total": "0.5"}


@pytest.mark.parametrize("query", ["category=nonsense", "course=nonsense", "page=99", "page=x", "category='--"])
def test_ledger_forgives_a_strange_address(client, query):
    trainee = dana()
    earned_hours(trainee, 60)
    client.force_login(trainee)

    assert len(rows(client.get(f"/hours/?{query}"))) == 1


def test_ledger_dates_are_the_readers(client):
    trainee = dana(time_zone="America/Los_Angeles")
    earned_hours(trainee, 60, at=datetime(2026, 11, 24, 3, tzinfo=UTC))
    client.force_login(trainee)

    assert rows(client.get("/hours/"))[0][0] == "November 23, 2026"


def test_ledger_names_modules_in_the_readers_language_and_as_they_are_called_now(client):
    trainee, course = dana(), course_page()
    module = module_page(course, "What it is")
    place = enrolled(trainee, course)
    mark_activity_done(place, LessonPage.objects.child_of(module).get().translation_key, by=trainee)
    module.title = "What peer support is"
    module.save_revision().publish()
    client.force_login(trainee)

    assert rows(client.get("/hours/"))[0][1] == "What peer support is"
    assert HoursEntry.objects.get().title == "What it is"


@pytest.mark.parametrize("count", [1, 3])
def test_ledger_costs_the_same_with_more(client, count, django_assert_max_num_queries):
    trainee = dana()
    for number in range(count):
        earned_hours(trainee, 60, module=number)
    choose(trainee, icrc())
    client.force_login(trainee)
    client.get("/hours/")

    with django_assert_max_num_queries(10):
        client.get("/hours/")


def test_ledger_of_a_thousand_entries_is_paged_and_costs_the_same(client, django_assert_max_num_queries):
    trainee = dana()
    HoursEntry.objects.bulk_create(
        HoursEntry(
            trainee=trainee,
            sequence=number,
            domain="advocacy",
            minutes=30,
            modality="self_paced",
            checksum="x",
            source=f"enrollment:1/module:{number}",
            title=f"Module {number}",
            completed_at=NOON,
            recorded_at=NOON,
        )
        for number in range(1, 1001)
    )
    client.force_login(trainee)
    client.get("/hours/")

    with django_assert_max_num_queries(10):
        response = client.get("/hours/?page=2")

    assert len(rows(response)) == 50
    assert foot(response)["Total of all pages"] == "500.0"
    assert len(rows(client.get("/hours/?rows=all"))) == 1000
