import pytest
from django.urls import reverse

from cms.mail import services


@pytest.fixture
def demo(settings):
    settings.HEARTEN_DEMO = True


def a_mail(number=1):
    return services.send("account/login_code", to=f"dana{number}@example.org", context={"code": f"ABCD-{number}"})


def test_inbox_shows_newest_first(client, db, demo):
    a_mail(1)
    a_mail(2)

    page = client.get(reverse("mail:inbox")).content.decode()

    assert page.index("dana2@example.org") < page.index("dana1@example.org")


def test_inbox_is_not_there_on_a_real_site(client, db):
    a_mail()

    assert client.get(reverse("mail:inbox")).status_code == 404


def test_inbox_pages_after_twenty(client, db, demo):
    for number in range(21):
        a_mail(number)

    first = client.get(reverse("mail:inbox")).content.decode()
    second = client.get(reverse("mail:inbox") + "?page=2").content.decode()

    assert ("dana0@example.org" in first, "dana0@example.org" in second) == (False, True)


def test_inbox_takes_as_many_queries_for_three_as_for_one(client, db, demo, django_assert_num_queries):
    a_mail()
    client.get(reverse("mail:inbox"))
    with django_assert_num_queries(3) as one:
        client.get(reverse("mail:inbox"))
    a_mail(2)
    a_mail(3)

    with django_assert_num_queries(len(one)):
        client.get(reverse("mail:inbox"))


def test_mail_shows_its_text_with_links(client, db, demo):
    mail = services.send(
        "account/password_reset_key", to="dana@example.org", context={"password_reset_url": "https://x.example/a/"}
    )

    page = client.get(reverse("mail:mail", args=[mail.pk])).content.decode()

    assert '<a href="https://x.example/a/"' in page


def test_mail_is_not_there_on_a_real_site(client, db):
    mail = a_mail()

    assert client.get(reverse("mail:mail", args=[mail.pk])).status_code == 404


def test_mail_shows_script_as_text(client, db, demo):
    mail = services.send(
        "account/password_reset_key", to="d@example.org", context={"password_reset_url": "<script>alert(1)</script>"}
    )

    assert "<script>alert" not in client.get(reverse("mail:mail", args=[mail.pk])).content.decode()
