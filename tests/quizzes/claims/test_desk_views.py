"""The desk of those who decide, on a phone or beside a pile."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.mail.models import OutboxMail
from quizzes.claims import links, services
from quizzes.claims.decisions import OwnClaim, approve, ask_for_change
from quizzes.claims.desk import PATIENCE, on_desk, waiting_since
from quizzes.claims.models import ClaimEvent, HoursClaim
from quizzes.hours.models import HoursEntry
from tests.builders import dana, earned_hours, hours_claim, in_role, person
from tests.quizzes.claims.confirmations import last_link, practice

pytestmark = pytest.mark.django_db
ROLES = ["trainee", "instructor", "reviewer", "supervisor", "auditor", "administrator"]


@pytest.fixture
def rosa():
    return in_role("Rosa", "reviewer")


@pytest.fixture
def sam():
    return in_role("Sam", "supervisor")


def text(response) -> str:
    return response.content.decode()


def supervised(trainee, sam, title="Group", **fields):
    return practice(trainee, title, supervisor=sam, confirmer_name="", confirmer_email="", **fields)


def trail(claim):
    return [event.kind for event in claim.events.order_by("number")]


def decision(claim, choice="approve", **said) -> dict:
    return {"choice": choice, "version": claim.version, "note": "", **said}


def someone(role):
    if role == "trainee":
        return person("Nia")
    made = in_role("Who", role)
    if role == "administrator":
        made.is_superuser = True
        made.save()
    return made


KINDS = ["training", "practice", "named", "mailed", "own"]
MAY = {
    ("reviewer", "training"), ("reviewer", "practice"), ("reviewer", "named"), ("reviewer", "mailed"),
    ("administrator", "training"), ("administrator", "practice"), ("administrator", "named"),
    ("administrator", "mailed"), ("supervisor", "named"),
}  # fmt: skip


@pytest.mark.parametrize(("role", "kind"), list(product(ROLES, KINDS)))
def test_who_decides_about_what(client, role, kind):
    who, other = someone(role), in_role("Kim", "supervisor")
    claim = {
        "training": lambda: hours_claim(dana()),
        "practice": lambda: supervised(dana(), other),
        "named": lambda: supervised(dana(), who if role == "supervisor" else other),
        "mailed": lambda: practice(dana()),
        "own": lambda: practice(who),
    }[kind]()
    client.force_login(who)
    at_desk = role in {"reviewer", "supervisor", "administrator"}

    page = client.get(f"/team/hours/{claim.key}/")
    client.post(f"/team/hours/{claim.key}/", decision(claim))
    client.post("/team/hours/approve/", {"yes": "1", "entry": f"{claim.key}.1"})

    may = (role, kind) in MAY
    assert trail(claim) == (["sent", "approved"] if may else ["sent"])
    assert HoursEntry.objects.count() == int(may)
    assert page.status_code == (200 if may else 404 if at_desk else 403)


def test_strangers_are_asked_to_sign_in(client, rosa):
    claim = hours_claim(dana())

    for address in (
        "/team/hours/",
        f"/team/hours/{claim.key}/",
        "/team/hours/done/",
        f"/team/hours/{claim.key}/take-back/",
    ):
        assert client.get(address)["Location"].startswith("/sign-in/")


def test_an_auditor_who_supervises_decides_about_what_names_them(client, sam):
    from django.contrib.auth.models import Group

    sam.groups.add(Group.objects.get(name="auditor"))
    mine, foreign = supervised(dana(), sam), hours_claim(person("Andre"))
    client.force_login(sam)

    client.post("/team/hours/approve/", {"yes": "1", "entry": [f"{mine.key}.1", f"{foreign.key}.1"]})

    assert (trail(mine), trail(foreign)) == (["sent", "approved"], ["sent"])
    assert "Andre" not in text(client.get("/team/hours/"))


def test_the_list_shows_the_oldest_first_and_only_what_is_up_to_one(client, rosa, sam):
    now, trainee = timezone.now(), dana()
    hours_claim(person("Andre"), title="NAMI workshop", at=now - timedelta(days=1))
    hours_claim(trainee, title="College class", at=now - timedelta(days=3))
    practice(trainee, "Asked by mail", at=now)
    supervised(trainee, sam, "Asked Sam", at=now)
    client.force_login(rosa)

    mine, everything = text(client.get("/team/hours/")), text(client.get("/team/hours/?whose=all"))

    assert mine.index("College class") < mine.index("NAMI workshop")
    assert ("Asked by mail" in mine, "Asked Sam" in mine) == (False, False)
    assert ("Asked by mail" in everything, "Asked Sam" in everything) == (True, True)


def test_what_nobody_answers_comes_to_the_reviewers(rosa):
    now, trainee = timezone.now(), dana()
    fresh = practice(trainee, "fresh", at=now)
    old = practice(trainee, "old", at=now - PATIENCE - timedelta(seconds=1))
    refused = practice(person("Andre"), "refused", at=now)
    links.refuse(last_link(), never_again=False, at=now)

    assert set(on_desk(rosa, at=now)) == {old, refused}
    assert fresh not in on_desk(rosa, at=now)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"one", "two", "three"}),
        ("ledger=continuing", {"three"}),
        ("person=ANDRE", {"two"}),
        ("ledger=practice", set()),
        ("ledger=nonsense&person=999999999999999999999", {"one", "two", "three"}),
    ],
)
def test_the_list_is_narrowed(client, rosa, query, shown):
    andre = person("Andre")
    hours_claim(dana(), title="Entry one")
    hours_claim(andre, title="Entry two")
    hours_claim(person("Kai"), title="Entry three", activity="continuing")
    client.force_login(rosa)

    page = text(client.get(f"/team/hours/?{query.replace('ANDRE', str(andre.pk))}"))

    assert {name for name in ("one", "two", "three") if f"Entry {name}" in page} == shown


def test_an_empty_desk_says_so(client, rosa):
    client.force_login(rosa)

    assert "Nothing waits for you." in text(client.get("/team/hours/"))


def test_the_list_has_pages(client, rosa):
    for number in range(23):
        hours_claim(person(f"P{number}"), title=f"Entry {number:02}")
    client.force_login(rosa)

    first, second = text(client.get("/team/hours/")), text(client.get("/team/hours/?page=2"))

    assert (first.count('name="entry"'), second.count('name="entry"')) == (20, 3)


def test_approve_puts_hours_into_the_ledger_and_goes_on_to_the_next(client, rosa):
    first, second = hours_claim(dana(), title="A"), hours_claim(person("Andre"), title="B")
    client.force_login(rosa)

    response = client.post(f"/team/hours/{first.key}/", decision(first))

    assert response["Location"] == f"/team/hours/{second.key}/"
    assert trail(first) == ["sent", "approved"]
    assert client.post(f"/team/hours/{second.key}/", decision(second))["Location"] == "/team/hours/"


@pytest.mark.parametrize(("choice", "kind"), [("change", "change_asked"), ("decline", "declined")])
def test_a_change_and_a_no_need_a_note_and_carry_it(client, rosa, choice, kind):
    claim = hours_claim(dana())
    client.force_login(rosa)

    empty = client.post(f"/team/hours/{claim.key}/", decision(claim, choice))
    client.post(f"/team/hours/{claim.key}/", decision(claim, choice, note="Which day was it?"))

    assert (empty.status_code, "Write a few words" in text(empty)) == (422, True)
    assert (claim.events.last().kind, claim.events.last().note.text) == (kind, "Which day was it?")


def test_sorting_and_fewer_hours_keep_the_old_numbers(client, rosa):
    claim = hours_claim(dana(), minutes_by_domain={})
    client.force_login(rosa)

    client.post(
        f"/team/hours/{claim.key}/",
        decision(claim, counted="1,5", **{"in-advocacy": "1", "in-ethical_responsibility": "0.5"}),
    )

    event = ClaimEvent.objects.get(kind="approved")
    assert (event.before["minutes"], event.before["minutes_by_domain"]) == (120, {})
    assert dict(HoursEntry.objects.values_list("domain", "minutes")) == {"advocacy": 60, "ethical_responsibility": 30}
    page = text(client.get(f"/team/hours/{claim.key}/"))
    assert "Time: 1 hour 30 minutes (was 2 hours)" in page


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"counted": "3"}, "That is more than was sent."),
        ({"counted": "two"}, "Write the time like 1.5 or 1:30"),
        ({"counted": "-1"}, "Write the time like 1.5 or 1:30"),
        ({"counted": "1", "in-advocacy": "2"}, "add up to these hours"),
        ({"counted": "2"}, "Training needs its category."),
        ({"counted": "1e4"}, "Write the time like 1.5 or 1:30"),
        ({"counted": "NaN"}, "Write the time like 1.5 or 1:30"),
    ],
)
def test_numbers_that_do_not_fit_are_said_and_kept(client, rosa, numbers, words):
    claim = hours_claim(dana(), minutes_by_domain={})
    client.force_login(rosa)

    page = client.post(f"/team/hours/{claim.key}/", decision(claim, **numbers))

    assert (page.status_code, words.replace("’", "&#x27;") in text(page) or words in text(page)) == (422, True)
    assert (trail(claim), HoursEntry.objects.count()) == (["sent"], 0)


def test_a_decision_about_an_older_version_is_refused(client, rosa):
    claim, trainee = hours_claim(dana()), None
    seen = decision(claim)
    services.withdraw(claim, by=claim.trainee)
    services.reopen(claim, by=claim.trainee)
    services.send(claim, by=claim.trainee)
    client.force_login(rosa)

    page = client.post(f"/team/hours/{claim.key}/", seen, follow=True)

    assert "changed or decided while you looked" in text(page)
    assert (trainee, HoursEntry.objects.count(), trail(claim)) == (
        None,
        0,
        ["sent", "withdrawn", "reopened", "changed"],
    )


def test_one_entry_shows_everything_about_it_and_the_totals_of_its_person(client, rosa):
    trainee = dana()
    earned_hours(trainee, 90)
    claim = practice(trainee, note="It was raining.")
    client.force_login(rosa)

    page = text(client.get(f"/team/hours/{claim.key}/"))

    asked = ("was asked by e-mail on", "Pat Lee (pat@example.net) was asked by e-mail")
    told = ("Riverbend Center", "It was raining.", "Pat Lee, pat@example.net")
    for words in (*told, *asked, "1 hour 30 minutes", "and 4 hours waiting"):
        assert words in page


def test_pictures_are_shown_and_other_files_linked(client, rosa):
    from cms.uploads.models import StoredFile

    trainee = dana()
    claim = hours_claim(trainee, sent=False, not_treatment=True)
    for kind, name in (("picture", "proof.jpg"), ("document", "proof.pdf")):
        stored = StoredFile.objects.create(
            owner=trainee, purpose="hours", kind=kind, media_type="x/y", name=name, size=10, sha256=name,
            content=name, created_at=timezone.now(),
        )  # fmt: skip
        claim.files.add(stored)
    services.send(claim, by=trainee)
    client.force_login(rosa)

    page = text(client.get(f"/team/hours/{claim.key}/"))

    picture, document = claim.files.get(kind="picture"), claim.files.get(kind="document")
    assert f'<img src="/files/{picture.pk}/"' in page
    assert f'<img src="/files/{document.pk}/"' not in page
    assert f'href="/files/{document.pk}/"' in page


def test_several_are_listed_once_before_they_are_approved(client, rosa):
    claims = [hours_claim(person(f"P{number}"), title=f"Entry {number}") for number in range(3)]
    picks = {"entry": [f"{claim.key}.1" for claim in claims]}
    client.force_login(rosa)

    asked = client.post("/team/hours/approve/", picks)
    assert ("Approve these 3 entries?" in text(asked), "6 hours" in text(asked)) == (True, True)
    assert HoursEntry.objects.count() == 0
    done = client.post("/team/hours/approve/", {**picks, "yes": "1"}, follow=True)

    assert "You approved 3 entries" in text(done)
    assert HoursEntry.objects.count() == OutboxMail.objects.count() == 3


def test_what_changed_meanwhile_is_named_and_skipped_and_the_rest_is_approved(client, rosa):
    fine, anew, gone, unsorted = (hours_claim(person(name), title=f"Entry {name}") for name in "ABCD")
    services.withdraw(anew, by=anew.trainee)
    services.reopen(anew, by=anew.trainee)
    services.send(anew, by=anew.trainee)
    ask_for_change(gone, version=1, by=rosa, note="x")
    HoursClaim.objects.filter(pk=unsorted.pk).update(minutes_by_domain={})
    picks = {"entry": [f"{claim.key}.1" for claim in (fine, anew, gone, unsorted)], "yes": "1"}
    client.force_login(rosa)

    done = text(client.post("/team/hours/approve/", picks, follow=True))

    assert "You approved one entry" in done
    for words in (
        "It was changed after you saw it.",
        "It does not wait any more: Needs a change.",
        "It needs a category first.",
    ):
        assert words in done
    assert list(HoursEntry.objects.values_list("source", flat=True)) == [f"claim:{fine.pk}/1"]


def test_pressed_twice_it_is_done_once_and_says_the_same(client, rosa):
    claim = hours_claim(dana())
    client.force_login(rosa)

    pages = [
        text(client.post("/team/hours/approve/", {"entry": f"{claim.key}.1", "yes": "1"}, follow=True))
        for _ in range(2)
    ]

    assert ["You approved one entry" in page for page in pages] == [True, True]
    assert (HoursEntry.objects.count(), OutboxMail.objects.count()) == (1, 1)


@pytest.mark.parametrize("posted", [{}, {"entry": "nonsense"}, {"entry": "x.y"}, {"entry": ["", "."], "yes": "1"}])
def test_nothing_picked_is_said(client, rosa, posted):
    client.force_login(rosa)

    assert "Nothing was picked" in text(client.post("/team/hours/approve/", posted))


def test_script_in_words_is_only_words(client, rosa):
    evil = "<script>alert(1)</script>"
    trainee = dana(chosen_name=f"Dana {evil}")
    claim = practice(trainee, f"Group {evil}", given_by=evil, note=evil, confirmer_name=evil)
    client.force_login(rosa)
    client.post(f"/team/hours/{claim.key}/", decision(claim, "change", note=evil))
    other = practice(trainee, evil)

    for address in ("/team/hours/?whose=all", f"/team/hours/{claim.key}/", f"/team/hours/done/?entry={other.key}.1"):
        assert "<script>alert" not in text(client.get(address))


def test_pages_cost_the_same_however_many_entries(client, rosa):
    client.force_login(rosa)
    counts = {}
    for number in range(1, 13):
        trainee = person(f"P{number}")
        claim = hours_claim(trainee, title=f"Entry {number}")
        practice(trainee, f"Group {number}", minutes=30)
        if number in {1, 3, 12}:
            picks = "&".join(f"entry={each.key}.1" for each in HoursClaim.objects.all())
            for address in ("/team/hours/?whose=all", f"/team/hours/{claim.key}/", f"/team/hours/done/?{picks}"):
                client.get(address)
                with CaptureQueriesContext(connection) as asked:
                    client.get(address)
                counts.setdefault(address.split("?")[0].replace(str(claim.key), "key"), []).append(len(asked))

    assert {name: len(set(found)) for name, found in counts.items()} == dict.fromkeys(counts, 1)


def test_what_waits_is_counted_in_as_many_questions_for_many_as_for_one(rosa, django_assert_num_queries):
    for number in range(5):
        hours_claim(person(f"P{number}"))

    with django_assert_num_queries(2):
        assert len(waiting_since(rosa, at=timezone.now())) == 5


def test_the_front_page_of_the_cms_counts_them(client, rosa):
    for number in range(4):
        hours_claim(person(f"P{number}"))
    client.force_login(rosa)

    page = text(client.get("/admin/"))

    assert "4 hours entries" in page
    assert 'href="/team/hours/"' in page


def test_own_hours_are_on_nobodys_own_desk(client, rosa):
    own = hours_claim(rosa)
    client.force_login(rosa)

    assert own not in on_desk(rosa, at=timezone.now())
    with pytest.raises(OwnClaim):
        approve(own, version=1, by=rosa)
