"""A course goes into the site and comes out the same."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.catalog.models import CoursePage, LessonPage, ModulePage
from quizzes.packages.reading import read_course
from quizzes.packages.services import export_course, import_course
from quizzes.questions.models import Question
from tests import builders

DEMO = Path(__file__).resolve().parents[3] / "quizzes" / "demo" / "courses"


@pytest.fixture
def site(db):
    return builders.site()


def files_of(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.*")}


def test_import_course_brings_everything_live(site):
    report = import_course(DEMO / "boundaries", by=None)

    assert [report.changed, report.unchanged, report.only_here] == [[], [], []]
    assert ModulePage.objects.live().count() == 3
    assert Question.objects.filter(live=False).count() == 0


def test_import_course_twice_changes_nothing(site):
    import_course(DEMO / "foundations", by=None)

    again = import_course(DEMO / "foundations", by=None)

    assert [again.new, again.changed, again.only_here] == [[], [], []]


def test_parts_of_a_question_may_have_any_name(site, tmp_path):
    folder = Path(shutil.copytree(DEMO / "foundations", tmp_path / "foundations"))
    for path in folder.rglob("questions*.yaml"):
        path.write_text(path.read_text().replace("{ id: a,", "{ id: first-one,").replace("{ id: p1,", "{ id: sponsor,"))
    import_course(folder, by=None)

    again = import_course(folder, by=None)
    export_course("foundations", tmp_path / "out" / "foundations")
    back = import_course(tmp_path / "out" / "foundations", by=None)

    assert [again.new, again.changed, back.new, back.changed] == [[], [], [], []]


def test_import_course_brings_the_spanish_pages_with_the_same_keys(site):
    import_course(DEMO / "foundations", by=None)

    keys = {
        language: set(
            LessonPage.objects.filter(
                locale__language_code=language, slug__in=["shared-experience", "beside-treatment"]
            ).values_list("translation_key", flat=True)
        )
        for language in ("en", "es")
    }
    assert len(keys["es"]) == 2
    assert keys["es"] == keys["en"]


def test_what_is_exported_reads_back_as_the_same_course(site, tmp_path):
    import_course(DEMO / "foundations", by=None)
    export_course("foundations", tmp_path / "first" / "foundations")

    report = import_course(tmp_path / "first" / "foundations", by=None)
    export_course("foundations", tmp_path / "second" / "foundations")

    assert [report.new, report.changed] == [[], []]
    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")
    assert set(files_of(tmp_path / "first" / "foundations")) == set(files_of(DEMO / "foundations"))


def test_what_is_exported_says_what_was_imported(site, tmp_path):
    import_course(DEMO / "boundaries", by=None)
    export_course("boundaries", tmp_path / "boundaries")

    written, original = read_course(tmp_path / "boundaries"), read_course(DEMO / "boundaries")

    assert written.file == original.file
    assert [module.file for module in written.modules] == [module.file for module in original.modules]
    assert [module.lessons for module in written.modules] == [module.lessons for module in original.modules]
    assert [module.quiz for module in written.modules] == [module.quiz for module in original.modules]


def test_a_dry_run_writes_nothing_and_says_what_it_would_do(site):
    report = import_course(DEMO / "boundaries", by=None, dry_run=True)

    assert CoursePage.objects.count() == 0
    assert "course page boundaries" in report.new


def test_a_broken_file_leaves_nothing_half_imported(site, tmp_path):
    folder = tmp_path / "boundaries"
    export = DEMO / "boundaries"
    for path in export.rglob("*.*"):
        target = folder / path.relative_to(export)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text())
    (folder / "03-boundary-lab" / "quiz.yaml").write_text("title: A quiz\nplan: []\n")

    with pytest.raises(CommandError) as caught:
        call_command("import_course", folder)

    assert "boundaries/03-boundary-lab/quiz.yaml, line" in str(caught.value)
    assert CoursePage.objects.count() == 0


def test_a_changed_lesson_is_the_only_thing_that_changes(site, tmp_path):
    import_course(DEMO / "boundaries", by=None)
    export_course("boundaries", tmp_path / "boundaries")
    lesson = tmp_path / "boundaries" / "01-boundaries-as-care" / "01-why-limits-protect.md"
    lesson.write_text(lesson.read_text().replace("title: Why limits protect both people", "title: Why limits help"))

    report = import_course(tmp_path / "boundaries", by=None)

    assert report.new == []
    assert report.changed == ["lesson page why-limits-protect"]


def test_what_the_folder_no_longer_holds_is_named_and_left_alone(site, tmp_path):
    import_course(DEMO / "boundaries", by=None)
    page = ModulePage.objects.first()
    page.add_child(instance=LessonPage(title="Extra", slug="extra", minutes=1, live=False))

    report = import_course(DEMO / "boundaries", by=None, dry_run=True)

    assert report.only_here == [f"lesson {page.slug}/extra"]
