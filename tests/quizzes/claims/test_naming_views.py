"""A trainee asks once more, or names another person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.claims import links
from quizzes.claims.services import withdraw
from tests.builders import dana, hours_claim, in_role, person
from tests.quizzes.claims.confirmations import PAT, last_link, mails_to, practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def trainee(client):
    made = dana()
    client.force_login(made)
    return made


def text(response) -> str:
    return response.content.decode()


def test_the_page_of_an_entry_says_who_was_asked_and_when(client, trainee, now):
    claim = practice(trainee, at=now)

    page = text(client.get(f"/hours/{claim.key}/"))

    assert "We wrote to Pat Lee (pat@example.net) on" in page
    assert "Pat Lee (pat@example.net) was asked by e-mail" in page
    assert (f"/hours/{claim.key}/ask-again/" in page, f"/hours/{claim.key}/person/" in page) == (True, True)


def test_ask_again_writes_to_the_same_person_so_often_and_no_more(client, trainee, now):
    claim = practice(trainee, at=now - timedelta(minutes=5))

    said = [text(client.post(f"/hours/{claim.key}/ask-again/", follow=True)) for _ in range(3)]

    assert ["We wrote to them again." in page for page in said] == [True, True, False]
    assert "We can’t write to them again today." in said[2]
    assert [mail.to for mail in mails_to()] == [PAT] * 3


def test_ask_again_about_what_waits_for_nobody_is_said(client, trainee, now):
    claim = practice(trainee, at=now)
    withdraw(claim, by=trainee)

    page = text(client.post(f"/hours/{claim.key}/ask-again/", follow=True))

    assert "There is nothing to ask about this entry now." in page
    assert len(mails_to()) == 1


def test_another_person_is_asked(client, trainee, now):
    claim = practice(trainee, at=now)
    links.refuse(last_link(), never_again=False, at=now)
    assert "Please name another person." in text(client.get(f"/hours/{claim.key}/"))

    page = client.post(f"/hours/{claim.key}/person/", {"name": "Kim Ray", "email": "Kim@Example.net"}, follow=True)

    assert "We ask them now." in text(page)
    assert "We wrote to Kim Ray (kim@example.net)" in text(page)
    assert len(mails_to("kim@example.net")) == 1


def test_another_person_with_an_account_is_asked_there(client, trainee, now):
    sam, claim = in_role("Sam", "supervisor"), practice(trainee, at=now)

    client.post(f"/hours/{claim.key}/person/", {"name": "Sam", "email": "sam@example.org"})

    claim.refresh_from_db()
    assert (claim.supervisor, mails_to("sam@example.org")) == (sam, [])


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"name": "Me", "email": "dana@example.org"}, "That is your own e-mail address."),
        ({"name": "", "email": ""}, "Tell us who can confirm it"),
        ({"name": "Kim", "email": "nonsense"}, "Check the address."),
    ],
)
def test_a_person_who_cannot_be_asked_is_said_and_kept(client, trainee, now, posted, words):
    claim = practice(trainee, at=now)

    page = client.post(f"/hours/{claim.key}/person/", posted)

    kept = f'value="{posted["email"]}"' in text(page) or not posted["email"]
    assert (page.status_code, words in text(page), kept) == (422, True, True)
    claim.refresh_from_db()
    assert (claim.confirmer_email, claim.version) == (PAT, 1)


def test_entries_of_somebody_else_and_of_other_kinds_are_not_found(client, trainee, now):
    foreign, workshop = practice(person("Andre"), at=now), hours_claim(trainee)

    assert client.post(f"/hours/{foreign.key}/ask-again/").status_code == 404
    assert client.get(f"/hours/{foreign.key}/person/").status_code == 404
    assert client.get(f"/hours/{workshop.key}/person/").status_code == 404
