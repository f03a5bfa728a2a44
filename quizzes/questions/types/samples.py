"""Samples that are too long to stand beside their types: small complete questions for tests and previews."""

from quizzes.questions.types import guides, walks
from quizzes.questions.types.contract import Sample

_STEPS = [
    {
        "id": "s1",
        "text": "Lee texts you at 11 pm: “I can’t sleep. Can you talk?” You are off duty.",
        "choices": [
            {"id": "c1", "text": "“I can talk until you sleep.”", "then": "You talk until two. Lee writes again "
             "the next night, and the next.", "next": "s2"},
            {"id": "c2", "text": "“I’m off now. Are you safe?”", "then": "Lee says: “Yes. Only restless.”",
             "next": "s2"},
            {"id": "c3", "text": "“Take half of your old sleeping pill.”", "then": "Lee takes it. Nobody on the team "
             "knows. Advice on medicine is not a peer’s to give.", "next": ""},
        ],
    },
    {
        "id": "s2",
        "text": "Lee asks: “Can I write you at night?”",
        "choices": [
            {"id": "c4", "text": "“Let’s plan tomorrow who you can call at night.”", "then": "Lee has a list of three "
             "people by noon.", "next": ""},
            {"id": "c5", "text": "“Yes, any time.”", "then": "You sleep badly, and stop answering in the second week.",
             "next": ""},
        ],
    },
]  # fmt: skip

SCENARIO = Sample(
    asked={"stem": "A text at night", "scene": "", "steps": _STEPS},
    key=walks.key_of(
        _STEPS,
        points={"c1": 1, "c2": 2, "c3": 0, "c4": 2, "c5": 0},
        talk=["c3"],
        worth="path",
        names={"s1": "First text", "s2": "The next nights"},
    ),
    feedback={"why": "A limit, an offer and a link keep the door open.", "options": {"c5": "Warm, and hard to keep."}},
    posted={"answer-path": ["c2"], "answer-step": ["s2"], "answer": ["c4"]},
    response={"path": ["c2", "c4"]},
)

_GUIDE = [
    {
        "id": "g1",
        "text": "Stays in the non-clinical role",
        "must": False,
        "levels": [
            {"id": "0", "text": "Not yet: gives advice on treatment", "points": 0},
            {"id": "1", "text": "Growing: mostly listens", "points": 1},
            {"id": "3", "text": "Clear: listens, and links to the right person", "points": 3},
        ],
    },
    {
        "id": "g2",
        "text": "Names nobody who could be found",
        "must": True,
        "levels": [
            {"id": "0", "text": "Not yet: somebody could be recognized", "points": 0},
            {"id": "3", "text": "Clear: nobody could be recognized", "points": 3},
        ],
    },
]

REFLECTION = Sample(
    asked={
        "stem": "Write about a time when being understood changed what you said.",
        "scene": "",
        "words_from": 100,
        "words_to": 250,
        "guide": _GUIDE,
    },
    key=guides.key_of(_GUIDE, 4),
    feedback={"why": "", "options": {}},
    posted={"answer": ["Someone waited.\r\nThen I could say it."], "answer-seen-by": ["instructor"]},
    response={"text": "Someone waited.\nThen I could say it.", "seen_by": "instructor"},
)

UPLOAD = Sample(
    asked={
        "stem": "Add a resource card for your county.",
        "scene": "",
        "kinds": ["document", "picture"],
        "megabytes": 5,
        "offers_text": True,
        "guide": _GUIDE,
    },
    key=guides.key_of(_GUIDE, 0),
    feedback={"why": "", "options": {}},
    posted={
        "answer-file": ["0b6c1f1e-7f67-4c2b-9a55-2a6f1f0f9d11"],
        "answer-file-name": ["card.pdf"],
        "answer-file-size": ["48213"],
        "answer-file-kind": ["document"],
        "answer-text": ["Checked on Monday."],
    },
    response={
        "file": "0b6c1f1e-7f67-4c2b-9a55-2a6f1f0f9d11",
        "name": "card.pdf",
        "size": 48213,
        "kind": "document",
        "text": "Checked on Monday.",
    },
)

INFORMATION = Sample(
    asked={
        "stem": "Before the next three questions",
        "scene": "",
        "text": "They are about one person, Lee.\n\nLee is made up. You can stop at any point.",
    },
    key={},
    feedback={"why": "", "options": {}},
    posted={"answer": ["read"]},
    response="read",
)
