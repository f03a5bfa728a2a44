from dataclasses import fields

from quizzes.questions.rules import AskedQuestion, Wording, answer_id, asked_question, payload

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
