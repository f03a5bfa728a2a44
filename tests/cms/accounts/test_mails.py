"""Mails a person may do without: each has its switch."""

import pytest
from django.conf import settings

from cms.accounts import queries
from cms.accounts.models import User
from tests.builders import dana, in_role

NAME = "hours_to_look_at"


@pytest.fixture
def rosa(db):
    return in_role("Rosa", "reviewer")


def test_each_mail_is_on_until_it_is_switched_off_and_goes_on_again(client, rosa):
    client.force_login(rosa)

    seen = [queries.wants_mail(User.objects.get(), NAME)]
    for boxes in ([], [NAME]):
        client.post("/account/mails/", {"wanted_mails": boxes})
        seen.append(queries.wants_mail(User.objects.get(), NAME))

    assert seen == [True, False, True]


def test_the_account_page_says_which_are_on(client, rosa):
    client.force_login(rosa)
    words = "Once a week, when hours wait for you to look at them"

    assert f'{words}</span><span class="done">' in client.get("/account/").content.decode()
    client.post("/account/mails/", {})
    assert f"{words}</span><span>Off</span>" in client.get("/account/").content.decode()


def test_mails_for_the_team_are_not_offered_to_a_trainee_and_stay_as_they_were(client, db):
    client.force_login(dana(unwanted_mails=[NAME]))

    assert "hours wait for you" not in client.get("/account/").content.decode()
    assert client.post("/account/mails/", {"wanted_mails": [NAME]}).status_code == 200
    others = [name for name in settings.OPTIONAL_MAILS if name != NAME]
    client.post("/account/mails/", {"wanted_mails": others})
    assert User.objects.get().unwanted_mails == [NAME]


def test_somebody_who_left_gets_none(db):
    assert not queries.wants_mail(dana(is_active=False), NAME)
