from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as handed_over
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from wagtail.admin.mail import send_mail

from cms.mail import services
from cms.mail.models import OutboxMail
from cms.mail.rules import MailState
from cms.settings import base

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class UnreachableServer(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody listens")


def a_mail(at=NOON):
    return services.send("account/login_code", to="dana@example.org", context={"code": "ABCD-EFGH"}, at=at)


@pytest.fixture
def unreachable(settings):
    settings.MAILERS = {**settings.MAILERS, "out": {"BACKEND": f"{__name__}.UnreachableServer"}}


def test_send_writes_one_waiting_row(db):
    mail = a_mail()

    assert (mail.state, mail.to, mail.subject, mail.tries) == (
        MailState.WAITING, "dana@example.org", "Your sign-in code (good for 15 minutes)", 0
    )  # fmt: skip
    assert "ABCD-EFGH" in mail.body
    assert handed_over.outbox == []


def test_send_speaks_the_persons_language(db):
    english, spanish = (
        services.send("account/login_code", to="dana@example.org", context={"code": "ABCD"}, language=language)
        for language in ("en", "es")
    )

    assert (english.language, spanish.language) == ("en", "es")


def test_send_does_not_escape_plain_text(db):
    mail = services.send(
        "account/details_changed", to="dana@example.org", context={"change": "Dana O'Neil & you", "timestamp": NOON}
    )

    assert "Dana O'Neil & you" in mail.body


def test_send_leaves_nothing_when_the_deed_is_undone(db):
    @transaction.atomic
    def deed():
        a_mail()
        raise RuntimeError("the deed did not work out")

    with pytest.raises(RuntimeError):
        deed()

    assert list(OutboxMail.objects.all()) == []


def test_send_hands_over_once_the_deed_stands(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = a_mail()
    mail.refresh_from_db()

    assert mail.state == MailState.SENT
    assert [m.extra_headers["Message-ID"] for m in handed_over.outbox] == [mail.message_id]


def test_send_does_not_disturb_the_caller(db, django_capture_on_commit_callbacks, unreachable):
    with django_capture_on_commit_callbacks(execute=True):
        mail = a_mail(at=timezone.now())
    mail.refresh_from_db()

    assert (mail.state, mail.tries, mail.last_error) == (
        MailState.WAITING, 1, "ConnectionRefusedError: nobody listens"
    )  # fmt: skip


def test_deliver_sends_the_same_message_after_a_refusal(db, settings, unreachable):
    mail = a_mail()
    first = services.deliver(mail.pk, at=NOON)
    settings.MAILERS = {**settings.MAILERS, "out": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

    second = services.deliver(mail.pk, at=NOON + timedelta(minutes=1))

    assert (first, second) == (MailState.WAITING, MailState.SENT)
    assert handed_over.outbox[0].extra_headers["Message-ID"] == mail.message_id


def test_deliver_leaves_alone_what_is_not_due(db, unreachable):
    mail = a_mail()
    services.deliver(mail.pk, at=NOON)

    assert services.deliver(mail.pk, at=NOON + timedelta(seconds=59)) is None


def test_deliver_never_sends_twice(db):
    mail = a_mail()
    services.deliver(mail.pk, at=NOON)

    assert services.deliver(mail.pk, at=NOON + timedelta(days=1)) is None
    assert len(handed_over.outbox) == 1


def test_deliver_stops_after_three_days(db, unreachable):
    mail = a_mail(at=NOON - timedelta(days=3))

    assert services.deliver(mail.pk, at=NOON) == MailState.STOPPED


def test_deliver_keeps_a_demos_mail_on_the_machine(db, settings):
    settings.HEARTEN_DEMO = True
    mail = a_mail()

    assert services.deliver(mail.pk, at=NOON) == MailState.KEPT
    assert handed_over.outbox == []


def test_deliver_due_picks_up_what_a_dead_worker_left(db):
    mail = a_mail()
    OutboxMail.objects.filter(pk=mail.pk).update(tries=1, next_try_at=NOON + timedelta(minutes=5))

    assert services.deliver_due(at=NOON + timedelta(minutes=4)) == 0
    assert services.deliver_due(at=NOON + timedelta(minutes=5)) == 1


def test_outbox_empties_when_the_server_is_back_after_a_day(db, settings, unreachable):
    for _number in range(3):
        a_mail()
    for hour in range(24):
        services.deliver_due(at=NOON + timedelta(hours=hour))
    settings.MAILERS = {**settings.MAILERS, "out": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

    services.deliver_due(at=NOON + timedelta(hours=25))

    assert {m.state for m in OutboxMail.objects.all()} == {MailState.SENT}
    assert len(handed_over.outbox) == 3


def test_two_workers_hand_a_mail_over_once(racing_db):
    mail = a_mail()
    OutboxMail.objects.filter(pk=mail.pk).update(state=MailState.WAITING, next_try_at=NOON)

    outcomes = racing_db(lambda _number: services.deliver(mail.pk, at=NOON), 4)

    assert sorted(outcomes, key=str) == [None, None, None, MailState.SENT]


def test_prune_forgets_old_mails_but_none_that_wait(db):
    old, waiting, fresh = a_mail(at=NOON - timedelta(days=31)), a_mail(at=NOON - timedelta(days=31)), a_mail()
    OutboxMail.objects.filter(pk__in=[old.pk, fresh.pk]).update(state=MailState.SENT)

    services.prune(at=NOON)

    assert set(OutboxMail.objects.values_list("pk", flat=True)) == {waiting.pk, fresh.pk}


def test_what_wagtail_mails_goes_through_the_outbox(db, settings):
    # The test runner puts a mailer of its own in place of each.
    settings.MAILERS = {**settings.MAILERS, "default": base.MAILERS["default"]}

    send_mail("For you to look at", "A page waits.", ["rosa@example.org", "amir@example.org"])

    assert list(OutboxMail.objects.order_by("pk").values_list("to", "subject", "body")) == [
        ("rosa@example.org", "For you to look at", "A page waits."),
        ("amir@example.org", "For you to look at", "A page waits."),
    ]
    assert handed_over.outbox == []
