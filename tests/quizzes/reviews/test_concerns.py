import pytest
from wagtail.models import ModelLogEntry, Site

from cms.mail.models import OutboxMail
from quizzes.reviews import concerns
from quizzes.reviews.models import Concern, ConcernSettings
from tests.builders import in_role, person
from tests.quizzes.reviews.conftest import LATER, NOON, house

pytestmark = pytest.mark.django_db
SECRET = "I do not want to go on."


@pytest.fixture
def worrying(db):
    home = house(("single", "reflection"))
    home.attempt = home.sent("Dana", ["a", {"text": SECRET, "seen_by": "reader"}])
    return home


def lead(email="lead@example.org", **fields):
    site = Site.objects.get(is_default_site=True)
    return ConcernSettings.objects.create(site=site, lead_name="Ray", lead_email=email, **fields)


def worry(home, note="She may not be safe.") -> Concern:
    return concerns.raise_concern(home.attempt, 2, note=note, by=home.rosa, at=NOON)


def test_a_concern_alerts_the_lead_at_once_and_never_the_learner(worrying):
    lead()

    concern = worry(worrying)

    (mail,) = OutboxMail.objects.all()
    assert (mail.to, mail.subject) == ("lead@example.org", "Please look now: a concern was raised")
    assert f"/admin/concerns/{concern.pk}/" in mail.body
    assert not any(word in mail.body for word in (SECRET, "Dana", "She may not"))


def test_without_a_lead_all_administrators_are_told(worrying):
    person("Ada", is_superuser=True).groups.add(in_role("Olga", "administrator").groups.get())

    worry(worrying)

    assert list(OutboxMail.objects.values_list("to", flat=True)) == ["ada@example.org"]


def test_a_concern_is_written_down_with_who_and_when(worrying):
    concern = worry(worrying)

    assert (concern.raised_by, concern.raised_at, concern.note) == (worrying.rosa, NOON, "She may not be safe.")
    assert ModelLogEntry.objects.get(action="reviews.concern").user == worrying.rosa


def test_the_first_to_be_on_it_keeps_it_and_may_add_what_was_done(worrying):
    concern = worry(worrying)
    concerns.take(concern, done="", by=worrying.rosa, at=LATER)

    with pytest.raises(concerns.AlreadyTaken):
        concerns.take(Concern.objects.get(pk=concern.pk), done="Mine", by=worrying.ivan, at=LATER)
    concerns.take(concern, done="Called her.", by=worrying.rosa, at=LATER)

    found = Concern.objects.get()
    assert (found.taken_by, found.taken_at, found.done) == (worrying.rosa, LATER, "Called her.")
    assert list(concerns.open_concerns()) == []
