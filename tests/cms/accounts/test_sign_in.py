"""Through the door: allauth's flows under our addresses, words and limits."""

import re

import pytest

from cms.accounts.models import User
from cms.accounts.services import create_account
from cms.mail.models import OutboxMail

PASSWORD = "a calm walk home"


@pytest.fixture
def dana(db) -> User:
    return create_account("dana@example.org", PASSWORD, by=None, chosen_name="Dana")


def sign_in(client, email="dana@example.org", password=PASSWORD, **extra):
    return client.post("/sign-in/", {"login": email, "password": password, **extra})


def mailed_code(subject_starts: str) -> str:
    mail = OutboxMail.objects.latest("pk")
    assert mail.subject.startswith(subject_starts)
    return re.search(r"^([A-Z0-9]+-[A-Z0-9]+)$", mail.body, re.M).group(1)


def test_sign_up_confirms_the_address_and_comes_home(client, db):
    form = {"chosen_name": "Nia", "email": "Nia@Example.org", "password1": PASSWORD}
    client.post("/es/sign-up/", form)
    response = client.post("/es/sign-up/confirm/", {"code": mailed_code("")})

    user = User.objects.get()
    assert (user.email, user.chosen_name, user.language, user.is_team) == ("nia@example.org", "Nia", "es", False)
    assert response.headers["Location"] == "/es/home/"


def test_sign_up_twice_tells_only_the_owner_of_the_address(client, dana):
    response = client.post("/sign-up/", {"email": "DANA@example.org", "password1": "another calm walk"})

    assert response.headers["Location"] == "/sign-up/confirm/"
    assert OutboxMail.objects.get().subject == "You already have an account"
    assert User.objects.count() == 1


def test_sign_in_by_password_goes_home(client, dana):
    assert sign_in(client).headers["Location"] == "/home/"


def test_sign_in_by_mailed_code_goes_home(client, dana):
    client.post("/sign-in/code/", {"email": "dana@example.org"})
    response = client.post("/sign-in/code/enter/", {"code": mailed_code("Your sign-in code")})

    assert response.headers["Location"] == "/home/"


def test_sign_in_code_for_nobody_looks_the_same(client, db):
    response = client.post("/sign-in/code/", {"email": "nobody@example.org"})

    assert response.headers["Location"] == "/sign-in/code/enter/"
    assert OutboxMail.objects.get().subject == "We have no account for this email"


def test_sign_in_keeps_the_typed_address_and_says_what_to_do(client, dana):
    page = sign_in(client, password="something else").content.decode()

    assert "<title>Fix needed: Sign in" in page
    assert "We couldn’t find that email and password together." in page
    assert 'value="dana@example.org"' in page


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_never_leads_off_the_site(client, dana, address):
    assert sign_in(client, next=address).headers["Location"] == "/home/"


def test_sign_in_leads_on_to_where_one_was_going(client, dana):
    assert sign_in(client, next="/hours/").headers["Location"] == "/hours/"


def test_guessing_is_slowed_for_an_account_in_any_casing(client, dana):
    for email in ("dana@example.org", "DANA@example.org", " Dana@Example.org", "dAna@example.org", "danA@example.org"):
        sign_in(client, email=email, password="a guess")

    page = sign_in(client).content.decode()

    assert "tried many times in a row" in page


def test_guessing_under_another_host_name_does_not_give_more_tries(client, dana, settings):
    settings.ALLOWED_HOSTS = ["one.example.org", "two.example.org"]
    for number in range(5):
        client.post(
            "/sign-in/", {"login": "dana@example.org", "password": "a guess"},
            headers={"host": f"{('one', 'two')[number % 2]}.example.org"},
        )  # fmt: skip

    response = client.post(
        "/sign-in/", {"login": "dana@example.org", "password": PASSWORD}, headers={"host": "one.example.org"}
    )

    assert response.status_code == 200


def test_forged_proxy_header_does_not_make_another_address(client, dana):
    for number in range(5):
        client.post(
            "/sign-in/", {"login": "dana@example.org", "password": "a guess"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )  # fmt: skip

    assert sign_in(client).status_code == 200


def test_classroom_behind_one_address_gets_in(client, db):
    people = [create_account(f"trainee{number}@example.org", PASSWORD, by=None) for number in range(40)]

    arrived = [sign_in(type(client)(), email=person.email).headers.get("Location") for person in people]

    assert arrived == ["/home/"] * 40


def test_classroom_with_a_slip_each_still_gets_in(client, db):
    people = [create_account(f"trainee{number}@example.org", PASSWORD, by=None) for number in range(30)]
    for person in people:
        sign_in(type(client)(), email=person.email, password="a slip")

    arrived = [sign_in(type(client)(), email=person.email).headers.get("Location") for person in people]

    assert arrived == ["/home/"] * 30


def test_reset_link_works_once(client, dana):
    client.post("/sign-in/password/", {"email": "dana@example.org"})
    link = re.search(r"http\S+", OutboxMail.objects.get().body).group(0)
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "another calm walk"})

    assert sign_in(client, password="another calm walk").headers["Location"] == "/home/"
    assert "This link doesn’t work anymore" in type(client)().get(link).content.decode()


def test_changed_password_is_told_by_mail_and_ends_other_sessions(client, dana):
    other = type(client)()
    sign_in(client)
    sign_in(other)

    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": "another calm walk"})

    assert OutboxMail.objects.latest("pk").subject == "Your sign-in details changed"
    assert (client.get("/account/").status_code, other.get("/account/").status_code) == (200, 302)


def test_changed_address_counts_once_its_code_is_typed(client, dana):
    sign_in(client)
    client.post("/account/email/", {"email": "dana.new@example.org", "action_add": ""})
    dana.refresh_from_db()
    before = dana.email

    client.post("/sign-up/confirm/", {"code": mailed_code("Your code to confirm this email")})

    dana.refresh_from_db()
    assert (before, dana.email) == ("dana@example.org", "dana.new@example.org")


def test_devices_can_be_signed_out_from_one_of_them(client, dana):
    other = type(client)()
    sign_in(client)
    sign_in(other)
    client.get("/account/devices/")

    client.post("/account/devices/")

    assert (client.get("/account/").status_code, other.get("/account/").status_code) == (200, 302)


def test_sign_out_asks_first_and_changes_nothing_by_a_link(client, dana):
    sign_in(client)
    asked = client.get("/sign-out/")
    still_in = client.get("/account/").status_code

    response = client.post("/sign-out/")

    assert (still_in, client.get("/account/").status_code) == (200, 302)
    # Nothing of this person stays on a shared phone.
    assert ["Clear-Site-Data" in each.headers for each in (asked, response)] == [False, True]


def test_the_cms_has_no_login_of_its_own(client, db):
    assert client.get("/admin/login/?next=/admin/pages/").headers["Location"] == "/sign-in/?next=/admin/pages/"


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-up/", "/sign-in/code/", "/sign-in/password/"])
def test_doors_ask_the_database_for_little(client, db, django_assert_max_num_queries, path):
    client.get(path)

    with django_assert_max_num_queries(1):
        client.get(path)
