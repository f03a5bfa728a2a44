import pytest

from cms.accounts.rules import STAFF_ROLES, Role, device_name


def test_staff_is_everyone_but_trainees():
    assert frozenset(Role) - STAFF_ROLES == {Role.TRAINEE}


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.1", "curl/8.1"),
    ],
)
def test_device_name_says_browser_and_device(user_agent, words):
    assert device_name(user_agent) == words
