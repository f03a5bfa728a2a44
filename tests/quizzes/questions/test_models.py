import pytest
from wagtail.models import Locale

from cms.records.models import RecordIsFinal
from cms.records.publishing import CannotPublish
from quizzes.questions.labels import FAULTS
from quizzes.questions.models import Question, QuestionVersion
from quizzes.questions.types import REGISTRY, Fault
from tests.builders import answer_side, question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", REGISTRY)
def test_publishing_freezes_a_version_that_its_type_understands(slug):
    asked = question(slug)

    version = QuestionVersion.objects.get(question_key=asked.translation_key)
    kind, payload = REGISTRY[slug], version.payload

    assert (version.number, version.type, payload["type"]) == (1, slug, slug)
    assert kind.faults(payload["asked"]["en"], payload["key"], payload["feedback"]["en"]) == []
    is_machine_scored = kind.is_scored and not kind.needs_person
    assert kind.grade(kind.best(payload["key"]), payload["key"]).fraction == (1 if is_machine_scored else 0)


def test_publishing_unchanged_makes_no_version_and_changed_makes_the_next():
    asked = question("single")
    asked.save_revision().publish()
    asked.stem = "What comes first of all?"
    asked.save_revision().publish()

    numbers = QuestionVersion.objects.filter(question_key=asked.translation_key).values_list("number", flat=True)

    assert list(numbers.order_by("number")) == [1, 2]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"why": " "}, Fault.NO_WHY),
        ({"stem": " "}, Fault.NO_STEM),
        ({"content": [{"type": "single", "value": {"options": []}}]}, Fault.TOO_FEW_OPTIONS),
        ({"content": []}, Fault.TOO_FEW_OPTIONS),
    ],
)
def test_a_question_with_faults_does_not_go_live_and_says_why(fields, fault):
    draft = question("single", live=False, **fields)

    with pytest.raises(CannotPublish) as refusal:
        draft.save_revision(clean=False).publish()

    assert str(FAULTS[fault]) in refusal.value.faults
    draft.refresh_from_db()
    assert not draft.live
    assert not QuestionVersion.objects.exists()


def test_a_draft_edited_after_publishing_leaves_the_version_as_it_was():
    asked = question("single")
    asked.stem = "A draft of something else"
    asked.save_revision()

    assert QuestionVersion.objects.get().payload["asked"]["en"]["stem"] == "What comes first?"


def test_a_version_is_final():
    question("single")

    with pytest.raises(RecordIsFinal):
        QuestionVersion.objects.get().delete()


def spanish(source: Question, **fields) -> Question:
    locale, _ = Locale.objects.get_or_create(language_code="es")
    translated = source.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(translated, name, value)
    translated.save()
    translated.save_revision().publish()
    return translated


def test_a_published_translation_joins_the_version_of_its_source():
    source = question("truefalse", "Peers listen.", tags=["m11"])
    spanish(source, stem="Los pares escuchan.", why="Porque sí.")

    version = QuestionVersion.objects.get(number=2)

    assert version.question_key == source.translation_key
    assert version.payload["asked"]["en"]["stem"] == "Peers listen."
    assert version.payload["asked"]["es"]["stem"] == "Los pares escuchan."
    assert version.payload["key"] == {"fits": ["true"]}
    assert version.payload["tags"] == ["m11"]


def test_a_translation_that_lacks_an_answer_does_not_go_live():
    source = question("single")
    lacking = answer_side("single")
    lacking[0]["value"]["options"].pop()

    with pytest.raises(CannotPublish) as refusal:
        spanish(source, stem="¿Qué va primero?", content=lacking)

    assert refusal.value.faults == [str(FAULTS[Fault.OTHER_OPTIONS_THAN_SOURCE])]


def test_matching_answers_that_read_the_same_are_offered_once():
    content = answer_side("matching")
    for prompt in content[0]["value"]["prompts"]:
        prompt["value"]["answer"] = "Say so"
    asked = question("matching", content=content)

    payload = QuestionVersion.objects.get(question_key=asked.translation_key).payload

    assert [answer["text"] for answer in payload["asked"]["en"]["answers"]].count("Say so") == 1
    assert len(set(payload["key"]["pairs"].values())) == 1


def test_an_author_of_a_scenario_is_told_the_step_to_look_at():
    content = answer_side("scenario")
    content[0]["value"]["steps"][0]["value"]["choices"][0]["value"]["leads_to"] = "Nowhere"
    draft = question("scenario", live=False, content=content)

    with pytest.raises(CannotPublish) as refusal:
        draft.save_revision(clean=False).publish()

    assert refusal.value.faults == [
        "A choice leads to a step that is not here. Write that step’s short name, or nothing to end. Look at “First”."
    ]
