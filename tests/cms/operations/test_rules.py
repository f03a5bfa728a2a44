import pytest

from cms.operations.rules import unsafe

SAFE = {
    "DEBUG": False,
    "SECRET_KEY": "k" * 50,
    "SIGNING_SECRETS": ["s" * 32],
    "ALLOWED_HOSTS": ["learn.example.org"],
    "HEARTEN_STAFF_SECOND_FACTOR": True,
    "HEARTEN_DEMO": False,
    "BASE_URL": "https://learn.example.org",
}
ENVIRONMENT = {"TRUSTED_PROXY_COUNT": "1"}


def test_safe_settings_may_start():
    assert unsafe(SAFE, ENVIRONMENT) == []


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"DEBUG": True}, "DEBUG"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "development-only-key-that-production-refuses-however-long"}, "SECRET_KEY"),
        ({"SIGNING_SECRETS": []}, "SIGNING_SECRET"),
        ({"SIGNING_SECRETS": ["s" * 32, "short"]}, "SIGNING_SECRET"),
        ({"SIGNING_SECRETS": ["k" * 50]}, "SIGNING_SECRET"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ["learn.example.org", "*"]}, "ALLOWED_HOSTS"),
        ({"HEARTEN_STAFF_SECOND_FACTOR": False}, "STAFF_SECOND_FACTOR"),
        ({"HEARTEN_DEMO": True}, "DATABASE_URL"),
        ({"BASE_URL": "http://learn.example.org"}, "BASE_URL"),
    ],
)
def test_unsafe_settings_are_named(change, names):
    sentences = unsafe({**SAFE, **change}, ENVIRONMENT)

    assert [sentence.startswith(names) for sentence in sentences] == [True]


def test_debug_in_the_environment_is_named_though_the_setting_is_off():
    assert [s[:5] for s in unsafe(SAFE, {**ENVIRONMENT, "DEBUG": "1"})] == ["DEBUG"]


def test_unknown_number_of_proxies_is_named():
    assert [s.split()[0] for s in unsafe(SAFE, {})] == ["TRUSTED_PROXY_COUNT"]
