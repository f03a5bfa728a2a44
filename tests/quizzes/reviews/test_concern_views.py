import pytest
from django.utils import timezone
from wagtail.models import Site

from cms.mail.models import OutboxMail
from quizzes.reviews import concerns
from quizzes.reviews.models import Concern, ConcernSettings
from tests.builders import in_role, person
from tests.quizzes.reviews.conftest import NOON, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def worrying(db, client):
    home = house(("single", "reflection"))
    home.attempt = home.sent("Dana", ["a", {"text": "I am so tired.", "seen_by": "reader"}], at=timezone.now())
    site = Site.objects.get(is_default_site=True)
    steps = "<p>Call her first. Then call Ray.</p>"
    ConcernSettings.objects.create(site=site, lead_name="Ray", lead_email="supervisor@example.org", steps=steps)
    home.address = f"/admin/grading/{home.attempt.pk}/2/worried/"
    client.force_login(home.rosa)
    return home


def test_worried_shows_the_programs_steps_first(client, worrying):
    text = client.get(worrying.address).content.decode()

    assert "Call her first. Then call Ray." in text
    assert "Whatever you do here, Dana hears nothing of it from us." in text


def test_worried_tells_the_lead_and_writes_it_down(client, worrying):
    answer = client.post(worrying.address, {"note": "She may not be safe."}, follow=True)

    assert "Ray has a mail to look now." in answer.content.decode()
    assert (Concern.objects.get().raised_by, Concern.objects.get().number) == (worrying.rosa, 2)
    assert list(OutboxMail.objects.values_list("to", flat=True)) == ["supervisor@example.org"]


def test_the_lead_opens_the_concern_and_says_i_am_on_it(client, worrying):
    concern = concerns.raise_concern(worrying.attempt, 2, note="Look.", by=worrying.rosa, at=NOON)
    lead = in_role("Supervisor", "supervisor")
    client.force_login(lead)
    assert "1 concern nobody is on" in client.get("/admin/").content.decode()
    text = client.get(f"/admin/concerns/{concern.pk}/").content.decode()
    assert "I am so tired." in text

    client.post(f"/admin/concerns/{concern.pk}/", {"done": "Called her."})

    concern.refresh_from_db()
    assert (concern.taken_by, concern.done) == (lead, "Called her.")
    assert [row.pk for row in client.get("/admin/concerns/").context["rows"]] == [concern.pk]


@pytest.mark.parametrize("role", ["instructor", "reviewer", "auditor"])
def test_concerns_are_closed_to_everybody_else(client, worrying, role):
    concern = concerns.raise_concern(worrying.attempt, 2, note="Look.", by=worrying.rosa, at=NOON)
    client.force_login(in_role("Olga", role))

    for address in ("/admin/concerns/", f"/admin/concerns/{concern.pk}/"):
        assert client.get(address).url == "/admin/"


def test_a_trainee_finds_no_trace_of_a_concern(client, worrying):
    concerns.raise_concern(worrying.attempt, 2, note="MARKER", by=worrying.rosa, at=NOON)
    client.force_login(worrying.place("Dana").trainee)

    for address in (f"/tries/{worrying.attempt.pk}/result/", f"/tries/{worrying.attempt.pk}/2/unclear/", "/home/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "MARKER" not in page.content.decode()
    assert client.get(f"/admin/concerns/{Concern.objects.get().pk}/").status_code in (302, 403)


def test_a_concern_about_nobody_in_reach_is_unknown(client, worrying):
    client.force_login(in_role("Olga", "instructor"))

    assert client.post(worrying.address, {"note": "x"}).status_code == 404
    assert Concern.objects.count() == 0
    assert person("Nobody").is_team is False
