import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from cms.accounts.middleware import PersonMiddleware
from cms.accounts.models import User
from tests.builders import dana, ivan


@pytest.fixture
def strict(settings):
    settings.HEARTEN_STAFF_SECOND_FACTOR = True


@pytest.mark.parametrize("path", ["/admin/", "/", "/account/", "/home/"])
def test_staff_without_second_step_are_led_to_set_one_up(client, db, strict, path):
    client.force_login(ivan())

    assert client.get(path).headers["Location"] == "/account/second-step/"


@pytest.mark.parametrize("path", ["/account/second-step/", "/account/second-step/keys/", "/sign-out/", "/healthz"])
def test_staff_can_reach_what_setting_up_needs(client, db, strict, path):
    client.force_login(ivan())

    assert client.get(path).status_code == 200


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_staff_with_second_step_come_in(client, db, strict, kind):
    staff = ivan()
    Authenticator.objects.create(user=staff, type=kind, data={})
    client.force_login(staff)

    assert client.get("/admin/").status_code == 200


def test_spare_codes_alone_are_no_second_step(client, db, strict):
    staff = ivan()
    Authenticator.objects.create(user=staff, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(staff)

    assert client.get("/admin/").status_code == 302


def test_trainees_are_not_asked_for_a_second_step(client, db, strict):
    client.force_login(dana())

    assert client.get("/account/").status_code == 200


def test_trainees_are_told_that_the_cms_is_for_the_team_and_not_sent_in_circles(client, db):
    client.force_login(dana())

    response = client.get("/admin/")

    assert response.status_code == 403
    assert "/home/" in response.text


def test_strangers_at_the_cms_are_asked_to_sign_in(client, db):
    assert client.get("/admin/").headers["Location"] == "/sign-in/?next=/admin/"


def test_staff_of_a_demo_are_not_asked(client, db, strict, settings):
    settings.HEARTEN_DEMO = True
    client.force_login(ivan())

    assert client.get("/admin/").status_code == 200


def test_times_are_shown_in_the_persons_zone(rf):
    seen = []
    request = rf.get("/")
    request.COOKIES["sessionid"] = "some session"
    request.user = User(time_zone="America/Denver")

    PersonMiddleware(lambda request: seen.append(timezone.get_current_timezone_name()))(request)

    assert (seen, timezone.get_current_timezone_name()) == (["America/Denver"], "UTC")
