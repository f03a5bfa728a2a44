import logging
import re

from tests.builders import dana


def test_every_answer_names_its_request(client):
    names = [client.get("/healthz").headers["X-Request-ID"] for _ in range(2)]

    assert names[0] != names[1]
    assert all(re.fullmatch(r"[0-9a-f]{16}", name) for name in names)


def test_a_strangers_name_for_a_request_is_not_taken(client):
    assert client.get("/healthz", headers={"X-Request-ID": "forged-name"}).headers["X-Request-ID"] != "forged-name"


def test_our_proxys_name_for_a_request_is_kept(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert client.get("/healthz", headers={"X-Request-ID": "edge-0123"}).headers["X-Request-ID"] == "edge-0123"


def test_our_proxys_name_may_not_break_a_log_line(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert client.get("/healthz", headers={"X-Request-ID": 'a" "b":"c'}).headers["X-Request-ID"] != 'a" "b":"c'


def test_log_names_the_door_and_nobody(client, db, caplog):
    client.force_login(dana())
    with caplog.at_level(logging.INFO, logger="hearten.request"):
        client.get("/sign-in/password/4-very-secret-key/?email=dana@example.org")

    logged = str([vars(record) for record in caplog.records if record.name == "hearten.request"])
    assert "sign-in/password/" in logged
    assert [word for word in ("very-secret-key", "dana") if word in logged] == []


def test_answers_carry_the_headers_that_protect(client):
    headers = client.get("/healthz").headers

    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"], headers["Referrer-Policy"]) == (
        "nosniff", "DENY", "same-origin"
    )  # fmt: skip
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert headers["Permissions-Policy"].startswith("camera=()")
