from dataclasses import fields

from quizzes.questions.rules import AskedQuestion, Wording, answer_id, asked_question, on_page, payload

ENGLISH = Wording(
    asked={"stem": "Which?", "scene": "", "options": [{"id": "a", "text": "One"}, {"id": "b", "text": "Two"}]},
    feedback={"why": "Because.", "options": {"a": "Yes.", "b": "Not quite."}},
)
SPANISH = Wording(
    asked={"stem": "¿Cuál?", "scene": "", "options": [{"id": "b", "text": "Dos"}, {"id": "a", "text": "Uno"}]},
    feedback={"why": "Porque sí.", "options": {"a": "Sí.", "b": "Casi."}},
)


def frozen(**wordings):
    return payload(type="single", source_language="en", wordings=wordings, key={"fits": ["a"]}, facts={})


def test_a_payload_holds_one_key_and_the_texts_of_every_language_in_the_order_of_the_source():
    kept = frozen(en=ENGLISH, es=SPANISH)

    assert kept["key"] == {"fits": ["a"]}
    assert [option["text"] for option in kept["asked"]["es"]["options"]] == ["Uno", "Dos"]


def test_a_translation_without_all_the_answers_is_left_out():
    lacking = Wording(asked=SPANISH.asked | {"options": [{"id": "a", "text": "Uno"}]}, feedback={})

    assert set(frozen(en=ENGLISH, es=lacking)["asked"]) == {"en"}


def test_answers_that_read_the_same_stand_in_the_list_once():
    twice = Wording(
        asked={"stem": "Match", "scene": "", "answers": [{"id": "x", "text": "Same"}, {"id": "y", "text": "Same "}]},
        feedback={},
    )

    assert frozen(en=twice)["asked"]["en"]["answers"] == [{"id": "x", "text": "Same"}]


def test_an_asked_question_is_in_the_language_of_the_reader_or_that_of_its_author():
    kept = frozen(en=ENGLISH, es=SPANISH)

    assert asked_question(1, kept, "es").stem == "¿Cuál?"
    assert asked_question(1, kept, "fr").language == "en"


def test_an_asked_question_shows_the_order_its_try_drew():
    asked = asked_question(1, frozen(en=ENGLISH), "en", part="options", order=["b", "a"])

    assert [option["id"] for option in asked.asked["options"]] == ["b", "a"]


def test_an_asked_question_has_no_place_for_a_key():
    names = {field.name for field in fields(AskedQuestion)}

    assert names == {"version_id", "type", "language", "stem", "scene", "asked"}
    assert set(asked_question(1, frozen(en=ENGLISH), "en").asked) == {"options"}


def test_an_answer_id_does_not_name_its_prompt():
    ids = {answer_id("key", prompt) for prompt in ("p1", "p2", "p3")}

    assert len(ids) == 3
    assert not any(prompt in each for each in ids for prompt in ("p1", "p2", "p3"))


STEPS = [
    {
        "id": "s1",
        "text": "Lee writes.",
        "choices": [
            {"id": "c1", "text": "Ask", "then": "He says yes.", "next": "s2"},
            {"id": "c2", "text": "Advise", "then": "He takes it.", "next": ""},
        ],
    },
    {"id": "s2", "text": "Again.", "choices": [{"id": "c3", "text": "Plan", "then": "A list.", "next": ""}]},
]
PASOS = [
    {"id": "s2", "text": "Otra vez.", "choices": [{"id": "c3", "text": "Plan", "then": "Una lista.", "next": None}]},
    {
        "id": "s1",
        "text": "Lee escribe.",
        "choices": [
            {"id": "c2", "text": "Aconsejar", "then": "Lo toma.", "next": "s2"},
            {"id": "c1", "text": "Preguntar", "then": "Dice que sí.", "next": ""},
        ],
    },
]


def wording(stem: str, **asked) -> Wording:
    return Wording(asked={"stem": stem, "scene": "", **asked}, feedback={"why": "", "options": {}})


def test_a_translated_scenario_has_the_ways_of_its_source_in_its_own_words():
    kept = frozen(en=wording("A text", steps=STEPS), es=wording("Un mensaje", steps=PASOS))

    first, second = kept["asked"]["es"]["steps"]
    assert [(each["id"], each["text"], each["then"], each["next"]) for each in first["choices"]] == [
        ("c1", "Preguntar", "Dice que sí.", "s2"),
        ("c2", "Aconsejar", "Lo toma.", ""),
    ]
    assert (second["id"], second["text"], second["choices"][0]["next"]) == ("s2", "Otra vez.", "")


def test_a_translation_that_lacks_a_step_or_a_choice_is_left_out():
    no_step = wording("Un mensaje", steps=PASOS[1:])
    no_choice = wording("Un mensaje", steps=[PASOS[0], PASOS[1] | {"choices": PASOS[1]["choices"][:1]}])

    assert [
        set(frozen(en=wording("A text", steps=STEPS), es=lacking)["asked"]) for lacking in (no_step, no_choice)
    ] == [
        {"en"},
        {"en"},
    ]


def test_a_translated_guide_keeps_the_points_of_its_source():
    guide = [{"id": "g1", "text": "Role", "must": True, "levels": [{"id": "3", "text": "Clear", "points": 3}]}]
    spoken = [{"id": "g1", "text": "Papel", "must": False, "levels": [{"id": "3", "text": "Claro", "points": 9}]}]

    kept = frozen(en=wording("Write", guide=guide), es=wording("Escriba", guide=spoken))

    assert kept["asked"]["es"]["guide"] == [
        {"id": "g1", "text": "Papel", "must": True, "levels": [{"id": "3", "text": "Claro", "points": 3}]}
    ]


def test_a_page_does_not_receive_the_steps_of_a_scenario():
    asked = asked_question(1, frozen(en=wording("A text", steps=STEPS, comment=True)), "en")

    assert set(asked.asked) == {"steps", "comment"}
    assert (on_page(asked).asked, on_page(asked).stem) == ({"comment": True}, "A text")
