"""The pages behind a link, for somebody without an account."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes.claims import links, services
from quizzes.claims.decisions import approve
from quizzes.claims.models import ConfirmationLink
from quizzes.credentials.limits import MISSES_PER_MINUTE
from quizzes.hours.models import HoursEntry
from tests.builders import dana, in_role, person
from tests.quizzes.claims.confirmations import PAT, last_link, last_token, mails_to, practice

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
WHO = {"name": "Pat Lee", "role": "Site lead", "saw": "on"}


@pytest.fixture(autouse=True)
def fresh_minute():
    cache.clear()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def trainee():
    return dana()


def answers(**by_claim) -> dict:
    """What the first page sends: `answers(approve=[claim], decline=[(claim, "why")])`."""
    posted = {}
    for choice, claims in by_claim.items():
        for each in claims:
            claim, note = each if isinstance(each, tuple) else (each, "")
            posted |= {f"{claim.key}-version": claim.version, f"{claim.key}-choice": choice, f"{claim.key}-note": note}
    return posted


def text(response) -> str:
    return response.content.decode()


def facts() -> list:
    """Everything a press could change."""
    return [
        list(ConfirmationLink.objects.values_list("used_at", "ended_at", "ended_why", "versions")),
        list(services.HoursClaim.objects.values_list("state", "version", "decided_at")),
        HoursEntry.objects.count(), len(mails_to()),
    ]  # fmt: skip


def test_confirm_shows_who_asks_what_and_nothing_else(client, trainee, now):
    claim = practice(trainee, note="marker-note", at=now)

    page = client.get(f"/confirm/{last_token()}/")

    assert "Dana asks you to confirm one entry" in text(page)
    assert [
        word for word in (claim.title, "Riverbend Center", "November 8, 2026", "4 hours") if word not in text(page)
    ] == []
    assert [
        word for word in ("marker-note", "Dana Brooks", trainee.email, "peer supporter recovery") if word in text(page)
    ] == []
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow, noarchive")
    assert {"no-store", "private"} <= set(page["Cache-Control"].split(", "))
    assert 'name="robots" content="noindex' in text(page)


def test_confirm_from_the_first_page_to_the_receipt(client, trainee, now):
    yes, no, later = (practice(trainee, title, at=now) for title in ("Group", "Walk", "Call"))
    address, said = f"/confirm/{last_token()}/", answers(approve=[yes], decline=[(no, "I was away.")])

    check = client.post(address, {**said, "step": "look"})
    assert ("Check before it is sent" in text(check), "1 entry stays open." in text(check)) == (True, True)
    assert HoursEntry.objects.count() == 0
    sent = client.post(address, {**said, **WHO, "step": "send"})
    receipt = client.get(sent["Location"])

    assert sent["Location"] == address
    assert ("Thank you" in text(receipt), "Group" in text(receipt)) == (True, True)
    assert "One entry still waits for you" in text(receipt)
    assert list(HoursEntry.objects.values_list("minutes", "source")) == [(240, f"claim:{yes.pk}/1")]
    assert yes.events.last().note.by_role == "Site lead"
    assert [links.standing_of(claim, last_link()) for claim in links.claims_on(last_link())].count("open") == 1
    assert later.events.count() == 1


def test_all_as_written_takes_two_presses(client, trainee, now):
    claims = [practice(trainee, f"Group {number}", at=now) for number in range(3)]
    address = f"/confirm/{last_token()}/"
    seen = {f"{claim.key}-version": 1 for claim in claims}

    check = client.post(address, {**seen, "step": "all"})
    client.post(address, {**answers(approve=claims), **WHO, "step": "send"})

    assert text(check).count("Yes, as written") == 3
    assert HoursEntry.objects.count() == 3


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing_so_mail_scanners_decide_nothing(client, trainee, now, method):
    practice(trainee, at=now)
    token, before = last_token(), facts()

    for headers in ({}, {"Sec-Purpose": "prefetch;prerender"}, {"User-Agent": "Mail-Scanner/1.0"}):
        for tail in ("", "stop/", "?step=send&name=x&role=y&saw=on"):
            assert getattr(client, method)(f"/confirm/{token}/{tail}", headers=headers).status_code == 200
    assert getattr(client, method)(f"/confirm/{token}/new/").status_code == 405

    assert facts() == before
    assert not client.cookies


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, trainee, now, method):
    practice(trainee, at=now)

    assert getattr(client, method)(f"/confirm/{last_token()}/").status_code == 405


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"choice": "change", "note": ""}, "Write a few words, so that they know what to do."),
        ({"choice": "decline", "note": "  "}, "Write a few words, so that they know what to do."),
        ({"choice": ""}, "Choose an answer for at least one entry."),
        ({"choice": "steal"}, "Select a valid choice"),
        ({"choice": "change", "note": "x" * 1001}, "at most 1000 characters"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(client, trainee, now, said, words):
    claim = practice(trainee, at=now)
    posted = {f"{claim.key}-{name}": value for name, value in {"version": 1, **said}.items()}

    page = client.post(f"/confirm/{last_token()}/", {**posted, "step": "look"})

    assert (page.status_code, words in text(page), "Fix needed: " in text(page)) == (422, True, True)
    assert claim.events.count() == 1


@pytest.mark.parametrize("missing", ["name", "role", "saw"])
def test_nothing_is_sent_without_a_name_a_role_and_having_seen_it(client, trainee, now, missing):
    claim = practice(trainee, at=now)
    who = {name: value for name, value in WHO.items() if name != missing}

    page = client.post(f"/confirm/{last_token()}/", {**answers(approve=[claim]), **who, "step": "send"})

    assert (page.status_code, HoursEntry.objects.count()) == (422, 0)
    assert f'name="{claim.key}-choice" value="approve"' in text(page)


def test_who_only_says_no_need_not_have_been_there(client, trainee, now):
    claim = practice(trainee, at=now)
    who = {"name": "Pat", "role": "None"}

    client.post(f"/confirm/{last_token()}/", {**answers(decline=[(claim, "Not me.")]), **who, "step": "send"})

    assert [event.kind for event in claim.events.order_by("number")] == ["sent", "declined"]


def test_an_entry_that_changed_while_the_page_was_open_is_shown_anew_and_nothing_is_sent(client, trainee, now):
    claim, other = practice(trainee, "Group", at=now), practice(trainee, "Walk", at=now)
    address, said = f"/confirm/{last_token()}/", answers(approve=[claim, other])
    services.withdraw(claim, by=trainee, at=now)
    services.reopen(claim, by=trainee, at=now)
    services.send(claim, by=trainee, at=now)

    for step in ({"step": "look"}, {"step": "send", **WHO}):
        page = client.post(address, {**said, **step})
        assert (page.status_code, HoursEntry.objects.count()) == (409, 0)
    assert "One entry changed while you had it open." in text(page)
    assert f'name="{claim.key}-version" value="2"' in text(page)
    # What was said about the other one is still there.
    assert re.search(rf'<input[^>]*name="{other.key}-choice"[^>]*value="approve"[^>]*checked', text(page))
    assert not re.search(rf'<input[^>]*name="{claim.key}-choice"[^>]*value="approve"[^>]*checked', text(page))


def test_a_withdrawn_entry_is_shown_as_withdrawn(client, trainee, now):
    claim = practice(trainee, at=now)
    services.withdraw(claim, by=trainee, at=now)

    page = client.get(f"/confirm/{last_token()}/")

    assert "Nothing to confirm now" in text(page)
    assert "Taken back for now." in text(page)
    assert (
        client.post(f"/confirm/{last_token()}/", {**answers(approve=[claim]), **WHO, "step": "send"}).status_code == 409
    )
    assert HoursEntry.objects.count() == 0


def test_twice_sent_is_once_decided_and_shows_the_same_receipt(client, trainee, now):
    claim = practice(trainee, at=now)
    address, said = f"/confirm/{last_token()}/", {**answers(approve=[claim]), **WHO, "step": "send"}

    client.post(address, said)
    second = client.post(address, said)

    assert "Thank you" in text(second)
    assert (HoursEntry.objects.count(), claim.events.count()) == (1, 2)


def test_a_used_link_says_so_and_names_nobody(client, trainee, now):
    claim = practice(trainee, at=now)
    token = last_token()
    client.post(f"/confirm/{token}/", {**answers(approve=[claim]), **WHO, "step": "send"})
    ConfirmationLink.objects.update(used_at=now - timedelta(hours=2))

    page = text(client.get(f"/confirm/{token}/"))

    assert "This link was used" in page
    assert [word for word in ("Dana", claim.title, "Riverbend") if word in page] == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "This link is too old"),
        ({"ended_at": timezone.now(), "ended_why": "replaced"}, "There is a newer link"),
    ],
)
def test_a_closed_link_offers_a_new_one_to_the_same_address(client, trainee, now, change, words):
    claim = practice(trainee, at=now)
    token = last_token()
    ConfirmationLink.objects.update(**change)

    page = text(client.get(f"/confirm/{token}/"))
    assert (words in page, "p•••@example.net" in page, PAT in page, "Dana" in page) == (True, True, False, False)
    client.post(f"/confirm/{token}/", {**answers(approve=[claim]), **WHO, "step": "send"})
    assert HoursEntry.objects.count() == 0
    again = client.post(f"/confirm/{token}/new/", {"email": "evil@example.com", "to": "evil@example.com"})

    assert "A new link is on its way" in text(again)
    assert ([mail.to for mail in mails_to()], mails_to("evil@example.com")) == ([PAT, PAT], [])
    assert last_token() != token


def test_new_links_are_limited(client, trainee, now):
    practice(trainee, at=now)
    token = last_token()
    ConfirmationLink.objects.update(expires_at=now)

    statuses = [client.post(f"/confirm/{token}/new/").status_code for _ in range(4)]

    assert statuses == [200, 200, 429, 429]


@pytest.mark.parametrize(("why", "may_ask_of_others"), [("not_me", True), ("silence", False)])
def test_stop_ends_it_and_the_trainee_names_another(client, trainee, now, why, may_ask_of_others):
    claim = practice(trainee, at=now)
    token = last_token()

    page = client.post(f"/confirm/{token}/stop/", {"why": why})

    assert "You are not asked any more" in text(page)
    assert len(mails_to(trainee.email)) == 1
    assert "You are not asked any more" in text(client.get(f"/confirm/{token}/"))
    client.post(f"/confirm/{token}/", {**answers(approve=[claim]), **WHO, "step": "send"})
    assert HoursEntry.objects.count() == 0
    assert links.may_be_asked(person("Andre"), PAT) is may_ask_of_others
    assert client.post(f"/confirm/{token}/new/").status_code == 429


def test_stop_needs_a_choice(client, trainee, now):
    practice(trainee, at=now)

    page = client.post(f"/confirm/{last_token()}/stop/", {})

    assert (page.status_code, links.state_of(last_link(), at=now)) == (422, "open")


def test_a_guessed_link_is_not_there_and_guessing_is_slowed_down(client, trainee, now):
    practice(trainee, at=now)
    token = last_token()
    guesses = [token[:-1] + "A", token[::-1], "x", "%2e%2e", "a" * 100]

    statuses = [client.get(f"/confirm/{guesses[n % 5]}/").status_code for n in range(MISSES_PER_MINUTE)]

    assert set(statuses) == {404}
    slowed = client.get(f"/confirm/{token}/")
    assert (slowed.status_code, slowed["Retry-After"], slowed["Referrer-Policy"]) == (429, "60", "no-referrer")


def test_a_missing_link_shows_nothing_of_anybody(client, trainee, now):
    practice(trainee, at=now)

    page = client.get("/confirm/not-a-token/")

    assert (page.status_code, "Dana" in text(page), page["Referrer-Policy"]) == (404, False, "no-referrer")


def test_the_trainee_cannot_use_the_link(client, trainee, now):
    claim = practice(trainee, at=now)
    client.force_login(trainee)

    for page in (
        client.get(f"/confirm/{last_token()}/"),
        client.post(f"/confirm/{last_token()}/", {**answers(approve=[claim]), **WHO, "step": "send"}),
    ):
        assert (page.status_code, "Nobody confirms their own hours." in text(page)) == (403, True)
    assert HoursEntry.objects.count() == 0


def test_an_entry_of_somebody_else_cannot_be_slipped_in(client, trainee, now):
    mine, foreign = practice(trainee, at=now), practice(person("Andre"), confirmer_email="kim@example.net", at=now)

    client.post(f"/confirm/{last_token()}/", {**answers(approve=[mine, foreign]), **WHO, "step": "send"})

    assert set(HoursEntry.objects.values_list("source", flat=True)) == {f"claim:{mine.pk}/1"}
    assert foreign.events.count() == 1


def test_script_in_words_is_only_words(client, trainee, now):
    evil = "<script>alert(1)</script>"
    claim = practice(trainee, f"Group {evil}", given_by=evil, confirmer_name=evil, at=now)
    token = last_token()

    pages = [
        client.get(f"/confirm/{token}/"),
        client.post(f"/confirm/{token}/", {**answers(change=[(claim, evil)]), "step": "look"}),
        client.post(f"/confirm/{token}/", {**answers(change=[(claim, evil)]), "name": evil, "step": "send"}),
    ]

    assert [page.status_code for page in pages] == [200, 200, 422]
    assert not [page for page in pages if "<script>alert" in text(page)]


def test_answered_elsewhere_meanwhile_is_told(client, trainee, now):
    claim = practice(trainee, at=now)
    approve(claim, version=1, by=in_role("Rosa", "reviewer"), at=now)

    assert "Answered already." in text(client.get(f"/confirm/{last_token()}/"))


def test_the_page_costs_the_same_however_many_entries(client, trainee, now):
    counts = []
    for number in range(1, 13):
        practice(trainee, f"Group {number}", minutes=30, at=now)
        client.get(f"/confirm/{last_token()}/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/confirm/{last_token()}/")
        counts.append(len(asked))

    assert (counts[0], counts[2], counts[11]) == (counts[0],) * 3
    assert counts[0] <= 7


def test_the_page_is_in_both_languages(client, now):
    practice(dana(language="es"), at=now)

    page = client.get(f"/es/confirm/{last_token()}/")

    assert 'lang="es"' in text(page)
    assert f'href="/confirm/{last_token()}/" lang="en"' in text(page)
