"""Files in answers: kept before the answer is read, so that an answer only ever names a file that is safe and there."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from cms.accounts.models import User
from cms.uploads import services as uploads
from cms.uploads.labels import refusal_words
from cms.uploads.queries import own_file
from cms.uploads.rules import Refused
from quizzes.attempts.held import Posted
from quizzes.questions.types import QuestionType

# How `cms.uploads` knows whose word decides who may read these files.
PURPOSE = "answer"
FIELD = "answer-file"


class FileRefused(Exception):
    """The file that came along is not taken; the sentence says why."""


def with_file(
    user: User, kind: QuestionType, asked: Mapping[str, Any], posted: Posted, files: Mapping[str, UploadedFile]
) -> Posted:
    """The form with what we know of its file, and nothing of what the browser says about it. Raises FileRefused."""
    if not kind.takes_file:
        return posted
    told = {name: values for name, values in posted.items() if not name.startswith(FIELD)}
    if new := files.get("answer-upload"):
        try:
            stored = uploads.keep(
                new, kinds=kind.kinds(asked), purpose=PURPOSE, by=user, most_bytes=kind.most_bytes(asked)
            )
        except Refused as refused:
            raise FileRefused(refusal_words(refused)) from None
    else:
        stored = own_file(user, (posted.get(FIELD) or [""])[-1], purpose=PURPOSE)
        stored = stored if stored and uploads.renewed(stored) else None
    if stored is None:
        return told
    facts = {"": stored.pk, "-name": stored.name, "-size": stored.size, "-kind": stored.kind}
    return told | {f"{FIELD}{part}": [str(fact)] for part, fact in facts.items()}
