"""Questions answered in words, numbers or an order, written in the CMS as an author does: form, faults, publishing."""

import pytest

from quizzes.questions.models import Question, QuestionVersion
from tests.builders import person, question
from tests.quizzes.questions.test_viewsets import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    client.force_login(person("Ada", is_superuser=True))
    return client


def listed(prefix: str, *items: dict) -> dict[str, str]:
    """The fields of a list block in the editor's form."""
    form = {f"{prefix}-count": str(len(items))}
    for number, item in enumerate(items):
        member = f"{prefix}-{number}"
        form |= {f"{member}-deleted": "", f"{member}-order": str(number), f"{member}-type": "item", f"{member}-id": ""}
        form |= {f"{member}-value-{name}": value for name, value in item.items()}
    return form


def posted(kind: str, fields: dict, **changes) -> dict:
    """The editor's form for a question of this type."""
    form = {
        "scene": "", "stem": "What comes first?", "why": "Because.", "tags": "m11", "domain": "", "difficulty": "easy",
        "lesson_page": "", "lesson_anchor": "", "content-count": "1", "content-0-deleted": "", "content-0-order": "0",
        "content-0-type": kind, "content-0-id": "", "action-publish": "1",
    }  # fmt: skip
    return form | {f"content-0-value-{name}": value for name, value in fields.items()} | changes


ACCEPTED = {"texts": "count on\r\nrely on", "share": "100", "feedback": ""}
ORDERING = {"scheme": "distance"} | listed(
    "items", *({"text": text, "feedback": ""} for text in ("One", "Two", "Three"))
)
GAPS = {
    "text": "They can [[1]] it.",
    "forgives": ["case", "slips"],
    "scheme": "gap_parts",
    **listed("gaps", {"kind": "typed"}),
    **listed("gaps-0-value-answers", ACCEPTED, {**ACCEPTED, "texts": "hope", "share": "33.33333"}),
}
SHORT = {"rows": "3", "forgives": [], **listed("answers", ACCEPTED)}
NUMBER = {
    "unit": "chosen",
    **listed("answers", {"value": "90", "tolerance": "2.5", "kind": "percent", "share": "100", "feedback": ""}),
    **listed("units", {"text": "minutes", "also": "min", "factor": "1"}),
}


@pytest.mark.parametrize(
    ("kind", "fields", "key"),
    [
        ("ordering", ORDERING, {"scheme": "distance"}),
        ("gaps", GAPS, {"scheme": "gap_parts"}),
        ("short", SHORT, {"forgives": []}),
        ("number", NUMBER, {}),
    ],
)
def test_an_author_writes_and_publishes(author, kind, fields, key):
    response = author.post(address("add"), posted(kind, fields))

    assert response.status_code == 302, response.context["form"].errors
    made = Question.objects.get()
    frozen = QuestionVersion.objects.get().payload
    assert (made.live, made.type, frozen["type"]) == (True, kind, kind)
    assert {name: frozen["key"][name] for name in key} == key


def test_what_an_author_typed_is_what_is_graded_by(author):
    author.post(address("add"), posted("gaps", GAPS))
    gaps = QuestionVersion.objects.get().payload["key"]["gaps"][0]
    assert [(each["share"], each["texts"]) for each in gaps["accepted"]] == [
        ("1", ["count on", "rely on"]),
        ("0.3333333", ["hope"]),
    ]
    assert gaps["forgives"] == ["case", "slips"]

    author.post(address("add"), posted("number", NUMBER))
    number = QuestionVersion.objects.get(type="number").payload["key"]["answers"][0]
    assert {name: number[name] for name in ("value", "tolerance", "percent", "share")} == {
        "value": "90",
        "tolerance": "2.5",
        "percent": True,
        "share": "1",
    }


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("gaps", GAPS | {"text": "They can it."}, "Each gap needs its mark in the text once"),
        ("short", SHORT | {"answers-0-value-share": "50"}, "Give an answer that earns the whole point"),
        ("short", SHORT | {"answers-0-value-texts": "*"}, "A * by itself takes any answer at all"),
        ("number", NUMBER | {"units-0-value-factor": "60"}, "its factor is 1"),
        ("ordering", ORDERING | {"items-2-value-text": "One"}, "Two answers read the same"),
    ],
)
def test_publishing_with_faults_says_what_to_change(author, kind, fields, sentence):
    response = author.post(address("add"), posted(kind, fields))

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not QuestionVersion.objects.exists()


@pytest.mark.parametrize("share", ["101", "-1"])
def test_a_share_is_a_part_of_the_point(author, share):
    response = author.post(address("add"), posted("short", SHORT | {"answers-0-value-share": share}))

    assert response.status_code == 200
    assert not QuestionVersion.objects.exists()


@pytest.mark.parametrize(
    ("kind", "earned"),
    [
        ("ordering", ["Two neighbors changed", "The first one put last", "All of it turned around"]),
        ("gaps", ["Only the first gap filled", "(1 + 0) / 2"]),
        ("short", ["This answer", "listen"]),
        ("number", ["90 minutes"]),
    ],
)
def test_the_editor_shows_the_question_and_what_answers_would_earn(author, kind, earned):
    response = author.get(address("edit", question(kind).pk))

    shown = response.content.decode()
    assert response.status_code == 200
    assert [words for words in earned if words not in shown] == []
