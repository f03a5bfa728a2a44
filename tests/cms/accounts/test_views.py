import pytest

from cms.accounts.models import User
from tests.builders import dana

SETTINGS = {"language": "en", "theme": "device", "time_zone": "America/Chicago"}


@pytest.fixture
def signed_in(client, db):
    client.force_login(dana())
    return client


def test_account_shows_what_we_know(signed_in):
    page = signed_in.get("/account/").content.decode()

    assert [
        word for word in ("Dana Brooks", "dana@example.org", "Eastern time", "Like my device") if word not in page
    ] == []


def test_account_of_a_stranger_asks_to_sign_in(client, db):
    assert client.get("/account/").headers["Location"] == "/sign-in/?next=/account/"


def test_section_changes_names(signed_in):
    form = {"chosen_name": "Danny", "pronouns": "they", "legal_name": "Dana M. Brooks"}

    signed_in.post("/account/name/", form)

    assert User.objects.values("chosen_name", "pronouns", "legal_name").get() == form


def test_section_of_a_stranger_asks_to_sign_in(client, db):
    assert client.post("/account/name/", {"chosen_name": "X"}).headers["Location"] == "/sign-in/?next=/account/name/"


def test_section_that_is_none_is_not_found(signed_in):
    assert signed_in.get("/account/roles/").status_code == 404


def test_section_cannot_make_anybody_an_administrator(signed_in):
    signed_in.post("/account/name/", {"chosen_name": "Dana", "is_superuser": "on", "email": "x@example.org"})

    assert User.objects.values("is_superuser", "email").get() == {"is_superuser": False, "email": "dana@example.org"}


def test_section_keeps_what_was_typed_when_something_is_to_fix(signed_in):
    page = signed_in.post("/account/name/", {"chosen_name": "D" * 101, "legal_name": "Dana"}).content.decode()

    assert "<title>Fix needed: Your names" in page
    assert 'value="Dana"' in page
    assert User.objects.get().chosen_name == "Dana"


def test_settings_follow_the_account_language(signed_in):
    response = signed_in.post("/account/settings/", {**SETTINGS, "language": "es"})

    assert response.headers["Location"] == "/es/account/"
    assert User.objects.get().language == "es"


@pytest.mark.parametrize(("theme", "cookie"), [("dark", "dark"), ("light", "light"), ("device", "")])
def test_settings_put_the_theme_where_every_page_finds_it(signed_in, theme, cookie):
    response = signed_in.post("/account/settings/", {**SETTINGS, "theme": theme})

    assert response.cookies["theme"].value == cookie


@pytest.mark.parametrize("change", [{"language": "xx"}, {"theme": "neon"}, {"time_zone": "Mars/Base"}])
def test_settings_take_only_what_there_is(signed_in, change):
    signed_in.post("/account/settings/", {**SETTINGS, **change})

    assert User.objects.values("language", "theme", "time_zone").get() == {
        "language": "en", "theme": "device", "time_zone": "America/New_York"
    }  # fmt: skip


def test_theme_comes_back_with_the_person(client, db):
    from cms.accounts.services import create_account

    create_account("nia@example.org", "a calm walk home", by=None, theme="dark")

    response = client.post("/sign-in/", {"login": "nia@example.org", "password": "a calm walk home"})

    assert response.cookies["theme"].value == "dark"
