"""Before sending, no byte a trainee receives comes from a key, a reason or feedback."""

import re

import pytest
from django.urls import reverse

from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import placed
from quizzes.questions.models import QuestionVersion
from quizzes.questions.queries import payloads
from quizzes.questions.types import REGISTRY
from tests.builders import answer_side, question
from tests.quizzes.attempts.conftest import sitting

pytestmark = pytest.mark.django_db

BY_SCRIPT = {"Accept": "application/json"}


KINDS = [kind for kind in REGISTRY if kind != "survey"]


def planted(value, kind: str, place: str = ""):
    """The answer side of a question with a marker in everything that is not for the one who answers: feedback, what a
    choice leads to, and among the words a typed answer is compared with."""
    if isinstance(value, list):
        return [planted(part, kind, f"{place}-{number}") for number, part in enumerate(value)]
    if not isinstance(value, dict):
        return value
    is_offered = value.get("kind") == "chosen"
    made = {}
    for name, part in value.items():
        if name.startswith("feedback") or name == "then":
            made[name] = f"MARKER-{name}-{kind}{place}"
        elif name == "texts":
            made[name] = f"{part}\nMARKER{kind}"
        else:
            made[name] = part if is_offered else planted(part, kind, f"{place}-{name}")
    return made


def marked(kind: str):
    """A question whose feedback and reason are nothing but markers."""
    why = "" if kind == "information" else f"MARKER-why-{kind}"
    return question(kind, f"Stem of {kind}?", content=planted(answer_side(kind), kind), why=why)


@pytest.fixture
def marked_sitting(client):
    taken = sitting([marked(kind) for kind in KINDS], offers_unsure=True, asks_certainty=True)
    client.force_login(taken.trainee)
    return taken


def everything(response) -> bytes:
    """Body and headers, as they leave the house."""
    return response.content + str(response.headers).encode() + str(response.cookies).encode()


def test_no_key_reason_or_feedback_before_sending(client, marked_sitting):
    seen = [client.get(marked_sitting.quiz.url)]
    seen.append(client.post(reverse("attempts:start", args=[marked_sitting.quiz.translation_key])))
    attempt = Attempt.objects.get()
    for number in range(1, len(KINDS) + 1):
        address = reverse("attempts:question", args=[attempt.pk, number])
        seen += [client.get(address), client.get(address, headers=BY_SCRIPT)]
        seen += [client.post(address, {}), client.post(address, {}, headers=BY_SCRIPT)]
        seen += [client.post(address, {"answer": "z", "answer-z": "z"})]
        seen += [client.get(f"{address}why/"), client.post(address, {"unsure": "1", "go": "stay"}, headers=BY_SCRIPT)]
    taken = marked_sitting
    attempt.refresh_from_db()
    taken.save(attempt, 1, "b")
    seen.append(client.post(reverse("attempts:question", args=[attempt.pk, 1]), {"answer": "c", "seen": "0"}))
    seen.append(client.get(reverse("attempts:check", args=[attempt.pk])))
    seen += [client.get(reverse(f"attempts:{door}", args=[attempt.pk])) for door in ("result", "receipt")]
    seen += [client.get("/tries/"), client.get(marked_sitting.quiz.url), client.get("/home/")]
    seen += [client.get(f"/es/tries/{attempt.pk}/{number}/") for number in range(1, len(KINDS) + 1)]

    assert {response.status_code for response in seen} <= {200, 302, 404, 409, 422}
    assert [response for response in seen if b"MARKER" in everything(response)] == []
    # The same markers are there once it is sent, so they would have been found.
    taken.finish(attempt)
    told = client.get(f"/tries/{attempt.pk}/result/").content.decode()
    assert {f"MARKER-why-{kind}" for kind in KINDS if kind != "information"} <= set(re.findall(r"MARKER-why-\w+", told))


@pytest.mark.parametrize(
    ("parts", "told"),
    [(["outcome"], set()), (["points"], set()), (["general"], {"why"}), (["own", "options"], {"feedback"}),
     (["key"], set())],
    ids=lambda each: "-".join(each),
)  # fmt: skip
def test_what_is_told_at_once_is_told_of_final_answers_alone_and_nothing_else_is(client, parts, told):
    """Whatever another part would show is a marker, so it would be found."""
    at_once = [{"type": "rule", "value": {"part": part, "when": "at_once"}} for part in parts]
    taken = sitting([marked(kind) for kind in KINDS], feedback_rules=at_once, offers_unsure=True)
    client.force_login(taken.trainee)
    attempt = taken.start()
    versions = payloads([place.version_id for place in placed(attempt)])
    open_yet, final = [], []

    for place in placed(attempt):
        frozen, number = versions[place.version_id], place.number
        kind, address = REGISTRY[frozen["type"]], reverse("attempts:question", args=[attempt.pk, number])
        weak = kind.other(frozen["asked"]["en"], frozen["key"])
        # What saved itself, and a blank somebody went on from: not final, so nothing is told.
        taken.save(attempt, number, weak)
        open_yet += [client.get(address), client.get(f"{address}why/"), client.get(address, headers=BY_SCRIPT)]
        taken.save(attempt, number, None)
        seen = attempt.answers.get(str(number), {"step": 0})["step"]
        open_yet += [client.post(address, {"seen": seen}, headers=BY_SCRIPT), client.get(f"{address}why/")]
        attempt.refresh_from_db()
        taken.save(attempt, number, weak, final=kind.is_scored and not kind.needs_person)
        final += [client.get(address), client.get(address, headers=BY_SCRIPT), client.get(f"{address}why/")]
    final.append(client.get(reverse("attempts:check", args=[attempt.pk])))

    def words(responses) -> str:
        return " ".join(everything(each).decode() for each in responses)

    # A way through a scenario has shown what it led to, whatever is told.
    assert "MARKER" not in words(open_yet).replace("MARKER-then-scenario", "")
    assert set(re.findall(r"MARKER-(why|feedback)", words(final))) == told
    assert bool(re.search(r"MARKER(short|gaps)", words(final))) <= (parts == ["key"])
    assert ("Worth another look" in words(final)) is (parts == ["outcome"])
    assert ("A stronger answer" in words(final)) is (parts == ["key"])
    assert "Tell your instructor this question is unclear" not in words(final)


SCENE = {
    "seen": ["TEXT-s1", "TEXT-c1", "TEXT-c2", "TEXT-c3"],
    "first": ["THEN-c1"],
    "second": ["TEXT-s2", "TEXT-c4", "TEXT-c5"],
    "last": ["THEN-c4"],
    "never": ["THEN-c2", "THEN-c3", "THEN-c5", "NAME-s1", "NAME-s2", "FEEDBACK"],
}


def scene():
    """A scenario in which every word is a marker; c1 and c2 lead to the second step."""

    def choice(name: str, leads_to: str = "") -> dict:
        value = {"text": f"TEXT-{name}", "then": f"THEN-{name}", "leads_to": leads_to, "points": 7}
        return {"type": "item", "id": name, "value": value | {"needs_talk": True, "feedback": f"FEEDBACK-{name}"}}

    def step(name: str, *choices: dict) -> dict:
        value = {"name": f"NAME-{name}", "text": f"TEXT-{name}", "choices": list(choices)}
        return {"type": "item", "id": name, "value": value}

    first = step("s1", choice("c1", "NAME-s2"), choice("c2", "NAME-s2"), choice("c3"))
    value = {"steps": [first, step("s2", choice("c4"), choice("c5"))], "worth": "path"}
    return question("scenario", "A scene", content=[{"type": "scenario", "value": value}], why="WHY")


def test_a_scenario_tells_nothing_that_was_not_reached(client):
    taken = sitting([scene()])
    client.force_login(taken.trainee)
    attempt = taken.start()
    address = reverse("attempts:question", args=[attempt.pk, 1])

    def page(response) -> str:
        """The page, after the redirect a press leads to, and what a script is sent for the same."""
        client.post(address, response) if response else None
        by_script = client.get(address, headers=BY_SCRIPT)
        return (everything(client.get(address)) + everything(by_script)).decode()

    def step() -> dict:
        return {"seen": str(attempt.answers.get("1", {}).get("step", 0))}

    def press(**fields) -> str:
        attempt.refresh_from_db()
        return page(step() | fields)

    shown = {
        "seen": page(None),
        "first": press(answer="c1"),
        "second": press(**{"answer-path": "c1", "answer-go": "1"}),
        "last": press(**{"answer-path": "c1", "answer-step": "s2", "answer": "c4"}),
    }

    for name, text in shown.items():
        assert [word for word in SCENE[name] if word not in text] == []
        later = [word for part in list(SCENE)[list(SCENE).index(name) + 1 :] for word in SCENE[part]]
        assert [word for word in [*later, "WHY"] if word in text] == []


def test_what_is_asked_looks_the_same_whichever_answer_fits(client, marked_sitting):
    """The page of a question does not change when only its key changes."""
    attempt = marked_sitting.start()
    address = reverse("attempts:question", args=[attempt.pk, 1])
    before = client.get(address).content.decode()
    marked_sitting.finish(attempt)
    first = marked_sitting.quiz.plan[0].value["question"]
    for option in first.content[0].value["options"]:
        option["fits"] = option["text"] == "Leave"
    first.save_revision().publish()
    assert QuestionVersion.objects.filter(question_key=first.translation_key).count() == 2
    after = client.get(reverse("attempts:question", args=[marked_sitting.start().pk, 1])).content.decode()

    def asked(source: str) -> str:
        return source[source.index("<fieldset") : source.index("</fieldset>")]

    assert asked(before) == asked(after)


def test_matching_does_not_show_which_answer_belongs_to_which_prompt(marked_sitting):
    payload = QuestionVersion.objects.get(type="matching").payload
    answers = [answer["id"] for answer in payload["asked"]["en"]["answers"]]

    assert answers == sorted(answers)
    assert not any(prompt["id"] in answer for prompt in payload["asked"]["en"]["prompts"] for answer in answers)


def test_a_quiz_that_never_tells_leaks_nothing_after_sending_either(client):
    parts = ("own", "outcome", "points", "general", "options", "key")
    rules = [{"type": "rule", "value": {"part": part, "when": "never"}} for part in parts]
    kinds = [kind for kind in KINDS if not REGISTRY[kind].needs_person]
    taken = sitting([marked(kind) for kind in kinds], feedback_rules=rules)
    client.force_login(taken.trainee)
    attempt = taken.start()
    taken.save(attempt, 1, "b")
    sent = [client.post(reverse("attempts:check", args=[attempt.pk]), headers=BY_SCRIPT)]

    sent += [client.get(reverse(f"attempts:{door}", args=[attempt.pk])) for door in ("result", "receipt")]
    sent += [client.get("/tries/"), client.get(taken.quiz.url), client.get(f"/es/tries/{attempt.pk}/result/")]

    assert [response.status_code for response in sent] == [200] * 6
    assert [response for response in sent if b"MARKER" in everything(response)] == []
    assert b"How this was scored" not in sent[1].content
