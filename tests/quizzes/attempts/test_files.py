"""Files in answers, through the door: what is kept, what is refused, who may fetch it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from cms.uploads.models import StoredFile
from cms.uploads.services import keep, sweep
from quizzes.attempts.models import Attempt
from tests.builders import person, question
from tests.cms.uploads import files
from tests.quizzes.attempts.conftest import sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(client):
    """Dana at a question that asks for a document or a picture."""
    taken = sitting([question("upload", "Add your card")])
    client.force_login(taken.trainee)
    return taken, taken.start()


def post(client, attempt: Attempt, **fields):
    attempt.refresh_from_db()
    seen = attempt.answers.get("1", {}).get("step", 0)
    address = reverse("attempts:question", args=[attempt.pk, 1])
    return client.post(address, {"seen": seen, **{name.replace("_", "-"): value for name, value in fields.items()}})


def held(attempt: Attempt):
    attempt.refresh_from_db()
    return attempt.answers.get("1", {}).get("response")


def fetch(client, user, stored: StoredFile) -> int:
    client.force_login(user)
    return client.get(reverse("uploads:download", args=[stored.pk])).status_code


def test_an_answer_names_the_file_as_we_know_it(client, handed_in):
    _, attempt = handed_in

    post(client, attempt, answer_upload=files.upload("card.pdf", files.PDF), answer_file_name="lie", answer_text="Mine")

    stored = StoredFile.objects.get()
    assert held(attempt) == {
        "file": str(stored.pk),
        "name": "card.pdf",
        "size": len(files.PDF),
        "kind": "document",
        "text": "Mine",
    }


def test_a_file_that_is_none_is_refused_in_a_sentence_and_nothing_is_saved(client, handed_in):
    _, attempt = handed_in

    response = post(client, attempt, answer_upload=files.upload("card.pdf", files.PROGRAM), answer_text="Mine")

    assert response.status_code == 422
    assert "We can’t tell what that file is." in response.content.decode()
    assert (held(attempt), StoredFile.objects.count()) == (None, 0)


def test_a_kind_the_author_did_not_ask_for_is_refused(client, handed_in):
    _, attempt = handed_in

    response = post(client, attempt, answer_upload=files.upload("song.mp3", files.MP3))

    assert "That kind of file can’t be added here." in response.content.decode()
    assert held(attempt) is None


def test_nobody_answers_with_a_file_of_somebody_else(client, handed_in):
    _, attempt = handed_in
    post(client, attempt, answer_upload=files.upload("card.pdf", files.PDF))
    stored = StoredFile.objects.get()
    StoredFile.objects.filter(pk=stored.pk).update(owner=person("Nia"))

    post(client, attempt, answer_file=str(stored.pk), answer_file_kind="document", answer_file_size="1")

    assert held(attempt) is None


def test_a_file_stays_with_the_answer_until_it_is_taken_out(client, handed_in):
    _, attempt = handed_in
    post(client, attempt, answer_upload=files.upload("card.pdf", files.PDF))
    key = str(StoredFile.objects.get().pk)

    post(client, attempt, answer_file=key, answer_text="Now with words")
    kept = held(attempt)
    post(client, attempt, answer_file=key, answer_text="Now with words", answer_drop="1")

    assert (kept["file"], kept["text"]) == (key, "Now with words")
    assert held(attempt) == {"text": "Now with words"}


def test_a_reader_opens_the_file_once_it_is_sent_and_nobody_else_does(client, handed_in):
    taken, attempt = handed_in
    post(client, attempt, answer_upload=files.upload("card.pdf", files.PDF))
    stored = StoredFile.objects.get()
    rosa, amir = person("Rosa"), person("Amir")
    rosa.groups.add(Group.objects.get(name="reviewer"))
    amir.groups.add(Group.objects.get(name="auditor"))

    before = fetch(client, rosa, stored)
    attempt.refresh_from_db()
    taken.finish(attempt)

    assert before == 404
    assert fetch(client, rosa, stored) == 200
    assert [fetch(client, stranger, stored) for stranger in (amir, person("Nia"))] == [404, 404]


def test_the_sweep_leaves_a_file_that_an_answer_names_or_named(client, handed_in, django_capture_on_commit_callbacks):
    _, attempt = handed_in
    for number in range(2):
        post(client, attempt, answer_upload=files.upload("card.pdf", files.PDF + str(number).encode()))
    refused = post(client, attempt, answer_upload=files.upload("chosen.pdf", files.PDF + b"2"), seen="0")
    assert refused.status_code == 409

    with django_capture_on_commit_callbacks(execute=True):
        count = sweep(at=timezone.now() + timedelta(days=8))

    assert count == 1
    assert list(StoredFile.objects.values_list("name", flat=True)) == ["card.pdf", "card.pdf"]


def test_an_answer_cannot_name_a_file_that_was_swept(client, handed_in, django_capture_on_commit_callbacks):
    taken, attempt = handed_in
    stored = keep(files.upload("card.pdf", files.PDF), kinds=["document"], purpose="answer", by=taken.trainee,
                  at=timezone.now() - timedelta(days=8))  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        sweep()

    post(client, attempt, answer_file=str(stored.pk), answer_text="Mine")

    assert held(attempt) == {"text": "Mine"}
