"""Keeping files, and fetching them again."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from django.utils.module_loading import import_string

from cms.uploads import labels, queries, services
from cms.uploads.models import StoredFile
from cms.uploads.rules import MOST_A_DAY, Refusal, Refused
from tests.builders import dana, person
from tests.cms.uploads import files

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ALL = ("document", "picture", "audio")


def keep(by, name="card.pdf", content=files.PDF, *, kinds=ALL, purpose="answer", at=NOON, **options) -> StoredFile:
    return services.keep(files.upload(name, content), kinds=kinds, purpose=purpose, by=by, at=at, **options)


def test_a_file_is_kept_as_what_it_is_under_a_name_nobody_gave():
    stored = keep(dana(), "../My card.PDF")

    assert (stored.kind, stored.media_type, stored.name, stored.size, stored.created_at) == (
        "document",
        "application/pdf",
        "My card.pdf",
        len(files.PDF),
        NOON,
    )
    assert stored.sha256 == hashlib.sha256(files.PDF).hexdigest()
    assert stored.content.name == f"{stored.pk.hex[:2]}/{stored.pk.hex}"
    assert stored.content.open("rb").read() == files.PDF


def test_a_picture_is_kept_without_its_place():
    stored = keep(dana(), "photo.heic", files.with_place())

    content = stored.content.open("rb").read()
    assert (stored.name, stored.kind) == ("photo.jpg", "picture")
    assert b"SECRET" not in content
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_same_content_twice_is_one_file_and_another_persons_is_another():
    trainee = dana()

    first, again, elsewhere = keep(trainee), keep(trainee, "other.pdf"), keep(trainee, purpose="evidence")

    assert again == first
    assert elsewhere != first
    assert keep(person("Nia")) not in {first, elsewhere}


@pytest.mark.parametrize(
    ("name", "content", "options", "reason"),
    [
        ("card.pdf", files.PROGRAM, {}, Refusal.UNKNOWN),
        ("card.pdf", files.picture("PNG"), {}, Refusal.MISMATCH),
        ("run.exe", files.PDF, {}, Refusal.MISMATCH),
        ("card.pdf", files.PDF, {"kinds": ["audio"]}, Refusal.NOT_THIS_KIND),
        ("card.pdf", files.PDF + bytes(1_000_000), {"most_bytes": 1_000_000}, Refusal.TOO_LARGE),
        ("card.pdf", b"", {}, Refusal.EMPTY),
        ("huge.png", files.huge_picture(), {}, Refusal.TOO_MANY_PIXELS),
    ],
)
def test_what_is_refused_leaves_nothing_behind(name, content, options, reason):
    with pytest.raises(Refused) as refused:
        keep(dana(), name, content, **options)

    assert refused.value.reason == reason
    assert not StoredFile.objects.exists()


def test_the_limit_itself_still_fits():
    content = files.PDF + b"\n" * (1_000_000 - len(files.PDF))

    assert keep(dana(), content=content, most_bytes=1_000_000).size == 1_000_000


def test_somebody_who_hands_in_a_whole_shelf_goes_on_tomorrow():
    trainee = dana()
    for number in range(MOST_A_DAY):
        keep(trainee, content=files.PDF + str(number).encode())

    with pytest.raises(Refused) as refused:
        keep(trainee, content=files.PDF + b"one more")

    assert refused.value.reason == Refusal.TOO_MANY_TODAY
    # What is there already is not one more; nor is tomorrow's.
    assert keep(trainee, content=files.PDF + b"0")
    assert keep(trainee, content=files.PDF + b"one more", at=NOON + timedelta(days=1, seconds=1))


def test_every_refusal_has_a_sentence():
    fills = {"megabytes": 5, "ending": "exe", "kinds": ["document", "audio"]}

    said = {reason: labels.refusal_words(Refused(reason, **fills)) for reason in Refusal}

    assert said[Refusal.TOO_LARGE] == "That file is larger than 5 MB. Choose a smaller one."
    assert said[Refusal.NOT_THIS_KIND] == (
        "That kind of file can’t be added here. You can add: Document (PDF, Word, text) or Audio (MP3, M4A, OGG, WAV)."
    )
    assert not any("%(" in sentence for sentence in said.values())


def test_own_file_is_found_by_its_id_by_its_owner_for_its_purpose():
    trainee = dana()
    stored = keep(trainee)

    assert queries.own_file(trainee, str(stored.pk), purpose="answer") == stored
    assert queries.own_file(trainee, str(stored.pk), purpose="evidence") is None
    assert queries.own_file(person("Nia"), str(stored.pk), purpose="answer") is None
    assert queries.own_file(trainee, "no-such-file", purpose="answer") is None


def test_an_erased_file_is_gone_from_table_and_disk(django_capture_on_commit_callbacks):
    stored = keep(dana())
    storage, name = stored.content.storage, stored.content.name

    with django_capture_on_commit_callbacks(execute=True):
        services.erase(stored)

    assert not StoredFile.objects.exists()
    assert not storage.exists(name)


def named_last(batch) -> set:
    """Stands for a concept: whatever is called last.pdf is named."""
    return {stored.pk for stored in batch if stored.name == "last.pdf"}


HOLDERS = {"answer": f"{__name__}.named_last"}
WEEK = timedelta(days=7)


def swept(at, capture) -> tuple[int, set[str]]:
    with capture(execute=True), override_settings(UPLOAD_HOLDERS=HOLDERS):
        count = services.sweep(at=at)
    return count, set(StoredFile.objects.values_list("name", flat=True))


def test_a_week_old_file_goes_when_nothing_names_it(django_capture_on_commit_callbacks):
    trainee = dana()
    gone = keep(trainee, "first.pdf")
    keep(trainee, "last.pdf", content=files.PDF + b"1")
    keep(trainee, "proof.pdf", content=files.PDF + b"2", purpose="evidence")
    keep(trainee, "young.pdf", content=files.PDF + b"3", at=NOON + timedelta(seconds=2))

    found = swept(NOON + WEEK + timedelta(seconds=1), django_capture_on_commit_callbacks)

    assert found == (1, {"last.pdf", "proof.pdf", "young.pdf"})
    assert not gone.content.storage.exists(gone.content.name)


def test_a_file_handed_in_again_has_another_week(django_capture_on_commit_callbacks):
    trainee = dana()
    first = keep(trainee)

    again = keep(trainee, at=NOON + WEEK)

    assert again == first
    assert swept(NOON + WEEK + timedelta(seconds=1), django_capture_on_commit_callbacks) == (0, {"card.pdf"})


def test_a_file_that_was_swept_meanwhile_is_not_there_to_be_named(django_capture_on_commit_callbacks):
    stored = keep(dana())
    swept(NOON + 2 * WEEK, django_capture_on_commit_callbacks)

    assert not services.renewed(stored, at=NOON + 2 * WEEK)


def test_every_purpose_that_others_may_read_is_swept_by_what_names_it():
    assert settings.UPLOAD_HOLDERS.keys() == settings.UPLOAD_READERS.keys()
    assert [import_string(holder)([]) for holder in settings.UPLOAD_HOLDERS.values()] == [set(), set()]
    assert ("cms.uploads.services.sweep", timedelta(days=1)) in settings.SCHEDULE


def fetch(client, stored, user=None):
    if user:
        client.force_login(user)
    return client.get(reverse("uploads:download", args=[stored.pk]))


def test_an_owner_downloads_their_file_and_no_browser_opens_it(client):
    trainee = dana()
    stored = keep(trainee, "José’s card.pdf")

    response = fetch(client, stored, trainee)

    assert b"".join(response.streaming_content) == files.PDF
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Jos%C3%A9%E2%80%99s%20card.pdf"
    assert {name: response[name] for name in ("X-Content-Type-Options", "Cache-Control", "Content-Type")} == {
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Type": "application/pdf",
    }
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_stranger_is_told_what_everybody_is_told_of_a_file_that_never_was(client):
    stored = keep(dana())

    assert fetch(client, stored).status_code == 302
    response = fetch(client, stored, person("Nia"))
    assert response.status_code == 404
    assert b"card.pdf" not in response.content


def only_rosa(user, stored) -> bool:
    return user.chosen_name == "Rosa" and stored.kind == "document"


@override_settings(UPLOAD_READERS={"answer": f"{__name__}.only_rosa"})
def test_who_else_may_read_is_said_by_the_concept_it_was_handed_to(client):
    trainee = dana()
    stored, proof = keep(trainee), keep(trainee, purpose="evidence")
    rosa = person("Rosa")

    assert fetch(client, stored, rosa).status_code == 200
    assert fetch(client, proof, rosa).status_code == 404
    assert fetch(client, stored, person("Nia")).status_code == 404
