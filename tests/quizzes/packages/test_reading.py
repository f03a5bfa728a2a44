"""Folders that read well, and folders that are refused with file, line and reason."""

import re
import shutil
from pathlib import Path

import pytest

from cms.blocks.rules import reading_grade
from quizzes.packages.checks import counted_minutes, reading_text
from quizzes.packages.located import BrokenPackage
from quizzes.packages.reading import read_course

DEMO = Path(__file__).resolve().parents[3] / "quizzes" / "demo"
COURSES = [DEMO / "courses" / slug for slug in ("foundations", "boundaries", "integration")]
FORBIDDEN = re.compile(
    r"\b(fail|failed|wrong|incorrect|invalid|overdue|rejected|attempt|submit|click here|addict)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def courses():
    return [read_course(folder) for folder in COURSES]


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(COURSES[0], tmp_path / "foundations"))


def faults_of(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(BrokenPackage) as caught:
        read_course(folder)
    return [(fault.file, fault.line, fault.reason) for fault in caught.value.faults]


def change(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence and return the line it stood on."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_read_course_reads_every_demo_course(courses):
    assert [(course.slug, len(course.modules)) for course in courses] == [
        ("foundations", 4),
        ("boundaries", 3),
        ("integration", 4),
    ]


def test_every_demo_module_is_complete(courses):
    for module in [module for course in courses for module in course.modules]:
        blocks = [block for lesson in module.lessons for block in lesson.blocks]
        words = sum(len(reading_text(lesson.blocks).split()) for lesson in module.lessons)
        practices = [block for block in blocks if block.kind == "practice"]
        branching = [block for block in practices if any("next" in choice for choice in block.value["choices"])]

        assert words >= 1200, module.slug
        assert branching, module.slug
        assert {"reflect", "check"} <= {block.kind for block in blocks}, module.slug
        assert len(module.questions) >= 8, module.slug
        assert len({question.type for question in module.questions}) >= 3, module.slug


def parts_of(question):
    """Options, prompts, items, and the answers inside of gaps."""
    for name in question.PARTS:
        for part in getattr(question, name):
            yield from getattr(part, "answers", [part])


def test_every_demo_question_explains_each_answer(courses):
    silent = [
        question.key
        for course in courses
        for module in course.modules
        for question in module.questions
        if not question.why
        or any(getattr(part, "feedback", None) == "" for part in parts_of(question))
        or (question.type == "truefalse" and set(question.feedback) != {"true", "false"})
    ]

    assert silent == []


def test_every_demo_lesson_reads_at_grade_eight_or_lower(courses):
    hard = {
        lesson.slug: grade
        for course in courses
        for module in course.modules
        for lesson in module.lessons
        if (grade := reading_grade(reading_text(lesson.blocks))) > 8
    }

    assert hard == {}


def test_demo_courses_use_kind_words():
    found = [
        (path.name, match[0])
        for folder in COURSES
        for path in folder.rglob("*.*")
        if not path.name.endswith((".es.md", ".es.yaml"))
        for match in FORBIDDEN.finditer(path.read_text())
    ]

    assert found == []


def test_every_sentence_of_the_article_is_taught(courses):
    article = dict(line.split("\t", 1) for line in (DEMO / "article.tsv").read_text().splitlines())
    taught = {
        sentence for course in courses for module in course.modules for lesson in module.lessons
        for sentence in lesson.head.teaches
    }  # fmt: skip
    # Date and title, and the advertisement of the article's publisher, teach nothing.
    untaught = set(article) - taught - {"s01-1", "s02-1", "s44-1", "s44-2"}

    assert untaught == set()


def test_the_articles_tables_stand_whole(courses):
    tables = {
        lesson.slug: block.value
        for course in courses
        for module in course.modules
        for lesson in module.lessons
        for block in lesson.blocks
        if block.kind == "table" and lesson.slug in {"four-benefits", "five-support-groups"}
    }

    assert [len(tables["four-benefits"]["rows"]), len(tables["five-support-groups"]["rows"])] == [4, 5]


def test_a_misspelled_key_is_named_with_its_line(folder):
    line = change(folder / "01-what-peer-support-is" / "module.yaml", "summary:", "sumary:")

    assert (
        "foundations/01-what-peer-support-is/module.yaml",
        line,
        "“sumary” has no meaning here; check its spelling",
    ) in faults_of(folder)


def test_a_slip_inside_a_question_is_named_with_its_line_and_as_it_is_written(folder):
    path = folder / "01-what-peer-support-is" / "questions.yaml"
    path.write_text(
        "- key: one\n  type: single\n  stem: Which?\n  options:\n    - id: a\n      text: One\n      fist: true\n"
        "- key: two\n  type: sungle\n  stem: Which?\n"
        "- key: three\n  stem: Which?\n"
        "- key: four\n  type: truefalse\n  stem: So?\n  prompts: []\n"
    )
    file = "foundations/01-what-peer-support-is/questions.yaml"

    found = faults_of(folder)

    assert [(name, line) for name, line, _ in found] == [(file, 7), (file, 8), (file, 11), (file, 16)]
    assert found[0][2] == "“0.options.0.fist” has no meaning here; check its spelling"
    assert found[1][2].startswith("“1.type” should be one of 'single'")
    assert found[2][2] == "“2.type” is needed here"
    assert found[3][2] == "“3.prompts” has no meaning here; check its spelling"


def test_yaml_that_breaks_off_is_named_with_its_line(folder):
    line = change(folder / "course.yaml", "title: ", "title: [")

    assert [fault[:2] for fault in faults_of(folder)] != []
    assert faults_of(folder)[0][0] == "foundations/course.yaml"
    assert faults_of(folder)[0][1] >= line


def test_an_unknown_block_is_named_with_its_line(folder):
    path = folder / "01-what-peer-support-is" / "01-shared-experience.md"
    line = change(path, "```key", "```keye")

    assert [fault for fault in faults_of(folder) if fault[1] == line and "“keye”" in fault[2]] != []


def test_raw_html_is_refused(folder):
    path = folder / "01-what-peer-support-is" / "01-shared-experience.md"
    path.write_text(path.read_text() + "\n\n<script>alert(1)</script>\n")

    assert [fault[2] for fault in faults_of(folder)] == ["raw HTML cannot stand in a lesson"]


def test_minutes_that_do_not_add_up_are_refused(folder):
    change(folder / "02-who-is-a-pss" / "module.yaml", "minutes: ", "minutes: 1")

    assert [fault[2] for fault in faults_of(folder) if "minutes" in fault[2]] != []


def test_a_question_that_links_nowhere_is_named(folder):
    path = folder / "01-what-peer-support-is" / "questions.yaml"
    change(path, "lesson: ", "lesson: no-such-")

    assert any("which this module does not have" in fault[2] for fault in faults_of(folder))


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "secret.yaml").write_text("title: x")
    (folder / "course.yaml").unlink()
    (folder / "course.yaml").symlink_to(tmp_path / "secret.yaml")

    assert faults_of(folder) == [("foundations/course.yaml", 1, "links to files elsewhere are not followed")]


def test_deep_nesting_is_refused_quickly(folder):
    (folder / "course.yaml").write_text("title: " + "[" * 100_000)

    assert len(faults_of(folder)) == 1


def test_a_folder_without_a_course_is_refused(tmp_path):
    assert [fault[2] for fault in faults_of(tmp_path)] == ["there is no course.yaml in this folder"]


def test_stated_minutes_are_counted_from_the_parts(courses):
    lesson = courses[0].modules[0].lessons[0]

    assert abs(counted_minutes(lesson.blocks) - lesson.head.minutes) <= 1
