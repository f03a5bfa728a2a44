import pytest
from django.urls import reverse

from quizzes.questions.models import Question, QuestionVersion
from quizzes.questions.types import REGISTRY
from tests.builders import answer_side, course_page, module_page, person, question, quiz_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    admin = person("Ada", is_superuser=True)
    client.force_login(admin)
    return client


def address(name: str, *args) -> str:
    return reverse(Question.snippet_viewset.get_url_name(name), args=args)


def test_the_bank_lists_type_category_tags_and_status(author):
    question("matching", "Match each role.", tags=["m11", "roles"], domain="advocacy")
    question("single", "Not ready yet?", live=False)

    listed = author.get(address("list")).content.decode()

    for words in ("Match each role.", "Matching", "Advocacy", "m11, roles", "Not ready yet?"):
        assert words in listed


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"type": "matching"}, {"Match"}),
        ({"domain": "advocacy"}, {"Match"}),
        ({"difficulty": "hard"}, {"Draft"}),
        ({"live": "False"}, {"Draft"}),
        ({"q": "Draft"}, {"Draft"}),
        ({"tag": "m11"}, {"Match"}),
        ({}, {"Match", "Draft"}),
    ],
)
def test_the_bank_is_filtered_and_searched(author, filters, found):
    from taggit.models import Tag

    question("matching", "Match", tags=["m11"], domain="advocacy")
    question("single", "Draft", live=False, difficulty="hard")
    if "tag" in filters:
        filters = {"tag": Tag.objects.get(name=filters["tag"]).pk}

    shown = author.get(address("list"), filters).context["object_list"]

    assert {each.stem for each in shown} == found


def test_the_bank_costs_the_same_at_any_length(author, django_assert_max_num_queries):
    question("single", tags=["m11"])
    author.get(address("list"))
    with django_assert_max_num_queries(100) as one:
        author.get(address("list"))
    for _ in range(3):
        question("single", tags=["m11"])

    with django_assert_max_num_queries(len(one)):
        author.get(address("list"))


def posted(kind="single", **changes) -> dict[str, str]:
    """The editor's form for a question of three options."""
    form = {
        "scene": "",
        "stem": "What comes first?",
        "why": "Because.",
        "tags": "m11",
        "domain": "advocacy",
        "difficulty": "easy",
        "lesson_page": "",
        "lesson_anchor": "",
        "content-count": "1",
        "content-0-deleted": "",
        "content-0-order": "0",
        "content-0-type": kind,
        "content-0-id": "",
        "content-0-value-options-count": "3",
        "content-0-value-scheme": "all_or_nothing",
    }
    for number, fits in enumerate([True, False, False]):
        option = f"content-0-value-options-{number}"
        form |= {
            f"{option}-deleted": "",
            f"{option}-order": str(number),
            f"{option}-type": "item",
            f"{option}-id": "",
            f"{option}-value-text": f"Answer {number}",
            f"{option}-value-feedback": f"About {number}.",
        }
        if fits:
            form[f"{option}-value-fits"] = "on"
    return form | changes


def test_an_author_writes_and_publishes_a_question(author):
    lesson = module_page(course_page()).get_children().first()

    response = author.post(address("add"), posted(**{"action-publish": "1", "lesson_page": str(lesson.pk)}))

    assert response.status_code == 302
    made = Question.objects.get()
    version = QuestionVersion.objects.get()
    assert (made.live, made.type, made.lesson_key) == (True, "single", lesson.translation_key)
    assert version.payload["lesson"] == {"key": str(lesson.translation_key), "anchor": ""}
    assert version.payload["key"]["fits"] == [made.content[0].value["options"].bound_blocks[0].id]


def test_publishing_with_faults_shows_sentences_and_keeps_what_was_typed(author):
    response = author.post(address("add"), posted(**{"action-publish": "1", "why": ""}))

    shown = response.content.decode()
    assert response.status_code == 200
    assert "Say why the stronger answer is stronger" in shown
    assert "What comes first?" in shown
    assert not QuestionVersion.objects.exists()


def test_a_draft_may_lack_what_publishing_asks_for(author):
    response = author.post(address("add"), posted(why=""))

    assert response.status_code == 302
    assert Question.objects.get().live is False


def test_the_editor_knows_where_a_question_is_used(author):
    fixed, drawn = question(stem="Fixed?"), question(stem="Drawn?", tags=["m11"])
    draw = {"type": "draw", "value": {"draw": 1, "tag": "m11"}}
    quiz_page(module_page(course_page()), plan=[{"type": "question", "value": fixed.pk}, draw])

    assert "asked every time" in author.get(address("edit", fixed.pk)).content.decode()
    assert "may be drawn" in author.get(address("edit", drawn.pk)).content.decode()
    unused = author.get(address("edit", question(stem="Nowhere?").pk)).content.decode()
    assert "No published quiz asks this question yet." in unused


def test_the_editor_tells_what_answers_to_the_draft_would_earn(author):
    shown = author.get(address("edit", question("multiple", live=False).pk)).content.decode()

    assert "What would it earn" in shown
    for words in (
        "Scored by:",
        "less a share for each other",
        "Only those that do not fit",
        "max(0, (2 - 1) / 2)",
        "0.50",
        "Walk along",
    ):
        assert words in shown


def test_the_editor_says_what_is_missing_before_it_can_tell(author):
    draft = question("multiple", live=False, why="")

    shown = author.get(address("edit", draft.pk)).content.decode()

    assert "This is still missing:" in shown
    assert "Say why the stronger answer is stronger" in shown
    assert "Only those that do not fit" not in shown


def test_the_editor_of_a_new_question_and_of_a_survey_item_say_why_they_tell_nothing(author):
    assert "Save the question to see" in author.get(address("add")).content.decode()
    survey = author.get(address("edit", question("survey", live=False).pk)).content.decode()
    assert "This question is never scored." in survey


@pytest.mark.parametrize("slug", REGISTRY)
@pytest.mark.parametrize(
    ("mode", "words"), [("asking", 'name="answer'), ("well", "Went well"), ("again", "Worth another look")]
)
def test_a_draft_is_previewed_as_asked_and_as_explained(author, slug, mode, words):
    draft = question(slug, "A stem to look at?", live=False)

    response = draft.make_preview_request(preview_mode=mode)

    shown = response.content.decode()
    assert response.status_code == 200
    assert "A stem to look at?" in shown
    assert "cms/css/site.css" in shown
    kind = REGISTRY[slug]
    if kind.is_scored and not kind.needs_person:
        assert words in shown
    else:
        # Nothing a machine could call well or not: every mode shows it as it is asked.
        assert "<fieldset" in shown


def test_an_unfinished_draft_can_be_previewed(author):
    draft = question("single", live=False, content=answer_side("single"))
    draft.content = []

    assert "Add the answers" in draft.make_preview_request(preview_mode="asking").content.decode()
