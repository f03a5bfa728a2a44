"""Promise P13: what a person says about their recovery is theirs alone. Everything else says the same bytes whether
they said yes, said no, said nothing or erased it."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import timezone

from cms.mail.models import OutboxMail
from quizzes.claims.decisions import approve, ask_for_change
from quizzes.programs.rules import Given, RequirementKind
from quizzes.programs.services import Told, choose, erase_recovery, say_recovery, tell
from tests.builders import (
    board_programs,
    certificate,
    cohort,
    course_page,
    dana,
    earned_hours,
    enrolled,
    hours_claim,
    in_role,
    module_page,
    site,
)  # fmt: skip

pytestmark = pytest.mark.django_db
# What differs from one drawing to the next: tokens against forged forms, and the time of day.
_TOKEN, _TIME = rb"[A-Za-z0-9]{64}|[A-Za-z0-9]{32}(?![A-Za-z0-9])", rb"\d{1,2}(:\d\d)* [ap]\.m\.|\d{1,2}(:\d\d)+"
_CHANGING = re.compile(_TOKEN + rb"|" + _TIME)


@pytest.fixture
def dana_in_two_programs():
    """Hours, a certificate, claims in two states and two programs that ask about recovery."""
    site()
    trainee, course, rosa = dana(), course_page(), in_role("Rosa", "reviewer")
    module_page(course)
    enrolled(trainee, course, cohort=cohort(course, in_role("Ivan", "instructor")))
    earned_hours(trainee, 600)
    certificate(trainee)
    for version in board_programs("oh_cprs", "ma_cps"):
        choose(trainee, version)
        topic = f"{version.payload['slug']}:certified"
        tell(trainee, Told(Given.CERTIFIED, topic, date(2026, 1, 31)), version=version)
    done = hours_claim(trainee)
    approve(done, version=1, by=rosa)
    asked = hours_claim(trainee, title="Retreat", started_on=date(2026, 11, 3), ended_on=date(2026, 11, 3))
    ask_for_change(asked, version=1, by=rosa, note="Which hall?")
    in_role("Amir", "auditor")
    return trainee


def says(client, trainee) -> dict[str, bytes]:
    """Every byte of every page, file and mail but the person's own roadmap."""
    cache.clear()
    credential = trainee.credentials.get()
    own = {
        "/home/", "/hours/", "/hours/transcript/", "/hours/hours.csv", "/hours/transcript.pdf", "/hours/transcript.csv",
        "/hours/transcript.xlsx", "/hours/board-packet.zip", "/certificates/", f"/certificates/{credential.public_id}/",
        f"/certificates/{credential.public_id}.pdf", f"/certificates/{credential.public_id}/badge.json", "/account/",
        "/programs/",
    }  # fmt: skip
    record = f"/admin/people/{trainee.pk}/record/"
    team = {"/admin/", f"/admin/people/{trainee.pk}/", record, "/admin/cohorts-report/"}
    found = _read(client, trainee, own)
    for name in ("Ivan", "Amir", "Rosa"):
        found |= {f"{name} {address}": body for address, body in _read(client, _person(name), team).items()}
    client.logout()
    found |= _read(client, None, {f"/v/{credential.public_id}/", "/"})
    mails = OutboxMail.objects.order_by("pk").values_list("to", "subject", "body", "body_html")
    return found | {"mails": repr(list(mails)).encode()}


def _person(name):
    from cms.accounts.models import User

    return User.objects.get(chosen_name=name)


def _read(client, who, addresses) -> dict[str, bytes]:
    if who:
        client.force_login(who)
    found = {}
    for address in sorted(addresses):
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if response.headers.get("Content-Type", "").startswith("application/") and body[:2] == b"PK":
            body = _unzipped(body)
        found[address] = _CHANGING.sub(b"", str(response.status_code).encode() + body)
    return found


def _unzipped(body: bytes) -> bytes:
    """The files inside, without the time at which a table was made."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if "core.xml" not in name)


def test_nothing_but_the_persons_own_roadmap_knows_what_they_said(client, dana_in_two_programs):
    trainee = dana_in_two_programs
    asked = [
        requirement
        for pursuit in trainee.pursuits.select_related("program_version")
        for requirement in pursuit.program_version.payload["requirements"]
        if requirement["kind"] == RequirementKind.RECOVERY
    ]
    assert asked
    says(client, trainee)
    silent, private = says(client, trainee), {}

    for word in (True, False):
        for each in asked:
            about, months = each.get("about") or "recovery", each.get("recovery_months") or 0
            say_recovery(trainee, about=about, months=months, said=word, on=timezone.localdate())
        told = says(client, trainee)
        assert [name for name in silent if told[name] != silent[name]] == []
        client.force_login(trainee)
        private[word] = client.get(f"/roadmap/{asked[0]['key']}/").content

    # Otherwise the comparison above would say nothing.
    assert (b"You said yes" in private[True], b"You said no" in private[False]) == (True, True)
    assert sum(body.startswith(b"200") for body in silent.values()) > 15
    assert b"You said" not in _read(client, trainee, {"/roadmap/compare/"})["/roadmap/compare/"]
    erase_recovery(trainee)
    after = says(client, trainee)
    assert [name for name in silent if after[name] != silent[name]] == []
